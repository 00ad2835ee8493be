// The command line as a whole, run in this process on files in a temporary folder.
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { decode } from 'fast-png';
import { zipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { phantomSeries } from '../../phantom/index.ts';
import { loadSeries } from '../../src/load/load-series.ts';
import { namedPlane } from '../../src/plane/named-plane.ts';
import { createCpuSampler } from '../../src/sampler/cpu/cpu-sampler.ts';
import { loadColormap } from '../../src/voi/load-colormap.ts';
import { PRESETS } from '../../src/voi/presets.ts';
import type { Volume } from '../../src/volume/volume.ts';
import { reslice } from '../support/cli.ts';
import { type Element, sliceBytes } from '../support/dicom-bytes.ts';
import { compareToReference, type ReferencePlane, readNpy } from '../support/reference.ts';
import { shared, sharedFile, sharedJson } from '../support/shared.ts';

const folder = mkdtempSync(join(tmpdir(), 'reslice-'));
const good = join(folder, 'good');
const mixed = join(folder, 'mixed');
const two = join(folder, 'two');
let volume: Volume;

beforeAll(async () => {
  const knobs = { rows: 40, columns: 36, pixelSpacing: [5, 5], slices: 20, step: 9 } as const;
  const files = await phantomSeries(knobs);
  const other = await phantomSeries({ ...knobs, gantryTilt: 12, seriesDescription: 'Other' });
  for (const [at, list] of [
    [good, files],
    [mixed, files],
    [join(two, 'a'), files],
    [join(two, 'b'), other],
  ] as const) {
    mkdirSync(at, { recursive: true });
    for (const { name, bytes } of list) writeFileSync(join(at, name), bytes);
  }
  writeFileSync(join(mixed, 'notes.txt'), 'not DICOM at all');
  writeFileSync(join(mixed, 'cut.dcm'), files[0]!.bytes.subarray(0, 1500));
  volume = (await loadSeries(files))[0]!.stacks[0]!.volume!;
});
afterAll(() => rmSync(folder, { recursive: true }));

test('a plane beside the stack is drawn, all outside, and said to be', async () => {
  const beside = await reslice('render', good, '--plane', 'axial', '--position', '5000', '--out', 'x.png');
  expect(beside).toMatchObject({ status: 0, err: expect.stringContaining('no pixel of this plane has a value') });
  expect(beside.written.has('x.png')).toBe(true);
  const within = await reslice('render', good, '--plane', 'axial', '--out', 'x.png');
  expect(within.err).toBe('');
});

test('info tells how far the stack reaches along the patient’s axes', async () => {
  const { out } = await reslice('info', good);
  const corners = [volume.slices[0]!, volume.slices.at(-1)!].map(({ origin }) => origin);
  // Upright, 36 columns and 40 rows of 5 mm, slices 9 mm apart: half of each beyond the outer centres.
  const [x, y] = [corners[0]![0] - 2.5, corners[0]![1] - 2.5];
  const z = corners.map((origin) => origin[2]);
  const span = (low: number, high: number) => `${low.toFixed(1)} to ${high.toFixed(1)}`;
  expect(out).toContain(
    `x ${span(x, x + 180)}, y ${span(y, y + 200)}, z ${span(Math.min(...z) - 4.5, Math.max(...z) + 4.5)} mm (LPS)`,
  );
});

test('tells its version', async () => {
  const { version } = JSON.parse(readFileSync(join(import.meta.dirname, '../../package.json'), 'utf8'));
  expect(await reslice('--version')).toMatchObject({ status: 0, out: `${version}\n` });
});

test('a name out of an archive does not reach the terminal raw', async () => {
  const zip = join(folder, 'names.zip');
  writeFileSync(zip, zipSync({ '\x1b[2Jx\n\u009b1m.dcm': Uint8Array.of(1, 2, 3) }));
  const { err, status } = await reslice('info', zip);
  expect(status).toBe(3);
  expect(err.split('\n')[0]).toContain('\\u{1b}[2Jx\\u{a}\\u{9b}1m.dcm');
});

describe('render', () => {
  test("writes the reference's levels as a PNG", async () => {
    const { status, written, err } = await reslice(
      'render',
      good,
      '--plane',
      'sagittal',
      '--position',
      '-30',
      '--window',
      'brain',
      '--out',
      'x.png',
    );
    expect([status, err]).toEqual([0, '']);
    const picture = decode(written.get('x.png')!);
    const plane = namedPlane(volume, 'sagittal', -30);
    expect([picture.width, picture.height, picture.channels, picture.depth]).toEqual([plane.width, plane.height, 1, 8]);
    const levels = createCpuSampler(volume).levels(plane, { interpolation: 'linear', window: PRESETS.brain });
    expect(new Set(levels).size).toBeGreaterThan(5);
    expect([...(picture.data as Uint8Array)]).toEqual([...levels]);
  });

  test('writes modality values as .npy, NaN outside', async () => {
    const { status, written } = await reslice(
      'render',
      good,
      '--plane=axial',
      '--position=-50',
      '--interpolation',
      'nearest',
      '--out',
      'x.npy',
    );
    expect(status).toBe(0);
    const values = readNpy(written.get('x.npy')!);
    const expected = createCpuSampler(volume).values(namedPlane(volume, 'axial', -50), { interpolation: 'nearest' });
    expect([...values]).toEqual([...expected]);
  });

  test.each([
    [['--slab', '12.5', '--mode', 'max'], { interpolation: 'linear', slab: { thickness: 12.5, mode: 'max' } }],
    [['--slab', '6', '--interpolation', 'cubic'], { interpolation: 'cubic', slab: { thickness: 6, mode: 'mean' } }],
    [['--interpolation', 'cubic'], { interpolation: 'cubic' }],
  ] as const)('samples as told: %s', async (words, options) => {
    const { status, written } = await reslice('render', good, '--plane', 'coronal', ...words, '--out', 'x.npy');
    expect(status).toBe(0);
    const plane = namedPlane(volume, 'coronal');
    const values = readNpy(written.get('x.npy')!);
    expect([...values]).toEqual([...createCpuSampler(volume).values(plane, options)]);
    expect([...values]).not.toEqual([...createCpuSampler(volume).values(plane, { interpolation: 'linear' })]);
  });

  test('takes a leading minus everywhere', async () => {
    const words = ['--center', '-1,-2,-3', '--right', '-1,0,0', '--down', '0,-1,0', '--size', '9x7', '--spacing', '4'];
    const { status, written, err } = await reslice('render', good, ...words, '--out', 'x.npy');
    expect([status, err]).toEqual([0, '']);
    const plane = {
      center: [-1, -2, -3],
      right: [-1, 0, 0],
      down: [0, -1, 0],
      spacing: [4, 4],
      width: 9,
      height: 7,
    } as const;
    expect([...readNpy(written.get('x.npy')!)]).toEqual([
      ...createCpuSampler(volume).values(plane, { interpolation: 'linear' }),
    ]);
  });

  test('writes colours as a PNG of red, green and blue', async () => {
    const words = ['--plane', 'axial', '--window', '40/400/sigmoid', '--colormap', 'hot-iron', '--out', 'x.png'];
    const { status, written, err } = await reslice('render', good, ...words);
    expect([status, err]).toEqual([0, '']);
    const picture = decode(written.get('x.png')!);
    const plane = namedPlane(volume, 'axial');
    expect([picture.width, picture.height, picture.channels, picture.depth]).toEqual([plane.width, plane.height, 3, 8]);
    const window = { center: 40, width: 400, function: 'SIGMOID' } as const;
    const colormap = await loadColormap('hot-iron');
    const colors = createCpuSampler(volume).colors(plane, { interpolation: 'linear', window, colormap });
    expect([...(picture.data as Uint8Array)]).toEqual([...colors].filter((_, n) => n % 4 !== 3));
    expect(new Set(colors).size).toBeGreaterThan(20);
  });

  test('the file’s own window by its word', async () => {
    const { status, written } = await reslice('render', good, '--window', 'file', '--out', 'x.png');
    expect(status).toBe(0);
    expect(written.get('x.png')).toEqual((await reslice('render', good, '--out', 'x.png')).written.get('x.png'));
  });

  test('draws what is good and tells of what is not', async () => {
    const { status, err, written } = await reslice('render', mixed, '--out', 'x.png');
    expect(status).toBe(0);
    expect(written.has('x.png')).toBe(true);
    expect(err).toMatch(/dicom\/not-dicom: notes\.txt/);
    expect(err).toMatch(/dicom\/truncated: cut\.dcm: PixelData \(7FE0,0010\)/);
    expect(err.trim().split('\n')).toHaveLength(2);
  });

  test('asks which of several series', async () => {
    const { status, err } = await reslice('render', two, '--out', 'x.png');
    expect(status).toBe(2);
    expect(err).toMatch(/--series is needed: there are 0 .* 1 /);
    expect((await reslice('render', two, '--series', '1', '--out', 'x.png')).status).toBe(0);
    expect((await reslice('render', two, '--series', '7', '--out', 'x.png')).status).toBe(2);
  });

  test.each<[string, string[]]>([
    ['no --out', []],
    ['a strange ending', ['--out', 'x.gif']],
    ['position with center', ['--out', 'x.png', '--position', '3', '--center', '0,0,0']],
    ['directions not orthogonal', ['--out', 'x.png', '--right', '1,0,0', '--down', '0.1,1,0']],
    ['one direction', ['--out', 'x.png', '--right', '1,0,0']],
    ['no such plane', ['--out', 'x.png', '--plane', 'frontal']],
    ['a word for a number', ['--out', 'x.png', '--position', 'high']],
    ['a width below 1', ['--out', 'x.png', '--window', '40/0.5']],
    ['no such preset', ['--out', 'x.png', '--window', 'brian']],
    ['no such kernel', ['--out', 'x.png', '--interpolation', 'quintic']],
    ['a slab of less than nothing', ['--out', 'x.png', '--slab', '-5']],
    ['a word for a slab', ['--out', 'x.png', '--slab', 'thick']],
    ['no such mode', ['--out', 'x.png', '--slab', '5', '--mode', 'median']],
    ['a mode without a slab', ['--out', 'x.png', '--mode', 'max']],
    ['no such colour map', ['--out', 'x.png', '--colormap', 'jet']],
    ['SIGMOID of no width', ['--out', 'x.png', '--window', '40/0/SIGMOID']],
    ['no pixels', ['--out', 'x.png', '--size', '0x5']],
    ['a stack that is not there', ['--out', 'x.png', '--stack', '4']],
    ['an unknown option', ['--out', 'x.png', '--slabs', '5']],
  ])('calls %s bad use', async (_, words) => {
    const { status, err, written } = await reslice('render', good, ...words);
    expect(status).toBe(2);
    expect(err).not.toBe('');
    expect(written.size).toBe(0);
  });

  test.each<[string, string[], RegExp]>([
    ['a window of values', ['--out', 'x.npy', '--window', 'brain'], /--window .* holds modality values.*F\.png/],
    ['colours of values', ['--out', 'x.npy', '--colormap', 'hot-iron'], /--colormap .* holds modality values/],
    ['a mode that is none', ['--out', 'x.png', '--mode', 'avg'], /--mode takes one of mean, max, min, not 'avg'/],
    ['a mode of nothing', ['--out', 'x.png', '--mode', 'max'], /give its thickness too, --slab MM/],
  ])('says what to do about %s', async (_, words, said) => {
    const { status, err } = await reslice('render', good, ...words);
    expect([status, err]).toEqual([2, expect.stringMatching(said)]);
  });

  test('a copy of a file is told of in a note, without what errors begin with', async () => {
    const twice = join(folder, 'twice');
    cpSync(good, twice, { recursive: true });
    const [first] = readdirSync(good).sort();
    cpSync(join(good, first!), join(twice, 'copy.dcm'));
    const { status, err } = await reslice('info', twice);
    expect(status).toBe(0);
    expect(err).toMatch(/^reslice: note: \S+: the same object as \S+\n$/);
  });

  test('a path that is not there is bad use, a folder without images is unreadable', async () => {
    expect((await reslice('render', join(folder, 'nowhere'), '--out', 'x.png')).status).toBe(2);
    const empty = join(folder, 'empty');
    mkdirSync(empty, { recursive: true });
    expect((await reslice('info', empty)).status).toBe(3);
    writeFileSync(join(empty, 'a.txt'), 'text');
    const { status, err } = await reslice('info', empty);
    expect(status).toBe(3);
    expect(err).toMatch(/not-dicom: a\.txt/);
    expect(err).toContain(`no file in ${empty} holds an image`);
    for (let n = 0; n < 20; n++) writeFileSync(join(empty, `b${n}.txt`), 'text');
    const many = (await reslice('info', empty)).err.trim().split('\n');
    expect(many.filter((line) => /not-dicom: \w+\.txt/.test(line))).toHaveLength(5);
    expect(many).toContain('reslice: dicom/not-dicom: and 16 files more');
  });
});

describe('info', () => {
  test('tells of stacks in words and as JSON', async () => {
    const { out } = await reslice('info', two);
    expect(out).toMatch(/20 slices of 36 × 40/);
    expect(out).toMatch(/tilt +12\.00°/);
    expect(out).toMatch(/40\/80 \(BRAIN\)/);
    const record = JSON.parse((await reslice('info', two, '--json')).out);
    expect(record.series).toHaveLength(2);
    expect(record.series[0].stacks[0].volume.size).toEqual([36, 40, 20]);
    expect(record.series[1].stacks[0].report.tiltDegrees).toBeCloseTo(12, 3);
  });

  test('tells of times, labels and lossy pixels', async () => {
    const at = join(folder, 'times');
    mkdirSync(at, { recursive: true });
    const image = (echo: string, time: number, z: number): Uint8Array =>
      sliceBytes({
        SOPInstanceUID: ['UI', `1.2.3.${echo}.${time}.${z}`],
        ImagePositionPatient: ['DS', `0\\0\\${z}`],
        EchoTime: ['DS', echo],
        TemporalPositionIdentifier: ['IS', String(time)],
        ...(echo === '80' ? { LossyImageCompression: ['CS', '01'], LossyImageCompressionRatio: ['DS', '9.5'] } : {}),
      });
    for (const echo of ['10', '80'])
      for (const [time, z] of [
        [1, 0],
        [1, 2],
        [2, 0],
      ] as const)
        writeFileSync(join(at, `${echo} ${time} ${z}.dcm`), image(echo, time, z));
    const { out } = await reslice('info', at);
    expect(out).toMatch(/label +echo 80 ms, 2 × 3 × 2/);
    expect(out).toMatch(/2 slices of 3 × 2, 2 times/);
    expect(out).toMatch(/time 1 +temporal position 2, 1 slice\n/);
    expect(out).toMatch(/lossy +no\n/);
    expect(out).toMatch(/lossy +yes, 9\.5:1\n/);
    expect(out).toMatch(/note +Time 1: This time has 1 of the stack's 2 slices/);
    const [{ stacks }] = JSON.parse((await reslice('info', at, '--json')).out).series;
    expect(stacks.map(({ label, lossy }: { label: string; lossy: boolean }) => [label, lossy])).toEqual([
      ['echo 10 ms, 2 × 3 × 2', false],
      ['echo 80 ms, 2 × 3 × 2', true],
    ]);
    expect(stacks[0].volumes[1]).toMatchObject({
      time: 1,
      label: 'temporal position 2',
      milliseconds: null,
      slices: 1,
    });
    expect(stacks[0].volumes[1].report.lacking).toEqual([2]);
    expect(stacks[0].report.words.join()).toContain('Time 1: ');
  });

  test('lists VOI LUTs with their names', async () => {
    const at = join(folder, 'luts');
    mkdirSync(at);
    const item = (explanation: string): Element[] => [
      ['LUTDescriptor', 'SS', [3, 0xfff6, 12]],
      ['LUTExplanation', 'LO', explanation],
      ['LUTData', 'US', [0, 2000, 4095]],
    ];
    writeFileSync(join(at, 'a.dcm'), sliceBytes({ VOILUTSequence: ['SQ', [item('BONE'), item('LUNG')]] }));
    const { out } = await reslice('info', at);
    expect(out).toMatch(
      /windows +none\n +VOI LUT +3 entries from -10, 12 bits \(BONE\)\n +VOI LUT +3 entries .*\(LUNG\)/,
    );
    const record = JSON.parse((await reslice('info', at, '--json')).out);
    expect(record.series[0].stacks[0].volume.voiLuts[1]).toEqual({
      firstMapped: -10,
      entries: 3,
      bits: 12,
      explanation: 'LUNG',
    });
  });

  test('help says what it is not', async () => {
    for (const words of [['--help'], ['render', '--help']]) {
      const { status, out } = await reslice(...words);
      expect(status).toBe(0);
      expect(out).toMatch(/Not a medical device/);
    }
  });
});

describe.skipIf(!shared)('real scans', () => {
  const planes = shared
    ? sharedJson<ReferencePlane[]>('reference', 'planes', 'planes.json').filter((plane) => plane.case.startsWith('s01'))
    : [];
  test.each(planes.map((plane) => [plane.file, plane] as const))('render meets %s', async (_, plane) => {
    const { center, right, down, spacing, size } = plane;
    const words = [
      '--center',
      center.join(),
      '--right',
      right.join(),
      '--down',
      down.join(),
      '--size',
      size.join('x'),
      '--spacing',
      String(spacing),
    ];
    const { status, written } = await reslice('render', join(shared!, 'data', plane.case), ...words, '--out', 'x.npy');
    expect(status).toBe(0);
    const { worst, coverage } = compareToReference(
      plane,
      readNpy(written.get('x.npy')!),
      readNpy(sharedFile('reference', 'planes', plane.file)),
    );
    expect(coverage).toBe(0);
    expect(worst).toBeLessThanOrEqual(plane.tolerance);
  });
});
