// Watches what is listened to and observed: every listener, observer and frame that is asked for and not given back.
import { vi } from 'vitest';

export interface Held {
  readonly listeners: number;
  readonly observers: number;
  readonly frames: number;
  readonly ports: number;
}

export const NOTHING_HELD: Held = { listeners: 0, observers: 0, frames: 0, ports: 0 };

type Args = Parameters<EventTarget['addEventListener']>;

/** Undone by vi.restoreAllMocks. @returns what is held now, of what was asked for since */
export function spyOnListeners(): () => Held {
  const listeners = new Map<EventTarget, Map<string, Set<unknown>>>();
  const observers = new Set<unknown>();
  const frames = new Set<number>();
  const ports = new Set<unknown>();
  const kindsOf = (target: EventTarget): Map<string, Set<unknown>> => {
    const known = listeners.get(target) ?? new Map<string, Set<unknown>>();
    listeners.set(target, known);
    return known;
  };
  const keyOf = (type: string, options: Args[2]): string =>
    `${type} ${typeof options === 'object' ? !!options.capture : !!options}`;

  const { addEventListener, removeEventListener } = EventTarget.prototype;
  vi.spyOn(EventTarget.prototype, 'addEventListener').mockImplementation(function (this: EventTarget, ...args: Args) {
    const [type, listener, options] = args;
    // Called on the global object `this` may be undefined.
    const target = this ?? globalThis;
    const kinds = kindsOf(target);
    const key = keyOf(type, options);
    const signal = typeof options === 'object' ? options.signal : undefined;
    if (listener && !signal?.aborted) {
      kinds.set(key, (kinds.get(key) ?? new Set()).add(listener));
      if (signal) addEventListener.call(signal, 'abort', () => kinds.get(key)!.delete(listener), { once: true });
    }
    addEventListener.apply(target, args);
  });
  vi.spyOn(EventTarget.prototype, 'removeEventListener').mockImplementation(function (
    this: EventTarget,
    ...args: Args
  ) {
    const target = this ?? globalThis;
    kindsOf(target).get(keyOf(args[0], args[2]))?.delete(args[1]);
    removeEventListener.apply(target, args);
  });

  for (const observer of [ResizeObserver.prototype, IntersectionObserver.prototype, MutationObserver.prototype]) {
    const { observe, disconnect } = observer as ResizeObserver;
    vi.spyOn(observer as ResizeObserver, 'observe').mockImplementation(function (this: ResizeObserver, ...args) {
      observers.add(this);
      observe.apply(this, args);
    });
    vi.spyOn(observer as ResizeObserver, 'disconnect').mockImplementation(function (this: ResizeObserver) {
      observers.delete(this);
      disconnect.call(this);
    });
  }

  const { requestAnimationFrame: request, cancelAnimationFrame: cancel } = globalThis;
  vi.spyOn(globalThis, 'requestAnimationFrame').mockImplementation((callback) => {
    const handle = request((time) => {
      frames.delete(handle);
      callback(time);
    });
    frames.add(handle);
    return handle;
  });
  vi.spyOn(globalThis, 'cancelAnimationFrame').mockImplementation((handle) => {
    frames.delete(handle);
    cancel(handle);
  });

  // A port with a handler is kept alive, with all that its handler sees, until it is closed.
  const handler = Object.getOwnPropertyDescriptor(MessagePort.prototype, 'onmessage')!;
  vi.spyOn(MessagePort.prototype, 'onmessage', 'set').mockImplementation(function (this: MessagePort, listener) {
    ports.add(this);
    handler.set!.call(this, listener);
  });
  const { close } = MessagePort.prototype;
  vi.spyOn(MessagePort.prototype, 'close').mockImplementation(function (this: MessagePort) {
    ports.delete(this);
    close.call(this);
  });

  return () => {
    let count = 0;
    for (const kinds of listeners.values()) for (const set of kinds.values()) count += set.size;
    return { listeners: count, observers: observers.size, frames: frames.size, ports: ports.size };
  };
}
