// `reslice export` and `render --out F.dcm` as a whole, in this process.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { zipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { phantomSeries } from '../../phantom/index.ts';
import { loadSeries } from '../../src/load/load-series.ts';
import { namedPlane } from '../../src/plane/named-plane.ts';
import { planePositions } from '../../src/plane/plane-positions.ts';
import { createCpuSampler } from '../../src/sampler/cpu/cpu-sampler.ts';
import type { Volume } from '../../src/volume/volume.ts';
import { reslice } from '../support/cli.ts';
import { sliceBytes } from '../support/dicom-bytes.ts';
import { shared } from '../support/shared.ts';
import { walkFile } from '../support/walk-elements.ts';

const folder = mkdtempSync(join(tmpdir(), 'reslice-export-'));
const scans = join(folder, 'scans');
const twins = join(folder, 'twins');
const zip = join(folder, 'scans.zip');
let volume: Volume;
let uids: readonly string[];

beforeAll(async () => {
  const knobs = { rows: 30, columns: 26, slices: 8, pixelSpacing: [5, 5], step: 9 } as const;
  const files = await phantomSeries(knobs);
  const others = await phantomSeries({ ...knobs, gantryTilt: 12, seriesDescription: 'Other' });
  for (const [at, list] of [
    [scans, files],
    [join(twins, 'a'), others],
    [join(twins, 'b'), files],
  ] as const) {
    mkdirSync(at, { recursive: true });
    for (const { name, bytes } of list) writeFileSync(join(at, name), bytes);
  }
  writeFileSync(zip, zipSync(Object.fromEntries(files.map(({ name, bytes }) => [`deep/${name}`, bytes]))));
  uids = files.map(({ bytes }) => textIn(bytes, '0008,0018')).sort();
  volume = (await loadSeries(files))[0]!.stacks[0]!.volume!;
});
afterAll(() => rmSync(folder, { recursive: true }));

const textIn = (bytes: Uint8Array, path: string): string =>
  walkFile(bytes)
    .elements.find((element) => element.path === path)
    ?.value.toString('latin1')
    .replace(/[\0 ]+$/, '') ?? '';

const sourcesIn = (bytes: Uint8Array): readonly string[] =>
  walkFile(bytes)
    .elements.filter(({ path }) => /^0008,2112\[\d+\]\/0008,1155$/.test(path))
    .map(({ value }) => value.toString('latin1').replace(/[\0 ]+$/, ''))
    .sort();

describe('export', () => {
  test('writes every position of a plane, ascending', async () => {
    const { status, written, err } = await reslice(
      'export',
      scans,
      '--plane',
      'coronal',
      '--step',
      '30',
      '--out',
      'out',
    );
    expect([status, err]).toEqual([0, 'reslice: 5 files written to out\n']);
    const positions = planePositions(volume, 'coronal', 30);
    expect([...written.keys()]).toEqual(positions.map((_, n) => join('out', `${String(n).padStart(3, '0')}.dcm`)));
    for (const [n, bytes] of [...written.values()].entries()) {
      expect(Number(textIn(bytes, '0020,0032').split('\\')[1])).toBeCloseTo(positions[n]!, 9);
      expect(textIn(bytes, '0020,0013')).toBe(String(n + 1));
    }
    expect(sourcesIn([...written.values()][0]!)).toEqual(uids);
  });

  test('takes a pattern, a grid, a slab, a window, a series number; axial without a word', async () => {
    const { status, written } = await reslice(
      ...['export', scans, '--out', 'x/%04d.dcm', '--spacing', '10', '--slab', '18', '--mode', 'max'],
      ...['--window', 'bone', '--series-number', '7'],
    );
    expect(status).toBe(0);
    const file = written.get('x/0003.dcm')!;
    expect(written.size).toBe(8);
    expect([textIn(file, '0020,0011'), textIn(file, '0028,0030'), textIn(file, '0018,0050')]).toEqual([
      '7',
      '10\\10',
      '18',
    ]);
    expect([textIn(file, '0028,1050').split('\\')[0], textIn(file, '0028,1055').split('\\')[0]]).toEqual([
      '400',
      'bone',
    ]);
    expect(textIn(file, '0008,103E')).toMatch(/axial max 18 mm$/);
  });

  test.each([
    [['--plane', 'oblique', '--out', 'x'], '--all takes one of'],
    [['--out', 'x.png'], '--out takes a folder'],
    [['--out', 'x.dcm'], '--out takes a folder, or a pattern such as out/%03d.dcm'],
    [['--out', 'x', '--step', '0'], '--step takes MM above 0'],
    [['--out', 'x', '--series-number', '-1'], '--series-number takes a whole number'],
  ])('%j is bad use', async (words, told) => {
    const { status, err, written } = await reslice('export', scans, ...words);
    expect([status, written.size, err]).toEqual([2, 0, expect.stringContaining(told)]);
  });

  test('refuses what it has no rules for, with file and tag', async () => {
    const other = join(folder, 'other');
    mkdirSync(other, { recursive: true });
    writeFileSync(join(other, 'a.dcm'), sliceBytes({ SOPClassUID: ['UI', '1.2.840.10008.5.1.4.1.1.2.1'] }));
    const { status, err } = await reslice('export', other, '--out', 'x');
    expect([status, err]).toEqual([3, expect.stringContaining('export/unsupported: a.dcm: SOPClassUID (0008,0016)')]);
  });
});

describe('render --out F.dcm', () => {
  test('writes the one plane, with the values of the .npy', async () => {
    const words = ['render', scans, '--plane', 'sagittal', '--position', '-20'];
    const { status, written } = await reslice(...words, '--out', 'one.dcm');
    expect([status, ...written.keys()]).toEqual([0, 'one.dcm']);
    const bytes = written.get('one.dcm')!;
    const plane = namedPlane(volume, 'sagittal', -20);
    const drawn = createCpuSampler(volume).values(plane, { interpolation: 'linear' });
    const { elements } = walkFile(bytes);
    const pixels = elements.find(({ path }) => path === '7FE0,0010')!.value;
    const off = [...drawn].map((value, p) => Math.abs(pixels.readInt16LE(2 * p) - value));
    expect(Math.max(...off)).toBeLessThanOrEqual(0.5);
    expect(textIn(bytes, '0018,0088')).toBe('');
  });

  test('of directions of one’s own, out of an archive, and with --all', async () => {
    const oblique = await reslice('render', zip, '--right', '1,0,0', '--down', '0,0.6,-0.8', '--out', 'x.DCM');
    expect(oblique.status).toBe(0);
    expect(textIn(oblique.written.get('x.DCM')!, '0020,0037')).toBe('1\\0\\0\\0\\0.6\\-0.8');
    expect(sourcesIn(oblique.written.get('x.DCM')!)).toEqual(uids);
    const all = await reslice('render', scans, '--all', 'axial', '--out', 'out/%d.dcm');
    expect([...all.written.keys()]).toEqual([0, 1, 2, 3, 4, 5, 6, 7].map((n) => `out/${n}.dcm`));
  });

  test('says where nothing has a value', async () => {
    const beside = await reslice('render', scans, '--plane', 'axial', '--position', '5000', '--out', 'x.dcm');
    expect(beside).toMatchObject({ status: 0, err: expect.stringContaining('no pixel has a value') });
    expect(beside.written.size).toBe(1);
  });

  test('tells files of one name in two folders apart', async () => {
    const second = await reslice(
      'render',
      join(twins, 'a'),
      join(twins, 'b'),
      '--series',
      '1',
      '--plane',
      'coronal',
      '--out',
      'x.dcm',
    );
    expect(second.status).toBe(0);
    expect(sourcesIn(second.written.get('x.dcm')!)).toEqual(uids);
  });

  test.each([
    ['--colormap', 'hot-iron'],
    ['--depth', '16'],
    ['--montage', '2x2'],
  ])('%s is about pictures', async (option, value) => {
    expect(await reslice('render', scans, '--out', 'x.dcm', option, value)).toMatchObject({
      status: 2,
      err: expect.stringContaining(option),
    });
  });
});

test.skipIf(!shared)('a lossy past stays, whatever the coding was', async () => {
  for (const [name, method] of [
    ['JPEGProcess2_4_1.2.840.10008.1.2.4.51.dcm', 'ISO_10918_1'],
    ['JPEGLSLossy_1.2.840.10008.1.2.4.81.dcm', 'ISO_14495_1'],
    ['JPEG2000_1.2.840.10008.1.2.4.91.dcm', 'ISO_15444_1'],
    ['RLELossless_1.2.840.10008.1.2.5.dcm', ''],
    ['BigEndianExplicit_1.2.840.10008.1.2.2.dcm', ''],
    ['DeflatedExplicitVRLittleEndian_1.2.840.10008.1.2.1.99.dcm', ''],
  ]) {
    const { status, written } = await reslice(
      'render',
      join(shared!, 'data', 's13-transfer-syntaxes', name!),
      '--out',
      'x.dcm',
    );
    expect(status, name).toBe(0);
    const bytes = written.get('x.dcm')!;
    expect([textIn(bytes, '0028,2110') === '01', textIn(bytes, '0028,2114')], name).toEqual([method !== '', method]);
    if (method) expect(Number(textIn(bytes, '0028,2112')), name).toBeGreaterThan(1);
    expect(textIn(bytes, '0010,0010'), name).not.toBe('');
  }
});

test('--help has examples', async () => {
  const { out } = await reslice('export', '--help');
  expect(out).toContain('reslice export scans/ --plane axial --out upright/');
});
