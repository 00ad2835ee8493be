// One thing that is told, and who wants to hear of it.

export class Signal<T> {
  readonly #listeners = new Set<(told: T) => void>();

  /** @returns what stops it */
  listen(listener: (told: T) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  tell(told: T): void {
    for (const listener of [...this.#listeners]) listener(told);
  }
}
