// Lets the event loop run: other tasks, input, a frame. `setTimeout` would wait 4 ms each time.

/** Resolves in a later task. */
export function turn(): Promise<void> {
  if (typeof setImmediate === 'function') return new Promise((resolve) => setImmediate(resolve));
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}

/** ms of work after which the event loop runs. */
const SLICE = 8;

/** @returns `pause` for loops: it waits only where there was work for 8 ms since it did */
export function inSlices(pause: () => Promise<void>): () => Promise<void> | undefined {
  let begun = performance.now();
  return () => {
    if (performance.now() - begun < SLICE) return undefined;
    return pause().finally(() => {
      begun = performance.now();
    });
  };
}
