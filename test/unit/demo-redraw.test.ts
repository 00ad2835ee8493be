// Drawing follows what moves: never two drawings at a time, coarse while it moves, fine once it rests.
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Redraw } from '../../demo/why/redraw.ts';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
});
afterEach(() => {
  vi.useRealTimers();
});

/** Each drawing takes 30 ms unless it is stopped. */
function recorded() {
  const log: string[] = [];
  let running = 0;
  const redraw = new Redraw<string>(async (job, coarse, signal) => {
    expect(++running).toBe(1);
    await new Promise((resolve) => setTimeout(resolve, 30));
    running--;
    log.push(`${job} ${coarse ? 'coarse' : 'fine'}${signal.aborted ? ' stopped' : ''}`);
  });
  return { log, redraw };
}

test('a single request is drawn finely at once', async () => {
  const { log, redraw } = recorded();
  redraw.ask('a');
  await vi.advanceTimersByTimeAsync(1000);
  expect(log).toEqual(['a fine']);
});

test('while it moves the fine one is stopped, coarse ones of the latest follow, and a fine one at the end', async () => {
  const { log, redraw } = recorded();
  for (const job of ['a', 'b', 'c', 'd']) {
    redraw.ask(job);
    await vi.advanceTimersByTimeAsync(12);
  }
  await vi.advanceTimersByTimeAsync(1000);
  // At 30 ms c was the latest; a coarse drawing is not stopped.
  expect(log).toEqual(['a fine stopped', 'c coarse', 'd coarse', 'd fine']);
});

test('stopped, it draws nothing more', async () => {
  const { log, redraw } = recorded();
  redraw.ask('a');
  redraw.ask('b');
  redraw.stop();
  await vi.advanceTimersByTimeAsync(1000);
  expect(log).toEqual(['a fine stopped']);
});
