// `reslice edit` as a whole, in this process, on files in a temporary folder.
import { linkSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { run } from '../../src/cli/program.ts';
import { sliceBytes } from '../support/dicom-bytes.ts';
import { walkFile } from '../support/walk-elements.ts';

const folder = mkdtempSync(join(tmpdir(), 'reslice-edit-'));
const scans = join(folder, 'scans');
const out = join(folder, 'out');
afterAll(() => rmSync(folder, { recursive: true }));

beforeEach(() => {
  for (const each of [scans, out]) rmSync(each, { recursive: true, force: true });
  mkdirSync(join(scans, 'deep'), { recursive: true });
  writeFileSync(join(scans, 'a1.dcm'), sliceBytes({ '00100010': ['PN', 'Old^Name'] }));
  writeFileSync(join(scans, 'a2.dcm'), sliceBytes());
  writeFileSync(join(scans, 'deep', 'b.dcm'), sliceBytes());
});

async function reslice(...argv: string[]) {
  const said = { out: '', err: '' };
  const status = await run(argv, {
    out: (text) => (said.out += text),
    err: (text) => (said.err += text),
    terminal: false,
    async writeFile(path, bytes) {
      await mkdir(dirname(path), { recursive: true });
      await writeFile(path, bytes);
    },
  });
  return { status, ...said };
}

const written = (): string[] =>
  readdirSync(out, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(out.length + 1))
    .sort();

const nameIn = (file: string): string | undefined =>
  walkFile(new Uint8Array(readFileSync(join(out, file))))
    .elements.find(({ path }) => path === '0010,0010')
    ?.value.toString();

test('a folder’s files are written by their names, several changes at once', async () => {
  const before = readFileSync(join(scans, 'a1.dcm'));
  const {
    status,
    out: said,
    err,
  } = await reslice(
    'edit',
    scans,
    '--set',
    'PatientName=New^Name',
    'PatientID=7',
    '--remove',
    'SliceThickness',
    '--out',
    out,
  );
  expect([status, err]).toEqual([0, `reslice: 3 files written to ${out}\n`]);
  expect(written()).toEqual(['a1.dcm', 'a2.dcm', join('deep', 'b.dcm')]);
  expect(written().map(nameIn)).toEqual(['New^Name', 'New^Name', 'New^Name']);
  expect(said.split('\n').slice(0, 4)).toEqual([
    'a1.dcm',
    '  (0010,0010) PatientName: changed',
    '  (0010,0020) PatientID: added',
    '  (0018,0050) SliceThickness: removed',
  ]);
  expect(said + err).not.toContain('Old^Name');
  expect(readFileSync(join(scans, 'a1.dcm')).equals(before)).toBe(true);
});

test('a pattern in quotes, repeated options, private elements with their VR', async () => {
  const { status } = await reslice(
    'edit',
    join(scans, 'a?.dcm'),
    '--set',
    '(0019,0010)=ME',
    '--set',
    '(0019,1001):DS=-1.5',
    '--out',
    out,
  );
  expect(status).toBe(0);
  expect(written()).toEqual(['a1.dcm', 'a2.dcm']);
  expect((await reslice('edit', join(scans, 'x*'), '--remove', 'PatientID', '--out', out)).status).toBe(2);
});

test('what was to be removed and was not there is told of, by the path that the standard gives it', async () => {
  const words = ['--remove', 'SliceThickness', '(0010,0030)', '--out', out];
  const file = join(scans, 'a1.dcm');
  const { out: said } = await reslice('edit', file, ...words);
  expect(said).toBe(`${file}\n  (0018,0050) SliceThickness: removed\n  PatientBirthDate: was not there\n`);
});

test('files of others in the folder are told of: two patients in one would be read as two series', async () => {
  const words = ['edit', join(scans, 'a1.dcm'), '--set', 'PatientID=7', '--out', out];
  expect((await reslice(...words)).err).toBe(`reslice: 1 file written to ${out}\n`);
  // Its own, written over, is not told of.
  expect((await reslice(...words)).err).toBe(`reslice: 1 file written to ${out}\n`);
  // What lies elsewhere in the folder is none of its business.
  mkdirSync(join(out, 'deep'));
  for (const name of ['other.dcm', join('deep', 'more.dcm')]) writeFileSync(join(out, name), '');
  expect((await reslice(...words)).err).toBe(
    `reslice: 1 file written to ${out}\nreslice: note: ${out}: 1 file more lies beside them\n`,
  );
});

test('a file where its folder should be is bad use', async () => {
  writeFileSync(out, '');
  const { status, err } = await reslice('edit', scans, '--set', 'PatientID=7', '--out', out);
  expect([status, err]).toEqual([2, expect.stringContaining('cannot be written')]);
});

test('a copy that an earlier run left, and this one did not make, is told of', async () => {
  const words = (element: string) => ['edit', scans, '--set', element, '--out', out];
  expect((await reslice(...words('PatientID=7'))).err).not.toContain('note');
  writeFileSync(join(scans, 'a2.dcm'), 'text');
  const { status, err } = await reslice(...words('PatientName=New'));
  expect([status, err]).toEqual([0, expect.stringContaining('2 files written')]);
  expect(err).toContain('1 file more lies beside them');
});

test('a dry run shows the change and writes nothing', async () => {
  const {
    status,
    out: said,
    err,
  } = await reslice('edit', scans, '--set', 'PatientName=\x1b[2J', '--remove', 'PatientID', '--dry-run');
  expect([status, said, err]).toMatchObject([
    2,
    '',
    expect.stringContaining('edit/bad-value: PatientName (0010,0010)'),
  ]);
  const dry = await reslice(
    'edit',
    scans,
    '--set',
    'PatientName=New',
    'PatientID=7',
    '--remove',
    'SliceThickness',
    '--dry-run',
  );
  expect(dry.status).toBe(0);
  expect(dry.out.split('\n').slice(0, 4)).toEqual([
    'a1.dcm',
    "  (0010,0010) PatientName: 'Old^Name' -> 'New'",
    "  (0010,0020) PatientID: absent -> '7'",
    "  (0018,0050) SliceThickness: '2' -> removed",
  ]);
  expect(dry.err).toContain('this is a dry run');
  expect(() => written()).toThrow();
});

describe('inputs are never overwritten', () => {
  test('not by --out on their own folder, nor through a link', async () => {
    const before = readFileSync(join(scans, 'a1.dcm'));
    expect(await reslice('edit', scans, '--set', 'PatientName=X', '--out', scans)).toMatchObject({
      status: 2,
      err: expect.stringContaining('never overwritten'),
    });
    expect(
      await reslice('edit', join(scans, 'a1.dcm'), '--set', 'PatientName=X', '--out', `${scans}/deep/..`),
    ).toMatchObject({ status: 2 });
    mkdirSync(out);
    linkSync(join(scans, 'a1.dcm'), join(out, 'a1.dcm'));
    expect(await reslice('edit', join(scans, 'a1.dcm'), '--set', 'PatientName=X', '--out', out)).toMatchObject({
      status: 2,
    });
    expect(readFileSync(join(scans, 'a1.dcm')).equals(before)).toBe(true);
  });

  test('nor one output by another', async () => {
    writeFileSync(join(scans, 'deep', 'a1.dcm'), sliceBytes());
    const { status, err } = await reslice(
      'edit',
      join(scans, 'a1.dcm'),
      join(scans, 'deep', 'a1.dcm'),
      '--set',
      'PatientName=X',
      '--out',
      out,
    );
    expect([status, err]).toEqual([2, expect.stringContaining('would both become')]);
  });
});

describe('files that cannot be changed', () => {
  test('are told of and the rest is written: no DICOM is a note, damage is not', async () => {
    writeFileSync(join(scans, 'notes.txt'), 'not DICOM at all');
    const noted = await reslice('edit', scans, '--set', 'PatientName=X', '--out', out);
    expect(noted).toMatchObject({ status: 0, err: expect.stringContaining('left out: dicom/not-dicom: notes.txt') });
    writeFileSync(join(scans, 'cut.dcm'), sliceBytes().subarray(0, 200));
    const damaged = await reslice('edit', scans, '--set', 'PatientName=X', '--out', out);
    expect(damaged).toMatchObject({ status: 3, err: expect.stringContaining('dicom/truncated: cut.dcm') });
    expect(written()).toEqual(['a1.dcm', 'a2.dcm', join('deep', 'b.dcm')]);
  });

  test('by themselves are the error', async () => {
    writeFileSync(join(scans, 'notes.txt'), 'not DICOM at all');
    expect(await reslice('edit', join(scans, 'notes.txt'), '--set', 'PatientName=X', '--out', out)).toMatchObject({
      status: 3,
    });
    // The repertoire is the file's: ASCII here.
    expect(await reslice('edit', join(scans, 'a1.dcm'), '--set', 'PatientName=Łódź', '--out', out)).toMatchObject({
      status: 2,
      err: expect.stringContaining('SpecificCharacterSet'),
    });
  });
});

test.each([
  [['--out', 'x'], 'nothing to do'],
  [['--set', 'PatientName=X'], '--out FOLDER is needed'],
  [['--set', 'PatientName', '--out', 'x'], "ELEMENT=VALUE, not 'PatientName'"],
  [['--set', 'PatientNmae=X', '--out', 'x'], 'DICOM has no keyword PatientNmae'],
  [['--set', 'Rows=3', '--out', 'x'], 'edit/refused: Rows (0028,0010)'],
  [['--set', 'StudyDate=1.1.2025', '--out', 'x'], 'DA takes a day as YYYYMMDD'],
  [['--set', 'SOPInstanceUID=1.2', '--out', 'x'], 'each object has a UID of its own'],
])('%j is bad use', async (words, told) => {
  expect(await reslice('edit', scans, ...words)).toMatchObject({ status: 2, err: expect.stringContaining(told) });
});

test('--help has examples', async () => {
  const { status, out: said } = await reslice('edit', '--help');
  expect(status).toBe(0);
  expect(said).toContain('reslice edit scans/ --set PatientName=Anonymous');
});
