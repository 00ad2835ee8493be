// `comparePlanes` in a worker of its own, started with the first comparison. A slider asks faster than SSIM answers: one is in work,
// and the newest of the others waits.
import type { PlaneComparison } from '../../src/entry/compare.ts';
import type { CompareRequest, Comparison } from './compare-worker.ts';
import { newestOnly } from './newest-only.ts';

/** What is compared of one pair of pictures; null: nothing. */
export interface Compared<T> {
  readonly levels: T | null;
  readonly values: T | null;
}

let worker: Worker | null = null;

/** @returns null where a newer pair took its place. @throws Error where the worker failed: the next one is another */
export const compareInWorker = newestOnly(compare);

async function compare({ levels, values }: Compared<Comparison>): Promise<Compared<PlaneComparison>> {
  const [ofLevels, ofValues] = await ask([levels, values]);
  return { levels: ofLevels ?? null, values: ofValues ?? null };
}

function ask(request: CompareRequest): Promise<readonly (PlaneComparison | null)[]> {
  worker ??= new Worker(new URL('./compare-worker.ts', import.meta.url), { type: 'module' });
  const mine = worker;
  const answered = new AbortController();
  const { signal } = answered;
  return new Promise((resolve, reject) => {
    mine.addEventListener(
      'message',
      ({ data }: MessageEvent<readonly (PlaneComparison | null)[]>) => {
        answered.abort();
        resolve(data);
      },
      { signal },
    );
    const fail = (): void => {
      answered.abort();
      mine.terminate();
      worker = null;
      reject(new Error('The comparison stopped'));
    };
    for (const type of ['error', 'messageerror'] as const) mine.addEventListener(type, fail, { signal });
    mine.postMessage(request);
  });
}
