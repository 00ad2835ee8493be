// Comparisons that are asked for faster than they are made.
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { newestOnly } from '../../demo/compare/newest-only.ts';

test('one is in work and the newest waits: the others are never begun', async () => {
  const begun: number[] = [];
  const ends: (() => void)[] = [];
  const ask = newestOnly((n: number) => {
    begun.push(n);
    return new Promise<number>((resolve) => ends.push(() => resolve(10 * n)));
  });
  const answers = [1, 2, 3, 4].map((n) => ask(n));
  expect(begun).toEqual([1]);
  ends[0]!();
  expect(await answers[0]).toBe(10);
  await vi.waitUntil(() => begun.length === 2);
  ends[1]!();
  expect(await Promise.all(answers)).toEqual([10, null, null, 40]);
  expect(begun).toEqual([1, 4]);
});

test('what fails is told of, and the next is begun', async () => {
  const ask = newestOnly(async (n: number) => {
    if (n === 1) throw new Error('no');
    return n;
  });
  const [first, second] = [ask(1), ask(2)];
  await expect(first).rejects.toThrow('no');
  expect(await second).toBe(2);
});

const made: FakeWorker[] = [];

class FakeWorker extends EventTarget {
  readonly signals: AbortSignal[] = [];
  posted = 0;
  terminated = false;

  constructor() {
    super();
    made.push(this);
  }

  override addEventListener(...given: Parameters<EventTarget['addEventListener']>): void {
    this.signals.push((given[2] as AddEventListenerOptions).signal!);
    super.addEventListener(...given);
  }

  postMessage(): void {
    this.posted++;
  }

  terminate(): void {
    this.terminated = true;
  }
}

beforeEach(() => {
  made.length = 0;
  vi.resetModules();
  vi.stubGlobal('Worker', FakeWorker);
});
afterEach(() => vi.unstubAllGlobals());

const pixels = Uint8Array.of(1);
const PAIR = { levels: { a: pixels, b: pixels, options: { width: 1, height: 1 } }, values: null };

test('a worker is kept, and no listener stays on it', async () => {
  const { compareInWorker } = await import('../../demo/compare/compare-in-worker.ts');
  for (let n = 1; n <= 3; n++) {
    const answer = compareInWorker(PAIR);
    await vi.waitUntil(() => made[0]?.posted === n);
    made[0]!.dispatchEvent(new MessageEvent('message', { data: [{ largest: n }, null] }));
    expect(await answer).toEqual({ levels: { largest: n }, values: null });
  }
  expect(made).toHaveLength(1);
  expect(made[0]!.signals.length).toBeGreaterThan(3);
  expect(made[0]!.signals.filter(({ aborted }) => !aborted)).toEqual([]);
});

test('a worker that fails is dropped, and the next comparison has another', async () => {
  const { compareInWorker } = await import('../../demo/compare/compare-in-worker.ts');
  const answer = compareInWorker(PAIR);
  made[0]!.dispatchEvent(new Event('error'));
  await expect(answer).rejects.toThrow('The comparison stopped');
  expect(made[0]!.terminated).toBe(true);
  expect(made[0]!.signals.every(({ aborted }) => aborted)).toBe(true);
  const again = compareInWorker(PAIR);
  await vi.waitUntil(() => made.length === 2);
  made[1]!.dispatchEvent(new MessageEvent('message', { data: [{ largest: 2 }, null] }));
  expect(await again).toEqual({ levels: { largest: 2 }, values: null });
});
