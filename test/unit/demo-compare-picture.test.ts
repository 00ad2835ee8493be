// From what a side holds to its pixels.
import { expect, test } from 'vitest';
import { makeVolume, noise } from '../../conformance/volumes.ts';
import { drawSeries, planeAt, positionsOf, windowForOthers } from '../../demo/compare/picture.ts';
import { isPng, levelsOf } from '../../demo/compare/png.ts';
import { createCpuSampler, createVolume, namedPlane } from '../../src/entry/cpu.ts';

const size = [12, 10, 7] as const;
const volume = makeVolume({ size, tilt: 10 }, noise(size, 'int16', 1));

test('a series is drawn as the reference draws it', () => {
  const window = { center: 0, width: 40000, function: 'LINEAR' } as const;
  const plane = planeAt(volume, 'coronal', positionsOf(volume, 'coronal')[3]!);
  const { levels, values } = drawSeries(volume, { plane, window });
  const sampler = createCpuSampler(volume);
  expect(levels).toEqual(sampler.levels(plane, { interpolation: 'linear', window }));
  expect(values).toEqual(sampler.values64(plane, { interpolation: 'linear' }));
});

test('pixels are square, and the default position is among those that a slider has', () => {
  for (const name of ['acquired', 'axial', 'sagittal', 'coronal'] as const) {
    const positions = positionsOf(volume, name);
    const middle = namedPlane(volume, name);
    expect(positions.length).toBeGreaterThan(6);
    expect(positions.every((mm, n) => n === 0 || mm > positions[n - 1]!)).toBe(true);
    const planes = positions.map((mm) => planeAt(volume, name, mm));
    for (const { spacing } of planes) expect(spacing[0]).toBeCloseTo(spacing[1], 12);
    const off = planes.map(({ center }) => Math.hypot(...center.map((mm, axis) => mm - middle.center[axis]!)));
    expect(Math.min(...off)).toBeLessThan(0.5);
  }
  expect(positionsOf(volume, 'acquired')).toEqual(volume.slices.map(({ position }) => position));
});

test('another volume is shown through a window in the place of a LUT that it has not', () => {
  const luts = [{ firstMapped: 0, entries: Uint16Array.from({ length: 101 }, (_, n) => n), bits: 8 }];
  const own = createVolume({ ...volume, voiLuts: luts });
  expect(windowForOthers({ function: 'LUT', lut: 0 }, own)).toMatchObject({ width: 101, function: 'LINEAR' });
});

test('grey pixels are themselves, colours their lightness, and what is transparent is told', () => {
  const grey = levelsOf(Uint8ClampedArray.from([7, 7, 7, 255, 255, 255, 255, 255]));
  expect([[...grey.levels], grey.grey, grey.opaque]).toEqual([[7, 255], true, true]);
  const color = levelsOf(Uint8ClampedArray.from([255, 0, 0, 255, 0, 255, 0, 10]));
  expect([[...color.levels], color.grey, color.opaque]).toEqual([[54, 182], false, false]);
});

test('a PNG is known by its first bytes', () => {
  expect(isPng(Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0]))).toBe(true);
  expect(isPng(Uint8Array.from([0x89, 0x50]))).toBe(false);
});
