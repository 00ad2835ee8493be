// Statistics of a whole volume against every voxel counted by itself.
import { describe, expect, test } from 'vitest';
import { createRandom } from '../../src/math/random.ts';
import { statisticsOf } from '../../src/measure/statistics.ts';
import { volumeStatistics } from '../../src/measure/volume-statistics.ts';
import { createVolume, type SliceInput } from '../../src/volume/create-volume.ts';
import type { StoredValues, Volume } from '../../src/volume/volume.ts';

const SIZE = [7, 5, 6] as const;
const LENGTH = SIZE[0] * SIZE[1] * SIZE[2];

function volumeOf(storedValues: StoredValues, slice: (k: number) => Partial<SliceInput>): Volume {
  return createVolume({
    storedValues,
    size: SIZE,
    pixelSpacing: [1, 1],
    orientation: { row: [1, 0, 0], column: [0, 1, 0] },
    slices: Array.from({ length: SIZE[2] }, (_, k) => ({ origin: [0, 0, k], ...slice(k) })),
  });
}

/** Each voxel by itself, in the order in which they lie. */
function counted({ storedValues, slices }: Volume): Float64Array {
  const values: number[] = [];
  for (const [v, stored] of storedValues.entries()) {
    const { rescaleSlope, rescaleIntercept, padding } = slices[Math.floor(v / (LENGTH / slices.length))]!;
    const missing = !Number.isFinite(stored) || (padding && stored >= padding[0] && stored <= padding[1]);
    if (!missing) values.push(stored * rescaleSlope + rescaleIntercept);
  }
  return Float64Array.from(values);
}

const random = createRandom(8);
const noise = (low: number, high: number): number[] => Array.from({ length: LENGTH }, () => random.integer(low, high));

describe('statistics of a volume', () => {
  test.each<[string, Volume]>([
    ['signed', volumeOf(Int16Array.from(noise(-32768, 32767)), () => ({}))],
    ['unsigned, one rescale', volumeOf(Uint16Array.from(noise(0, 65535)), () => ({ rescaleIntercept: -1024 }))],
    [
      'a rescale a slice, some with padding',
      volumeOf(Int16Array.from(noise(-20, 20)), (k) => ({
        rescaleSlope: 1 + (k % 3),
        rescaleIntercept: k,
        padding: k > 2 ? [-20, -3] : null,
      })),
    ],
    [
      'padding that two slices share and the next has not',
      volumeOf(Int16Array.from(noise(-4, 4)), (k) => ({ padding: k < 2 ? [0, 4] : null })),
    ],
    [
      'floating point with holes',
      volumeOf(
        Float32Array.from(noise(-500, 500), (value) => (value % 7 === 0 ? Number.NaN : value / 3)),
        () => ({
          rescaleSlope: 2,
        }),
      ),
    ],
    ['all the same', volumeOf(new Int16Array(LENGTH).fill(40), () => ({}))],
  ])('%s', (_, volume) => {
    const values = counted(volume);
    const expected = statisticsOf(values, 16)!;
    const found = volumeStatistics(volume, 16)!;
    expect(found).toMatchObject({ measured: values.length, missing: LENGTH - values.length });
    expect(found.histogram).toEqual(expected.histogram);
    expect([found.min, found.max]).toEqual([expected.min, expected.max]);
    expect(found.mean).toBeCloseTo(expected.mean, 8);
    expect(found.sd).toBeCloseTo(expected.sd, 8);
    expect(found.histogram.counts.reduce((a, b) => a + b)).toBe(values.length);
  });

  test('of nothing but padding there are none', () => {
    expect(volumeStatistics(volumeOf(new Int16Array(LENGTH), () => ({ padding: [0, 0] })))).toBeNull();
  });

  test('take a whole number of bins', () => {
    const volume = volumeOf(new Int16Array(LENGTH), () => ({}));
    expect(() => volumeStatistics(volume, 1.5)).toThrow(expect.objectContaining({ code: 'use/bad-argument' }));
  });
});
