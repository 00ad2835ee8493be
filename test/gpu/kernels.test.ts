// Slabs of hundreds of samples by the shader against the CPU reference; kernels and thinner slabs are the conformance suite's.
import { afterAll, describe, expect, test } from 'vitest';
import { compareValues } from '../../conformance/compare-levels.ts';
import { obliquePlane, orthogonalPlanes, ownGrid } from '../../conformance/planes.ts';
import { type Geometry, makeVolume, noise, perSlice } from '../../conformance/volumes.ts';
import { type Plane, scrollPlane } from '../../src/plane/plane.ts';
import { nearBreak } from '../../src/regression/near-break.ts';
import { createCpuSampler } from '../../src/sampler/cpu/cpu-sampler.ts';
import type { SampleOptions } from '../../src/sampler/sampler.ts';
import { slabSamples } from '../../src/sampler/slab.ts';
import { closeDevice, openDevice, withSampler } from '../support/gpu.ts';

const device = openDevice();
afterAll(() => closeDevice(device));

describe('thick slabs', () => {
  const size = [40, 30, 60] as const;
  const volume = makeVolume({ size, step: 4, tilt: 9 }, noise(size, 'uint16', 8), perSlice);
  const slab = { thickness: 400, mode: 'mean' } as const;

  function values(plane: Plane, options: SampleOptions) {
    const mask = nearBreak(volume, plane, options);
    const expected = createCpuSampler(volume).values64(plane, options);
    const drawn = withSampler(device, volume, {}, (gpu) => gpu.values(plane, options));
    return compareValues(drawn, expected, mask);
  }

  test('the mean of hundreds of samples is as exact as one', () => {
    expect(slabSamples(volume, slab.thickness).count).toBeGreaterThan(1000);
    const largest = Math.max(...volume.modalityRange.map(Math.abs));
    for (const plane of [...Object.values(orthogonalPlanes(volume)), obliquePlane(volume, 7)]) {
      const { worst, coverage, inside } = values(plane, { interpolation: 'linear', slab });
      expect(inside).toBeGreaterThan(300);
      expect(coverage).toBe(0);
      expect(worst / largest).toBeLessThan(1.5e-6);
    }
  });

  test('a sum of equal values does not drift', () => {
    // A third has no end in binary, and every addition of it rounds to the same side.
    const flat = makeVolume({ size, step: 4 }, new Int16Array(40 * 30 * 60).fill(31_111), {
      slope: () => 1 / 3,
      intercept: () => 0.1,
    });
    const value = 31_111 / 3 + 0.1;
    const plane = orthogonalPlanes(flat).axial;
    const drawn = withSampler(device, flat, {}, (gpu) => gpu.values(plane, { interpolation: 'linear', slab }));
    for (const one of drawn) if (!Number.isNaN(one)) expect(Math.abs(one / value - 1)).toBeLessThan(1e-6);
  });

  test('parallel to the slices, are decided as on the CPU: at a tie, at a face', () => {
    const even = makeVolume({ size: [20, 18, 12] }, noise([20, 18, 12], 'int16', 2));
    const own = ownGrid(even, 5);
    const along = even.orientation.normal;
    const at = (mm: number): Plane => ({ ...own, center: own.center.map((x, axis) => x + mm * along[axis]!) as never });
    const same = (plane: Plane, options: SampleOptions): void => {
      const expected = createCpuSampler(even).values(plane, options);
      const drawn = withSampler(device, even, {}, (gpu) => gpu.values(plane, options));
      expect(compareValues(drawn, expected, new Uint8Array(drawn.length)).coverage).toBe(0);
      expect(compareValues(drawn, expected, new Uint8Array(drawn.length)).worst).toBeLessThan(1.5e-6 * 32768);
    };
    // Slices 2.5 mm apart: midway, and nearer to it than float32 can tell in a share.
    for (const mm of [1.25, 1.25 - 2e-7, 1.25 + 2e-7, 1.25 - 1e-6]) {
      same(at(mm), { interpolation: 'nearest' });
      same(at(mm), { interpolation: 'nearest', slab: { thickness: 5, mode: 'mean' } });
    }
    // Slice 5 lies 13.75 mm above the lower face: its slab ends there, a hair before it, and a hair beyond.
    for (const mm of [0, 0.004, -0.004]) {
      for (const interpolation of ['linear', 'nearest', 'cubic'] as const)
        for (const mode of ['mean', 'max'] as const) same(at(mm), { interpolation, slab: { thickness: 27.5, mode } });
    }
  });

  test('reach a stack that the plane misses', () => {
    for (const plane of [...Object.values(orthogonalPlanes(volume)), obliquePlane(volume, 7)]) {
      for (const away of [-128, 128]) {
        const missed = scrollPlane(plane, away);
        const none = values(missed, { interpolation: 'linear' });
        const some = values(missed, { interpolation: 'linear', slab: { thickness: 259, mode: 'max' } });
        expect([none.inside, none.coverage, some.coverage]).toEqual([0, 0, 0]);
        expect(some.inside).toBeGreaterThan(100);
      }
    }
  });
});

const GRIDS: Readonly<Record<string, Partial<Geometry>>> = {
  tilted: { tilt: 18.5 },
  drifting: { drift: 2 },
  'double oblique, far away': { row: [0.9, 0.3, 0.316], column: [-0.3, 0.952, -0.05], origin: [812, -970, 1403] },
};

test.each(Object.entries(GRIDS))('a slice at its own grid comes back bit for bit: %s', (_, geometry) => {
  const size = [31, 23, 9] as const;
  const volume = makeVolume({ size, ...geometry }, noise(size, 'int16', 9));
  withSampler(device, volume, {}, (gpu) => {
    for (const k of [0, 4, 8]) {
      for (const interpolation of ['nearest', 'linear', 'cubic'] as const) {
        const values = gpu.values(ownGrid(volume, k), { interpolation });
        expect([...values], `${interpolation} ${k}`).toEqual([
          ...volume.storedValues.subarray(k * 31 * 23, (k + 1) * 31 * 23),
        ]);
      }
    }
  });
});
