// Volumes beyond one 3D texture: in bricks, and not a bit of the picture differs.
import { afterAll, afterEach, describe, expect, test, vi } from 'vitest';
import { windows } from '../../conformance/axes.ts';
import { casePlanes } from '../../conformance/case-planes.ts';
import { compareLevels, compareValues } from '../../conformance/compare-levels.ts';
import { makeVolume, noise, padOutsideCircle, perSlice } from '../../conformance/volumes.ts';
import type { Plane } from '../../src/plane/plane.ts';
import { nearBreak } from '../../src/regression/near-break.ts';
import { createCpuSampler } from '../../src/sampler/cpu/cpu-sampler.ts';
import type { GpuDevice, GpuDeviceOptions } from '../../src/sampler/gpu/device.ts';
import { GpuSampler } from '../../src/sampler/gpu/gpu-sampler.ts';
import type { VolumeTexture } from '../../src/sampler/gpu/volume-texture.ts';
import type { VoiTransform } from '../../src/voi/voi-lut.ts';
import type { Volume } from '../../src/volume/volume.ts';
import { closeDevice, openDevice, upload } from '../support/gpu.ts';

const opened: GpuDevice[] = [];
const open = (options: GpuDeviceOptions = {}): GpuDevice => {
  const device = openDevice(options);
  opened.push(device);
  return device;
};
const whole = open();
afterAll(() => opened.forEach(closeDevice));
afterEach(() => {
  vi.restoreAllMocks();
});

const size = [31, 29, 23] as const;
const volumes: Readonly<Record<string, Volume>> = {
  even: makeVolume({ size }, noise(size, 'int16', 31)),
  'tilted, uint16': makeVolume({ size, tilt: 14 }, noise(size, 'uint16', 32)),
  'uneven, drifting, own slopes, padded': makeVolume(
    { size, steps: [1, 0.3, 2.2], drift: 1.2 },
    padOutsideCircle(noise(size, 'int16', 33), size, -1500),
    perSlice,
    [-1500, -1500],
  ),
  wide: makeVolume(
    { size, steps: [1, 1.5] },
    Float32Array.from(noise(size, 'int16', 34), (v) => v * 1.37),
  ),
};

const planesOf = (volume: Volume): Readonly<Record<string, Plane>> =>
  Object.fromEntries(casePlanes(volume, 'bricks', false).map(({ name, plane }) => [name, plane]));
const windowsOf = (volume: Volume): readonly VoiTransform[] =>
  windows('LINEAR_EXACT', 'LINEAR')(volume).map(({ window }) => window);

function bricksOf({ defines }: VolumeTexture): number {
  return Number(/BRICKS (\d)/.exec(defines.join(' '))?.[1] ?? 1);
}

/** Every plane's values, levels, and levels again from kept values. */
function pictures(device: GpuDevice, volume: Volume) {
  const texture = upload(device, volume);
  const bricks = bricksOf(texture);
  const sampler = new GpuSampler(device, texture);
  const [narrow, broad] = windowsOf(volume);
  const drawn: Record<string, readonly (Float32Array | Uint8Array)[]> = {};
  for (const [name, plane] of Object.entries(planesOf(volume)))
    for (const interpolation of ['linear', 'nearest'] as const)
      drawn[`${name}, ${interpolation}`] = [
        sampler.values(plane, { interpolation }),
        sampler.levels(plane, { interpolation, window: narrow! }),
        sampler.levels(plane, { interpolation, window: broad! }),
        sampler.levels(plane, { interpolation, window: broad!, invert: true }),
      ];
  sampler.dispose();
  texture.dispose();
  return { bricks, drawn };
}

type Drawn = ReturnType<typeof pictures>['drawn'];

function expectSameBits(drawn: Drawn, expected: Drawn): void {
  expect(Object.keys(drawn)).toEqual(Object.keys(expected));
  for (const [name, arrays] of Object.entries(drawn))
    arrays.forEach((array, n) => {
      const [bits, others] = [array, expected[name]![n]!].map(({ buffer }) => new Uint8Array(buffer)) as [
        Uint8Array,
        Uint8Array,
      ];
      expect(
        bits.findIndex((byte, at) => byte !== others[at]),
        `${name}, array ${n}: first byte that differs`,
      ).toBe(-1);
    });
}

describe('bricks', () => {
  test.each(Object.entries(volumes))('%s: the same as in one texture, bit for bit', (_, volume) => {
    const one = pictures(whole, volume);
    expect(one.bricks).toBe(1);
    const five = pictures(open({ mostSlices: 5 }), volume);
    expect(five.bricks).toBe(5);
    expectSameBits(five.drawn, one.drawn);
    // As many as there may be, each as deep as its bytes allow: three slices.
    const bytes = size[0] * size[1] * (volume.storedValues instanceof Float32Array ? 4 : 2);
    const eight = pictures(open({ mostBytes: 3.5 * bytes }), volume);
    expect(eight.bricks).toBe(8);
    expectSameBits(eight.drawn, one.drawn);
  });

  test.each([2100, 5000])('%i slices are drawn by the GPU, as the CPU draws them', (slices) => {
    const deep = [7, 5, slices] as const;
    const volume = makeVolume({ size: deep, step: 0.4, steps: [1, 1, 1.5] }, noise(deep, 'int16', slices));
    expect(whole.gl.getParameter(whole.gl.MAX_3D_TEXTURE_SIZE)).toBeLessThan(slices);
    const texture = upload(whole, volume);
    const gpu = new GpuSampler(whole, texture);
    const cpu = createCpuSampler(volume, { specialised: false });
    const named = planesOf(volume);
    // The whole length of the stack.
    const along = { width: 40, height: 1200, spacing: [0.2, (0.467 * slices) / 1190] } as const;
    const planes = { ...named, 'every brick': { ...named.sagittal!, ...along } };
    let inside = 0;
    for (const [name, plane] of Object.entries(planes)) {
      const options = { interpolation: 'linear' } as const;
      const mask = nearBreak(volume, plane, options);
      const values = compareValues(gpu.values(plane, options), cpu.values64(plane, options), mask);
      expect(values.coverage, name).toBe(0);
      expect(values.worst, name).toBeLessThan(1.5e-6 * 32768);
      inside += values.inside;
      for (const window of windowsOf(volume)) {
        const at = { ...options, window };
        const { worst, differing, compared } = compareLevels(gpu.levels(plane, at), cpu.levels(plane, at), mask);
        expect(worst, name).toBeLessThanOrEqual(1);
        expect(differing * compared, name).toBeLessThanOrEqual(0.001 * compared + 1);
      }
    }
    expect(inside).toBeGreaterThan(10_000);
    gpu.dispose();
    texture.dispose();
  });
});

describe('beyond the limits', () => {
  const refusal = (device: GpuDevice, shape: readonly [number, number, number]) => {
    const values = new Int16Array(shape[0] * shape[1] * shape[2]);
    return expect(() => upload(device, makeVolume({ size: shape }, values)));
  };
  const beyond = expect.objectContaining({ code: 'gpu/limit-exceeded' });

  test('more slices than eight bricks hold', () => refusal(open({ mostSlices: 2 }), size).toThrowError(beyond));

  test('more slices than the slice table holds', () => {
    const most = whole.gl.getParameter(whole.gl.MAX_TEXTURE_SIZE) as number;
    refusal(whole, [1, 1, most + 1]).toThrowError(beyond);
  });

  test('more columns or rows than a texture holds', () => {
    refusal(whole, [2049, 2, 2]).toThrowError(beyond);
    refusal(whole, [2, 2049, 2]).toThrowError(beyond);
  });
});

/** Where more than `depth` slices are asked for, the real driver is asked for 32 GiB, and says what it says to that. */
function refuseDeeper(depth: number): number[] {
  const gl = WebGL2RenderingContext.prototype;
  const { texStorage3D } = gl;
  const asked: number[] = [];
  vi.spyOn(gl, 'texStorage3D').mockImplementation(function (
    this: WebGL2RenderingContext,
    target,
    levels,
    format,
    ...at
  ) {
    asked.push(at[2]);
    if (asked.length > 200) throw new Error('no end of asking');
    if (at[2] > depth) texStorage3D.call(this, target, levels, this.RGBA32F, 2048, 2048, 512);
    else texStorage3D.call(this, target, levels, format, ...at);
  });
  return asked;
}

describe('out of memory', () => {
  test('smaller bricks are tried, and draw the same', () => {
    const volume = volumes.even!;
    const one = pictures(whole, volume);
    const asked = refuseDeeper(6);
    const smaller = pictures(open(), volume);
    // 23, then 12 + 11, then four of six.
    expect(asked.slice(0, 7)).toEqual([23, 12, 11, 6, 6, 6, 5]);
    expect(smaller.bricks).toBe(4);
    expectSameBits(smaller.drawn, one.drawn);
  });

  test('where even the smallest do not fit, it says so and leaves nothing', () => {
    const device = open();
    refuseDeeper(1);
    const { createTexture, deleteTexture } = device.gl;
    let live = 0;
    vi.spyOn(WebGL2RenderingContext.prototype, 'createTexture').mockImplementation(function (
      this: WebGL2RenderingContext,
    ) {
      live++;
      return createTexture.call(this);
    });
    vi.spyOn(WebGL2RenderingContext.prototype, 'deleteTexture').mockImplementation(function (
      this: WebGL2RenderingContext,
      texture,
    ) {
      live--;
      deleteTexture.call(this, texture);
    });
    const code = expect.objectContaining({ code: 'gpu/limit-exceeded' });
    expect(() => upload(device, volumes.even!)).toThrowError(code);
    expect(live).toBe(0);
  });

  test.each([1, 2, 5, 9, 17, 49])(
    '%i slices that never fit: asked for in smaller and smaller bricks, then no more',
    (slices) => {
      const shape = [3, 2, slices] as const;
      const device = open();
      const asked = refuseDeeper(0);
      const code = expect.objectContaining({ code: 'gpu/limit-exceeded' });
      expect(() => upload(device, makeVolume({ size: shape }, noise(shape, 'int16', 35)))).toThrowError(code);
      expect(Math.min(...asked)).toBe(slices % Math.ceil(slices / 8) || Math.ceil(slices / 8));
    },
  );
});
