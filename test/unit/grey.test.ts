// From modality value to colour by numbers worked by hand from the standard's formulas.
import { existsSync, readFileSync } from 'node:fs';
import dcmjs from 'dcmjs';
import { describe, expect, test } from 'vitest';
import { isResliceError } from '../../src/errors.ts';
import { createRandom } from '../../src/math/random.ts';
import { namedPlane } from '../../src/plane/named-plane.ts';
import { createCpuSampler } from '../../src/sampler/cpu/cpu-sampler.ts';
import { colorBar } from '../../src/voi/color-bar.ts';
import { COLORMAP_NAMES, type ColormapName, colorOf, createColormap } from '../../src/voi/colormap.ts';
import { COLORMAP_UIDS, colormapTable } from '../../src/voi/colormap-tables.ts';
import { greyLut } from '../../src/voi/grey-lut.ts';
import { greySigmoid } from '../../src/voi/grey-sigmoid.ts';
import { loadColormap } from '../../src/voi/load-colormap.ts';
import { type VoiLut, windowOfLut } from '../../src/voi/voi-lut.ts';
import { autoWindow } from '../../src/volume/auto-window.ts';
import { createVolume, type VolumeInput } from '../../src/volume/create-volume.ts';
import { resolveWindow } from '../../src/volume/resolve-window.ts';

const codeOf = (run: () => unknown): string | undefined => {
  try {
    run();
  } catch (error) {
    if (isResliceError(error)) return error.code;
    throw error;
  }
  return undefined;
};

/** One slice of these values, one row. */
const rowOf = (values: readonly number[], more: Partial<VolumeInput> = {}) =>
  createVolume({
    storedValues: Int16Array.from(values),
    size: [values.length, 1, 1],
    pixelSpacing: [1, 1],
    orientation: { row: [1, 0, 0], column: [0, 1, 0] },
    slices: [{ origin: [0, 0, 0] }],
    ...more,
  });

describe('SIGMOID', () => {
  test('is 1 / (1 + e^(−4(x − c)/w))', () => {
    expect(greySigmoid(40, 40, 400)).toBe(0.5);
    // 100 above the center of 400: 1 / (1 + 1/e).
    expect(greySigmoid(140, 40, 400)).toBeCloseTo(Math.E / (Math.E + 1), 15);
    expect(greySigmoid(-60, 40, 400)).toBeCloseTo(1 / (Math.E + 1), 15);
    expect(greySigmoid(240, 40, 400)).toBeCloseTo(0.880797077977882, 14);
  });
  test('ends in 0 and 1, however narrow', () => {
    for (const width of [1, 1e-9, Number.MIN_VALUE]) {
      expect([greySigmoid(-9e5, 40, width), greySigmoid(9e5, 40, width)]).toEqual([expect.closeTo(0, 12), 1]);
      expect(greySigmoid(40, 40, width)).toBe(0.5);
    }
  });
});

const lut = (entries: readonly number[], bits = 8, firstMapped = -2, explanation?: string): VoiLut => ({
  firstMapped,
  entries: Uint16Array.from(entries),
  bits,
  ...(explanation ? { explanation } : {}),
});

describe('VOI LUT', () => {
  const table = lut([0, 51, 102, 255]);
  test('gives the nearest entry over 2^bits − 1, ties to the higher, the ends beyond the ends', () => {
    expect([-99, -2, -1.5, -1, 0.4, 0.5, 1, 99].map((x) => greyLut(x, table))).toEqual([0, 0, 0.2, 0.2, 0.4, 1, 1, 1]);
    expect(greyLut(-2, lut([2048], 12))).toBe(2048 / 4095);
  });
  test('is chosen by its index, and none that is not there', () => {
    const volume = rowOf([-2, 0], { voiLuts: [table, lut([5], 8, 0, 'SECOND')] });
    expect(resolveWindow(volume)).toEqual({ function: 'LUT', lut: 0 });
    expect(resolveWindow({ ...volume, voiLuts: [volume.voiLuts[1]!] })).toEqual({
      function: 'LUT',
      lut: 0,
      explanation: 'SECOND',
    });
    expect(resolveWindow(volume, { function: 'LUT', lut: 1 })).toEqual({ function: 'LUT', lut: 1 });
    for (const n of [2, -1, 0.5, Number.NaN])
      expect(codeOf(() => resolveWindow(volume, { function: 'LUT', lut: n }))).toBe('voi/bad-value');
    const plane = namedPlane(volume, 'acquired');
    const draw = () =>
      createCpuSampler(volume).levels(plane, { interpolation: 'linear', window: { function: 'LUT', lut: 2 } });
    expect(codeOf(draw)).toBe('voi/bad-value');
  });
  test('a window of the file comes before it, auto after it', () => {
    const window = { center: 1, width: 2, function: 'LINEAR' } as const;
    expect(resolveWindow(rowOf([1], { voiLuts: [table], windows: [window] }))).toBe(window);
    expect(resolveWindow(rowOf([1]))).toMatchObject({ explanation: 'auto' });
  });
  test('a table that cannot be looked up makes no volume', () => {
    for (const bad of [lut([]), lut([256]), lut([1], 7), lut([1], 17), lut([1], 8, 0.5), lut(new Array(65537).fill(0))])
      expect(codeOf(() => rowOf([1], { voiLuts: [bad] }))).toBe('volume/bad-value');
  });
  test('its window spans the input where the output changes', () => {
    // 0 to 3 rise: LINEAR 0 at 0, 1 at 3.
    expect(windowOfLut(lut([0, 0, 0, 9, 99, 255, 255], 8, -2))).toEqual({ center: 2, width: 4, function: 'LINEAR' });
    expect(windowOfLut(lut([7], 8, 10))).toMatchObject({ center: 10.5, width: 1 });
    expect(windowOfLut(lut([7, 7, 7], 8, 10)).width).toBe(1);
  });
});

describe('inverse', () => {
  // LINEAR_EXACT 50/100 of 0, 20, 100: grey 0, 0.2, 1; levels 0, 51, 255; 1 − grey: 255, 204, 0.
  const straight = [0, 51, 255];
  const turned = [255, 204, 0];
  const map = createColormap({
    name: 'own',
    table: Array.from({ length: 256 }, (_, level) => [level, 255 - level, 7] as const),
  });
  test.each([
    [false, false, straight],
    [false, true, turned],
    [true, false, turned],
    [true, true, straight],
  ])('of the file %s, of the host %s: levels first, colours from them', (inverse, invert, levels) => {
    const volume = rowOf([0, 20, 100], { inverse });
    const options = {
      interpolation: 'nearest',
      invert,
      window: { center: 50, width: 100, function: 'LINEAR_EXACT' },
    } as const;
    const sampler = createCpuSampler(volume);
    const plane = namedPlane(volume, 'acquired');
    expect([...sampler.levels(plane, options)]).toEqual(levels);
    expect([...sampler.levels(plane, { ...options, colormap: map })]).toEqual(levels);
    expect([...sampler.colors(plane, options)]).toEqual(levels.flatMap((n) => [n, n, n, 255]));
    expect([...sampler.colors(plane, { ...options, colormap: map })]).toEqual(
      levels.flatMap((n) => [n, 255 - n, 7, 255]),
    );
  });
  test.each([
    [false, [0, 51, 255]],
    [true, [255, 204, 0]],
  ])('goes with a VOI LUT too: %s', (inverse, levels) => {
    const volume = rowOf([-2, -1, 1], { inverse, voiLuts: [lut([0, 51, 102, 255])] });
    const options = { interpolation: 'nearest', window: resolveWindow(volume) } as const;
    expect([...createCpuSampler(volume).levels(namedPlane(volume, 'acquired'), options)]).toEqual(levels);
  });
  test('SIGMOID: a half is 128, inverted or not', () => {
    for (const invert of [false, true]) {
      const window = { center: 5, width: 3, function: 'SIGMOID' } as const;
      const volume = rowOf([5]);
      expect([
        ...createCpuSampler(volume).levels(namedPlane(volume, 'acquired'), {
          interpolation: 'nearest',
          window,
          invert,
        }),
      ]).toEqual([128]);
    }
  });
});

describe('colours', () => {
  test('outside is opaque black whatever map and inversion', () => {
    const volume = rowOf([-9, 5, -9], { slices: [{ origin: [0, 0, 0], padding: [-9, -9] }], inverse: true });
    const colormap = createColormap({ name: 'own', table: new Array(768).fill(200) });
    const window = { center: 0, width: 10, function: 'LINEAR' } as const;
    const colors = createCpuSampler(volume).colors(namedPlane(volume, 'acquired'), {
      interpolation: 'nearest',
      window,
      invert: true,
      colormap,
    });
    expect([...colors]).toEqual([0, 0, 0, 255, 200, 200, 200, 255, 0, 0, 0, 255]);
  });
  test('go into what is given', () => {
    const volume = rowOf([5, 6]);
    const out = new Uint8ClampedArray(8);
    const window = { center: 0, width: 10, function: 'LINEAR' } as const;
    expect(
      createCpuSampler(volume).colors(namedPlane(volume, 'acquired'), { interpolation: 'nearest', window }, out),
    ).toBe(out);
    expect(out[3]).toBe(255);
  });
  test("a table of one's own is 256 colours of whole numbers to 255", () => {
    const rows = Array.from({ length: 256 }, (_, n) => [n, 0, 255 - n] as const);
    expect(colorOf(200, createColormap({ name: 'rows', table: rows }))).toEqual([200, 0, 55]);
    expect(createColormap({ name: 'flat', table: rows.flat() }).table).toEqual(
      createColormap({ name: 'a', table: rows }).table,
    );
    for (const table of [
      [],
      new Array(767).fill(0),
      new Array(769).fill(0),
      new Array(768).fill(256),
      new Array(768).fill(-1),
      new Array(768).fill(0.5),
      new Array(256).fill([1, 2]),
    ])
      expect(codeOf(() => createColormap({ name: 'bad', table }))).toBe('voi/bad-value');
  });
  test('maps by name: all there, made anew, grey is none, others are refused', async () => {
    for (const name of COLORMAP_NAMES) {
      const map = await loadColormap(name);
      if (name === 'grey') expect(map).toBeNull();
      else expect([map!.name, map!.table.length]).toEqual([name, 768]);
    }
    expect((await loadColormap('pet'))!.table).not.toBe((await loadColormap('pet'))!.table);
    await expect(loadColormap('jet' as never)).rejects.toMatchObject({ code: 'voi/bad-value' });
  });
  test('grey inverted is 255 less the level, viridis as published', () => {
    const inverted = colormapTable('grey-inverted');
    expect([0, 100, 255].map((level) => [...inverted.subarray(3 * level, 3 * level + 3)])).toEqual([
      [255, 255, 255],
      [155, 155, 155],
      [0, 0, 0],
    ]);
    // 255 × (0.267004, 0.004874, 0.329415), (0.127568, 0.566949, 0.550556), (0.993248, 0.906157, 0.143936), rounded.
    const viridis = colormapTable('viridis');
    expect([0, 128, 255].map((level) => [...viridis.subarray(3 * level, 3 * level + 3)])).toEqual([
      [68, 1, 84],
      [33, 145, 140],
      [253, 231, 37],
    ]);
  });
});

// The standard's own palette files, as pydicom brings them: Debian's python3-pydicom.
const PALETTES = '/usr/lib/python3/dist-packages/pydicom/data/palettes';
const FILES = {
  'hot-iron': 'hotiron',
  pet: 'pet',
  'hot-metal-blue': 'hotmetalblue',
  'pet-20-step': 'pet20step',
} as const satisfies Partial<Record<ColormapName, string>>;

describe.skipIf(!existsSync(PALETTES))('well-known palettes, against their DICOM files', () => {
  test.each(Object.entries(FILES) as [keyof typeof FILES, string][])('%s', (name, file) => {
    const bytes = readFileSync(`${PALETTES}/${file}.dcm`);
    const buffer = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength);
    const { dict } = dcmjs.data.DicomMessage.readFile(buffer) as { dict: Record<string, { Value: unknown[] }> };
    expect(dict['00080018']!.Value[0]).toBe(COLORMAP_UIDS[name]);
    const table = colormapTable(name);
    ['00281201', '00281202', '00281203'].forEach((tag, channel) => {
      const entries = new Uint8Array(dict[tag]!.Value[0] as ArrayBuffer);
      expect(entries).toHaveLength(256);
      expect(table.filter((_, n) => n % 3 === channel)).toEqual(entries);
    });
  });
});

describe('the colour bar', () => {
  const ticks = (bar: ReturnType<typeof colorBar>) => bar.ticks.map(({ value, at }) => [value, at]);
  test('runs from black to white of a window', () => {
    const bar = colorBar({ center: 50, width: 100, function: 'LINEAR_EXACT' }, null, false, 'HU');
    expect([bar.range, bar.unit]).toEqual([[0, 100], 'HU']);
    expect([...bar.colors]).toEqual(Array.from({ length: 768 }, (_, n) => Math.floor(n / 3)));
    expect(ticks(bar)).toEqual([
      [0, 0],
      [20, 0.2],
      [40, 0.4],
      [60, 0.6],
      [80, 0.8],
      [100, 1],
    ]);
  });
  test('has the half and the one of LINEAR, and is a step at width 1', () => {
    const bar = colorBar({ center: 128, width: 256, function: 'LINEAR' }, null, true, 'a.u.');
    expect(bar.range).toEqual([0, 255]);
    expect([bar.colors[0], bar.colors[767]]).toEqual([255, 0]);
    const step = colorBar({ center: 40, width: 1, function: 'LINEAR' }, null, false, 'HU');
    expect([step.range, new Set(step.colors)]).toEqual([[39, 40], new Set([0, 255])]);
    expect(step.ticks.map(({ value }) => value)).toContain(39.6);
  });
  test('has round ticks whatever the size', () => {
    for (const [width, values] of [
      [3e-4, [-0.0001, 0, 0.0001]],
      [70000, [-20000, 0, 20000]],
    ] as const)
      expect(
        colorBar({ center: 0, width, function: 'LINEAR_EXACT' }, null, false, '').ticks.map(({ value }) => value),
      ).toEqual(values);
  });
  test('shows SIGMOID to twice its width, a VOI LUT over its input, and the colours of its map', async () => {
    const sigmoid = colorBar({ center: 0, width: 10, function: 'SIGMOID' }, null, false, '');
    expect([sigmoid.range, sigmoid.colors[0], sigmoid.colors[767]]).toEqual([[-10, 10], 5, 250]);
    const hot = (await loadColormap('hot-iron'))!;
    const table = colorBar(lut([0, 255], 8, 10), hot, false, '');
    expect(table.range).toEqual([9.5, 11.5]);
    expect([...table.colors.subarray(0, 3), ...table.colors.subarray(765)]).toEqual([0, 0, 0, 255, 255, 255]);
  });
});

describe('auto', () => {
  const random = createRandom(99);
  test.each(Array.from({ length: 12 }, (_, n) => n))('lies between the exact percentiles of a sorted list, %i', (n) => {
    const size = [random.integer(3, 17), random.integer(3, 11), random.integer(1, 6)] as const;
    const length = size[0] * size[1] * size[2];
    const padding = n % 2 ? ([-50, -40] as const) : null;
    const make = [Int16Array, Uint16Array, Float32Array][n % 3]!;
    const storedValues = new make(length);
    for (let v = 0; v < length; v++) storedValues[v] = random.integer(n % 3 === 1 ? 0 : -100, 3000);
    if (padding) for (let v = 0; v < length; v += 3) storedValues[v] = n % 3 === 1 ? 7 : -45;
    const slices = Array.from({ length: size[2] }, (_, k) => ({
      origin: [0, 0, k] as const,
      rescaleSlope: n % 4 > 1 ? 0.5 + k : 1,
      rescaleIntercept: n % 4 > 1 ? -k : -1024,
      padding: padding && (n % 3 === 1 ? ([7, 7] as const) : padding),
    }));
    const volume = createVolume({
      storedValues,
      size,
      pixelSpacing: [1, 1],
      orientation: { row: [1, 0, 0], column: [0, 1, 0] },
      slices,
    });
    const values: number[] = [];
    storedValues.forEach((stored, v) => {
      const slice = volume.slices[Math.floor(v / (size[0] * size[1]))]!;
      if (slice.padding && stored >= slice.padding[0] && stored <= slice.padding[1]) return;
      values.push(stored * slice.rescaleSlope + slice.rescaleIntercept);
    });
    values.sort((a, b) => a - b);
    // Nearest rank: the least value that at least this share is not above.
    const rank = (share: number): number =>
      values.find((value) => values.filter((other) => other <= value).length >= share * values.length)!;
    const { center, width } = autoWindow(volume);
    expect([center, width]).toEqual([(rank(0.005) + rank(0.995)) / 2, rank(0.995) - rank(0.005) || 1]);
  });
});
