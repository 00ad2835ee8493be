// Unsigned values of few bits lie far from 0 as texels; read back they are as exact as any.
import { afterAll, expect, test } from 'vitest';
import { compareValues } from '../../conformance/compare-levels.ts';
import { obliquePlane, orthogonalPlanes } from '../../conformance/planes.ts';
import { type Geometry, makeVolume, noise } from '../../conformance/volumes.ts';
import { nearBreak } from '../../src/regression/near-break.ts';
import { createCpuSampler } from '../../src/sampler/cpu/cpu-sampler.ts';
import { closeDevice, openDevice, withSampler } from '../support/gpu.ts';

const device = openDevice();
afterAll(() => closeDevice(device));

const SIZE = [37, 31, 11] as const;

test.each<[string, number, number, Geometry]>([
  ['10 bits', 6, 1, { size: SIZE }],
  ['10 bits, a slope of a tenth, uneven', 6, 0.1, { size: SIZE, steps: [1, 0.3, 2.2] }],
  ['8 bits, a slope of 0.7, tilted', 8, 0.7, { size: SIZE, tilt: 12 }],
])('%s', (_, dropped, slope, geometry) => {
  const values = Uint16Array.from(noise(SIZE, 'uint16', 4), (value) => value >> dropped);
  const volume = makeVolume(geometry, values, { slope: () => slope, intercept: () => 0 });
  const cpu = createCpuSampler(volume, { specialised: false });
  const options = { interpolation: 'linear' } as const;
  withSampler(device, volume, {}, (gpu) => {
    for (const plane of [...Object.values(orthogonalPlanes(volume)), obliquePlane(volume, 3)]) {
      const mask = nearBreak(volume, plane, options);
      const { worst } = compareValues(gpu.values(plane, options), cpu.values64(plane, options), mask);
      expect(worst / volume.modalityRange[1]).toBeLessThan(1.5e-6);
    }
  });
});
