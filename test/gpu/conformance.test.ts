// The promise: GPU against CPU, pixel by pixel. Levels differ by at most 1 in less than 0.1 % of pixels; modality values are within
// 1.5e-6 of the largest; coverage is equal; the masked share is below 1 %.
import { afterAll, expect, test } from 'vitest';
import { compareLevels, compareValues } from '../../conformance/compare-levels.ts';
import { nearBreak } from '../../conformance/near-break.ts';
import { createCpuSampler } from '../../src/sampler/cpu/cpu-sampler.ts';
import { conformanceCases, planesOf, windowsOf } from '../support/conformance.ts';
import { closeDevice, openDevice, withSampler } from '../support/gpu.ts';

const device = openDevice();
const total = { pictures: 0, pixels: 0, differing: 0, masked: 0, worstLevel: 0, worstValue: 0, inside: 0 };

afterAll(() => {
  closeDevice(device);
  const share = (part: number, whole: number): string => `${((100 * part) / whole).toFixed(4)} %`;
  console.log(
    `conformance: ${conformanceCases.length} cases, ${total.pictures} pictures, ${total.pixels} pixels compared, ` +
      `${share(total.differing, total.pixels)} differ (worst ${total.worstLevel} level), ` +
      `${share(total.masked, total.pixels + total.masked)} masked; ` +
      `values: ${total.inside} compared, worst ${total.worstValue.toExponential(2)} of the largest`,
  );
});

test('there are at least 60 cases', () => expect(conformanceCases.length).toBeGreaterThanOrEqual(60));

test.each(conformanceCases.map((entry) => [entry.name, entry] as const))('%s', (_, { interpolation, volume: make }) => {
  const volume = make();
  const cpu = createCpuSampler(volume, { specialised: false });
  const largest = Math.max(...volume.modalityRange.map(Math.abs));
  let [pixels, differing, masked, inside] = [0, 0, 0, 0];
  withSampler(device, volume, {}, (gpu) => {
    for (const [name, plane] of Object.entries(planesOf(volume))) {
      const mask = nearBreak(volume, plane, { interpolation });
      const values = compareValues(gpu.values(plane, { interpolation }), cpu.values64(plane, { interpolation }), mask);
      expect(values.coverage, `${name}: coverage`).toBe(0);
      expect(values.worst / largest, `${name}: value`).toBeLessThan(1.5e-6);
      total.worstValue = Math.max(total.worstValue, values.worst / largest);
      inside += values.inside;
      for (const window of windowsOf(volume)) {
        const options = { interpolation, window };
        const compared = compareLevels(gpu.levels(plane, options), cpu.levels(plane, options), mask);
        const where = `${name} at ${window.center}/${window.width}/${window.function}`;
        expect(compared.worst, where).toBeLessThanOrEqual(1);
        total.worstLevel = Math.max(total.worstLevel, compared.worst);
        total.pictures++;
        pixels += compared.compared;
        differing += compared.differing * compared.compared;
        masked += compared.masked;
      }
    }
  });
  expect(inside, 'pixels inside').toBeGreaterThan(500);
  expect(differing / pixels, 'share that differs').toBeLessThan(0.001);
  expect(masked / (pixels + masked), 'share that is masked').toBeLessThan(0.01);
  total.pixels += pixels;
  total.differing += differing;
  total.masked += masked;
  total.inside += inside;
});
