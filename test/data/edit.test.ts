// Every real file's header changed: what was not asked for stays byte-equal, by a walk that is not the editor's; pydicom reads the rest.
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { table } from 'reslice-dictionary:standard';
import { expect, test } from 'vitest';
import { readDictionary } from '../../demo/header/dictionary.ts';
import { editElements } from '../../src/edit/edit-elements.ts';
import type { ElementEdit } from '../../src/edit/element-edit.ts';
import { isResliceError } from '../../src/errors.ts';
import { shared, sharedFile, sharedJson } from '../support/shared.ts';
import { type Walked, walkFile } from '../support/walk-elements.ts';

interface Listed {
  readonly path: string;
  readonly min?: number;
  readonly expect?: string;
}

const pydicom = spawnSync('/usr/bin/python3', ['-c', 'import pydicom']).status === 0;
const dictionary = readDictionary(table);
const files = shared
  ? sharedJson<Listed[]>('reference', 'files.json').filter(({ min, expect }) => min !== undefined || expect === 'ok')
  : [];

const EXISTING = ['0008,103E', '0010,0010', '0010,0020', '0008,1030', '0008,0060', '0020,0011', '0008,0016'];
const NEW = ['0008,1040', '0018,1030', '0010,4000', '0032,1060', '4008,0300'];
const REMOVED = [
  '0008,0050',
  '0008,0090',
  '0020,0010',
  '0010,0030',
  '0008,0030',
  '0010,0040',
  '0028,1051',
  '0020,0013',
];
const TEXTS: Readonly<Record<string, string>> = {
  '0020,0011': '77',
  '0008,0016': '1.2.840.10008.5.1.4.1.1.7',
  '0008,0060': 'OT',
};
const textFor = (tag: string): string => TEXTS[tag] ?? 'Changed^By Reslice';

/** What is asked of a file, by its own elements. */
function editsFor(before: readonly Walked[]): { readonly edits: readonly ElementEdit[]; readonly inSequence: boolean } {
  const has = (tag: string): boolean => before.some(({ path }) => path === tag);
  const existing = EXISTING.find(has);
  const fresh = NEW.find((tag) => !has(tag));
  const gone = REMOVED.find(has);
  const sequence = before.find(({ path, vr }) => {
    const [group, element] = path.split(',').map((digits) => Number.parseInt(digits, 16));
    if (element === undefined) return false;
    const isSequence = vr === 'SQ' || ((vr === '' || vr === 'UN') && dictionary(group!, element)?.vr === 'SQ');
    return isSequence && /^[0-9A-F,]+$/.test(path) && before.some((item) => item.path === `${path}[0]`);
  });
  return {
    inSequence: sequence !== undefined,
    edits: [
      { path: 'SOPInstanceUID', value: '2.25.123456789' },
      ...(existing ? [{ path: existing, value: textFor(existing) }] : []),
      ...(fresh ? [{ path: fresh, value: 'New' }] : []),
      ...(gone ? [{ path: gone, value: null }] : []),
      // An odd length, at the end or in the middle of the item; and an item more.
      ...(sequence ? [{ path: `${sequence.path}[0].(0008,0104)`, value: 'Odd' }] : []),
    ],
  };
}

/** Lengths that count bytes: of groups, and of what holds a change. */
const counts = (path: string): boolean => path.endsWith(',0000');

test.skipIf(!shared)(
  'every file that decodes: all but what was asked for is byte-equal',
  async () => {
    const folder = mkdtempSync(join(tmpdir(), 'reslice-edit-'));
    const asked: { file: string; edits: readonly ElementEdit[] }[] = [];
    const done = { files: 0, elements: 0, pixels: 0, sequences: 0, syntaxes: new Set<string>() };
    try {
      for (const { path } of files) {
        const bytes = sharedFile('data', path);
        const copy = bytes.slice();
        const before = walkFile(repaired(bytes));
        const { edits, inSequence } = editsFor(before.elements);
        const edited = await editElements(bytes, edits, { file: path });
        expect(Buffer.compare(bytes, copy), `${path}: input left alone`).toBe(0);
        const after = walkFile(edited.bytes);
        expect(after.metaLength, `${path}: file meta information's length`).not.toBe(-1);
        expect(after.syntax).toBe(before.syntax);
        const touched = new Set(edits.map((edit) => walkedPath(edit.path)));
        if (before.elements.some((element) => element.path === '0002,0003')) touched.add('0002,0003');
        if (touched.has('0008,0016')) touched.add('0002,0002');
        const rest = (elements: readonly Walked[]) =>
          elements.filter((element) => !touched.has(element.path) && !counts(element.path));
        const [old, now] = [rest(before.elements), rest(after.elements)];
        expect(
          now.map((element) => element.path),
          path,
        ).toEqual(old.map((element) => element.path));
        const differing = now.filter((element, n) => Buffer.compare(element.raw, old[n]!.raw) !== 0);
        expect(
          differing.map((element) => element.path),
          path,
        ).toEqual([]);
        const tags = after.elements.filter(({ path }) => /^[0-9A-F,]+$/.test(path)).map((element) => element.path);
        const fresh = tags.indexOf(walkedPath(edits.find(({ value }) => value === 'New')!.path));
        // In order where the file was in order.
        expect(
          tags[fresh]! > tags[fresh - 1]! && !(tags[fresh]! > tags[fresh + 1]!),
          `${path}: ${tags[fresh - 1]} ${tags[fresh]} ${tags[fresh + 1]}`,
        ).toBe(true);
        done.files++;
        done.elements += now.length;
        done.pixels += now.filter((element) => /^7FE0,00(08|09|10)$/.test(element.path)).length;
        if (inSequence) done.sequences++;
        done.syntaxes.add(after.syntax);
        const name = `${done.files}.dcm`;
        writeFileSync(join(folder, name), edited.bytes);
        asked.push({ file: name, edits });
      }
      console.log(
        `${done.files} files of ${done.syntaxes.size} transfer syntaxes, ${done.sequences} with a change in a sequence: ` +
          `${done.elements} untouched elements byte-equal, ${done.pixels} of them pixels`,
      );
      expect(done.files).toBeGreaterThan(900);
      expect(done.pixels).toBe(done.files);
      expect(done.syntaxes.size).toBeGreaterThan(15);
      if (pydicom) expect(readByPydicom(folder, asked)).toEqual([]);
    } finally {
      rmSync(folder, { recursive: true });
    }
  },
  600_000,
);

const broken = shared
  ? sharedJson<Listed[]>('reference', 'files.json').filter(({ expect }) => expect && expect !== 'ok')
  : [];

test.skipIf(!shared)('files that are broken are edited or refused, with the file’s name', async () => {
  let refused = 0;
  for (const { path } of broken) {
    const edits = [{ path: 'RequestAttributesSequence[0].RequestedProcedureID', value: 'X' }];
    const thrown = await editElements(sharedFile('data', path), edits, { file: path }).then(
      () => null,
      (error) => error,
    );
    if (thrown === null) continue;
    refused++;
    expect(isResliceError(thrown), `${path}: ${thrown}`).toBe(true);
    expect(thrown.at.file).toBe(path);
  }
  console.log(`${refused} of ${broken.length} broken files are refused`);
  expect(refused).toBeGreaterThan(5);
});

/** '0040,0275[0].(0008,0104)' as the walk names it. */
const walkedPath = (path: string): string =>
  path === 'SOPInstanceUID' ? '0008,0018' : path.replace(/\.\(?/, '/').replace(/[()]/g, '');

/** A wrong length of the file meta information is set right by the editor; the walk takes none. */
function repaired(bytes: Uint8Array): Uint8Array {
  if (walkFile(bytes).metaLength !== -1) return bytes;
  const copy = bytes.slice();
  const view = new DataView(copy.buffer);
  let at = 144;
  while (view.getUint16(at, true) === 2) {
    const long = /O[BW]|U[NT]/.test(String.fromCharCode(copy[at + 4]!, copy[at + 5]!));
    at += long ? 12 + view.getUint32(at + 8, true) : 8 + view.getUint16(at + 6, true);
  }
  view.setUint32(140, at - 144, true);
  return copy;
}

const SCRIPT = `
import json, re, sys, warnings
import pydicom
from pydicom.tag import Tag
warnings.simplefilter('ignore')
pydicom.config.settings.reading_validation_mode = 0
wrong = []
for one in json.load(sys.stdin):
    try:
        ds = pydicom.dcmread(sys.argv[1] + '/' + one['file'], force=True, stop_before_pixels=True)
        for edit in one['edits']:
            level, path = ds, edit['path']
            if path == 'SOPInstanceUID': path = '0008,0018'
            steps = path.split('.')
            for step in steps[:-1]:
                g, e = re.match(r'\\(?(....),(....)', step).groups()
                level = level[Tag(int(g, 16), int(e, 16))].value[0]
            g, e = re.match(r'\\(?(....),(....)', steps[-1]).groups()
            tag = Tag(int(g, 16), int(e, 16))
            if edit['value'] is None:
                if tag in level: wrong.append([one['file'], path, 'is there'])
            elif str(level[tag].value) != edit['value']: wrong.append([one['file'], path, str(level[tag].value)])
        said = ds.file_meta.get('MediaStorageSOPInstanceUID') if hasattr(ds, 'file_meta') else None
        if said is not None and said != ds.SOPInstanceUID: wrong.append([one['file'], 'meta', str(said)])
    except Exception as error:
        wrong.append([one['file'], repr(error)])
print(json.dumps(wrong))
`;

function readByPydicom(folder: string, asked: unknown): unknown {
  const out = execFileSync('/usr/bin/python3', ['-c', SCRIPT, folder], {
    input: JSON.stringify(asked),
    maxBuffer: 2 ** 26,
  });
  return JSON.parse(out.toString());
}
