// The page's own heap, measured from outside.
import { cdp } from 'vitest/browser';

const frame = (): Promise<void> => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 0)));

/** Bytes of live JS objects and of what their arrays stand on, after collection. */
export async function heapBytes(): Promise<number> {
  const session = cdp() as unknown as {
    send(method: string, params?: object): Promise<{ usedSize: number; backingStorageSize?: number }>;
  };
  // What is finalised in one collection may free more in the next.
  for (let n = 0; n < 3; n++) {
    await session.send('HeapProfiler.collectGarbage');
    await frame();
  }
  const { usedSize, backingStorageSize = 0 } = await session.send('Runtime.getHeapUsage');
  return usedSize + backingStorageSize;
}
