import { describe, expect, test } from 'vitest';
import { parse } from '../../src/dicom/parse.ts';
import { TAGS } from '../../src/dicom/tag.ts';
import { isResliceError } from '../../src/errors.ts';
import { CT_IMAGE, dicomBytes, type Element, EXPLICIT, IMPLICIT, sliceBytes } from '../support/dicom-bytes.ts';

function codeOf(bytes: Uint8Array): string {
  try {
    parse(bytes, 'a.dcm');
    return 'ok';
  } catch (error) {
    if (!isResliceError(error)) throw error;
    expect(error.at.file).toBe('a.dcm');
    return error.code;
  }
}

const nested = (depth: number): Element[] => {
  let items: Element[] = [['Modality', 'CS', 'CT']];
  for (let n = 0; n < depth; n++) items = [['0040A730', 'SQ', [items]]];
  return items;
};

describe('values', () => {
  test.each([EXPLICIT, IMPLICIT])('of %s', (syntax) => {
    const dataSet = parse(sliceBytes({}, { syntax }), 'a.dcm');
    expect(dataSet.text(TAGS.transferSyntaxUID)).toBe(syntax);
    expect(dataSet.text(TAGS.sopClassUID)).toBe(CT_IMAGE);
    expect(dataSet.numbers(TAGS.imagePositionPatient)).toEqual([-1, -2, 0]);
    expect(dataSet.texts(TAGS.pixelSpacing)).toEqual(['0.5', '0.25']);
    expect(dataSet.uint16(TAGS.rows)).toBe(2);
    expect(dataSet.has(TAGS.windowCenter)).toBe(false);
    expect(dataSet.numbers(TAGS.windowCenter)).toBeUndefined();
    const place = dataSet.place(TAGS.pixelData)!;
    expect(place.length).toBe(12);
    expect([...dataSet.bytes.subarray(place.offset, place.offset + 4)]).toEqual([0, 0, 1, 0]);
  });

  test.each([
    ['1.5', 1.5],
    [' -1 ', -1],
    ['+1e2', 100],
    ['.5', 0.5],
    ['3.', 3],
    ['', Number.NaN],
    ['0x10', Number.NaN],
    ['Infinity', Number.NaN],
    ['1,5', Number.NaN],
    ['12 mm', Number.NaN],
  ])('%j of type DS is %d', (text, number) => {
    const dataSet = parse(sliceBytes({ PixelSpacing: ['DS', `${text}\\1`] }), 'a.dcm');
    expect(dataSet.numbers(TAGS.pixelSpacing)).toEqual([number, 1]);
  });

  test('an empty element has no values', () => {
    const dataSet = parse(sliceBytes({ PixelSpacing: ['DS', ''], Rows: ['US', []] }), 'a.dcm');
    expect(dataSet.numbers(TAGS.pixelSpacing)).toBeUndefined();
    expect(dataSet.uint16(TAGS.rows)).toBeUndefined();
  });

  test('Rows with a signed VR reads the same', () => {
    expect(parse(sliceBytes({ Rows: ['SS', [2]] }), 'a.dcm').uint16(TAGS.rows)).toBe(2);
  });

  test('of the image itself are not those of an icon in a sequence before it', () => {
    const icon: Element[] = [
      ['Rows', 'US', [64]],
      ['PixelData', 'OW', [7, 7]],
    ];
    for (const undefinedLength of [false, true]) {
      const dataSet = parse(sliceBytes({ '00880200': ['SQ', [icon]] }, { undefinedLength }), 'a.dcm');
      expect(dataSet.uint16(TAGS.rows)).toBe(2);
      expect(dataSet.place(TAGS.pixelData)!.length).toBe(12);
    }
  });

  test('after Pixel Data are not looked at', () => {
    const file = sliceBytes();
    const garbage = Uint8Array.from([...file, 9, 9, 9, 9, 9]);
    expect(parse(garbage, 'a.dcm').place(TAGS.pixelData)!.length).toBe(12);
  });

  test.each([true, false])('of the image are read past an icon that is compressed (undefined lengths: %s)', (open) => {
    const icon: Element[] = [
      ['Rows', 'US', [64]],
      ['PixelData', 'OB', { fragments: [Uint8Array.of(0xff, 0xd8, 0xfe, 0xff, 0xff, 0xd9)] }],
    ];
    const bytes = sliceBytes({ '00880200': ['SQ', [icon]] }, { undefinedLength: open });
    expect(parse(bytes, 'a.dcm').uint16(TAGS.rows)).toBe(2);
  });

  test('of the image are read past a private sequence that is not written as the syntax says', () => {
    // In an explicit file items in implicit VR, as some scanners put into theirs: they are nobody's business.
    const implicit = [0x05, 0x20, 0x10, 0, 2, 0, 0, 0, 0x31, 0x20];
    const item = Uint8Array.from([0xfe, 0xff, 0, 0xe0, implicit.length, 0, 0, 0, ...implicit]);
    const bytes = sliceBytes({ '20051100': ['SQ', item] });
    expect(parse(bytes, 'a.dcm').uint16(TAGS.columns)).toBe(3);
  });

  test('are read past a delimiter that closes nothing', () => {
    const bytes = [...sliceBytes()];
    const rows = bytes.findIndex((_, at) => [0x28, 0, 0x10, 0].every((byte, n) => bytes[at + n] === byte));
    bytes.splice(rows, 0, 0xfe, 0xff, 0x0d, 0xe0, 0, 0, 0, 0);
    const dataSet = parse(Uint8Array.from(bytes), 'a.dcm');
    expect([dataSet.uint16(TAGS.rows), dataSet.has(TAGS.pixelData)]).toEqual([2, true]);
  });

  test.each([EXPLICIT, IMPLICIT])('need no file meta information behind a preamble: %s', (syntax) => {
    const bytes = [...sliceBytes({}, { syntax })];
    // Its one element: a head of 8 bytes, the UID, even.
    bytes.splice(132, 8 + 2 * Math.ceil(syntax.length / 2));
    const dataSet = parse(Uint8Array.from(bytes), 'a.dcm');
    expect([dataSet.text(TAGS.transferSyntaxUID), dataSet.uint16(TAGS.rows)]).toEqual([syntax, 2]);
  });

  test('do not depend on a preamble', () => {
    expect(parse(sliceBytes({}, { preamble: false }), 'a.dcm').uint16(TAGS.columns)).toBe(3);
  });
});

describe('what is no data set', () => {
  test('is not DICOM', () => {
    expect(codeOf(new Uint8Array(0))).toBe('dicom/not-dicom');
    expect(codeOf(new Uint8Array(500))).toBe('dicom/not-dicom');
    expect(codeOf(new TextEncoder().encode('Read me first. '.repeat(20)))).toBe('dicom/not-dicom');
  });

  test('names no transfer syntax', () => {
    expect(codeOf(dicomBytes([['MediaStorageSOPClassUID', 'UI', '1.2']], { syntax: null }))).toBe('dicom/missing-tag');
  });

  test('cut anywhere is refused by code, never by anything else', () => {
    for (const undefinedLength of [false, true]) {
      const items: Element[] = [['Modality', 'CS', 'MR']];
      const file = sliceBytes({ '00081140': ['SQ', [items, items]] }, { undefinedLength });
      const codes = new Set<string>();
      for (let length = 0; length < file.length - 12; length++) codes.add(codeOf(file.subarray(0, length)));
      expect([...codes].sort()).toEqual(['dicom/not-dicom', 'dicom/truncated', 'ok']);
    }
  });

  test('has a sequence that is never closed', () => {
    const file = dicomBytes(nested(3), { undefinedLength: true });
    expect(codeOf(file.subarray(0, file.length - 8))).toBe('dicom/truncated');
  });
});

describe('nesting', () => {
  test('is read to 512 deep and no deeper', () => {
    expect(codeOf(dicomBytes(nested(200), { undefinedLength: true }))).toBe('ok');
    expect(codeOf(dicomBytes(nested(512), { undefinedLength: true }))).toBe('ok');
    expect(codeOf(dicomBytes(nested(513), { undefinedLength: true }))).toBe('dicom/limit-exceeded');
  });

  test('of known lengths is skipped, and bounded where somebody goes down into it', () => {
    const sequence = Object.values(TAGS).find(({ keyword }) => keyword === 'RealWorldValueMappingSequence')!;
    let items: Element[] = [['Modality', 'CS', 'CT']];
    for (let n = 0; n < 513; n++) items = [['RealWorldValueMappingSequence', 'SQ', [items]]];
    let item = parse(dicomBytes(items), 'a.dcm');
    for (let n = 0; n < 512; n++) item = item.items(sequence)[0]!;
    expect(() => item.items(sequence)).toThrow('dicom/limit-exceeded');
  });

  test('deep enough to exhaust the stack is the same error', () => {
    const open = [0x40, 0, 0x30, 0xa7, 0x53, 0x51, 0, 0, 255, 255, 255, 255, 0xfe, 0xff, 0, 0xe0, 255, 255, 255, 255];
    const head = dicomBytes([]);
    const file = new Uint8Array(head.length + open.length * 50_000);
    file.set(head);
    for (let n = 0; n < 50_000; n++) file.set(open, head.length + n * open.length);
    expect(codeOf(file)).toBe('dicom/limit-exceeded');
  });
});
