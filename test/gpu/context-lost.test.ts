// A context lost before any single call of an upload and its pictures: the right numbers or a typed error, never wrong numbers.
import { afterEach, expect, test, vi } from 'vitest';
import { orthogonalPlanes } from '../../conformance/planes.ts';
import { makeVolume, noise } from '../../conformance/volumes.ts';
import { isResliceError } from '../../src/errors.ts';
import { createGpuDevice, type GpuDevice } from '../../src/sampler/gpu/device.ts';
import { GpuSampler } from '../../src/sampler/gpu/gpu-sampler.ts';
import { VolumeTexture } from '../../src/sampler/gpu/volume-texture.ts';
import { NOTHING, spyOnGl } from '../support/gl-spy.ts';

const size = [13, 11, 9] as const;
const volume = makeVolume({ size, tilt: 12 }, noise(size, 'int16', 3));
const plane = { ...orthogonalPlanes(volume).sagittal, width: 24, height: 24, spacing: [0.5, 0.5] as const };
const window = { center: 500, width: 20_000, function: 'LINEAR' } as const;
const options = { interpolation: 'linear', window } as const;

afterEach(() => {
  vi.restoreAllMocks();
});

interface Held {
  texture: VolumeTexture | null;
  sampler: GpuSampler | null;
}

/** Everything a sampler does: an upload in bricks, a sheet, values, levels, levels from kept values. */
function* steps(device: GpuDevice, held: Held): Generator<string> {
  held.texture = new VolumeTexture(device, volume);
  while (!held.texture.uploadStep());
  held.sampler = new GpuSampler(device, held.texture);
  yield String(held.sampler.values(plane, options));
  yield String(held.sampler.levels(plane, options));
  yield String(held.sampler.levels(plane, options));
  yield String(held.sampler.levels(plane, { ...options, window: { ...window, center: 900 } }));
}

/** Resolves in a later turn: a context may be asked back only when the event of its loss is over. */
const heard = (canvas: HTMLCanvasElement, event: string): Promise<void> =>
  new Promise((resolve) => canvas.addEventListener(event, () => setTimeout(resolve, 0), { once: true }));

test('before every call, one after the other', async () => {
  const spy = spyOnGl();
  const canvas = document.createElement('canvas');
  canvas.addEventListener('webglcontextlost', (event) => event.preventDefault());
  const gl = canvas.getContext('webgl2')!;
  const extension = gl.getExtension('WEBGL_lose_context')!;
  const held: Held = { texture: null, sampler: null };
  const clear = (device: GpuDevice): void => {
    held.sampler?.dispose();
    held.texture?.dispose();
    device.dispose();
    held.sampler = held.texture = null;
  };
  let device = createGpuDevice(gl, { mostSlices: 4 });
  const before = spy.calls;
  const right = [...steps(device, held)];
  const calls = spy.calls - before;
  clear(device);
  expect(spy.live()).toEqual(NOTHING);
  expect(calls).toBeGreaterThan(300);
  let [errors, stale] = [0, 0];
  for (let n = 0; n < calls; n++) {
    device = createGpuDevice(gl, { mostSlices: 4 });
    const lost = heard(canvas, 'webglcontextlost');
    spy.loseAt(n);
    const got: string[] = [];
    let code = 'none';
    try {
      for (const result of steps(device, held)) got.push(result);
    } catch (error) {
      if (!isResliceError(error)) throw error;
      code = error.code;
      errors++;
    }
    if (!spy.hasLost) extension.loseContext();
    expect(got, `lost before call ${n}`).toEqual(right.slice(0, got.length));
    expect(code, `lost before call ${n}`).toBe(got.length < right.length ? 'gpu/context-lost' : 'none');
    await lost;
    const restored = heard(canvas, 'webglcontextrestored');
    extension.restoreContext();
    await restored;
    // The context is back, what was made on it is not.
    if (held.sampler && held.texture?.complete) {
      stale++;
      expect(() => held.sampler!.levels(plane, options)).toThrowError(
        expect.objectContaining({ code: 'gpu/context-lost' }),
      );
    }
    clear(device);
  }
  console.log(
    `context lost before each of ${calls} calls: ${errors} typed errors, ${stale} refusals after the restore`,
  );
  expect(errors).toBeGreaterThan(calls - 20);
  expect(spy.live()).toEqual(NOTHING);
});

test('a device disposed by whoever hears of the loss first stays lost when the context is back', async () => {
  const canvas = document.createElement('canvas');
  const gl = canvas.getContext('webgl2')!;
  let device: GpuDevice | null = null;
  canvas.addEventListener('webglcontextlost', (event) => {
    event.preventDefault();
    device!.dispose();
  });
  device = createGpuDevice(gl);
  expect(device.lost).toBe(false);
  const extension = gl.getExtension('WEBGL_lose_context')!;
  const lost = heard(canvas, 'webglcontextlost');
  extension.loseContext();
  await lost;
  const restored = heard(canvas, 'webglcontextrestored');
  extension.restoreContext();
  await restored;
  expect(gl.isContextLost()).toBe(false);
  expect(device.lost).toBe(true);
  extension.loseContext();
});

test('a picture whose values could not be kept leaves none of the last one', () => {
  const device = createGpuDevice(document.createElement('canvas').getContext('webgl2'));
  const texture = new VolumeTexture(device, volume);
  while (!texture.uploadStep());
  const sampler = new GpuSampler(device, texture, { sheets: false });
  const right = sampler.levels(plane, options);
  expect(sampler.levels(plane, options)).toEqual(right);
  const larger = { ...plane, width: 40, height: 40 };
  sampler.levels(larger, options);
  vi.spyOn(WebGL2RenderingContext.prototype, 'checkFramebufferStatus').mockReturnValueOnce(0);
  const refused = expect.objectContaining({ code: 'gpu/limit-exceeded' });
  expect(() => sampler.levels(larger, options)).toThrowError(refused);
  sampler.levels(plane, options);
  expect(sampler.levels(plane, options)).toEqual(right);
  sampler.dispose();
  texture.dispose();
  device.dispose();
  device.gl.getExtension('WEBGL_lose_context')?.loseContext();
});
