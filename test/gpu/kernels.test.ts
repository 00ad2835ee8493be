// Cubic and slabs by the shader against the CPU reference, over a part of the conformance suite's volumes: the promise of values,
// coverage and levels, the masked share below 1 %.
import { afterAll, describe, expect, test } from 'vitest';
import { createCpuSampler } from '../../src/sampler/cpu/cpu-sampler.ts';
import type { SampleOptions } from '../../src/sampler/sampler.ts';
import type { Volume } from '../../src/volume/volume.ts';
import { compareLevels, compareValues } from '../support/compare-levels.ts';
import { conformanceCases, planesOf, windowsOf } from '../support/conformance.ts';
import { closeDevice, openDevice, withSampler } from '../support/gpu.ts';
import { nearBreak } from '../support/near-break.ts';

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
  test.each(linear.filter((_, n) => n % 3 !== 2).map((entry) => [entry.name, entry.volume] as const))('%s', (_, make) =>
    holds(make(), { interpolation: 'cubic' }),
  );
});

describe('slabs', () => {
  const kinds = (['linear', 'nearest', 'cubic'] as const).flatMap((interpolation) =>
    (['mean', 'max', 'min'] as const).map((mode) => ({ interpolation, mode })),
  );
  const cases = linear.filter((_, n) => n % 3 === 1);
  test.each(
    cases.map(({ name, volume }, n) => [`${name}: ${Object.values(kinds[n % 9]!).join(' ')}`, volume, n] as const),
  )('%s', (_, make, n) => {
    const { interpolation, mode } = kinds[n % 9]!;
    holds(make(), { interpolation, slab: { thickness: [5, 1.3, 2.5][n % 3]!, mode } });
  });
});
