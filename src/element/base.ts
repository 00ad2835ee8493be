// What the elements extend. A server has no HTMLElement: there the classes can be imported, and not be made.

export const ElementBase = (globalThis.HTMLElement ?? class {}) as typeof HTMLElement;

type Handler<Target, E> = ((this: Target, event: E) => unknown) | { handleEvent(event: E): unknown };

/** An element whose own events are typed. */
export class TypedElement<Events extends object> extends ElementBase {
  override addEventListener<Type extends keyof Events & string>(
    type: Type,
    listener: Handler<this, Events[Type]> | null,
    options?: boolean | AddEventListenerOptions,
  ): void;
  override addEventListener(
    type: string,
    listener: EventListenerOrEventListenerObject | null,
    options?: boolean | AddEventListenerOptions,
  ): void;
  override addEventListener(type: string, listener: unknown, options?: boolean | AddEventListenerOptions): void {
    super.addEventListener(type, listener as EventListener, options);
  }

  override removeEventListener<Type extends keyof Events & string>(
    type: Type,
    listener: Handler<this, Events[Type]> | null,
    options?: boolean | EventListenerOptions,
  ): void;
  override removeEventListener(
    type: string,
    listener: EventListenerOrEventListenerObject | null,
    options?: boolean | EventListenerOptions,
  ): void;
  override removeEventListener(type: string, listener: unknown, options?: boolean | EventListenerOptions): void {
    super.removeEventListener(type, listener as EventListener, options);
  }
}
