// What a command reads it never writes over: `edit`'s own tests are in edit.test.ts.
import {
  existsSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { phantomSeries } from '../../phantom/index.ts';
import { npyBytes } from '../../src/sampler/npy-bytes.ts';
import { reslice } from '../support/cli.ts';

const folder = mkdtempSync(join(tmpdir(), 'reslice-spare-'));
const scans = join(folder, 'scans');
const at = (...parts: string[]): string => join(folder, ...parts);
/** A slice under the name of a picture. */
const slice = join(scans, 'slice.png');

beforeAll(async () => {
  mkdirSync(scans);
  const files = await phantomSeries({ rows: 20, columns: 18, slices: 6, pixelSpacing: [8, 8], step: 9 });
  for (const [n, { bytes }] of files.entries()) writeFileSync(n === 2 ? slice : join(scans, `00${n}.dcm`), bytes);
});
afterAll(() => rmSync(folder, { recursive: true }));

const refused = (file: string) => ({
  status: 2,
  err: expect.stringMatching(new RegExp(`use/bad-argument.*${basename(file)} is an input`)),
  written: new Map(),
});

describe('render', () => {
  test('refuses a file that it reads: named, met in a folder, or linked', async () => {
    expect(await reslice('render', slice, '--out', slice)).toMatchObject(refused(slice));
    expect(await reslice('render', scans, '--out', slice)).toMatchObject(refused(slice));
    linkSync(slice, at('hard.png'));
    symlinkSync(slice, at('soft.png'));
    for (const link of ['hard.png', 'soft.png'])
      expect(await reslice('render', scans, '--out', at(link))).toMatchObject(refused(link));
  });

  test('of many files none is written where one is an input', async () => {
    linkSync(slice, at('s3.png'));
    expect(await reslice('render', scans, '--all', 'acquired', '--out', at('s%d.png'))).toMatchObject(
      refused('s3.png'),
    );
  });

  test('--out F.dcm', async () => {
    const file = join(scans, '001.dcm');
    expect(await reslice('render', scans, '--out', file)).toMatchObject(refused(file));
  });

  test('a picture in the folder is no input, and is drawn again', async () => {
    const picture = join(scans, 'plane.npy');
    writeFileSync(picture, npyBytes(new Float32Array(4), 2, 2));
    const { status, written } = await reslice('render', scans, '--out', picture);
    rmSync(picture);
    expect([status, [...written.keys()]]).toEqual([0, [picture]]);
  });
});

describe('export', () => {
  test('into its own folder', async () => {
    expect(await reslice('export', scans, '--plane', 'acquired', '--out', scans)).toMatchObject(refused('000.dcm'));
  });

  test('an earlier export that would not be written over whole is no place for another', async () => {
    const out = at('mixed');
    mkdirSync(out);
    for (const name of ['000.dcm', '017.dcm', 'notes.txt', 'x017.dcm']) writeFileSync(join(out, name), '');
    const words = ['export', scans, '--plane', 'acquired', '--out'];
    for (const where of [out, join(out, '%03d.dcm'), join(out, 'x%03d.DCM')]) {
      const { status, err, written } = await reslice(...words, where);
      expect([status, err, written.size]).toEqual([2, expect.stringContaining('017.dcm is there already'), 0]);
    }
    expect((await reslice(...words, join(out, 'y%d.dcm'))).status).toBe(0);
    expect((await reslice(...words, join(out, 'z%d', 'y.dcm'))).status).toBe(0);
    rmSync(join(out, '017.dcm'));
    expect((await reslice(...words, out)).written.size).toBe(6);
  });
});

test('many pictures go into no folder where an earlier run’s would stay among them', async () => {
  const out = at('pictures');
  mkdirSync(out);
  for (const name of ['000.png', '017.png', 'x017.npy', 'notes.txt']) writeFileSync(join(out, name), '');
  const words = ['render', scans, '--all', 'acquired', '--out'];
  for (const [where, left] of [
    [out, '017.png'],
    [join(out, '%03d.png'), '017.png'],
    [join(out, 'x%03d.npy'), 'x017.npy'],
  ] as const) {
    const { status, err, written } = await reslice(...words, where);
    expect([status, err, written.size]).toEqual([2, expect.stringContaining(`${left} is there already`), 0]);
  }
  // Others' names, or one picture, are no series.
  expect((await reslice(...words, join(out, 'y%d.png'))).status).toBe(0);
  expect((await reslice(...words, join(out, 'x%03d.png'))).status).toBe(0);
  expect((await reslice('render', scans, '--out', join(out, '018.png'))).status).toBe(0);
  rmSync(join(out, '017.png'));
  expect((await reslice(...words, out)).written.size).toBe(6);
});

test.each([
  ['render', ['--all', 'acquired']],
  ['export', []],
] as const)('%s into a file, which is no folder', async (command, words) => {
  const file = at('no-folder');
  writeFileSync(file, 'text');
  const { status, err, written } = await reslice(command, scans, ...words, '--out', file);
  expect([status, err, written.size]).toEqual([2, expect.stringContaining(file), 0]);
});

test('batch', async () => {
  const before = readFileSync(slice);
  const jobs = at('jobs.jsonl');
  const job = (out: string): string => JSON.stringify({ paths: [scans], out });
  writeFileSync(jobs, `${job(slice)}\n${job(at('drawn.png'))}\n`);
  const { status, out, err } = await reslice('batch', jobs, '--workers', '0');
  expect([status, out]).toEqual([2, '2 jobs: 1 drawn, 0 done before, 1 failed\n']);
  expect(err).toMatch(/jobs\.jsonl:1: use\/bad-argument.*slice\.png is an input/);
  expect(readFileSync(slice).equals(before)).toBe(true);
  expect(existsSync(at('drawn.png'))).toBe(true);
});

test.each(['--diff', '--report'])('compare %s', async (option) => {
  const { written } = await reslice('render', scans, '--out', 'a.png');
  for (const name of ['a.png', 'b.png']) writeFileSync(at(name), written.get('a.png')!);
  expect(await reslice('compare', at('a.png'), at('b.png'), option, at('b.png'))).toMatchObject(refused('b.png'));
  expect(readFileSync(at('b.png')).equals(Buffer.from(written.get('a.png')!))).toBe(true);
});
