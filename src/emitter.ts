// Typed events without a DOM.

export type Listener<Detail> = (detail: Detail) => void;

export class Emitter<Events extends object> {
  readonly #listeners = new Map<keyof Events, Set<Listener<never>>>();

  /** @returns what takes the listener off again; safe to call twice */
  on<Type extends keyof Events>(type: Type, listener: Listener<Events[Type]>): () => void {
    const known = this.#listeners.get(type) ?? new Set();
    this.#listeners.set(type, known);
    // A wrapper of its own, so that the same function added twice is called twice and taken off one at a time.
    const own: Listener<Events[Type]> = (detail) => listener(detail);
    known.add(own as Listener<never>);
    return () => known.delete(own as Listener<never>);
  }

  /** A listener that throws keeps nobody from hearing, nor from drawing: its error is thrown on its own, as the DOM's are. */
  emit<Type extends keyof Events>(type: Type, detail: Events[Type]): void {
    for (const listener of [...(this.#listeners.get(type) ?? [])])
      try {
        (listener as Listener<Events[Type]>)(detail);
      } catch (error) {
        queueMicrotask(() => {
          throw error;
        });
      }
  }

  clear(): void {
    this.#listeners.clear();
  }
}
