// What Node's threads and ports tell, as events, which is how comlink and the pool listen.
import type { MessagePort, Worker as Thread, Transferable } from 'node:worker_threads';

type Listener = (event: { readonly data?: unknown; readonly message?: string }) => void;

/** @param port  a thread, or the port to whoever started this one */
export function portEvents(port: Thread | MessagePort) {
  const heard = new Map<unknown, (value: unknown) => void>();
  const eventOf = (type: string, value: unknown) =>
    type === 'error' ? { message: String((value as Error).message) } : { data: value };
  return {
    postMessage: (message: unknown, transfer: readonly unknown[] = []) =>
      port.postMessage(message, transfer as readonly Transferable[]),
    addEventListener(type: string, listener: Listener) {
      const told = (value: unknown): void => listener(eventOf(type, value));
      heard.set(listener, told);
      port.on(type as 'message', told);
    },
    removeEventListener(type: string, listener: Listener) {
      const told = heard.get(listener);
      if (told) port.off(type as 'message', told);
      heard.delete(listener);
    },
  };
}
