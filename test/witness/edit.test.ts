// Changed headers beside dcmtk: a nested file in each way that dcmconv can write it, changed by us and by dcmodify, printed alike; and what
// dcmdump prints of changed real files. Skips, visibly, where dcmtk is not installed.
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { editElements } from '../../src/edit/edit-elements.ts';
import { dcmdump, dumpOf } from '../support/dcmdump.ts';
import { type Changes, sliceBytes } from '../support/dicom-bytes.ts';
import { shared, sharedFile, sharedFiles } from '../support/shared.ts';

const dcmodify = spawnSync('dcmodify', ['--version']).status === 0;
const folder = mkdtempSync(join(tmpdir(), 'reslice-edit-'));
afterAll(() => rmSync(folder, { recursive: true }));
const at = (name: string): string => join(folder, name);

const NESTED: Changes = {
  '00080005': ['CS', 'ISO_IR 100'],
  '00100010': ['PN', 'Old^Name'],
  '00190010': ['LO', 'MAKER'],
  '001910E0': ['LO', 'private'],
  '00281199': ['UI', '1.2.3'],
  '00400275': [
    'SQ',
    [
      [
        ['00400007', 'LO', 'first'],
        ['00400008', 'SQ', [[['00080100', 'SH', 'A1']]]],
      ],
      [['00400009', 'SH', 'S2']],
    ],
  ],
};

const SYNTAXES = ['+ti', '+te', '+tb', '+td'];
const LENGTHS = [
  ['+e', '-g'],
  ['-e', '-g'],
  ['+e', '+g'],
  ['-e', '+g'],
];

test
  .skipIf(!dcmdump || !dcmodify)
  .each(SYNTAXES.flatMap((syntax) => LENGTHS.map((lengths) => [syntax, ...lengths] as const)))(
  'dcmconv %s %s %s: as dcmodify changes it',
  async (...options) => {
    writeFileSync(at('in.dcm'), sliceBytes(NESTED));
    execFileSync(
      'dcmconv',
      ['-F', ...options, at('in.dcm'), at('given.dcm')].filter((word) => word !== '-F'),
    );
    const { bytes } = await editElements(readFileSync(at('given.dcm')), [
      { path: 'PatientName', value: 'Müller^Änne' },
      { path: 'PatientAge', value: '045Y' },
      { path: 'Modality', value: null },
      { path: 'RequestAttributesSequence[0].ScheduledProtocolCodeSequence[0].CodeMeaning', value: 'odd' },
      { path: 'RequestAttributesSequence[1].ScheduledProcedureStepID', value: 'LONGER' },
      { path: 'ReferencedStudySequence[0].ReferencedSOPInstanceUID', value: '1.2.3' },
      { path: 'DiffusionBValue', value: '1.5' },
    ]);
    writeFileSync(at('ours.dcm'), bytes);
    execFileSync('dcmconv', [...options, at('in.dcm'), at('theirs.dcm')]);
    const modified = [
      ['-i', 'PatientName=M\xfcller^\xc4nne'],
      ['-i', 'PatientAge=045Y'],
      ['-e', 'Modality'],
      ['-i', '(0040,0275)[0].(0040,0008)[0].CodeMeaning=odd'],
      ['-i', '(0040,0275)[1].(0040,0009)=LONGER'],
      ['-i', '(0008,1110)[0].(0008,1155)=1.2.3'],
      ['-i', '(0018,9087)=1.5'],
    ];
    // Latin-1 arguments go through a shell's octal, not through node's UTF-8.
    const words = modified.flat().map((word) => (word.startsWith('-') ? word : `"$(printf '${octal(word)}')"`));
    execFileSync('bash', ['-c', `dcmodify -nb ${words.join(' ')} ${at('theirs.dcm')}`]);
    const texts = (name: string) =>
      dumpOf(at(name))
        .filter(({ id }) => !id.startsWith('(0002') && !id.endsWith('0000)'))
        .map(({ depth, id, vr, value }) => `${depth} ${id} ${vr} ${value}`)
        // How many items, and what kind of length: theirs is rewritten as a whole.
        .map((line) => line.replace(/\(Sequence.*$/, ''));
    expect(texts('ours.dcm')).toEqual(texts('theirs.dcm'));
    expect(dumpOf(at('ours.dcm')).find(({ id }) => id === '(0010,0010)')!.value).toBe('M\xfcller^\xc4nne');
    // dcmtk checks every length on the way to another syntax.
    execFileSync('dcmconv', ['+te', at('ours.dcm'), at('again.dcm')]);
  },
);

const octal = (text: string): string =>
  [...text].map((character) => `\\${character.charCodeAt(0).toString(8).padStart(3, '0')}`).join('');

const FOLDERS = [
  's07-sagittal-mr-fruit',
  's11-enhanced-ct',
  's12-enhanced-mr',
  's13-transfer-syntaxes',
  's15-pixel-formats',
];

test.skipIf(!shared || !dcmdump).each(FOLDERS)(
  '%s: dcmdump prints what was set, and all else as before',
  async (name) => {
    const files = sharedFiles(name).filter(
      (path) => path.endsWith('.dcm') && !/too_short|JLSL_RGB|_no_meta/.test(path),
    );
    for (const path of files.filter((_, n) => n % 5 === 0)) {
      const bytes = sharedFile('data', path);
      writeFileSync(at('before.dcm'), bytes);
      const { bytes: after } = await editElements(bytes, [
        { path: 'StationName', value: 'Reslice' },
        { path: 'StudyID', value: null },
      ]);
      writeFileSync(at('after.dcm'), after);
      const lines = (file: string) => {
        const all = dumpOf(at(file)).map(({ depth, id, vr, value }) => `${depth} ${id} ${vr} ${value}`);
        return all.filter((line) => !/^0 \((0008,1010|0020,0010|\w{4},0000)\)/.test(line));
      };
      expect(lines('after.dcm'), path).toEqual(lines('before.dcm'));
      const tops = dumpOf(at('after.dcm')).filter(({ depth }) => depth === 0);
      expect(tops.find(({ id }) => id === '(0008,1010)')?.value, path).toBe('Reslice');
      expect(
        tops.some(({ id }) => id === '(0020,0010)'),
        path,
      ).toBe(false);
    }
  },
);
