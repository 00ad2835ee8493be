// What the stack or the plane allows to leave out changes no picture: each specialisation against the general one, on the GPU.
import { afterAll, describe, expect, test } from 'vitest';
import { compareLevels } from '../../conformance/compare-levels.ts';
import { nearBreak } from '../../conformance/near-break.ts';
import { obliquePlane, orthogonalPlanes } from '../../conformance/planes.ts';
import { makeVolume, noise } from '../../conformance/volumes.ts';
import type { Plane } from '../../src/plane/plane.ts';
import { simplicityOf } from '../../src/volume/slice-table.ts';
import type { Volume } from '../../src/volume/volume.ts';
import { closeDevice, openDevice, withSampler } from '../support/gpu.ts';

const device = openDevice();
afterAll(() => closeDevice(device));

const size = [61, 53, 19] as const;
const values = noise(size, 'int16', 21);
const window = { center: 100, width: 20_000, function: 'LINEAR' } as const;
const options = { interpolation: 'linear', window } as const;

function same(a: Volume, b: Volume, planes: Readonly<Record<string, Plane>>, left = {}, right = {}): void {
  for (const [name, plane] of Object.entries(planes)) {
    const one = withSampler(device, a, left, (gpu) => gpu.levels(plane, options));
    const other = withSampler(device, b, right, (gpu) => gpu.levels(plane, options));
    const { worst, differing, compared } = compareLevels(one, other, nearBreak(a, plane, options));
    expect(worst, name).toBeLessThanOrEqual(1);
    expect(differing, name).toBeLessThan(0.001);
    expect(compared).toBeGreaterThan(plane.width * plane.height * 0.9);
  }
}

describe('leaving out', () => {
  const even = makeVolume({ size }, values);
  const planes = { ...orthogonalPlanes(even), oblique: obliquePlane(even, 5) };

  test('even steps: the same stack a hair uneven', () => {
    // Uneven enough to take the table, too little to move a level: a millionth of a step on full-range values is 0.07.
    const hair = makeVolume({ size, steps: [1, 1 + 2e-6, 1 - 2e-6] }, values);
    expect([simplicityOf(even).even, simplicityOf(hair).even]).toEqual([true, false]);
    same(even, hair, planes);
  });

  test('no tilt: the same stack a hair adrift', () => {
    const hair = makeVolume({ size, drift: 2e-6 }, values);
    expect([simplicityOf(even).shift, simplicityOf(hair).shift]).toEqual(['none', 'table']);
    same(even, hair, planes);
  });

  test('tilt as one step: the same stack from the table', () => {
    const tilted = makeVolume({ size, tilt: 15 }, values);
    const hair = makeVolume({ size, tilt: 15, drift: 2e-6 }, values);
    expect([simplicityOf(tilted).shift, simplicityOf(hair).shift]).toEqual(['step', 'table']);
    same(tilted, hair, planes);
  });

  test('one rescale: the same slope in a table', () => {
    const hair = makeVolume({ size }, values, { slope: (k) => (k === 0 ? 1 + 1e-12 : 1), intercept: () => 0 });
    expect(simplicityOf(hair).oneRescale).toBe(false);
    same(even, hair, planes);
  });

  test.each([
    ['even', even],
    ['tilted', makeVolume({ size, tilt: 15 }, values)],
    ['tilted, uneven', makeVolume({ size, tilt: 15, steps: [1, 0.4, 1.7] }, values)],
    ['drifting', makeVolume({ size, drift: 1.1 }, values)],
  ])('sheets and kept values: %s sampled directly', (_, volume) => {
    same(volume, volume, orthogonalPlanes(volume), {}, { sheets: false, rewindow: false });
  });

  test('a plane parallel to the slices: the same plane turned by a hair', () => {
    const [plane] = [orthogonalPlanes(even).axial];
    const turned = { ...plane, right: [1, 0, 3e-9] as const, down: [0, 1, -3e-9] as const };
    const one = withSampler(device, even, {}, (gpu) => gpu.levels(plane, options));
    const other = withSampler(device, even, {}, (gpu) => gpu.levels(turned, options));
    expect(compareLevels(one, other, nearBreak(even, plane, options)).worst).toBeLessThanOrEqual(1);
  });

  test('sampling again: a window drag from kept values', () => {
    const wide = (center: number) => ({ ...options, window: { ...window, center } });
    for (const plane of Object.values(planes)) {
      const fresh = withSampler(device, even, { rewindow: false }, (gpu) => gpu.levels(plane, wide(500)));
      const dragged = withSampler(device, even, {}, (gpu) => {
        for (const center of [100, 200, 300]) gpu.levels(plane, wide(center));
        return gpu.levels(plane, wide(500));
      });
      const { worst, differing } = compareLevels(fresh, dragged, new Uint8Array(fresh.length));
      expect(worst).toBeLessThanOrEqual(1);
      expect(differing).toBeLessThan(0.001);
    }
  });
});
