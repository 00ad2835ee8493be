// Where no float can be drawn into: everything comes back all the same, because values travel as bits (gpu/target.ts).
import { afterAll, expect, test } from 'vitest';
import { compareLevels, compareValues } from '../../conformance/compare-levels.ts';
import { obliquePlane, orthogonalPlanes } from '../../conformance/planes.ts';
import { makeVolume, noise, padOutsideCircle, perSlice } from '../../conformance/volumes.ts';
import { nearBreak } from '../../src/regression/near-break.ts';
import { createCpuSampler } from '../../src/sampler/cpu/cpu-sampler.ts';
import { closeDevice, openDevice, withSampler } from '../support/gpu.ts';

const device = openDevice();
afterAll(() => closeDevice(device));

const size = [61, 53, 19] as const;

function drawsInto(format: 'R32F' | 'RG32F' | 'RGBA32F' | 'RGBA16F' | 'RG32UI' | 'R32UI'): boolean {
  const { gl } = device;
  const texture = gl.createTexture();
  const framebuffer = gl.createFramebuffer();
  gl.bindTexture(gl.TEXTURE_2D, texture);
  gl.texStorage2D(gl.TEXTURE_2D, 1, gl[format], 4, 4);
  gl.bindFramebuffer(gl.FRAMEBUFFER, framebuffer);
  gl.framebufferTexture2D(gl.FRAMEBUFFER, gl.COLOR_ATTACHMENT0, gl.TEXTURE_2D, texture, 0);
  const complete = gl.checkFramebufferStatus(gl.FRAMEBUFFER) === gl.FRAMEBUFFER_COMPLETE;
  gl.bindFramebuffer(gl.FRAMEBUFFER, null);
  gl.deleteFramebuffer(framebuffer);
  gl.deleteTexture(texture);
  return complete;
}

test.each([
  ['without weights', makeVolume({ size }, noise(size, 'int16', 41))],
  [
    'with weights',
    makeVolume(
      { size, tilt: 11, steps: [1, 1.7] },
      padOutsideCircle(noise(size, 'int16', 42), size, -1500),
      perSlice,
      [-1500, -1500],
    ),
  ],
])('values, levels, sheets %s and kept values', (_, volume) => {
  const cpu = createCpuSampler(volume, { specialised: false });
  const [min, max] = volume.modalityRange;
  const options = { interpolation: 'linear' } as const;
  const window = { center: min + 0.4 * (max - min), width: (max - min) / 3, function: 'LINEAR' } as const;
  withSampler(device, volume, {}, (gpu) => {
    for (const [name, plane] of Object.entries({ ...orthogonalPlanes(volume), oblique: obliquePlane(volume, 7) })) {
      const mask = nearBreak(volume, plane, options);
      const { worst, coverage, inside } = compareValues(gpu.values(plane, options), cpu.values64(plane, options), mask);
      expect(coverage, name).toBe(0);
      expect(inside, name).toBeGreaterThan(500);
      expect(worst, name).toBeLessThan(1.5e-6 * Math.max(...volume.modalityRange.map(Math.abs)));
      // The second and third are drawn from kept values.
      for (const center of [window.center, window.center, window.center + window.width / 2]) {
        const at = { ...options, window: { ...window, center } };
        const levels = compareLevels(gpu.levels(plane, at), cpu.levels(plane, at), mask);
        expect(levels.worst, name).toBeLessThanOrEqual(1);
        expect(levels.differing, name).toBeLessThan(0.001);
      }
    }
  });
  // Asked last: by then whoever needs an extension has enabled it.
  for (const format of ['R32F', 'RG32F', 'RGBA32F', 'RGBA16F'] as const) expect(drawsInto(format), format).toBe(false);
  for (const format of ['R32UI', 'RG32UI'] as const) expect(drawsInto(format), format).toBe(true);
});
