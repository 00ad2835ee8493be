// Floating point and 32-bit pixels: their padding, and what is no number.
import { describe, expect, test } from 'vitest';
import { ownGrid } from '../../conformance/planes.ts';
import { makeVolume } from '../../conformance/volumes.ts';
import { loadSeries } from '../../src/load/load-series.ts';
import { createCpuSampler } from '../../src/sampler/cpu/cpu-sampler.ts';
import { texelScratch, texelShift, toTexels } from '../../src/sampler/gpu/texel-format.ts';
import { autoWindow } from '../../src/volume/auto-window.ts';
import type { PaddingRange, StoredValues } from '../../src/volume/volume.ts';
import { type Changes, sliceBytes } from '../support/dicom-bytes.ts';
import { headerOf } from '../support/series-images.ts';

const bytesOf = (values: Float32Array | Float64Array | Int32Array): Uint8Array => new Uint8Array(values.buffer);
const FLOATS = [1, 2, -9999, Number.NaN, Number.POSITIVE_INFINITY, 6];
const float = (changes: Changes = {}): Changes => ({
  PixelData: null,
  BitsAllocated: ['US', [32]],
  FloatPixelData: ['OF', bytesOf(Float32Array.from(FLOATS))],
  ...changes,
});
const wide = (changes: Changes = {}): Changes => ({
  BitsAllocated: ['US', [32]],
  BitsStored: ['US', [32]],
  HighBit: ['US', [31]],
  PixelData: ['OW', bytesOf(Int32Array.of(1, 2, 40000, -25536, -2000, 70000))],
  ...changes,
});

describe('padding', () => {
  test.each<[string, Changes, readonly [number, number] | null]>([
    ['float', float({ FloatPixelPaddingValue: ['FL', [-9999]] }), [-9999, -9999]],
    [
      'float, to a limit',
      float({ FloatPixelPaddingValue: ['FL', [-9999]], FloatPixelPaddingRangeLimit: ['FL', [-1e4]] }),
      [-10000, -9999],
    ],
    [
      'float, written as double',
      float({ FloatPixelPaddingValue: ['FD', [-0.1]] }),
      [Math.fround(-0.1), Math.fround(-0.1)],
    ],
    ['float, of integers', float({ PixelPaddingValue: ['SS', [2]] }), null],
    ['float, no number', float({ FloatPixelPaddingValue: ['FL', [Number.NaN]] }), null],
    [
      'double',
      float({
        BitsAllocated: ['US', [64]],
        FloatPixelData: null,
        DoubleFloatPixelData: ['OD', bytesOf(Float64Array.from(FLOATS))],
        DoubleFloatPixelPaddingValue: ['FD', [-0.1]],
        DoubleFloatPixelPaddingRangeLimit: ['FD', [-0.2]],
      }),
      [-0.2, -0.1],
    ],
    ['32 bits, signed', wide({ PixelPaddingValue: ['SS', [-2000]] }), [-2000, -2000]],
    ['32 bits, as unsigned', wide({ PixelPaddingValue: ['US', [40000]] }), [40000, 40000]],
  ])('%s', (_, changes, padding) => expect(headerOf(sliceBytes(changes), 'a.dcm').padding).toEqual(padding));
});

describe('what is no number', () => {
  test('is no part of range, window or shift', async () => {
    const files = [{ name: 'a', bytes: sliceBytes(float({ FloatPixelPaddingValue: ['FL', [-9999]] })) }];
    const volume = (await loadSeries(files, { workers: 0 }))[0]!.stacks[0]!.volume!;
    expect([volume.modalityRange, volume.storedRange]).toEqual([
      [1, 6],
      [1, 6],
    ]);
    expect(autoWindow(volume)).toMatchObject({ center: 3.5, width: 5 });
  });

  test('alone leaves a range of 0', () => {
    const volume = makeVolume({ size: [2, 1, 1] }, Float32Array.of(Number.NaN, -Infinity));
    expect([volume.modalityRange, volume.storedRange]).toEqual([
      [0, 0],
      [0, 0],
    ]);
    expect(autoWindow(volume)).toMatchObject({ center: 0, width: 1 });
  });

  const size = [3, 2, 1] as const;
  test.each([
    ['linear', true],
    ['linear', false],
    ['nearest', true],
  ] as const)('is missing: %s, specialised %s', (interpolation, specialised) => {
    for (const padding of ['skip', 'keep'] as const) {
      const volume = makeVolume({ size }, Float32Array.of(1, NaN, 3, 4, Infinity, -5), undefined, [-5, -5]);
      const sampler = createCpuSampler(volume, { specialised });
      const own = [...sampler.values(ownGrid(volume, 0), { interpolation, padding })];
      expect(own).toEqual([1, NaN, 3, 4, NaN, padding === 'keep' ? -5 : NaN]);
      // A tenth of a pixel to the left of the last column: the other taps alone.
      const plane = ownGrid(volume, 0);
      const shifted = { ...plane, center: [plane.center[0] - 0.07, plane.center[1], plane.center[2]] as const };
      expect([...sampler.values(shifted, { interpolation, padding })].slice(0, 3)).toEqual([1, NaN, 3]);
    }
  });

  test('midway in a slice leaves the mean of the rest', () => {
    const volume = makeVolume({ size: [2, 2, 2] }, Float32Array.of(1, NaN, 3, 4, 1, 2, 3, 4));
    for (const specialised of [true, false]) {
      const plane = { ...ownGrid(volume, 0), width: 1, height: 1 };
      const value = createCpuSampler(volume, { specialised }).values64(plane, {
        interpolation: 'linear',
        padding: 'keep',
      })[0]!;
      expect(value).toBeCloseTo(8 / 3, 12);
    }
  });

  const texels = (values: StoredValues, shift: number, padding: PaddingRange | null): number[] => [
    ...toTexels(values, texelScratch(values, values.length), shift, padding),
  ];
  test('goes up as what no texel is, and all that goes up is finite', () => {
    const values = Float64Array.of(Number.NaN, Infinity, -Infinity, 1e308, -1e308, 5);
    expect(texels(values, 2, null)).toEqual([2 ** 126, 2 ** 126, 2 ** 126, 2 ** 100, -(2 ** 100), 3]);
  });

  test('does not become padding by rounding', () => {
    const near = texels(Float64Array.of(0, 1e-9, -1e-9), 500, [0, 0]);
    expect(near[0]).toBe(-500);
    expect(near[1]).toBeGreaterThan(-500);
    expect(near[2]).toBeLessThan(-500);
    expect(Math.max(...near) - Math.min(...near)).toBeLessThan(2e-4);
  });

  test('does not move the middle of what goes up', () => {
    const volume = makeVolume({ size: [4, 1, 1] }, Float32Array.of(-3.4e38, 10, 20, NaN), undefined, [
      -Infinity,
      -1e30,
    ]);
    expect(texelShift(volume)).toBe(15);
  });
});
