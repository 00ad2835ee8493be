// `reslice/node` as it is built, in a Node of its own: paths in, with and without threads, and pictures and numbers out.
import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { decode } from 'fast-png';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { phantomSeries } from '../../phantom/index.ts';
import { loadSeries } from '../../src/load/load-series.ts';
import { namedPlane } from '../../src/plane/named-plane.ts';
import { createCpuSampler } from '../../src/sampler/cpu/cpu-sampler.ts';
import { PRESETS } from '../../src/voi/presets.ts';
import type { Volume } from '../../src/volume/volume.ts';
import { JPEG_LS } from '../support/coded-files.ts';
import { dicomBytes, sliceBytes } from '../support/dicom-bytes.ts';
import { buildDist } from '../support/dist.ts';
import { readNpy } from '../support/reference.ts';
import { runNode } from '../support/run-node.ts';
import { textOf } from '../support/source-files.ts';
import { zipBytes } from '../support/zip-bytes.ts';

const folder = mkdtempSync(join(tmpdir(), 'reslice-node-'));
const at = (...path: string[]): string => join(folder, ...path);
const JPEG_LS_SYNTAX = '1.2.840.10008.1.2.4.80';
let volume: Volume;
let head: string;
let dist: string;

beforeAll(async () => {
  dist = buildDist('node-door');
  head = `
    import * as reslice from ${JSON.stringify(pathToFileURL(join(dist, 'node.js')).href)};
    import { createHash } from 'node:crypto';
    const hash = (values) => createHash('sha256').update(new Uint8Array(values.buffer)).digest('hex');
    const at = (...path) => [${JSON.stringify(folder)}, ...path].join('/');
  `;
  const files = await phantomSeries({
    rows: 40,
    columns: 36,
    pixelSpacing: [5, 5],
    slices: 20,
    step: 9,
    gantryTilt: 12,
  });
  for (const each of ['good/deep', 'mixed', 'cd', 'coded', 'nothing', 'bad']) mkdirSync(at(each), { recursive: true });
  for (const { name, bytes } of files) {
    writeFileSync(at('good', 'deep', name), bytes);
    writeFileSync(at('mixed', name), bytes);
  }
  writeFileSync(at('mixed', 'notes.txt'), 'not DICOM at all');
  writeFileSync(at('mixed', 'cut.dcm'), files[0]!.bytes.subarray(0, 1500));
  writeFileSync(at('head.zip'), zipBytes(files.map(({ name, bytes }) => ({ name, packed: bytes }))));
  writeFileSync(at('bad', 'notes.txt'), 'not DICOM at all');
  // A CD: one file that its index lists, one that it does not.
  const record = (name: string) => [['ReferencedFileID', 'CS', `IMAGES\\${name}`]] as const;
  const index = dicomBytes([
    ['MediaStorageSOPClassUID', 'UI', '1.2.840.10008.1.3.10'],
    ['DirectoryRecordSequence', 'SQ', [[...record('A')], [...record('B')]]],
  ]);
  writeFileSync(at('cd', 'DICOMDIR'), index);
  mkdirSync(at('cd', 'IMAGES'));
  for (const [n, name] of ['A', 'B', 'C'].entries()) writeFileSync(at('cd', 'IMAGES', name), files[n]!.bytes);
  for (let n = 0; n < 40; n++)
    writeFileSync(
      at('coded', `${n}.dcm`),
      sliceBytes(
        {
          SOPInstanceUID: ['UI', `1.2.3.${n}`],
          ImagePositionPatient: ['DS', `0\\0\\${n}`],
          PixelData: ['OB', { fragments: [JPEG_LS] }],
        },
        { syntax: JPEG_LS_SYNTAX },
      ),
    );
  volume = (await loadSeries(files))[0]!.stacks[0]!.volume!;
});
afterAll(() => rmSync(folder, { recursive: true }));

const hash = (values: NodeJS.TypedArray): string =>
  createHash('sha256')
    .update(new Uint8Array(values.buffer as ArrayBuffer))
    .digest('hex');

describe('loadSeries', () => {
  test.each([
    ['a folder', ['good']],
    ['an archive', ['head.zip']],
    ['a folder and a copy of it', ['good', 'head.zip']],
  ])('of %s gives what the files hold', async (_, paths) => {
    const told = await runNode(`${head}
      const [series] = await reslice.loadSeries(${JSON.stringify(paths)}.map((path) => at(path)));
      const { size, slices, storedValues } = series.stacks[0].volume;
      tell({ size, slices, hash: hash(storedValues) });
    `);
    expect(told).toEqual({
      size: volume.size,
      slices: JSON.parse(JSON.stringify(volume.slices)),
      hash: hash(volume.storedValues),
    });
  });

  test('of a DICOMDIR reads what it lists, and no more', async () => {
    const files = await runNode<string[]>(`${head}
      const [series] = await reslice.loadSeries(at('cd', 'DICOMDIR'));
      tell(series.stacks[0].images.map(({ file }) => file));
    `);
    expect(files).toEqual([join('IMAGES', 'A'), join('IMAGES', 'B')]);
  });

  test('tells of bad files by name, and loads the rest', async () => {
    const told = await runNode(`${head}
      const problems = [];
      const onProblem = ({ code, at }) => problems.push([code, at.file]);
      const [series] = await reslice.loadSeries(at('mixed'), { onProblem });
      tell({ problems, slices: series.stacks[0].images.length });
    `);
    const problems = [
      ['dicom/truncated', 'cut.dcm'],
      ['dicom/not-dicom', 'notes.txt'],
    ];
    expect(told).toEqual({ problems: expect.arrayContaining(problems), slices: 20 });
  });

  test.each([
    ['nowhere', ['ResliceError', 'use/bad-argument']],
    ['nothing', []],
    ['bad', ['AggregateError', null]],
  ])('of %s ends as it says', async (path, expected) => {
    const told = await runNode(`${head}
      tell(await reslice.loadSeries(at(${JSON.stringify(path)})).catch((error) => [error.name, error.code ?? null]));
    `);
    expect(told).toEqual(expected);
  });

  test('is stopped by its signal', async () => {
    const told = await runNode(`${head}
      tell(await reslice.loadSeries(at('good'), { signal: AbortSignal.abort() }).catch(({ code }) => code));
    `);
    expect(told).toBe('load/aborted');
  });
});

describe('threads', () => {
  test('are started for compressed files only, end with the load, and change nothing', async () => {
    const told = await runNode<Record<string, unknown>>(`${head}
      let [started, ended] = [0, 0];
      process.on('worker', (thread) => {
        started++;
        thread.on('exit', () => ended++);
      });
      const read = async (path, options) => {
        [started, ended] = [0, 0];
        const [series] = await reslice.loadSeries(at(path), options);
        for (let n = 0; n < 200 && ended < started; n++) await new Promise((resolve) => setTimeout(resolve, 10));
        return { started, ended, hash: hash(series.stacks[0].volume.storedValues) };
      };
      tell({
        plain: await read('good'),
        coded: await read('coded'),
        none: await read('coded', { workers: 0 }),
        two: await read('coded', { workers: 2 }),
      });
    `);
    const { plain, coded, none, two } = told as Record<string, { started: number; ended: number; hash: string }>;
    expect(plain).toMatchObject({ started: 0 });
    expect(none).toMatchObject({ started: 0 });
    expect(two).toMatchObject({ started: 2, ended: 2, hash: none!.hash });
    expect(coded!.started).toBeGreaterThan(0);
    expect(coded).toMatchObject({ ended: coded!.started, hash: none!.hash });
  });

  test('decode as the caller would, and tell of what they cannot', async () => {
    // Spoken to as comlink does: a load of small files may be over before a thread has read one.
    const told = await runNode(`${head}
      import { readFileSync } from 'node:fs';
      import { Worker } from 'node:worker_threads';
      const thread = new Worker(new URL(${JSON.stringify(pathToFileURL(join(dist, 'node-read-thread.js')).href)}), { execArgv: [] });
      const ask = (id, name, bytes) => new Promise((resolve) => {
        thread.once('message', resolve);
        const argumentList = [name, bytes, false].map((value) => ({ type: 'RAW', value }));
        thread.postMessage({ id, type: 'APPLY', path: ['read'], argumentList });
      });
      const good = await ask('a', 'a.dcm', readFileSync(at('coded', '7.dcm')));
      const bad = await ask('b', 'b.dcm', new Uint8Array(200));
      await thread.terminate();
      const [image] = good.value.images;
      tell({ values: [...image.storedValues], file: image.header.file, problem: bad.value.problem });
    `);
    expect(told).toEqual({
      values: [0, 1, 2, 3, 4, 5],
      file: 'a.dcm',
      problem: { code: 'dicom/not-dicom', at: expect.objectContaining({ file: 'b.dcm' }) },
    });
  });
});

describe('planes', () => {
  test('come out as levels, values, greys and files, the same as from source', async () => {
    const told = await runNode<Record<'levels' | 'values' | 'png' | 'deep' | 'npy', number[]>>(`${head}
      const [{ stacks: [{ volume }] }] = await reslice.loadSeries(at('good'));
      const plane = reslice.namedPlane(volume, 'sagittal');
      const sampler = reslice.createCpuSampler(volume);
      const options = { interpolation: 'linear', window: reslice.resolveWindow(volume, 'brain') };
      const levels = sampler.levels(plane, options);
      const values = sampler.values(plane, options);
      const { width, height } = plane;
      const greys = reslice.grey16(volume, sampler.values64(plane, options), options);
      tell({
        levels: [...levels],
        values: [...values],
        png: [...reslice.pngBytes(levels, width, height)],
        deep: [...reslice.pngBytes(greys, width, height)],
        npy: [...reslice.npyBytes(values, width, height)],
      });
    `);
    const plane = namedPlane(volume, 'sagittal');
    const sampler = createCpuSampler(volume);
    const options = { interpolation: 'linear', window: PRESETS.brain } as const;
    const values = sampler.values(plane, options);
    const levels = sampler.levels(plane, options);
    expect(told.levels).toEqual([...levels]);
    // JSON has no NaN.
    expect(told.values).toEqual([...values].map((value) => (Number.isNaN(value) ? null : value)));
    expect([...decode(Uint8Array.from(told.png)).data]).toEqual([...levels]);
    expect(readNpy(Uint8Array.from(told.npy))).toEqual(values);
    const deep = decode(Uint8Array.from(told.deep));
    expect(deep).toMatchObject({ depth: 16, channels: 1, width: plane.width, height: plane.height });
    // PS3.3 C.11.2.1.2.1 by hand, center 40 and width 80.
    const grey = (value: number): number => Math.min(Math.max((value - 39.5) / 79 + 0.5, 0), 1);
    const exact = [...sampler.values64(plane, options)];
    const greys = exact.map((value) => (Number.isNaN(value) ? 0 : Math.floor(grey(value) * 65535 + 0.5)));
    expect([...deep.data]).toEqual(greys);
    expect(new Set(greys).size).toBeGreaterThan(256);
  });
});

test('the code of docs/node.md runs as it stands', async () => {
  const [, code] = /```ts\n([\s\S]*?)```/.exec(textOf('docs/node.md'))!;
  mkdirSync(at('docs'), { recursive: true });
  cpSync(at('good'), at('docs', 'scans'), { recursive: true });
  const door = pathToFileURL(join(dist, 'node.js')).href;
  const said = await runNode<string[]>(`
    process.chdir(${JSON.stringify(at('docs'))});
    const said = [];
    console.log = (text) => said.push(text);
    ${code!.replace("'reslice/node'", JSON.stringify(door))}
    process.stdout.write(JSON.stringify(said));
  `);
  expect(said.join()).toMatch(/Slices lean 12\.0°/);
  const { width, height } = namedPlane(volume, 'sagittal');
  expect(decode(readFileSync(at('docs', 'sagittal.png')))).toMatchObject({ width, height, depth: 8 });
  expect(readNpy(Uint8Array.from(readFileSync(at('docs', 'sagittal.npy'))))).toHaveLength(width * height);
});
