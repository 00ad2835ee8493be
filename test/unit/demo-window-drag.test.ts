// Windows of small values, as parametric maps and normalised pictures have them, dragged over the histogram.
import { expect, test } from 'vitest';
import { dragged, edgesOf, plain } from '../../demo/panels/window-drag.ts';
import type { VoiWindow } from '../../src/entry/index.ts';

const small: VoiWindow = { center: 0.5, width: 0.4, function: 'LINEAR_EXACT' };
const PIXEL = 1 / 256;

test.each(['low', 'high', 'middle'] as const)('a mere press changes nothing: %s', (grip) => {
  const { center, width } = small;
  expect(dragged(small, grip, 0, PIXEL)).toEqual({ center, width });
  const narrow = { ...small, width: PIXEL / 10 };
  expect(dragged(narrow, grip, 0, PIXEL)).toEqual({ center, width: PIXEL / 10 });
});

test('an edge goes with the pointer while the other stays', () => {
  const [low, high] = edgesOf(small);
  const wider = edgesOf({ ...small, ...dragged(small, 'low', -0.1, PIXEL) });
  expect(wider[0]).toBeCloseTo(low - 0.1, 12);
  expect(wider[1]).toBeCloseTo(high, 12);
  const narrower = edgesOf({ ...small, ...dragged(small, 'high', -0.3, PIXEL) });
  expect(narrower[0]).toBeCloseTo(low, 12);
  expect(narrower[1]).toBeCloseTo(high - 0.3, 12);
});

test('past the other edge a window is as narrow as a pixel, and LINEAR as 1', () => {
  for (const grip of ['low', 'high'] as const) {
    const by = grip === 'low' ? 5 : -5;
    expect(dragged(small, grip, by, PIXEL).width).toBe(PIXEL);
    expect(dragged({ ...small, function: 'SIGMOID' }, grip, by, PIXEL).width).toBe(PIXEL);
    expect(dragged({ center: 40, width: 3, function: 'LINEAR' }, grip, by, 7).width).toBe(1);
  }
});

test.each([
  [0.004, '0.004'],
  [-0.00012345, '-0.0001234'],
  [0.4000000001, '0.4'],
  [0, '0'],
  [-0, '0'],
  [55, '55'],
  [12.3456, '12.35'],
  [1234.56, '1235'],
  [-600.4, '-600'],
])('%d stands in a field as %s', (value, text) => expect(plain(value)).toBe(text));
