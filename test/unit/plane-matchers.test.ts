// The matchers: what they take, what they allow, and how goldens come about.
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { decode } from 'fast-png';
import { afterAll, afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { phantomVolumeInput } from '../../phantom/index.ts';
import { createCpuSampler, createVolume, loadColormap, namedPlane, PRESETS } from '../../src/entry/cpu.ts';
import {
  type ActualPlane,
  type DrawnPlane,
  describePlane,
  isResliceError,
  type MatcherContext,
  type MatchOptions,
  openGolden,
  planeMatchers,
  redrawGolden,
  volumeHash,
} from '../../src/entry/matchers.ts';
import { TIE } from '../../src/math/tie.ts';
import { nearBreak } from '../../src/regression/near-break.ts';
import { pngBytes } from '../../src/sampler/png-bytes.ts';

const folder = mkdtempSync(join(tmpdir(), 'reslice-matchers-'));
afterAll(() => rmSync(folder, { recursive: true }));
beforeEach(() => {
  // Whatever this suite is run with is not what the runners in it are.
  for (const name of ['CI', 'RESLICE_UPDATE', 'RESLICE_REPORT']) vi.stubEnv(name, undefined);
});
afterEach(() => vi.unstubAllEnvs());

const input = phantomVolumeInput({ rows: 40, columns: 36, pixelSpacing: [5, 5], slices: 20, step: 9, noise: 3 });
const volume = createVolume(input);
const plane = namedPlane(volume, 'sagittal', -30);
const sampler = createCpuSampler(volume);
const linear = { interpolation: 'linear', window: PRESETS.brain } as const;
const levels = sampler.levels(plane, linear);
const drawn: DrawnPlane = { volume, plane, window: 'brain' };

let goldens = 0;
const fresh = (ending = '.png'): string => join(folder, 'goldens', `${++goldens}${ending}`);

const HOME: MatcherContext = { snapshotState: { _updateSnapshot: 'new' } };
const UPDATE: MatcherContext = { snapshotState: { _updateSnapshot: 'all' } };

const match = (actual: ActualPlane, golden: string | URL, options?: MatchOptions, context = HOME) =>
  planeMatchers.toMatchPlane.call(context, actual, golden, options);

/** The code of what is thrown. */
function thrown(act: () => unknown): string {
  try {
    act();
  } catch (error) {
    if (isResliceError(error)) return error.code;
    throw error;
  }
  return 'nothing';
}

const kept = (path: string): number[] => [...decode(readFileSync(path)).data];
const changed = (by: number, at = 700): Uint8Array => levels.map((level, p) => (p === at ? level + by : level));

describe('a golden that is not there', () => {
  test('is drawn by the reference, with what it was drawn from, and matched from then on', () => {
    const path = fresh();
    expect(match(drawn, path).pass).toBe(true);
    expect(kept(path)).toEqual([...levels]);
    const { golden } = openGolden(path);
    expect(golden).toMatchObject({
      file: `${goldens}.png`,
      description: {
        picture: 'levels',
        plane,
        ...linear,
        slab: null,
        padding: 'skip',
        invert: false,
        colormap: 'grey',
      },
      volume: { sha256: volumeHash(volume), size: [36, 40, 20], unit: 'HU' },
      source: null,
    });
    const before = statSync(path).mtimeMs;
    expect(match({ levels, width: plane.width, height: plane.height }, path).pass).toBe(true);
    expect(statSync(path).mtimeMs).toBe(before);
  });

  test.each<[string, MatcherContext, string | undefined]>([
    ['a CI', {}, 'true'],
    ['a CI, whatever the runner says', HOME, '1'],
    ['a runner that may write nothing', { snapshotState: { _updateSnapshot: 'none' } }, undefined],
  ])('fails in %s, and nothing is written', (_, context, ci) => {
    vi.stubEnv('CI', ci);
    const path = fresh();
    expect(thrown(() => match(drawn, path, {}, context))).toBe('golden/missing');
    expect(existsSync(path)).toBe(false);
  });

  test('is written where CI is said not to be one', () => {
    vi.stubEnv('CI', 'false');
    expect(match(drawn, fresh(), {}, {}).pass).toBe(true);
  });

  test('cannot be drawn of pixels alone', () => {
    const path = fresh();
    const pixels = { levels, width: plane.width, height: plane.height };
    for (const actual of [
      pixels,
      { ...pixels, volume },
      { ...pixels, plane },
      pngBytes(levels, plane.width, plane.height),
    ])
      expect(thrown(() => match(actual, path))).toBe('golden/not-drawn');
    expect(existsSync(path)).toBe(false);
  });

  test('is nothing to differ from', () => {
    const path = fresh();
    for (const context of [HOME, UPDATE])
      expect(thrown(() => match(drawn, path, {}, { ...context, isNot: true }))).toBe('golden/missing');
    expect(existsSync(path)).toBe(false);
  });
});

describe('an update', () => {
  test.each<[string, MatcherContext, string | undefined]>([
    ['by the runner', UPDATE, undefined],
    ['by RESLICE_UPDATE', {}, '1'],
  ])('%s draws by the reference, never from the pixels, which still must match', (_, context, update) => {
    const path = fresh();
    match({ ...drawn, window: 'bone' }, path);
    vi.stubEnv('RESLICE_UPDATE', update);
    const off = { ...drawn, levels: changed(9), drawnBy: 'gpu' } as const;
    expect(match(off, path, { maxLevel: 1 }, context).pass).toBe(false);
    expect(kept(path)).toEqual([...levels]);
    expect(openGolden(path).golden.description.window).toEqual(PRESETS.brain);
    expect(match({ ...off, levels: changed(1) }, path, { maxLevel: 1 }, context).pass).toBe(true);
  });

  test('keeps where the volume comes from, until it is another', () => {
    const path = fresh();
    match({ ...drawn, source: { files: ['scans'] } }, path);
    match({ ...drawn, window: 'bone' }, path, {}, UPDATE);
    expect(openGolden(path).golden.source).toEqual({ files: ['scans'] });
    expect(openGolden(path).sourceFiles).toEqual([join(folder, 'goldens', 'scans')]);
    match({ ...drawn, volume: createVolume({ ...input, inverse: true }) }, path, {}, UPDATE);
    expect(openGolden(path).golden.source).toBeNull();
  });

  test('is refused where there is nothing to draw from, and the golden stays', () => {
    const path = fresh();
    match(drawn, path);
    const pixels = { levels: changed(9), width: plane.width, height: plane.height, drawnBy: 'gpu' } as const;
    expect(thrown(() => match(pixels, path, {}, UPDATE))).toBe('golden/not-drawn');
    expect(kept(path)).toEqual([...levels]);
  });

  test('of what is as it would be touches no file', () => {
    const path = fresh();
    match(drawn, path);
    utimesSync(path, 1, 1);
    match(drawn, path, {}, UPDATE);
    expect(statSync(path).mtimeMs).toBe(1000);
  });

  test('does not happen where a picture is not to match', () => {
    const path = fresh();
    match({ ...drawn, window: 'bone' }, path);
    const before = kept(path);
    expect(match(drawn, path, {}, { ...UPDATE, isNot: true }).pass).toBe(false);
    expect(kept(path)).toEqual(before);
  });
});

describe('what may be compared', () => {
  const path = fresh();
  beforeEach(() => void match(drawn, path));

  test.each<[string, ActualPlane]>([
    ['levels', { levels, width: plane.width, height: plane.height }],
    ['levels of a plane', { levels, plane }],
    ['clamped levels', { levels: Uint8ClampedArray.from(levels), plane }],
    ['colours that are grey', { colors: sampler.colors(plane, linear), plane }],
    ["a PNG's bytes", pngBytes(levels, plane.width, plane.height)],
    ['a PNG in a record', { png: pngBytes(sampler.colors(plane, linear), plane.width, plane.height) }],
    ['a plane for the reference to draw', drawn],
    ['levels of a plane by name', { volume, levels, plane: 'sagittal', position: -30, window: 'brain' }],
    ['a plane by name', { volume, plane: 'sagittal', position: -30, window: 'brain' }],
  ])('%s', (_, actual) => expect(match(actual, path).pass).toBe(true));

  test('values with a .npy file', () => {
    const golden = fresh('');
    const values = sampler.values(plane, linear);
    expect(match({ volume, plane, values }, golden).pass).toBe(true);
    expect(existsSync(`${golden}.npy`)).toBe(true);
    const off = values.map((value, p) => (p === 900 ? value + 0.5 : value));
    expect(Number.isNaN(values[900])).toBe(false);
    expect(match({ volume, plane, values: off }, golden, { maxValue: 0.4 }).pass).toBe(false);
    expect(match({ volume, plane, values: Float64Array.from(off) }, golden, { maxValue: 0.6 }).pass).toBe(true);
    const outside = values.map((value, p) => (p === 900 ? Number.NaN : value));
    expect(match({ volume, plane, values: outside }, golden, { maxValue: 1e6 }).pass).toBe(false);
  });

  test('a golden by its URL, or its path from the test', () => {
    expect(match(drawn, pathToFileURL(path)).pass).toBe(true);
    const testPath = join(folder, 'some.test.ts');
    expect(match(drawn, 'goldens/near.png', {}, { ...HOME, testPath }).pass).toBe(true);
    expect(existsSync(join(folder, 'goldens', 'near.png'))).toBe(true);
  });

  test.each<[string, unknown, MatchOptions?]>([
    ['nothing', undefined],
    ['a number', 7],
    ['an empty record', {}],
    ['two forms', { levels, png: new Uint8Array(3), plane }],
    ['no size', { levels }],
    ['too few pixels', { levels, width: 9, height: 9 }],
    ['values as levels', { values: new Float32Array(levels), plane }],
    ['no such interpolation', { ...drawn, interpolation: 'quintic' }],
    ['maxValue of levels', drawn, { maxValue: 1 }],
    ['a level below 0', drawn, { maxLevel: -1 }],
    ['a share above 1', drawn, { maxShare: 5 }],
    ['a limit that is misspelt', drawn, { maxshare: 0.1 } as MatchOptions],
    ['null for options', drawn, null as unknown as MatchOptions],
    ['a number for options', drawn, 5 as MatchOptions],
    ['a list for options', drawn, [] as MatchOptions],
    ['a volume for options', drawn, volume as MatchOptions],
    ['a volume without slices', { ...drawn, volume: {} }],
  ])('not %s', (_, actual, options) => {
    expect(thrown(() => match(actual as ActualPlane, path, options))).toBe('use/bad-argument');
  });

  test('what cannot be asked writes no golden', () => {
    const golden = fresh();
    expect(thrown(() => match(drawn, golden, 5 as MatchOptions))).toBe('use/bad-argument');
    expect(existsSync(golden)).toBe(false);
  });

  test('not a plane without pixels', () => {
    const { spacing: _, ...geometry } = plane;
    expect(thrown(() => match({ volume, plane: geometry } as ActualPlane, path))).toBe('plane/bad-value');
  });
});

test('F.png and F.npy cannot both be goldens: there is one F.json', () => {
  const path = fresh('');
  const values: DrawnPlane = { volume, plane, values: sampler.values(plane, linear) };
  expect(match(drawn, `${path}.png`).pass).toBe(true);
  const before = readFileSync(`${path}.json`, 'utf8');
  expect(thrown(() => match(values, `${path}.npy`))).toBe('use/bad-argument');
  expect(thrown(() => match(values, `${path}.npy`, {}, UPDATE))).toBe('use/bad-argument');
  expect([existsSync(`${path}.npy`), readFileSync(`${path}.json`, 'utf8')]).toEqual([false, before]);
  rmSync(`${path}.json`);
  expect(match(values, `${path}.npy`).pass).toBe(true);
  // What one says is not held against the other.
  const compared = match({ ...drawn, levels: changed(9) }, `${path}.png`);
  expect([compared.pass, compared.message()]).toEqual([false, expect.not.stringContaining('the golden has')]);
});

test('an infinity is not NaN, nor the other infinity', () => {
  const path = fresh('.npy');
  const wide = { ...plane, width: plane.width + 40 };
  const values = sampler.values(wide, linear);
  expect(match({ volume, plane: wide, values }, path).pass).toBe(true);
  const at = values.findIndex(Number.isNaN);
  expect(at).toBeGreaterThanOrEqual(0);
  for (const wrong of [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY])
    expect(
      match({ volume, plane: wide, values: values.map((value, p) => (p === at ? wrong : value)) }, path).pass,
    ).toBe(false);
});

describe('what is allowed', () => {
  const path = fresh();
  beforeEach(() => void match(drawn, path));

  test('nothing where nothing is said', () => {
    expect(match({ levels: changed(1), plane }, path).pass).toBe(false);
    expect(match({ levels, plane }, path).pass).toBe(true);
  });

  test('so many levels, in so many pixels', () => {
    expect(match({ levels: changed(2), plane }, path, { maxLevel: 2 }).pass).toBe(true);
    expect(match({ levels: changed(3), plane }, path, { maxLevel: 2 }).pass).toBe(false);
    const all = levels.map((level) => level + (level < 255 ? 1 : -1));
    expect(match({ levels: all, plane }, path, { maxLevel: 1 }).pass).toBe(true);
    const strict = match({ levels: all, plane }, path, { maxLevel: 1, maxShare: 0.001 });
    expect(strict.pass).toBe(false);
    expect(strict.message()).toContain('100 % of the pixels differ, 0.1 % may');
    expect(match({ levels: changed(1), plane }, path, { maxLevel: 1, maxShare: 0.001 }).pass).toBe(true);
  });

  test('a failure says what, how much, where, and what is another than it was', () => {
    const told = match({ ...drawn, window: 'stroke', levels: changed(30) }, path, { maxLevel: 1 });
    const said = told.message();
    const [column, row] = [700 % plane.width, Math.floor(700 / plane.width)];
    expect(said).toContain(`different: 1 of ${levels.length} pixels`);
    expect(said).toContain(`largest 30  at ${column}, ${row}: ${levels[700]} and ${levels[700]! + 30}`);
    expect(said).toContain('window: the golden has {"center":40,"width":80');
    expect(said).toContain('RESLICE_REPORT=');
    const other = createVolume({ ...input, slices: input.slices.map((slice) => ({ ...slice, rescaleIntercept: 1 })) });
    expect(match({ ...drawn, volume: other }, path).message()).toContain('another than that of the golden');
  });
});

describe('where the picture jumps', () => {
  // Half pixels of the stack's, moved to where ties are decided: nearest jumps from one to the next at every other pixel.
  const [x, y, z] = plane.center;
  const tied: DrawnPlane = {
    volume,
    plane: { ...plane, center: [x, y + (1.25 - 5 * TIE), z], spacing: [2.5, 2.5] },
    interpolation: 'nearest',
    window: 'brain',
  };
  const description = describePlane(volume, tied);
  const mask = nearBreak(volume, description.plane, description);
  const reference = sampler.levels(description.plane, { interpolation: 'nearest', window: PRESETS.brain });

  test('a GPU is not held to the pixel, as far as few are', () => {
    const jumping = mask.reduce((sum, masked) => sum + masked, 0);
    const path = fresh();
    match(tied, path);
    const flipped = reference.map((level, p) => (mask[p] ? 255 - level : level));
    const gpu = { ...tied, levels: flipped, drawnBy: 'gpu' } as const;
    expect(jumping, 'pixels at a break').toBeGreaterThan(20);
    const share = jumping / mask.length;
    expect(match(gpu, path, { maxSkipped: share }).pass).toBe(true);
    const most = match(gpu, path, { maxSkipped: share * 0.99 });
    expect([most.pass, most.message()]).toEqual([false, expect.stringContaining('lie where the picture jumps')]);
    expect(match({ ...gpu, drawnBy: 'cpu' }, path, { maxSkipped: 1 }).pass).toBe(false);
    expect(match(gpu, path, { maxSkipped: 1, skipBreaks: false }).pass).toBe(false);
    const beside = flipped.map((level, p) => (p === mask.indexOf(0) ? level ^ 8 : level));
    expect(match({ ...gpu, levels: beside }, path, { maxSkipped: 1 }).pass).toBe(false);
  });
});

describe('toMatchReference', () => {
  const reference = (actual: ActualPlane, given?: typeof volume, options?: MatchOptions) =>
    planeMatchers.toMatchReference.call({}, actual, given, options);

  test('holds a picture to what the reference draws of the same plane', () => {
    expect(reference({ ...drawn, levels }).pass).toBe(true);
    expect(reference({ plane, window: 'brain', levels }, volume).pass).toBe(true);
    expect(reference({ ...drawn, window: 'bone', levels }).pass).toBe(false);
    expect(thrown(() => reference({ levels, plane }))).toBe('use/bad-argument');
    expect(thrown(() => reference(pngBytes(levels, plane.width, plane.height), volume))).toBe('use/bad-argument');
  });

  test('takes a volume first: options in its place would hold to nothing, or to another limit', () => {
    for (const given of [{ maxLevel: 1 }, {}, 5, 'volume'])
      expect(thrown(() => reference({ ...drawn, levels }, given as unknown as typeof volume))).toBe('use/bad-argument');
    expect(thrown(() => reference({ ...drawn, levels }, volume, null as unknown as MatchOptions))).toBe(
      'use/bad-argument',
    );
  });

  test('tells colours by their levels: one level may be another colour altogether', async () => {
    const colormap = (await loadColormap('pet-20-step'))!;
    const shown = { ...drawn, colormap: 'pet-20-step' } as const;
    const colors = sampler.colors(plane, { ...linear, colormap });
    expect(reference({ ...shown, colors }).pass).toBe(true);
    // The last level of one step and the first of the next.
    const step = [...new Set(levels)]
      .filter((level) => level < 255)
      .find((level) => [0, 1, 2].some((c) => colormap.table[3 * level + c] !== colormap.table[3 * level + 3 + c]))!;
    const at = levels.indexOf(step);
    const repainted = (level: number): Uint8ClampedArray => {
      const copy = colors.slice();
      for (let c = 0; c < 3; c++) copy[4 * at + c] = colormap.table[3 * level + c]!;
      return copy;
    };
    expect(at).toBeGreaterThan(0);
    expect(reference({ ...shown, colors: repainted(step + 1) }).pass).toBe(false);
    expect(reference({ ...shown, colors: repainted(step + 1) }, undefined, { maxLevel: 1 }).pass).toBe(true);
    expect(reference({ ...shown, colors: repainted(step + 20) }, undefined, { maxLevel: 1 }).pass).toBe(false);
    const none = colors.slice();
    none[4 * at] = none[4 * at]! ^ 1;
    expect(reference({ ...shown, colors: none }, undefined, { maxLevel: 100 }).pass, 'a colour of no level').toBe(
      false,
    );
  });

  test('outside is black, whatever the map', () => {
    const shown = { volume, plane: { ...plane, width: 90 }, window: 'brain', colormap: 'grey-inverted' } as const;
    const path = fresh();
    match(shown, path);
    const colors = decode(readFileSync(path));
    expect([colors.channels, ...colors.data.slice(0, 3)]).toEqual([3, 0, 0, 0]);
    const rgba = new Uint8ClampedArray(4 * 90 * plane.height).fill(255);
    for (let p = 0; p < rgba.length / 4; p++) rgba.set(colors.data.subarray(3 * p, 3 * p + 3), 4 * p);
    expect(reference({ ...shown, colors: rgba }, undefined, { maxLevel: 1 }).pass).toBe(true);
    // The map's own colour of level 0, where there is nothing.
    rgba.set([255, 255, 255], 0);
    expect(reference({ ...shown, colors: rgba }, undefined, { maxLevel: 1 }).pass).toBe(false);
  });
});

describe('a golden drawn again', () => {
  test('from its own description is the same to the byte', () => {
    const path = fresh();
    match({ ...drawn, slab: { thickness: 12, mode: 'max' }, interpolation: 'cubic', invert: true }, path);
    const bytes = readFileSync(path);
    rmSync(path);
    expect(redrawGolden(path, [createVolume({ ...input, unit: 'a.u.' }), volume]).before).toBeNull();
    expect(readFileSync(path).equals(bytes)).toBe(true);
    writeFileSync(path, pngBytes(levels, plane.width, plane.height));
    const checked = redrawGolden(path, volume, { write: false });
    expect(checked.against?.same).toBe(false);
    expect(readFileSync(path).equals(bytes)).toBe(false);
    redrawGolden(path, volume);
    expect(readFileSync(path).equals(bytes)).toBe(true);
  });

  test('asks for the volume that it was drawn from', () => {
    const path = fresh();
    match(drawn, path);
    const other = createVolume({ ...input, unit: 'a.u.' });
    expect(thrown(() => redrawGolden(path, other))).toBe('golden/other-volume');
    expect(thrown(() => redrawGolden(fresh(), volume))).toBe('golden/missing');
  });

  test.each<[string, (golden: Record<string, unknown>) => unknown]>([
    ['another format', (golden) => ({ ...golden, format: 'reslice-golden-9' })],
    ['a file elsewhere', (golden) => ({ ...golden, file: '../../elsewhere.png' })],
    ['no hash', (golden) => ({ ...golden, volume: {} })],
    ['no plane', (golden) => ({ ...golden, description: { picture: 'levels' } })],
    [
      'a plane that is none',
      ({ description, ...golden }) => ({
        ...golden,
        description: { ...(description as object), plane: { ...plane, right: [2, 0, 0] } },
      }),
    ],
    ['a source that is none', (golden) => ({ ...golden, source: { files: [7] } })],
    ['a list', () => []],
    ['null', () => null],
  ])('refuses a description with %s', (_, spoil) => {
    const path = fresh();
    match(drawn, path);
    const json = path.replace('.png', '.json');
    writeFileSync(json, JSON.stringify(spoil(JSON.parse(readFileSync(json, 'utf8')))));
    expect(thrown(() => redrawGolden(path, volume))).toBe('golden/bad-file');
  });
});

describe('which volume it is', () => {
  const hash = (change: Partial<typeof input>): string => volumeHash(createVolume({ ...input, ...change }));
  const [first, ...rest] = input.slices;

  test.each<[string, Partial<typeof input>]>([
    ['a stored value', { storedValues: input.storedValues.slice().fill(7, 5, 6) as Int16Array<ArrayBuffer> }],
    ['its spacing', { pixelSpacing: [5, 5.000001] }],
    [
      'an origin',
      { slices: [{ ...first!, origin: [first!.origin[0] + 1e-6, first!.origin[1], first!.origin[2]] }, ...rest] },
    ],
    ['a slope', { slices: [{ ...first!, rescaleSlope: 2 }, ...rest] }],
    ['padding', { slices: [{ ...first!, padding: [0, 0] }, ...rest] }],
    ['inversion', { inverse: true }],
    ['unit', { unit: 'a.u.' }],
    ['kind of cells', { storedValues: Int32Array.from(input.storedValues) }],
  ])('is told by %s', (_, change) => expect(hash(change)).not.toBe(volumeHash(volume)));

  test('is not told by its windows, nor by where it lies in memory', () => {
    expect(hash({ windows: [] })).toBe(volumeHash(volume));
    const wider = new Int16Array(input.storedValues.length + 8);
    wider.set(input.storedValues, 8);
    expect(hash({ storedValues: wider.subarray(8) })).toBe(volumeHash(volume));
  });
});
