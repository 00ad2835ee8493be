// What the stack or the plane allows to leave out changes no picture: each specialisation against the general one, on the GPU.
import { afterAll, describe, expect, test } from 'vitest';
import { compareLevels } from '../../conformance/compare-levels.ts';
import { obliquePlane, orthogonalPlanes, ownGrid } from '../../conformance/planes.ts';
import { makeVolume, noise } from '../../conformance/volumes.ts';
import type { Plane } from '../../src/plane/plane.ts';
import { nearBreak } from '../../src/regression/near-break.ts';
import type { SampleOptions } from '../../src/sampler/sampler.ts';
import { simplicityOf } from '../../src/volume/slice-table.ts';
import type { Volume } from '../../src/volume/volume.ts';
import { closeDevice, openDevice, withSampler } from '../support/gpu.ts';

const device = openDevice();
afterAll(() => closeDevice(device));

const size = [61, 53, 19] as const;
const values = noise(size, 'int16', 21);
const window = { center: 100, width: 20_000, function: 'LINEAR' } as const;
const options = { interpolation: 'linear', window } as const;

function same(
  a: Volume,
  b: Volume,
  planes: Readonly<Record<string, Plane>>,
  left = {},
  right = {},
  sampling: SampleOptions = options,
): void {
  const picture = { ...sampling, window };
  for (const [name, plane] of Object.entries(planes)) {
    const one = withSampler(device, a, left, (gpu) => gpu.levels(plane, picture));
    const other = withSampler(device, b, right, (gpu) => gpu.levels(plane, picture));
    const { worst, differing, compared } = compareLevels(one, other, nearBreak(a, plane, picture));
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

const samplings: Readonly<Record<string, SampleOptions>> = {
  cubic: { interpolation: 'cubic' },
  'a mean slab': { interpolation: 'linear', slab: { thickness: 5.2, mode: 'mean' } },
  'a nearest max slab': { interpolation: 'nearest', slab: { thickness: 3.1, mode: 'max' } },
};

describe.each(Object.entries(samplings))('leaving out, of %s', (_, sampling) => {
  const even = makeVolume({ size }, values);
  const planes = { ...orthogonalPlanes(even), oblique: obliquePlane(even, 5) };
  const hairs: Readonly<Record<string, readonly [Volume, Volume]>> = {
    'even steps': [even, makeVolume({ size, steps: [1, 1 + 2e-6, 1 - 2e-6] }, values)],
    'no tilt': [even, makeVolume({ size, drift: 2e-6 }, values)],
    'tilt as one step': [makeVolume({ size, tilt: 15 }, values), makeVolume({ size, tilt: 15, drift: 2e-6 }, values)],
    'one rescale': [
      even,
      makeVolume({ size }, values, { slope: (k) => (k === 0 ? 1 + 1e-12 : 1), intercept: () => 0 }),
    ],
    'no padding': [even, makeVolume({ size }, values, undefined, [-32768, -32768])],
  };
  test.each(Object.entries(hairs))('%s', (_, [simple, general]) => {
    // Noise has its least value somewhere: there padding is not nothing.
    const padded = general.slices[0]!.padding !== null;
    same(simple, general, planes, {}, {}, padded ? { ...sampling, padding: 'keep' } : sampling);
  });

  test('a plane parallel to the slices: the same plane turned by a hair', () => {
    for (const volume of [even, makeVolume({ size, tilt: 15, steps: [1, 0.4, 1.7] }, values)]) {
      for (const plane of [orthogonalPlanes(volume).axial, ownGrid(volume, 7)]) {
        const turned = { ...plane, right: [1, 0, 3e-9] as const, down: [0, 1, -3e-9] as const };
        const picture = { ...sampling, window };
        const one = withSampler(device, volume, {}, (gpu) => gpu.levels(plane, picture));
        const other = withSampler(device, volume, {}, (gpu) => gpu.levels(turned, picture));
        const mask = nearBreak(volume, turned, picture);
        expect(compareLevels(one, other, mask).worst).toBeLessThanOrEqual(1);
        expect(compareLevels(one, other, mask).masked / mask.length).toBeLessThan(0.1);
      }
    }
  });

  test('sampling again: a window drag from kept values', () => {
    const at = (center: number) => ({ ...sampling, window: { ...window, center } });
    for (const plane of Object.values(planes)) {
      const fresh = withSampler(device, even, { rewindow: false }, (gpu) => gpu.levels(plane, at(500)));
      const dragged = withSampler(device, even, {}, (gpu) => {
        for (const center of [100, 200, 300]) gpu.levels(plane, at(center));
        return gpu.levels(plane, at(500));
      });
      const { worst, differing } = compareLevels(fresh, dragged, new Uint8Array(fresh.length));
      expect(worst).toBeLessThanOrEqual(1);
      expect(differing).toBeLessThan(0.001);
    }
  });
});

test('values kept of one slab are not taken for another', () => {
  const volume = makeVolume({ size }, values);
  const plane = orthogonalPlanes(volume).coronal;
  const slabs = [
    null,
    { thickness: 4, mode: 'mean' },
    { thickness: 4, mode: 'max' },
    { thickness: 4.5, mode: 'max' },
  ] as const;
  withSampler(device, volume, {}, (gpu) => {
    const pictures = slabs.map((slab) => {
      const picture = { ...options, slab };
      // Twice, so that values are kept.
      gpu.levels(plane, picture);
      return gpu.levels(plane, picture);
    });
    for (const [n, one] of pictures.entries())
      for (const other of pictures.slice(n + 1))
        expect(compareLevels(one, other, new Uint8Array(other.length)).differing).toBeGreaterThan(0.1);
  });
});
