// The rules of docs/sampling.md on volumes small enough to work out by hand.
import { describe, expect, test } from 'vitest';
import { ownGrid } from '../../conformance/planes.ts';
import { makeVolume, noise } from '../../conformance/volumes.ts';
import type { Plane } from '../../src/plane/plane.ts';
import { createCpuSampler } from '../../src/sampler/cpu/cpu-sampler.ts';
import type { SampleOptions } from '../../src/sampler/sampler.ts';
import { createVolume, type SliceInput } from '../../src/volume/create-volume.ts';

const LINEAR: SampleOptions = { interpolation: 'linear' };
const NEAREST: SampleOptions = { interpolation: 'nearest' };

/** 2 × 2 pixels of 1 mm, slices at z = 0, 1, 3; values 1 to 12. */
const volumeOf = (
  slice: (k: number) => Partial<SliceInput> = () => ({}),
  storedValues = Int16Array.from({ length: 12 }, (_, n) => n + 1),
) =>
  createVolume({
    storedValues,
    size: [2, 2, 3],
    pixelSpacing: [1, 1],
    orientation: { row: [1, 0, 0], column: [0, 1, 0] },
    slices: [0, 1, 3].map((z, k) => ({ origin: [0, 0, z], ...slice(k) })),
  });

const volume = volumeOf();

function at(x: number, y: number, z: number, options: SampleOptions = LINEAR, of = volume): number {
  const plane: Plane = { center: [x, y, z], right: [1, 0, 0], down: [0, 1, 0], spacing: [1, 1], width: 1, height: 1 };
  return createCpuSampler(of).values64(plane, options)[0]!;
}

describe('linear', () => {
  test('gives pixels back at their centres', () => {
    expect(at(0, 0, 0)).toBe(1);
    expect(at(1, 1, 0)).toBe(4);
    expect(at(1, 0, 3)).toBe(10);
  });
  test('weighs between pixels and, by distance, between slices', () => {
    expect(at(0.25, 0, 0)).toBeCloseTo(1.25, 12);
    expect(at(0, 0.5, 0.5)).toBeCloseTo((2 + 6) / 2, 12);
    expect(at(0, 0, 1.5)).toBeCloseTo(5 + 0.25 * 4, 12);
  });
  test('reaches half a pixel around, clamped, and no farther', () => {
    expect(at(-0.5, 0, 0)).toBe(1);
    expect(at(1.5, 1.5, 0)).toBe(4);
    expect(at(-0.5001, 0, 0)).toBeNaN();
    expect(at(0, 1.5001, 0)).toBeNaN();
  });
  test('reaches half the adjacent gap beyond the end slices, which alone count there', () => {
    expect(at(0, 0, -0.5)).toBe(1);
    expect(at(0, 0, -0.5001)).toBeNaN();
    expect(at(0, 0, 4)).toBe(9);
    expect(at(0, 0, 4.0001)).toBeNaN();
  });
  test("applies each slice's own rescale before it interpolates", () => {
    const own = volumeOf((k) => ({ rescaleSlope: [1, 10, 100][k]!, rescaleIntercept: k }));
    expect(at(0, 0, 0.5, LINEAR, own)).toBeCloseTo((1 + (5 * 10 + 1)) / 2, 12);
  });
});

describe('each slice in its own plane', () => {
  const leaning = volumeOf((k) => ({ origin: [k === 0 ? 0 : 1, 0, [0, 1, 3][k]!] }));
  test("the foot is looked for in the slice's own grid", () => {
    expect(at(1, 0, 1, LINEAR, leaning)).toBe(5);
    expect(at(1, 0, 0.5, LINEAR, leaning)).toBeCloseTo((2 + 5) / 2, 12);
  });
  test('a slice whose foot is outside is missing; under half the weight is outside', () => {
    expect(at(0, 0, 0.25, LINEAR, leaning)).toBe(1);
    expect(at(0, 0, 0.5, LINEAR, leaning)).toBe(1);
    expect(at(0, 0, 0.51, LINEAR, leaning)).toBeNaN();
  });
});

describe('padding', () => {
  const padded = volumeOf((k) => ({ padding: k === 0 ? [2, 3] : null }));
  test('is left out and the rest renormalised', () => {
    expect(at(0.25, 0, 0, LINEAR, padded)).toBe(1);
    // 1 and 4 of a square whose other corners are padding, at its middle: half the weight.
    expect(at(0.5, 0.5, 0, LINEAR, padded)).toBeCloseTo(2.5, 12);
    expect(at(0.6, 0, 0, LINEAR, padded)).toBeNaN();
  });
  test('can be kept', () => expect(at(0.6, 0, 0, { ...LINEAR, padding: 'keep' }, padded)).toBeCloseTo(1.6, 12));
  test('is outside for nearest', () => {
    expect(at(1, 0, 0, NEAREST, padded)).toBeNaN();
    expect(at(1, 0, 0, { ...NEAREST, padding: 'keep' }, padded)).toBe(2);
  });
});

describe('nearest', () => {
  test('takes the nearest pixel and slice, ties to the higher', () => {
    expect(at(0.49, 0, 0, NEAREST)).toBe(1);
    expect(at(0.5, 0, 0, NEAREST)).toBe(2);
    expect(at(0, 0, 0.5, NEAREST)).toBe(5);
    expect(at(0, 0, 1.99, NEAREST)).toBe(5);
    expect(at(0, 0, 2, NEAREST)).toBe(9);
    expect(at(1.5, 0, 0, NEAREST)).toBe(2);
  });
});

describe('one slice', () => {
  const one = (sliceThickness: number | null) =>
    createVolume({
      storedValues: Int16Array.of(7),
      size: [1, 1, 1],
      pixelSpacing: [2, 3],
      orientation: { row: [1, 0, 0], column: [0, 1, 0] },
      slices: [{ origin: [0, 0, 0] }],
      sliceThickness,
    });
  test('reaches half its thickness, else half its column spacing', () => {
    expect([at(0, 0, 2.5, LINEAR, one(5)), at(0, 0, 2.51, LINEAR, one(5))]).toEqual([7, Number.NaN]);
    expect([at(0, 0, -1.5, LINEAR, one(null)), at(0, 0, -1.51, LINEAR, one(null))]).toEqual([7, Number.NaN]);
  });
});

describe('a slice at its own grid', () => {
  test.each([
    ['tilted', { tilt: 18.5 }],
    ['drifting', { drift: 2 }],
    ['double oblique, far away', { row: [0.9, 0.3, 0.316], column: [-0.3, 0.952, -0.05], origin: [812, -970, 1403] }],
    ['anisotropic', { pixelSpacing: [0.48828125, 1.3333333] }],
  ] as const)('comes back bit for bit: %s', (_, geometry) => {
    const size = [31, 23, 9] as const;
    const own = makeVolume({ size, ...geometry } as never, noise(size, 'int16', 9));
    for (const k of [0, 4, 8]) {
      for (const options of [LINEAR, NEAREST]) {
        const values = createCpuSampler(own).values64(ownGrid(own, k), options);
        expect([...values]).toEqual([...own.storedValues.subarray(k * 31 * 23, (k + 1) * 31 * 23)]);
      }
    }
  });
});
