// Floating point and 32-bit volumes: what is no number and what is padding is missing on the GPU as it is on the CPU, and values
// stay as exact as float32 of half their range.
import { afterAll, describe, expect, test } from 'vitest';
import { casePlanes } from '../../conformance/case-planes.ts';
import { compareLevels, compareValues } from '../../conformance/compare-levels.ts';
import { type Geometry, identity, makeVolume, perSlice, type Rescale } from '../../conformance/volumes.ts';
import { createRandom } from '../../src/math/random.ts';
import { nearBreak } from '../../src/regression/near-break.ts';
import { createCpuSampler } from '../../src/sampler/cpu/cpu-sampler.ts';
import { createVolume } from '../../src/volume/create-volume.ts';
import { inUnit } from '../../src/volume/in-unit.ts';
import type { PaddingRange, StoredValues, Volume } from '../../src/volume/volume.ts';
import { closeDevice, openDevice, withSampler } from '../support/gpu.ts';

const device = openDevice();
afterAll(() => closeDevice(device));

const SIZE = [37, 31, 11] as const;
const LENGTH = SIZE[0] * SIZE[1] * SIZE[2];

/** Values of 0 to 1000, every fifth something else. */
function values<T extends Float32Array | Float64Array | Int32Array>(array: T, odd: readonly number[]): T {
  const random = createRandom(9);
  for (let v = 0; v < LENGTH; v++)
    array[v] = random.next() < 0.2 ? odd[random.integer(0, odd.length - 1)]! : random.between(1, 1000);
  return array;
}

const CONTENTS: Readonly<Record<string, { make: () => StoredValues; padding: PaddingRange | null }>> = {
  'float32 with NaN and infinities': {
    make: () => values(new Float32Array(LENGTH), [Number.NaN, Infinity, -Infinity]),
    padding: null,
  },
  'float32, the least one is padding': {
    make: () => values(new Float32Array(LENGTH), [Number.NaN, Math.fround(-3.4e38)]),
    padding: [Math.fround(-3.4e38), Math.fround(-3.4e38)],
  },
  'float64, 0 is padding and much is near it': {
    make: () => values(new Float64Array(LENGTH), [0, 1e-9, -1e-9, Number.NaN]),
    padding: [0, 0],
  },
  'int32, padded': { make: () => values(new Int32Array(LENGTH), [-(2 ** 31)]), padding: [-(2 ** 31), -(2 ** 31)] },
};
const GEOMETRIES: Readonly<Record<string, readonly [Geometry, Rescale]>> = {
  even: [{ size: SIZE }, identity],
  'tilted, uneven, own slopes': [{ size: SIZE, tilt: -12, steps: [1, 0.3, 2.2] }, perSlice],
};

function holdTo(volume: Volume): void {
  const cpu = createCpuSampler(volume, { specialised: false });
  const [least, most] = volume.modalityRange;
  let [inside, masked, all] = [0, 0, 0];
  withSampler(device, volume, {}, (gpu) => {
    for (const interpolation of ['linear', 'nearest', 'cubic'] as const) {
      for (const padding of ['skip', 'keep'] as const) {
        // Padding of the least float, kept, is nothing to draw by: coverage and what is far from it are looked at elsewhere.
        if (padding === 'keep' && volume.slices.some((slice) => slice.padding && slice.padding[0] < -1e6)) continue;
        for (const { name, plane } of casePlanes(volume, 'wide values', false)) {
          const options = { interpolation, padding };
          const mask = nearBreak(volume, plane, options);
          const compared = compareValues(gpu.values(plane, options), cpu.values64(plane, options), mask);
          expect(compared.coverage, `${name}, ${interpolation}, ${padding}: coverage`).toBe(0);
          expect(compared.worst / (most - least), `${name}, ${interpolation}, ${padding}: value`).toBeLessThan(1.5e-6);
          const window = { center: (least + most) / 2, width: most - least, function: 'LINEAR_EXACT' } as const;
          const levels = compareLevels(
            gpu.levels(plane, { ...options, window }),
            cpu.levels(plane, { ...options, window }),
            mask,
          );
          expect(levels.worst, `${name}, ${interpolation}, ${padding}: levels`).toBeLessThanOrEqual(1);
          inside += compared.inside;
          masked += levels.masked;
          all += levels.masked + levels.compared;
        }
      }
    }
  });
  expect(inside).toBeGreaterThan(500);
  console.log(`wide values: ${inside} inside, ${((100 * masked) / all).toFixed(2)} % masked`);
}

describe('wide volumes', () => {
  for (const [what, { make, padding }] of Object.entries(CONTENTS))
    for (const [where, [geometry, rescale]] of Object.entries(GEOMETRIES))
      test(`${what}: ${where}`, () => holdTo(makeVolume(geometry, make(), rescale, padding)));
});

test('slices with padding of their own', () => {
  const plain = makeVolume({ size: SIZE }, values(new Float32Array(LENGTH), [-5, -7]));
  const slices = plain.slices.map((slice, k) => ({ ...slice, padding: k % 3 ? ([-5 - (k % 3), -5] as const) : null }));
  holdTo(createVolume({ ...plain, slices }));
});

test('a volume in another unit', () => {
  const plain = makeVolume({ size: SIZE }, values(new Float32Array(LENGTH), [Number.NaN]), perSlice);
  const rescales = plain.slices.map((_, k) => [0.1 + k, -3 * k] as const);
  holdTo(inUnit({ ...plain, units: [{ name: 'b', unit: 'b', source: '', rescales }] }, 'b'));
});
