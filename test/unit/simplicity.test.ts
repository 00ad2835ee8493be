// What a specialisation may leave out is measured against the values, however small their unit makes them.
import { describe, expect, test } from 'vitest';
import { createVolume } from '../../src/volume/create-volume.ts';
import { simplicityOf } from '../../src/volume/slice-table.ts';

const stack = (most: number, steps: readonly number[], lean: number) => {
  let z = 0;
  return createVolume({
    storedValues: Float32Array.from({ length: 4 * 3 * 6 }, (_, n) => (most * n) / 71),
    size: [4, 3, 6],
    pixelSpacing: [1, 1],
    orientation: { row: [1, 0, 0], column: [0, 1, 0] },
    slices: Array.from({ length: 6 }, (_, k) => {
      if (k > 0) z += steps[k % steps.length]!;
      return { origin: [0, lean * z, z] as const };
    }),
  });
};

describe.each([0.003, 1, 4000, 65535])('values up to %d', (most) => {
  test('uneven steps are no even ones', () => expect(simplicityOf(stack(most, [1, 0.6], 0)).even).toBe(false));
  test('a hair of unevenness counts', () => expect(simplicityOf(stack(most, [1, 1.00001], 0)).even).toBe(false));
  test('a lean is no upright stack', () => expect(simplicityOf(stack(most, [1], 0.01)).shift).toBe('step'));
  test('what is even and upright stays so', () =>
    expect(simplicityOf(stack(most, [1], 0))).toMatchObject({ even: true, shift: 'none' }));
});
