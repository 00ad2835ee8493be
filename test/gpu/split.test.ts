// Why coordinates travel in two halves: with one float32 matrix the promise breaks. Also the proof that the suite can fail.
import { afterAll, expect, test } from 'vitest';
import { compareLevels, compareValues } from '../../conformance/compare-levels.ts';
import { obliquePlane } from '../../conformance/planes.ts';
import { makeVolume, noise } from '../../conformance/volumes.ts';
import { nearBreak } from '../../src/regression/near-break.ts';
import { createCpuSampler } from '../../src/sampler/cpu/cpu-sampler.ts';
import { closeDevice, openDevice, withSampler } from '../support/gpu.ts';

const device = openDevice();
afterAll(() => closeDevice(device));

const size = [301, 257, 23] as const;
const volume = makeVolume({ size, tilt: 18.5 }, noise(size, 'int16', 11));
const plane = { ...obliquePlane(volume, 2, 0.9), width: 300, height: 300 };
const options = { interpolation: 'linear' } as const;
const window = { center: 0, width: Math.max(3, 7e-5 * 65535), function: 'LINEAR' } as const;

function worst(defines: readonly string[]) {
  const cpu = createCpuSampler(volume, { specialised: false });
  const mask = nearBreak(volume, plane, options);
  return withSampler(device, volume, { defines }, (gpu) => ({
    value: compareValues(gpu.values(plane, options), cpu.values64(plane, options), mask).worst,
    level: compareLevels(gpu.levels(plane, { ...options, window }), cpu.levels(plane, { ...options, window }), mask)
      .worst,
  }));
}

test('in two halves the promise holds', () => {
  const { value, level } = worst([]);
  console.log(`split coordinates: worst value ${value.toFixed(4)}, worst level ${level}`);
  expect(value).toBeLessThan(1.5e-6 * 32768);
  expect(level).toBeLessThanOrEqual(1);
});

test('in one float32 matrix it does not', () => {
  const { value, level } = worst(['SPLIT_OFF']);
  console.log(`one float32 matrix: worst value ${value.toFixed(4)}, worst level ${level}`);
  expect(value).toBeGreaterThan(1.5e-6 * 32768);
  expect(level).toBeGreaterThan(1);
});
