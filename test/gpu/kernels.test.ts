// Cubic and slabs by the shader against the CPU reference, over a part of the conformance suite's volumes: the promise of values,
// coverage and levels, the masked share below 1 %.
import { afterAll, describe, expect, test } from 'vitest';
import { type Plane, scrollPlane } from '../../src/plane/plane.ts';
import { createCpuSampler } from '../../src/sampler/cpu/cpu-sampler.ts';
import type { SampleOptions } from '../../src/sampler/sampler.ts';
import { slabSamples } from '../../src/sampler/slab.ts';
import type { Volume } from '../../src/volume/volume.ts';
import { compareLevels, compareValues } from '../support/compare-levels.ts';
import { conformanceCases, planesOf, windowsOf } from '../support/conformance.ts';
import { closeDevice, openDevice, withSampler } from '../support/gpu.ts';
import { nearBreak } from '../support/near-break.ts';
import { obliquePlane, orthogonalPlanes, ownGrid } from '../support/planes.ts';
import { type Geometry, makeVolume, noise, perSlice } from '../support/volumes.ts';

const device = openDevice();
const total = { pixels: 0, differing: 0, masked: 0, worst: 0 };
afterAll(() => {
  closeDevice(device);
  const share = (part: number): string => `${((100 * part) / total.pixels).toFixed(4)} %`;
  console.log(
    `cubic and slabs: ${total.pixels} pixels of levels compared, ${share(total.differing)} differ, ${share(total.masked)} masked; values off by at most ${total.worst.toExponential(2)} of the largest`,
  );
});

function holds(volume: Volume, options: SampleOptions): void {
  const cpu = createCpuSampler(volume);
  const largest = Math.max(...volume.modalityRange.map(Math.abs));
  const windows = windowsOf(volume).slice(4, 6);
  let [pixels, masked, differing, inside] = [0, 0, 0, 0];
  withSampler(device, volume, {}, (gpu) => {
    for (const [name, plane] of Object.entries(planesOf(volume))) {
      const mask = nearBreak(volume, plane, options);
      const values = compareValues(gpu.values(plane, options), cpu.values64(plane, options), mask);
      expect(values.coverage, `${name}: coverage`).toBe(0);
      expect(values.worst / largest, `${name}: value`).toBeLessThan(1.5e-6);
      total.worst = Math.max(total.worst, values.worst / largest);
      inside += values.inside;
      for (const window of windows) {
        const picture = { ...options, window };
        const compared = compareLevels(gpu.levels(plane, picture), cpu.levels(plane, picture), mask);
        expect(compared.worst, `${name} at ${window.center}/${window.width}`).toBeLessThanOrEqual(1);
        pixels += compared.compared;
        masked += compared.masked;
        differing += compared.differing * compared.compared;
      }
    }
  });
  expect(inside, 'pixels inside').toBeGreaterThan(500);
  expect(differing / pixels, 'share that differs').toBeLessThan(0.001);
  expect(masked / (pixels + masked), 'share that is masked').toBeLessThan(0.01);
  total.pixels += pixels;
  total.masked += masked;
  total.differing += differing;
}

const linear = conformanceCases.filter(({ interpolation }) => interpolation === 'linear');

describe('cubic', () => {
  test.each(linear.filter((_, n) => n % 5 === 0).map((entry) => [entry.name, entry.volume] as const))('%s', (_, make) =>
    holds(make(), { interpolation: 'cubic' }),
  );
});

describe('slabs', () => {
  const kinds = (['linear', 'nearest', 'cubic'] as const).flatMap((interpolation) =>
    (['mean', 'max', 'min'] as const).map((mode) => ({ interpolation, mode })),
  );
  const cases = linear.filter((_, n) => n % 5 === 2);
  test.each(
    cases.map(({ name, volume }, n) => [`${name}: ${Object.values(kinds[n % 9]!).join(' ')}`, volume, n] as const),
  )('%s', (_, make, n) => {
    const { interpolation, mode } = kinds[n % 9]!;
    holds(make(), { interpolation, slab: { thickness: [5, 1.3, 2.5][n % 3]!, mode } });
  });
});

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
