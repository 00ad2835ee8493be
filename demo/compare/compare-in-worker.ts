// `comparePlanes` in a worker of its own, started with the first comparison.
import type { CompareOptions, PlaneComparison, PlanePixels } from '../../src/entry/compare.ts';
import type { CompareRequest } from './compare-worker.ts';

let worker: Worker | null = null;
let last = 0;

export function compareInWorker(a: PlanePixels, b: PlanePixels, options: CompareOptions): Promise<PlaneComparison> {
  worker ??= new Worker(new URL('./compare-worker.ts', import.meta.url), { type: 'module' });
  const [mine, id] = [worker, ++last];
  return new Promise((resolve, reject) => {
    const listen = ({ data }: MessageEvent<{ readonly id: number; readonly found: PlaneComparison }>): void => {
      if (data.id !== id) return;
      mine.removeEventListener('message', listen);
      resolve(data.found);
    };
    mine.addEventListener('message', listen);
    mine.addEventListener('error', () => reject(new Error('The comparison stopped')), { once: true });
    mine.postMessage({ id, a, b, options } satisfies CompareRequest);
  });
}
