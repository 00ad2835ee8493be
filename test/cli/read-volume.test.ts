// Planes along the slices from a few slices' pixels: byte for byte what the whole series gives, or the whole series is read.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type PhantomOptions, phantomSeries } from '../../phantom/index.ts';
import { pickVolume } from '../../src/cli/pick-volume.ts';
import { readVolume } from '../../src/cli/read-volume.ts';
import { renderPictures } from '../../src/cli/render-pictures.ts';
import { parseRender, type RenderRequest, type RenderWords } from '../../src/cli/render-request.ts';
import { loadSeries } from '../../src/node/load-series.ts';
import type { Volume } from '../../src/volume/volume.ts';
import { sliceBytes } from '../support/dicom-bytes.ts';
import { shared } from '../support/shared.ts';

const folder = mkdtempSync(join(tmpdir(), 'reslice-near-'));
const knobs = { rows: 40, columns: 36, pixelSpacing: [5, 5], slices: 20, step: 9 } as const;
const SERIES: Readonly<Record<string, Partial<PhantomOptions>>> = {
  even: {},
  tilted: { gantryTilt: 14 },
  'uneven, drifting, a rescale a slice': {
    unevenSteps: [1, 0.4, 2.2],
    drift: 3,
    rescaleSlope: (k) => 1 + k / 100,
    rescaleIntercept: (k) => -1000 - k,
    shuffled: true,
  },
  'sagittal slices': { row: [0, 1, 0], column: [0, 0, -1] },
};

beforeAll(async () => {
  for (const [name, more] of Object.entries(SERIES)) {
    mkdirSync(join(folder, name));
    for (const file of await phantomSeries({ ...knobs, ...more }))
      writeFileSync(join(folder, name, file.name), file.bytes);
  }
});
afterAll(() => rmSync(folder, { recursive: true }));

const io = () => {
  const said: string[] = [];
  return {
    said,
    terminal: false,
    out: () => undefined,
    err: (text: string) => said.push(text),
    writeFile: async () => undefined,
  };
};

async function bytesOf(volume: Volume, request: RenderRequest): Promise<Uint8Array> {
  for await (const { bytes } of renderPictures(volume, request)) return bytes;
  throw new Error('no picture');
}

/** How many slices had their pixels read, once the picture has been held to that of the whole series. */
async function slicesFor(path: string, words: Omit<RenderWords, 'out'>, out = 'x.npy'): Promise<number> {
  const request = await parseRender({ out, ...words });
  const near = await readVolume([path], request, io());
  const whole = pickVolume(await loadSeries(path), request.pick);
  expect(await bytesOf(near.volume, request)).toEqual(await bytesOf(whole, request));
  return near.slices;
}

describe('planes along the slices', () => {
  const words: readonly (readonly [Omit<RenderWords, 'out'>, number])[] = [
    [{}, 4],
    [{ position: '7.3' }, 4],
    [{ position: '-80' }, 4],
    [{ interpolation: 'cubic', position: '11.1' }, 4],
    [{ interpolation: 'nearest', position: '2' }, 4],
    [{ slab: '20', mode: 'max' }, 9],
    [{ size: '64x50', spacing: '1.3', position: '4' }, 4],
    [{ padding: 'keep' }, 4],
  ];
  test.each(Object.keys(SERIES).flatMap((name) => words.map(([each, most]) => [name, each, most] as const)))(
    '%s, %o: at most %d slices',
    async (name, each, most) => expect(await slicesFor(join(folder, name), each)).toBeLessThanOrEqual(most),
  );

  test.each([
    ['axial', 'even', 4],
    ['sagittal', 'sagittal slices', 4],
    ['axial', 'tilted', 10],
  ])('%s of %s', async (plane, name, most) => {
    expect(await slicesFor(join(folder, name), { plane, position: '1.7' })).toBeLessThanOrEqual(most);
  });

  test('with the file’s window, and with one that is given', async () => {
    expect(await slicesFor(join(folder, 'even'), {}, 'x.png')).toBeLessThan(5);
    expect(await slicesFor(join(folder, 'even'), { window: 'bone', colormap: 'hot-iron' }, 'x.png')).toBeLessThan(5);
  });

  test('beside the stack', async () => {
    expect(await slicesFor(join(folder, 'even'), { position: '5000' })).toBeLessThan(5);
  });
});

describe('everything is read', () => {
  test.each<[string, Omit<RenderWords, 'out'>, string]>([
    ['for a plane across the slices', { plane: 'sagittal' }, 'x.npy'],
    ['for an oblique one', { right: '1,0,0', down: '0,0.7,0.7' }, 'x.npy'],
    ['for a window out of the values', { window: 'auto' }, 'x.png'],
    ['for every slice', { all: 'acquired' }, '%d.npy'],
    ['for a slab through most slices', { slab: '150' }, 'x.npy'],
  ])('%s', async (_, words, out) => expect(await slicesFor(join(folder, 'even'), words, out)).toBe(20));

  const made = (name: string, files: readonly Uint8Array[]): string => {
    mkdirSync(join(folder, name));
    for (const [n, bytes] of files.entries()) writeFileSync(join(folder, name, `${n}.dcm`), bytes);
    return join(folder, name);
  };
  const slice = (z: number, uid: string, more = {}): Uint8Array =>
    sliceBytes({ SOPInstanceUID: ['UI', uid], ImagePositionPatient: ['DS', `0\\0\\${z}`], ...more });
  const stack = (more = {}): Uint8Array[] => Array.from({ length: 12 }, (_, n) => slice(n, `1.2.3.${n}`, more));

  test('where the file has no window', async () => {
    expect(await slicesFor(made('no window', stack()), {}, 'x.png')).toBe(12);
    expect(await slicesFor(join(folder, 'no window'), {}, 'x.npy')).toBe(4);
  });

  test('where one object is there twice', async () => {
    const at = made('twice', [...stack(), slice(3, '1.2.3.3', { PixelData: ['OW', [9, 9, 9, 9, 9, 9]] })]);
    expect(await slicesFor(at, {})).toBe(12);
  });

  test('of a file whose header is long, and of no other', async () => {
    const long = slice(6.5, '1.2.3.99', { '00090010': ['OB', new Uint8Array(100_000)] });
    expect(await slicesFor(made('long', [...stack(), long]), {})).toBe(4);
  });

  test('where a Modality LUT makes the values', async () => {
    const lut = [
      [
        ['LUTDescriptor', 'SS', [6, 0, 16]],
        ['ModalityLUTType', 'LO', 'US'],
        ['LUTData', 'US', [5, 4, 3, 2, 1, 0]],
      ],
    ];
    const at = made('lut', stack({ ModalityLUTSequence: ['SQ', lut] }));
    const request = await parseRender({ out: 'x.npy' });
    const { volume } = await readVolume([at], request, io());
    const whole = pickVolume(await loadSeries(at), request.pick);
    expect(await bytesOf(volume, request)).toEqual(await bytesOf(whole, request));
  });
});

test('bad files are told of once, and the slice that is cut is not in the stack', async () => {
  const at = join(folder, 'cut');
  mkdirSync(at);
  const files = await phantomSeries(knobs);
  for (const { name, bytes } of files) writeFileSync(join(at, name), bytes);
  const { name, bytes } = files[3]!;
  writeFileSync(join(at, name), bytes.subarray(0, bytes.length - 100));
  writeFileSync(join(at, 'notes.txt'), 'not DICOM at all');
  const request = await parseRender({ out: 'x.npy' });
  const told = io();
  const { volume, slices } = await readVolume([at], request, told);
  expect([volume.size[2], slices]).toEqual([19, 4]);
  expect(told.said.toSorted()).toEqual([
    expect.stringMatching(/dicom\/not-dicom: notes\.txt/),
    expect.stringMatching(new RegExp(`dicom/truncated: ${name}`)),
  ]);
  const whole = pickVolume(await loadSeries(at), request.pick);
  expect(await bytesOf(volume, request)).toEqual(await bytesOf(whole, request));
});

describe.skipIf(!shared)('real scans', () => {
  test.each([
    ['s01-ge-head-ct-tilt', 4],
    ['s02-lidc-chest-ct', 4],
    ['s03-t1-brain-oblique', 4],
    ['s06-uint16-full-range', 4],
    ['s07-sagittal-mr-fruit', 4],
    ['s09-pet-per-slice-slope', 4],
  ])('%s', async (name, most) => {
    const path = join(shared!, 'data', name);
    for (const words of [{}, { interpolation: 'cubic' }, { slab: '3' }] as const)
      expect(await slicesFor(path, words)).toBeLessThanOrEqual(most + 4);
  });
});
