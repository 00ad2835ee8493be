import { describe, expect, test } from 'vitest';
import { readOrder } from '../../src/load/read-order.ts';

describe('the order of reading', () => {
  test.each([0, 1, 2, 3, 5, 16, 17, 63, 100, 256, 1000])('of %d inputs takes each once', (count) => {
    const { order } = readOrder(count);
    expect([...order].sort((a, b) => a - b)).toEqual(Array.from({ length: count }, (_, n) => n));
  });

  test('begins in the middle and tells of ever finer stacks', () => {
    const { order, passes } = readOrder(256);
    expect(order[0]).toBe(128);
    expect(passes).toEqual([1, 4, 16, 64]);
  });

  test.each([100, 256, 999])('leaves even steps at the end of each pass of %d', (count) => {
    const { order, passes } = readOrder(count);
    for (const pass of passes.slice(1)) {
      const there = order.slice(0, pass).sort((a, b) => a - b);
      const steps = new Set(there.slice(1).map((index, n) => index - there[n]!));
      expect(steps.size).toBe(1);
      // Nothing lies farther from what is there than a step.
      expect(there[0]).toBeLessThan([...steps][0]!);
      expect(count - 1 - there.at(-1)!).toBeLessThan([...steps][0]!);
    }
  });

  test('has no passes where there is one input', () => expect(readOrder(1)).toEqual({ order: [0], passes: [] }));
});
