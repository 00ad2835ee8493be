// The editor of headers on small files made byte by byte: what it writes, where, and what it refuses.
import { describe, expect, test } from 'vitest';
import { parse } from '../../src/dicom/parse.ts';
import { TAGS } from '../../src/dicom/tag.ts';
import { editElements } from '../../src/edit/edit-elements.ts';
import type { ElementEdit } from '../../src/edit/element-edit.ts';
import { ResliceError } from '../../src/errors.ts';
import { createRandom } from '../../src/math/random.ts';
import {
  type Changes,
  type Element,
  EXPLICIT,
  type FileOptions,
  IMPLICIT,
  sliceBytes,
  type Value,
} from '../support/dicom-bytes.ts';
import { walkFile } from '../support/walk-elements.ts';

const set = (path: string, value: string, vr?: string): ElementEdit => ({ path, value, ...(vr ? { vr } : {}) });
const remove = (path: string): ElementEdit => ({ path, value: null });

/** Paths and values afterwards, as latin1. */
async function edited(changes: Changes, edits: readonly ElementEdit[], options: FileOptions = {}) {
  const { bytes, changes: told } = await editElements(sliceBytes(changes, options), edits, { file: 'a.dcm' });
  const walked = walkFile(bytes).elements;
  const at = (path: string) => walked.find((element) => element.path === path);
  return {
    bytes,
    told,
    paths: walked.map(({ path }) => path),
    text: (path: string) => at(path)?.value.toString('latin1'),
    at,
  };
}

const code = async (edits: readonly ElementEdit[], changes: Changes = {}, options: FileOptions = {}) =>
  editElements(sliceBytes(changes, options), edits, { file: 'a.dcm' }).then(
    () => 'done',
    (error) => `${error.code} ${error.at.tag?.keyword ?? ''}`.trim(),
  );

const REQUESTS: Changes = {
  '00400275': [
    'SQ',
    [
      [
        ['00400007', 'LO', 'first'],
        ['00400008', 'SQ', [[['00080100', 'SH', 'A1']]]],
        ['00400009', 'SH', 'S1'],
      ],
      [['00400009', 'SH', 'S2']],
    ],
  ],
};

describe.each([
  ['explicit, counted', {}],
  ['explicit, undefined lengths', { undefinedLength: true }],
  ['implicit, counted', { syntax: IMPLICIT }],
  ['implicit, undefined lengths', { syntax: IMPLICIT, undefinedLength: true }],
] as const)('%s', (_, options: FileOptions) => {
  test('an element is changed, added in order, and removed', async () => {
    const { paths, text } = await edited(
      {},
      [set('Modality', 'OT'), set('PatientID', 'X'), remove('SliceThickness')],
      options,
    );
    expect(text('0008,0060')).toBe('OT');
    expect(text('0010,0020')).toBe('X ');
    expect(paths).not.toContain('0018,0050');
    expect(paths.slice(2, 6)).toEqual(['0008,0018', '0008,0060', '0010,0020', '0020,000E']);
  });

  test('in items, however deep, and lengths around them stay right', async () => {
    const { text, paths } = await edited(
      REQUESTS,
      [
        set('RequestAttributesSequence[0].ScheduledProtocolCodeSequence[0].CodeValue', 'LONGER'),
        set('RequestAttributesSequence[0].ScheduledProtocolCodeSequence[0].CodeMeaning', 'odd'),
        set('RequestAttributesSequence[1].ScheduledProcedureStepID', 'Z'),
        remove('RequestAttributesSequence[0].ScheduledProcedureStepDescription'),
      ],
      options,
    );
    expect(paths.filter((path) => path.startsWith('0040'))).toEqual([
      '0040,0275',
      '0040,0275[0]',
      '0040,0275[0]/0040,0008',
      '0040,0275[0]/0040,0008[0]',
      '0040,0275[0]/0040,0008[0]/0008,0100',
      '0040,0275[0]/0040,0008[0]/0008,0104',
      '0040,0275[0]/0040,0009',
      '0040,0275[1]',
      '0040,0275[1]/0040,0009',
    ]);
    expect(text('0040,0275[0]/0040,0008[0]/0008,0100')).toBe('LONGER');
    expect(text('0040,0275[0]/0040,0008[0]/0008,0104')).toBe('odd ');
    expect(text('0040,0275[0]/0040,0009')).toBe('S1');
    expect(text('0040,0275[1]/0040,0009')).toBe('Z ');
  });

  test('items are added behind the last, also where elements are added at the same byte, and removed', async () => {
    const { text, paths } = await edited(
      REQUESTS,
      [
        remove('RequestAttributesSequence[0]'),
        set('RequestAttributesSequence[1].ScheduledProcedureStepLocation', 'L'),
        set('RequestAttributesSequence[2].ScheduledProcedureStepID', 'S3'),
        set('RequestAttributesSequence[3].ScheduledProtocolCodeSequence[0].CodeValue', 'NEW'),
        set('(0040,0280)', 'behind'),
      ],
      options,
    );
    expect(paths.filter((path) => path.startsWith('0040'))).toEqual([
      '0040,0275',
      '0040,0275[0]',
      '0040,0275[0]/0040,0009',
      '0040,0275[0]/0040,0011',
      '0040,0275[1]',
      '0040,0275[1]/0040,0009',
      '0040,0275[2]',
      '0040,0275[2]/0040,0008',
      '0040,0275[2]/0040,0008[0]',
      '0040,0275[2]/0040,0008[0]/0008,0100',
      '0040,0280',
    ]);
    expect(text('0040,0275[2]/0040,0008[0]/0008,0100')).toBe('NEW ');
  });

  test('a sequence that is not there is made', async () => {
    const { text, paths } = await edited({}, [set('RequestAttributesSequence[0].RequestedProcedureID', 'R1')], options);
    expect(text('0040,0275[0]/0040,1001')).toBe('R1');
    expect(paths.indexOf('0040,0275')).toBeLessThan(paths.indexOf('7FE0,0010'));
  });

  test('pixels and everything around stay as they are', async () => {
    const before = walkFile(sliceBytes(REQUESTS, options)).elements;
    const { bytes } = await edited(REQUESTS, [set('PatientName', 'A^B')], options);
    const after = walkFile(bytes).elements.filter(({ path }) => path !== '0010,0010');
    expect(after.map(({ raw }) => raw.toString('hex'))).toEqual(before.map(({ raw }) => raw.toString('hex')));
  });
});

describe('values', () => {
  test.each([
    ['PixelSpacing', '0.5\\0.25', '0.5\\0.25'],
    ['InstanceNumber', '-7', '-7'],
    ['StudyInstanceUID', '1.2.3', '1.2.3\0'],
    ['PatientComments', 'a\\b\r\nc', 'a\\b\r\nc'],
    ['PatientName', '', ''],
    ['PatientSex', '', ''],
    ['OtherPatientIDs', 'a\\\\bc', 'a\\\\bc '],
    ['SeriesNumber', '5', '5 '],
  ])('%s as %j', async (path, value, written) => {
    const { told, text } = await edited({}, [set(path, value)]);
    const id = told[0]!.id.slice(1, -1);
    expect(text(id) ?? '').toBe(written);
  });

  test('numbers are written by their VR', async () => {
    const { at } = await edited({}, [
      set('SmallestImagePixelValue', '-5'),
      set('FrameIncrementPointer', '(0018,1063)'),
      set('EchoPulseSequence', 'SPIN'),
      set('DiffusionBValue', '1.5'),
    ]);
    // US or SS by Pixel Representation, which is 1 here.
    expect([at('0028,0106')!.vr, at('0028,0106')!.value.readInt16LE()]).toEqual(['SS', -5]);
    expect([...at('0028,0009')!.value]).toEqual([0x18, 0, 0x63, 0x10]);
    expect(at('0018,9087')!.value.readDoubleLE()).toBe(1.5);
  });

  test('long VRs have the long form', async () => {
    const { at } = await edited({}, [set('TextValue', 'x'), set('RetrieveURL', 'http://a/b')]);
    expect(at('0040,A160')!.raw.toString('latin1')).toBe('\x40\x00\x60\xa1UT\0\0\x02\0\0\0x ');
    expect(at('0008,1190')!.raw.subarray(4, 8).toString('latin1')).toBe('UR\0\0');
  });

  test.each([
    ['StudyDate', '20250230'],
    ['StudyDate', '2025-02-03'],
    ['StudyTime', '250000'],
    ['StudyTime', '12:30'],
    ['AcquisitionDateTime', '20251301'],
    ['SliceThickness', '1.23456789012345678'],
    ['SliceThickness', 'thick'],
    ['InstanceNumber', '2147483648'],
    ['InstanceNumber', '1.5'],
    ['StudyInstanceUID', '1.02.3'],
    ['StudyInstanceUID', `${'1.'.repeat(33)}1`],
    ['SOPInstanceUID', ''],
    ['PatientSex', 'male'],
    ['PatientAge', '45'],
    ['AccessionNumber', '12345678901234567'],
    ['SeriesDescription', 'x'.repeat(65)],
    ['SeriesDescription', 'a\nb'],
    ['PatientName', 'a=b=c=d'],
    ['PatientName', 'a^b^c^d^e^f'],
    ['RetrieveAETitle', '                '],
    ['PixelAspectRatio', '1\\x'],
    ['DiffusionBValue', '1e999'],
    ['DiffusionBValue', '1\\'],
    ['RedPaletteColorLookupTableData', '1'],
  ])('%s does not take %j', async (path, value) => {
    expect(await code([set(path, value)])).toMatch(
      value === '' ? /^edit\/refused/ : new RegExp(`^edit/bad-value ${path}$`),
    );
  });

  test('a short form holds what 16 bits can count', async () => {
    const many = Array.from({ length: 4100 }, () => '1234567890123456').join('\\');
    expect(await code([set('WindowCenter', many)])).toBe('edit/bad-value WindowCenter');
    expect(await code([set('WindowCenter', many)], {}, { syntax: IMPLICIT })).toBe('done');
  });
});

describe('character sets', () => {
  test.each([
    ['', 'Mueller', 'Mueller '],
    ['ISO_IR 100', 'Müller', 'M\xfcller'],
    ['ISO_IR 192', 'Müller', 'M\xc3\xbcller '],
    ['ISO_IR 144', 'Люк', '\xbb\xee\xda '],
    // The examples of PS3.5 annexes H and I.
    [
      '\\ISO 2022 IR 87',
      'Yamada^Tarou=山田^太郎=やまだ^たろう',
      'Yamada^Tarou=\x1b$B;3ED\x1b(B^\x1b$BB@O:\x1b(B=\x1b$B$d$^$@\x1b(B^\x1b$B$?$m$&\x1b(B ',
    ],
    [
      '\\ISO 2022 IR 149',
      'Hong^Gildong=洪^吉洞=홍^길동',
      'Hong^Gildong=\x1b$)C\xfb\xf3^\x1b$)C\xd1\xce\xd4\xd7=\x1b$)C\xc8\xab^\x1b$)C\xb1\xe6\xb5\xbf ',
    ],
    [
      'ISO 2022 IR 13\\ISO 2022 IR 87',
      'ﾔﾏﾀﾞ^ﾀﾛｳ=山田^太郎',
      '\xd4\xcf\xc0\xde^\xc0\xdb\xb3=\x1b$B;3ED\x1b(J^\x1b$BB@O:\x1b(J',
    ],
    ['GB18030', 'Wang^XiaoDong=王^小东', 'Wang^XiaoDong=\xcd\xf5^\xd0\xa1\xb6\xab '],
    ['GBK', '王', '\xcd\xf5'],
    ['GB18030', '𠮷', '\x95\x34\xb2\x35'],
    // 秋's first byte is that of =.
    ['\\ISO 2022 IR 87', '秋', '\x1b$B=)\x1b(B'],
  ])('%j writes %s', async (terms, name, written) => {
    const changes: Changes = terms ? { '00080005': ['CS', terms] } : {};
    const { text, bytes } = await edited(changes, [set('PatientName', name)]);
    expect(text('0010,0010')!.replace(/ $/, '')).toBe(written.replace(/ $/, ''));
    expect(text('0010,0010')!.length % 2).toBe(0);
    expect(parse(bytes, 'a.dcm').label({ ...TAGS.seriesDescription, key: 'x00100010' })).toBe(name);
  });

  test.each([
    ['', 'Müller'],
    ['ISO_IR 100', 'Łódź'],
    ['ISO_IR 100', '\u0085'],
    ['\\ISO 2022 IR 87', '洪吉洞 길'],
    ['ISO_IR 999', 'ü'],
    ['ISO_IR 192', 'a\x1bb'],
    ['GBK', '𠮷'],
  ])('%j does not have %j', async (terms, name) => {
    const changes: Changes = terms ? { '00080005': ['CS', terms] } : {};
    expect(await code([set('PatientName', name)], changes)).toBe('edit/bad-value PatientName');
  });

  test('one is set with the text that needs it, never under text that it would change', async () => {
    const { text } = await edited({ '00100010': ['PN', 'Anna'] }, [
      set('SpecificCharacterSet', 'ISO_IR 192'),
      set('PatientName', 'Łódź'),
    ]);
    expect(Buffer.from(text('0010,0010')!, 'latin1').toString('utf8').trim()).toBe('Łódź');
    const latin: Changes = { '00080005': ['CS', 'ISO_IR 100'], '00100010': ['PN', 'M\xfcller'], ...REQUESTS };
    expect(await code([set('SpecificCharacterSet', 'ISO_IR 192')], latin)).toBe('edit/refused SpecificCharacterSet');
    expect(await code([set('SpecificCharacterSet', 'ISO_IR 192'), set('PatientName', 'Müller')], latin)).toBe('done');
    const inside: Changes = { '00400275': ['SQ', [[['00400007', 'LO', 'M\xfc']]]] };
    expect(await code([set('SpecificCharacterSet', 'ISO_IR 192')], inside)).toBe('edit/refused SpecificCharacterSet');
    expect(
      await code([set('SpecificCharacterSet', 'ISO_IR 192')], inside, { syntax: IMPLICIT, undefinedLength: true }),
    ).toBe('edit/refused SpecificCharacterSet');
  });

  test('nor in an item, whose own one changes, or goes, or which inherits it', async () => {
    const items = (own: readonly Element[]): Changes => ({
      '00080005': ['CS', 'ISO_IR 100'],
      '00400275': ['SQ', [[...own, ['00400007', 'LO', 'Sch\xe4del']], [['00400009', 'SH', 'S2']]]],
    });
    const [own, inherits] = [items([['00080005', 'CS', 'ISO_IR 100']]), items([])];
    const item = (n: number) => `RequestAttributesSequence[${n}]`;
    const itsSet = (n: number) => set(`${item(n)}.SpecificCharacterSet`, 'ISO_IR 192');
    const itsText = set(`${item(0)}.ScheduledProcedureStepDescription`, 'Schädel');
    const rootSet = set('SpecificCharacterSet', 'ISO_IR 192');
    const refused = 'edit/refused SpecificCharacterSet';
    for (const options of [{}, { syntax: IMPLICIT }, { undefinedLength: true }]) {
      const outcome = (edits: readonly ElementEdit[], changes: Changes) => code(edits, changes, options);
      expect(await outcome([itsSet(0)], own)).toBe(refused);
      expect(await outcome([itsSet(0)], inherits)).toBe(refused);
      expect(await outcome([itsSet(0), itsText], own)).toBe('done');
      expect(await outcome([itsSet(1)], own)).toBe('done');
      expect(await outcome([rootSet], own)).toBe('done');
      expect(await outcome([rootSet], inherits)).toBe(refused);
      expect(await outcome([rootSet, remove(item(0))], inherits)).toBe('done');
      const goes = remove(`${item(0)}.SpecificCharacterSet`);
      expect(await outcome([goes], own)).toBe('done');
      expect(await outcome([goes, rootSet], own)).toBe(refused);
      expect(await outcome([goes, rootSet, itsText], own)).toBe('done');
    }
  });

  test('nor in what nobody knows the VR of, where it may be text', async () => {
    const rootSet = [set('SpecificCharacterSet', 'ISO_IR 192')];
    const outcome = (value: Value, vr: string, syntax: string) =>
      code(
        rootSet,
        { '00080005': ['CS', 'ISO_IR 100'], '00190010': ['LO', 'ACME'], '00191001': [vr, value] },
        { syntax },
      );
    const [text, bytes] = ['Sch\xe4del', Uint8Array.of(0xe4, 0x00, 0xff, 0x01)];
    expect(await outcome(text, 'LO', IMPLICIT)).toBe('edit/refused SpecificCharacterSet');
    expect(await outcome(text, 'UN', EXPLICIT)).toBe('edit/refused SpecificCharacterSet');
    expect(await outcome(text, 'OB', EXPLICIT)).toBe('done');
    expect(await outcome(bytes, 'OB', IMPLICIT)).toBe('done');
    expect(await outcome('plain', 'LO', IMPLICIT)).toBe('done');
    const items: Value = [[['00191002', 'LO', text]]];
    expect(await outcome(items, 'SQ', IMPLICIT)).toBe('edit/refused SpecificCharacterSet');
    const name: Changes = { '00080005': ['CS', 'ISO_IR 100'], '00190010': ['LO', 'Sch\xe4del'] };
    expect(await code(rootSet, name, { syntax: IMPLICIT })).toBe('edit/refused SpecificCharacterSet');
  });

  test('an item has its own', async () => {
    const own: Changes = {
      '00400275': [
        'SQ',
        [
          [
            ['00080005', 'CS', 'ISO_IR 192'],
            ['00400007', 'LO', 'x'],
          ],
        ],
      ],
    };
    const { text } = await edited(own, [set('RequestAttributesSequence[0].ScheduledProcedureStepDescription', 'ü')]);
    expect(text('0040,0275[0]/0040,0007')).toBe('\xc3\xbc');
  });
});

describe('the file meta information', () => {
  test('follows SOPInstanceUID and SOPClassUID where it names them', async () => {
    const bytes = withMeta();
    const { bytes: after, changes } = await editElements(bytes, [
      set('SOPInstanceUID', '2.25.1'),
      set('SOPClassUID', '1.2.840.10008.5.1.4.1.1.7'),
    ]);
    const { elements, metaLength } = walkFile(after);
    const text = (path: string) => elements.find((element) => element.path === path)!.value.toString('latin1');
    expect([text('0002,0003'), text('0008,0018')]).toEqual(['2.25.1', '2.25.1']);
    expect(text('0002,0002')).toBe(text('0008,0016'));
    expect(metaLength).toBeGreaterThan(0);
    expect(changes.map(({ path }) => path).sort()).toEqual([
      'MediaStorageSOPClassUID',
      'MediaStorageSOPInstanceUID',
      'SOPClassUID',
      'SOPInstanceUID',
    ]);
  });

  test('takes what is only its own', async () => {
    const { bytes } = await editElements(withMeta(), [set('SourceApplicationEntityTitle', 'HERE')]);
    const { elements, metaLength } = walkFile(bytes);
    expect(elements.find(({ path }) => path === '0002,0016')!.value.toString()).toBe('HERE');
    expect(metaLength).toBeGreaterThan(0);
  });
});

/** The slice behind a meta header that is whole. */
function withMeta(): Uint8Array {
  const slice = sliceBytes();
  const short = (element: number, vr: string, value: string): number[] => [
    2,
    0,
    element & 255,
    element >> 8,
    vr.charCodeAt(0),
    vr.charCodeAt(1),
    value.length,
    0,
    ...Buffer.from(value),
  ];
  const rest = [
    ...short(2, 'UI', '1.2.840.10008.5.1.4.1.1.2\0'),
    ...short(3, 'UI', '1.2.3.1\0'),
    ...slice.subarray(132, 132 + 28),
  ];
  expect(Buffer.from(rest).toString('latin1')).toContain('1.2.840.10008.1.2.1\0');
  return Uint8Array.from([
    ...slice.subarray(0, 132),
    2,
    0,
    0,
    0,
    85,
    76,
    4,
    0,
    rest.length,
    0,
    0,
    0,
    ...rest,
    ...slice.subarray(160),
  ]);
}

describe('private elements', () => {
  const OWNED: Changes = { '00190010': ['LO', 'MAKER'], '001910E0': ['LO', 'old'], '00191001': ['DS', '1'] };

  test('keep the VR that the file gives them', async () => {
    const { at } = await edited(OWNED, [set('(0019,10E0)', 'new'), set('00191001', '2.5')]);
    expect([at('0019,10E0')!.vr, at('0019,10E0')!.value.toString()]).toEqual(['LO', 'new ']);
    expect([at('0019,1001')!.vr, at('0019,1001')!.value.toString()]).toEqual(['DS', '2.5 ']);
  });

  test('take one where the file gives none', async () => {
    expect(await code([set('(0019,10E0)', 'new')], OWNED, { syntax: IMPLICIT })).toBe('edit/bad-path');
    const { at } = await edited(OWNED, [set('(0019,10E1)', '7', 'US')]);
    expect([at('0019,10E1')!.vr, at('0019,10E1')!.value.readUInt16LE()]).toEqual(['US', 7]);
  });

  test('stand beside their owner’s name', async () => {
    expect(await code([set('(0019,11E0)', 'x', 'LO')], OWNED)).toMatch(/^edit\/refused/);
    expect(await code([set('(0019,11E0)', 'x', 'LO'), set('(0019,0011)', 'OTHER')], OWNED)).toBe('done');
    expect(await code([remove('(0019,0010)')], OWNED)).toMatch(/^edit\/refused/);
    expect(await code(['(0019,0010)', '(0019,10E0)', '(0019,1001)'].map(remove), OWNED)).toBe('done');
    expect(await code([set('(0019,0110)', 'x', 'LO')], OWNED)).toMatch(/^edit\/refused/);
  });
});

describe('group lengths', () => {
  const COUNTED: Changes = { '00100000': ['UL', [8]], PatientID: null, '00100020': ['LO', ''] };

  test('say what the group holds afterwards, and go with it', async () => {
    const { at } = await edited(COUNTED, [set('PatientName', 'Some^One')]);
    expect(at('0010,0000')!.value.readUInt32LE()).toBe(8 + 16);
    const gone = await edited(COUNTED, [remove('PatientID')]);
    expect(gone.paths.filter((path) => path.startsWith('0010'))).toEqual([]);
  });

  test('of groups that stay are left alone', async () => {
    const { at } = await edited({ ...COUNTED, '00100000': ['UL', [999]] }, [set('Modality', 'OT')]);
    expect(at('0010,0000')!.value.readUInt32LE()).toBe(999);
  });
});

describe('what is refused', () => {
  test.each([
    [[set('Rows', '3')], 'edit/refused Rows'],
    [[remove('PixelData')], 'edit/refused PixelData'],
    [[set('TransferSyntaxUID', IMPLICIT)], 'edit/refused TransferSyntaxUID'],
    [[set('BitsStored', '12')], 'edit/refused BitsStored'],
    [[set('IconImageSequence[0].Rows', '3')], 'edit/refused Rows'],
    [[remove('SOPInstanceUID')], 'edit/refused SOPInstanceUID'],
    [[set('MediaStorageSOPInstanceUID', '1.2')], 'edit/refused MediaStorageSOPInstanceUID'],
    [[set('PatientNmae', 'x')], 'edit/bad-path'],
    [[set('(0008,0000)', '4')], 'edit/bad-path'],
    [[set('RequestAttributesSequence', 'x')], 'edit/bad-path'],
    [[set('RequestAttributesSequence.ScheduledProcedureStepID', 'x')], 'edit/bad-path'],
    [[set('RequestAttributesSequence[1].ScheduledProcedureStepID', 'x')], 'edit/bad-path'],
    [[set('PatientName[0].PatientID', 'x')], 'edit/bad-path'],
    [[set('PatientName', 'x'), remove('PatientName')], 'edit/bad-path'],
    [[set('(0009,1001)', 'x')], 'edit/refused'],
  ] as const)('%j', async (edits, expected) => {
    expect(await code(edits)).toBe(expected);
  });

  test('no error tells a value', async () => {
    const failed = await editElements(sliceBytes(), [set('PatientAge', 'SECRET')], { file: 'a.dcm' }).catch(
      (error) => error,
    );
    expect(failed.message).toBe(
      'edit/bad-value: a.dcm: PatientAge (0010,1010): AS takes three digits and D, W, M or Y, as 045Y',
    );
  });
});

test('what changed is told: as it was, as it is', async () => {
  const { told } = await edited({ '00100010': ['PN', 'Old^Name'], ...REQUESTS }, [
    set('PatientName', 'New'),
    set('PatientID', '7'),
    remove('SliceThickness'),
    remove('RequestAttributesSequence'),
    remove('StudyID'),
  ]);
  expect(told).toEqual([
    { path: 'PatientName', id: '(0010,0010)', vr: 'PN', before: 'Old^Name', after: 'New' },
    { path: 'PatientID', id: '(0010,0020)', vr: 'LO', before: null, after: '7' },
    { path: 'SliceThickness', id: '(0018,0050)', vr: 'DS', before: '2', after: null },
    { path: 'RequestAttributesSequence', id: '(0040,0275)', vr: 'SQ', before: '2 items', after: null },
  ]);
});

test('of damaged files every one is edited or refused by a typed error', async () => {
  const random = createRandom(11);
  let refused = 0;
  for (let n = 0; n < 600; n++) {
    const options = n % 2 === 0 ? {} : { undefinedLength: true, ...(n % 3 === 0 ? { syntax: IMPLICIT } : {}) };
    const bytes = sliceBytes({ ...REQUESTS, '00100010': ['PN', 'A^B'] }, options);
    for (let hits = random.integer(1, 4); hits > 0; hits--)
      bytes[random.integer(132, bytes.length - 1)] = random.integer(0, 255);
    const edits = [
      set('PatientName', 'C'),
      set('RequestAttributesSequence[0].ScheduledProtocolCodeSequence[0].CodeValue', 'Z'),
      set('SpecificCharacterSet', 'ISO_IR 100'),
    ];
    const thrown = await editElements(bytes, edits, { file: 'a.dcm' }).then(
      () => null,
      (error) => error,
    );
    if (thrown === null) continue;
    refused++;
    expect(thrown).toBeInstanceOf(ResliceError);
    expect(thrown.message).toContain('a.dcm');
  }
  expect(refused).toBeGreaterThan(50);
});
