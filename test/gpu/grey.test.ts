// SIGMOID, VOI LUTs, colours and the narrowest windows, GPU against CPU: drawn, re-windowed from kept values, read back.
import { afterAll, describe, expect, test } from 'vitest';
import { compareLevels } from '../../conformance/compare-levels.ts';
import { obliquePlane, orthogonalPlanes, ownGrid } from '../../conformance/planes.ts';
import { ctNoise, makeVolume, noise, padOutsideCircle, perSlice } from '../../conformance/volumes.ts';
import type { Plane } from '../../src/plane/plane.ts';
import { nearBreak } from '../../src/regression/near-break.ts';
import { nearStep } from '../../src/regression/near-step.ts';
import { createCpuSampler } from '../../src/sampler/cpu/cpu-sampler.ts';
import type { PictureOptions } from '../../src/sampler/sampler.ts';
import { createColormap } from '../../src/voi/colormap.ts';
import { loadColormap } from '../../src/voi/load-colormap.ts';
import type { VoiLut, VoiTransform } from '../../src/voi/voi-lut.ts';
import { createVolume } from '../../src/volume/create-volume.ts';
import type { Volume } from '../../src/volume/volume.ts';
import { closeDevice, openDevice, withSampler } from '../support/gpu.ts';

const device = openDevice();
afterAll(() => closeDevice(device));

const SIZE = [61, 53, 19] as const;
const tableOf = (count: number, bits: number, gamma: number): Uint16Array =>
  Uint16Array.from({ length: count }, (_, n) => Math.round((2 ** bits - 1) * (n / (count - 1)) ** gamma));
const LUTS: readonly VoiLut[] = [
  { firstMapped: -512, entries: tableOf(1024, 12, 0.5), bits: 12 },
  { firstMapped: -1024, entries: tableOf(4096, 16, 2), bits: 16 },
  { firstMapped: -32768, entries: tableOf(65536, 16, 1), bits: 16 },
  // Steps of 30 levels, falling.
  { firstMapped: -100, entries: Uint16Array.from({ length: 300 }, (_, n) => 255 - 30 * Math.floor(n / 40)), bits: 8 },
];

const VOLUMES: Readonly<Record<string, Volume>> = {
  'CT noise, tilted, uneven': makeVolume({ size: SIZE, tilt: 14, steps: [1, 0.4, 1.7] }, ctNoise(SIZE, 3)),
  'int16 noise': makeVolume({ size: SIZE }, noise(SIZE, 'int16', 4)),
  'uint16 noise, own slopes, padded': makeVolume(
    { size: SIZE, drift: 1.1 },
    padOutsideCircle(noise(SIZE, 'uint16', 5), SIZE, 7),
    perSlice,
    [7, 7],
  ),
};
const withLuts = (volume: Volume): Volume => createVolume({ ...volume, voiLuts: LUTS });
const planesOf = (volume: Volume): Readonly<Record<string, Plane>> => ({
  ...orthogonalPlanes(volume),
  'own grid': ownGrid(volume, 5),
  oblique: obliquePlane(volume, 6),
});

describe.each(Object.entries(VOLUMES))('%s', (_, bare) => {
  const volume = withLuts(bare);
  const [least, most] = volume.modalityRange;
  const [middle, range] = [(least + most) / 2, most - least];
  const cases: readonly VoiTransform[] = [
    { center: middle, width: range / 3, function: 'SIGMOID' },
    { center: least + 0.2 * range, width: Math.max(3, 7e-5 * range), function: 'SIGMOID' },
    { center: most, width: 2 * range, function: 'SIGMOID' },
    ...LUTS.map((__, lut) => ({ function: 'LUT', lut }) as const),
  ];

  test.each(cases.map((window) => [JSON.stringify(window), window] as const))('%s', (__, window) => {
    const cpu = createCpuSampler(volume, { specialised: false });
    let [differing, pixels, masked] = [0, 0, 0];
    for (const [name, plane] of Object.entries(planesOf(volume))) {
      for (const invert of [false, true]) {
        const options: PictureOptions = { interpolation: 'linear', window, invert };
        const breaks = nearBreak(volume, plane, options);
        const mask =
          window.function === 'LUT'
            ? nearStep(breaks, cpu.values64(plane, options), LUTS[window.lut]!, volume)
            : breaks;
        const reference = cpu.levels(plane, options);
        const pictures = withSampler(device, volume, {}, (gpu) => [
          gpu.levels(plane, options),
          // From kept values, beside another window.
          gpu.levels(plane, { ...options, window: { center: 0, width: range, function: 'LINEAR' } }) &&
            gpu.levels(plane, options),
        ]);
        for (const [n, levels] of pictures.entries()) {
          const compared = compareLevels(levels, reference, mask);
          expect(compared.worst, `${name}, ${n ? 'kept' : 'drawn'}`).toBeLessThanOrEqual(1);
          differing += compared.differing * compared.compared;
          pixels += compared.compared;
          masked += compared.masked;
        }
      }
    }
    expect(differing / pixels, 'share that differs').toBeLessThan(0.001);
    expect(masked / (pixels + masked), 'share that is masked').toBeLessThan(0.01);
  });
});

test.each([0, 1, 2, 3])('a slice at its own grid meets LUT %i to the last entry', (lut) => {
  const volume = withLuts(VOLUMES['int16 noise']!);
  const plane = ownGrid(volume, 7);
  const options = { interpolation: 'linear', window: { function: 'LUT', lut } } as const;
  const reference = createCpuSampler(volume).levels(plane, options);
  expect(new Set(reference).size).toBeGreaterThan(1);
  expect(withSampler(device, volume, {}, (gpu) => gpu.levels(plane, options))).toEqual(reference);
  const kept = withSampler(device, volume, {}, (gpu) => gpu.levels(plane, options) && gpu.levels(plane, options));
  expect(kept).toEqual(reference);
});

test('a window of width 1 on full-range values at a slice’s own grid is a step where the reference has it', () => {
  for (const name of ['int16 noise', 'uint16 noise, own slopes, padded'] as const) {
    const volume = VOLUMES[name]!;
    const plane = ownGrid(volume, 7);
    const sorted = createCpuSampler(volume)
      .values(plane, { interpolation: 'linear' })
      .filter((value) => !Number.isNaN(value))
      .sort();
    for (const share of [0.1, 0.5, 0.9]) {
      // A value that is there is the last black one.
      const center = sorted[Math.round(share * (sorted.length - 1))]! + 0.5;
      const options = { interpolation: 'linear', window: { center, width: 1, function: 'LINEAR' } } as const;
      const reference = createCpuSampler(volume).levels(plane, options);
      const levels = withSampler(device, volume, {}, (gpu) => gpu.levels(plane, options));
      expect([...new Set(levels)].sort()).toEqual([0, 255]);
      const { differing } = compareLevels(levels, reference, nearBreak(volume, plane, options));
      expect(differing, `${name} at ${center}`).toBe(0);
    }
  }
});

// A ramp so slow that a window of width 1 covers many pixels: where values came in steps, so would levels.
test('narrow windows on a full-range ramp show no bands: every level, in order', () => {
  const size = [8, 4, 3] as const;
  const stored = new Int16Array(96);
  for (let v = 0; v < 96; v++) stored[v] = v % 8 < 4 ? 32000 : 32001;
  const volume = makeVolume({ size }, stored);
  const plane = { ...ownGrid(volume, 1), width: 4096, height: 1, spacing: [0.7 / 1024, 0.9] as const };
  for (const width of [2, 1.75, 1.5]) {
    const options = { interpolation: 'linear', window: { center: 32001, width, function: 'LINEAR' } } as const;
    const levels = withSampler(device, volume, {}, (gpu) => gpu.levels(plane, options));
    const inside = levels.filter((level, i) => level > 0 && level < 255 && i < 4096);
    expect(new Set(inside).size, `levels at width ${width}`).toBe(254);
    for (let i = 1; i < inside.length; i++) expect(inside[i]! - inside[i - 1]!).toBeGreaterThanOrEqual(0);
    expect(
      compareLevels(levels, createCpuSampler(volume).levels(plane, options), new Uint8Array(4096)).worst,
    ).toBeLessThanOrEqual(1);
  }
});

test('below the least width of the promise the difference is told', () => {
  const volume = VOLUMES['int16 noise']!;
  const cpu = createCpuSampler(volume);
  const planes = [1, 2, 3, 4, 5, 6].map((seed) => obliquePlane(volume, seed));
  const lines = [1, 1.1, 1.5, 2, 3, 4.6].map((width) => {
    let [worst, differing, pixels] = [0, 0, 0];
    withSampler(device, volume, {}, (gpu) => {
      for (const plane of planes) {
        const mask = nearBreak(volume, plane, { interpolation: 'linear' });
        for (const center of [-30000, -1000, 0.3, 15000, 30000]) {
          const options = { interpolation: 'linear', window: { center, width, function: 'LINEAR' } } as const;
          const compared = compareLevels(gpu.levels(plane, options), cpu.levels(plane, options), mask);
          worst = Math.max(worst, compared.worst);
          differing += compared.differing * compared.compared;
          pixels += compared.compared;
        }
      }
    });
    // Of a step only pixels within float32 of it can fall on the other side: about 0.02 of 65535.
    expect(differing / pixels, `width ${width}`).toBeLessThan(0.001);
    return `  width ${width}: worst ${worst} levels, ${differing} of ${pixels} pixels differ`;
  });
  console.log(['int16 noise of full range, oblique, promise from width 4.6 on:', ...lines].join('\n'));
});

describe('colours', () => {
  const volume = withLuts(VOLUMES['uint16 noise, own slopes, padded']!);
  const window = { center: 3000, width: 9000, function: 'LINEAR' } as const;
  const bright = createColormap({
    name: 'bright',
    table: Array.from({ length: 256 }, (_, level) => [255 - level, 77, level] as const),
  });

  test.each([
    ['a map that starts bright', bright, false],
    ['the same inverted', bright, true],
    ['no map', null, false],
  ])('%s: the level’s colour inside, opaque black outside', (_, colormap, invert) => {
    const plane = obliquePlane(volume, 6);
    const options: PictureOptions = { interpolation: 'linear', window, invert, colormap };
    const cpu = createCpuSampler(volume);
    const reference = cpu.colors(plane, options);
    const values = cpu.values(plane, options);
    const mask = nearBreak(volume, plane, options);
    const outside = values.filter((value, p) => Number.isNaN(value) && !mask[p]).length;
    expect(Math.min(outside, values.length - outside)).toBeGreaterThan(200);
    withSampler(device, volume, {}, (gpu) => {
      for (const kept of [false, true]) {
        const colors = gpu.colors(plane, options);
        let differing = 0;
        for (let p = 0; p < values.length; p++) {
          if (mask[p]) continue;
          const shown = [...colors.subarray(4 * p, 4 * p + 4)];
          const expected = [...reference.subarray(4 * p, 4 * p + 4)];
          if (Number.isNaN(values[p]!)) expect(shown).toEqual([0, 0, 0, 255]);
          const worst = Math.max(...shown.map((part, c) => Math.abs(part - expected[c]!)));
          expect(worst, `pixel ${p}, ${kept ? 'kept' : 'drawn'}`).toBeLessThanOrEqual(1);
          if (worst > 0) differing++;
        }
        expect(differing / values.length).toBeLessThan(0.001);
      }
      // Levels have no colour, and one map follows another.
      expect(gpu.levels(plane, options)).toEqual(gpu.levels(plane, { ...options, colormap: null }));
    });
  });

  test('every map of the package at a slice’s own grid, one after another in one sampler', async () => {
    const volumeOfLevels = createVolume({
      storedValues: Int16Array.from({ length: 256 }, (_, n) => n),
      size: [16, 16, 1],
      pixelSpacing: [1, 1],
      orientation: { row: [1, 0, 0], column: [0, 1, 0] },
      slices: [{ origin: [0, 0, 0] }],
    });
    const plane = ownGrid(volumeOfLevels, 0);
    const levels = { center: 128, width: 256, function: 'LINEAR' } as const;
    const maps = await Promise.all(
      (['hot-iron', 'pet', 'hot-metal-blue', 'pet-20-step', 'viridis', 'grey-inverted'] as const).map(loadColormap),
    );
    withSampler(device, volumeOfLevels, {}, (gpu) => {
      for (const map of [...maps, maps[0]!]) {
        const colors = gpu.colors(plane, { interpolation: 'nearest', window: levels, colormap: map });
        expect(
          colors.filter((_, n) => n % 4 !== 3),
          map!.name,
        ).toEqual(Uint8ClampedArray.from(map!.table));
      }
    });
  });
});

test('the tables leave no texture behind', () => {
  const { gl } = device;
  const volume = withLuts(VOLUMES['int16 noise']!);
  const live = new Set<WebGLTexture>();
  const { createTexture, deleteTexture } = gl;
  gl.createTexture = () => {
    const made = createTexture.call(gl);
    live.add(made);
    return made;
  };
  gl.deleteTexture = (texture) => {
    if (texture) live.delete(texture);
    deleteTexture.call(gl, texture);
  };
  const plane = ownGrid(volume, 3);
  withSampler(device, volume, {}, (gpu) => {
    for (const lut of [0, 1, 0, 2]) {
      const map = createColormap({ name: 'x', table: new Array(768).fill(lut) });
      gpu.colors(plane, { interpolation: 'linear', window: { function: 'LUT', lut }, colormap: map });
    }
    // Volume, slice table, picture, kept values, LUT, colours: and none of the earlier tables.
    expect(live.size).toBeLessThanOrEqual(7);
  });
  expect(live.size).toBe(0);
  gl.createTexture = createTexture;
  gl.deleteTexture = deleteTexture;
});
