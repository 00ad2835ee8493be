// Several planes in one run of `render`, and PNGs of 16 bits: against planes drawn one by one.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { decode } from 'fast-png';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { phantomSeries } from '../../phantom/index.ts';
import { outputNames } from '../../src/cli/output-names.ts';
import { loadSeries } from '../../src/load/load-series.ts';
import { namedPlane } from '../../src/plane/named-plane.ts';
import { planePositions } from '../../src/plane/plane-positions.ts';
import { createCpuSampler } from '../../src/sampler/cpu/cpu-sampler.ts';
import type { Volume } from '../../src/volume/volume.ts';
import { reslice } from '../support/cli.ts';

const folder = mkdtempSync(join(tmpdir(), 'reslice-several-'));
let volume: Volume;

beforeAll(async () => {
  const files = await phantomSeries({ rows: 40, columns: 36, pixelSpacing: [5, 5], slices: 12, step: 9 });
  for (const { name, bytes } of files) writeFileSync(join(folder, name), bytes);
  volume = (await loadSeries(files))[0]!.stacks[0]!.volume!;
});
afterAll(() => rmSync(folder, { recursive: true }));

const one = async (...words: string[]): Promise<Uint8Array> =>
  (await reslice('render', folder, '--out', 'x.png', ...words)).written.get('x.png')!;

describe('--all', () => {
  test('acquired: each slice, as if drawn by itself', async () => {
    const { status, err, written } = await reslice('render', folder, '--all', 'acquired', '--out', 'slices');
    expect([status, err]).toEqual([0, 'reslice: 12 files written to slices\n']);
    const names = volume.slices.map((_, k) => join('slices', `${String(k).padStart(3, '0')}.png`));
    expect([...written.keys()]).toEqual(names);
    for (const [k, { position }] of volume.slices.entries())
      expect(written.get(names[k]!), names[k]).toEqual(await one('--position', String(position)));
  });

  test('sagittal in steps, into a pattern, as values', async () => {
    const words = ['--all', 'sagittal', '--step', '20', '--slab', '10', '--out', 'v/s%02d.npy'];
    const { status, written } = await reslice('render', folder, ...words);
    expect(status).toBe(0);
    const positions = planePositions(volume, 'sagittal', 20);
    expect([...written.keys()]).toEqual(positions.map((_, n) => `v/s0${n}.npy`));
    const [at, bytes] = [positions[3]!, written.get('v/s03.npy')];
    const alone = ['--plane', 'sagittal', '--position', String(at), '--slab', '10', '--out', 'x.npy'];
    expect(bytes).toEqual((await reslice('render', folder, ...alone)).written.get('x.npy'));
  });

  test('names', () => {
    expect(outputNames('a', 2).names).toEqual([join('a', '000.png'), join('a', '001.png')]);
    expect(outputNames('a.b/', 1).names).toEqual([join('a.b', '000.png')]);
    expect(outputNames('a', 2000).names[7]).toBe(join('a', '0007.png'));
    expect(outputNames('%d.npy', 12)).toMatchObject({
      format: 'npy',
      names: expect.arrayContaining(['0.npy', '11.npy']),
    });
    expect(outputNames('a%04d.png', 1).names).toEqual(['a0000.png']);
  });
});

describe('--montage', () => {
  test('tiles are the planes, in reading order', async () => {
    const words = ['--plane', 'coronal', '--window', 'bone', '--size', '20x16'];
    const { status, written } = await reslice('render', folder, '--montage', '3x2', '--out', 'm.png', ...words);
    expect([status, [...written.keys()]]).toEqual([0, ['m.png']]);
    const sheet = decode(written.get('m.png')!);
    expect(sheet).toMatchObject({ width: 60, height: 32, channels: 1, depth: 8 });
    const box = planePositions(volume, 'coronal', 5);
    const [low, high] = [box[0]! - 2.5, box.at(-1)! + 2.5];
    for (let n = 0; n < 6; n++) {
      const position = low + ((n + 0.5) * (high - low)) / 6;
      const tile = decode(await one(...words, '--position', String(position)));
      const cut = Array.from({ length: 320 }, (_, p) => {
        const [i, j] = [(n % 3) * 20 + (p % 20), Math.floor(n / 3) * 16 + Math.floor(p / 20)];
        return sheet.data[j * 60 + i];
      });
      expect(cut, `tile ${n}`).toEqual([...tile.data]);
    }
  });

  test('more tiles than slices: the rest is black, in colour too', async () => {
    const words = ['--montage', '5x3', '--colormap', 'hot-iron', '--size', '10x10', '--out', 'm.png'];
    const sheet = decode((await reslice('render', folder, ...words)).written.get('m.png')!);
    expect(sheet).toMatchObject({ width: 50, height: 30, channels: 3 });
    const at = (i: number, j: number): number[] => [...sheet.data.subarray(3 * (j * 50 + i), 3 * (j * 50 + i) + 3)];
    expect(at(45, 25)).toEqual([0, 0, 0]);
    // The head's middle slice: its third row's first tile is slice 10.
    expect(sheet.data.some((part) => part > 0)).toBe(true);
    for (let j = 20; j < 30; j++) for (let i = 20; i < 50; i++) expect(at(i, j)).toEqual([0, 0, 0]);
  });
});

describe('--depth 16', () => {
  test('is the grey before it is rounded to levels', async () => {
    const words = ['--plane', 'sagittal', '--slab', '7', '--window', '40/80/LINEAR_EXACT', '--out', 'x.png'];
    const { status, written } = await reslice('render', folder, '--depth', '16', ...words);
    expect(status).toBe(0);
    const picture = decode(written.get('x.png')!);
    expect(picture).toMatchObject({ depth: 16, channels: 1 });
    const values = createCpuSampler(volume).values64(namedPlane(volume, 'sagittal'), {
      interpolation: 'linear',
      slab: { thickness: 7, mode: 'mean' },
    });
    const expected = [...values].map((value) =>
      Number.isNaN(value) ? 0 : Math.floor(Math.min(Math.max((value - 40) / 80 + 0.5, 0), 1) * 65535 + 0.5),
    );
    expect([...picture.data]).toEqual(expected);
    // Levels, spread over 16 bits, would be multiples of 257.
    expect(expected.some((grey) => grey % 257 !== 0)).toBe(true);
  });
});

describe('bad use, told before a file is read', () => {
  const nowhere = join(folder, 'nowhere');
  mkdirSync(join(folder, 'deep'));
  test.each<[string, string[], RegExp]>([
    ['one file for many', ['--all', 'axial', '--out', 'x.png'], /a folder, or a pattern such as slices\/%03d\.png/],
    ['two numbers', ['--all', 'axial', '--out', '%d/%d.png'], /a pattern/],
    ['all of no plane', ['--all', 'oblique', '--out', 'x'], /--all takes one of acquired, axial/],
    ['two planes', ['--all', 'axial', '--plane', 'axial', '--out', 'x'], /leave --plane out/],
    ['all and a position', ['--all', 'axial', '--position', '3', '--out', 'x'], /leave --position out/],
    ['all and a montage', ['--all', 'axial', '--montage', '2x2', '--out', 'x'], /leave one out/],
    ['a step of nothing', ['--step', '3', '--out', 'x.png'], /--step goes with --all/],
    ['a step back', ['--all', 'axial', '--step', '-3', '--out', 'x'], /--step takes MM above 0/],
    ['a montage of values', ['--montage', '2x2', '--out', 'x.npy'], /--montage makes one picture/],
    ['a montage of no tiles', ['--montage', '0x2', '--out', 'x.png'], /--montage takes COLUMNSxROWS/],
    ['a montage of directions', ['--montage', '2x2', '--right', '1,0,0', '--out', 'x.png'], /leave --right out/],
    ['twelve bits', ['--depth', '12', '--out', 'x.png'], /--depth takes one of 8, 16/],
    ['deep colours', ['--depth', '16', '--colormap', 'hot-iron', '--out', 'x.png'], /leave --colormap out/],
    ['deep values', ['--depth', '16', '--out', 'x.npy'], /--depth is about greys/],
  ])('%s', async (_, words, said) => {
    const { status, err, written } = await reslice('render', nowhere, ...words);
    expect([status, err]).toEqual([2, expect.stringMatching(said)]);
    expect(written.size).toBe(0);
  });

  test('a montage that is too large, once its tiles are known', async () => {
    const { status, err } = await reslice(
      'render',
      folder,
      '--montage',
      '999x999',
      '--plane',
      'sagittal',
      '--out',
      'x.png',
    );
    expect([status, err]).toEqual([2, expect.stringMatching(/the montage would be .*give --size/)]);
  });
});
