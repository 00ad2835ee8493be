import { describe, expect, test } from 'vitest';
import { type ImageHeader, isDirectory, requireImage } from '../../src/dicom/image-header.ts';
import { lookUp } from '../../src/dicom/modality-lut.ts';
import { parse } from '../../src/dicom/parse.ts';
import { isResliceError, type ResliceError } from '../../src/errors.ts';
import { type Changes, dicomBytes, type Element, EXPLICIT, sliceBytes } from '../support/dicom-bytes.ts';
import { headerOf } from '../support/series-images.ts';

const header = (changes: Changes = {}): ImageHeader => headerOf(sliceBytes(changes), 'a.dcm');

function refusal(bytes: Uint8Array): ResliceError {
  try {
    requireImage(parse(bytes, 'a.dcm'), 'a.dcm');
    headerOf(bytes, 'a.dcm');
  } catch (error) {
    if (isResliceError(error)) return error;
    throw error;
  }
  throw new Error('was read');
}
const refused = (changes: Changes): ResliceError => refusal(sliceBytes(changes));

describe('a CT slice', () => {
  test('is what it says', () => {
    const read = header({ ImageType: ['CS', 'ORIGINAL\\PRIMARY'], EchoTime: ['DS', '4.5'] });
    expect(read).toMatchObject({
      file: 'a.dcm',
      sopInstanceUID: '1.2.3.1',
      seriesInstanceUID: '1.2.3',
      modality: 'CT',
      instanceNumber: 1,
      imageType: ['ORIGINAL', 'PRIMARY'],
      echoTime: 4.5,
      triggerTime: null,
      temporalPositionIdentifier: null,
      transferSyntaxUID: EXPLICIT,
      sliceThickness: 2,
      rescaleSlope: 1,
      rescaleIntercept: 0,
      unit: 'HU',
      padding: null,
      inverse: false,
      windows: [],
      problems: [],
      geometryProblem: null,
    });
    expect(read.pixels).toEqual({
      rows: 2,
      columns: 3,
      numberOfFrames: 1,
      samplesPerPixel: 1,
      kind: 'integer',
      planar: false,
      bitsAllocated: 16,
      bitsStored: 16,
      highBit: 15,
      signed: true,
      photometricInterpretation: 'MONOCHROME2',
    });
    expect(read.geometry).toEqual({
      imagePositionPatient: [-1, -2, 0],
      row: [1, 0, 0],
      column: [0, 1, 0],
      pixelSpacing: [0.5, 0.25],
    });
  });
});

describe('geometry that cannot be used', () => {
  test.each<[string, Changes, string]>([
    ['no position', { ImagePositionPatient: null }, 'dicom/missing-tag'],
    ['an empty position', { ImagePositionPatient: ['DS', ''] }, 'dicom/missing-tag'],
    ['two numbers', { ImagePositionPatient: ['DS', '1\\2'] }, 'dicom/bad-value'],
    ['no numbers', { ImagePositionPatient: ['DS', 'abc\\NaN\\1e999'] }, 'dicom/bad-value'],
    ['no orientation', { ImageOrientationPatient: null }, 'dicom/missing-tag'],
    ['parallel directions', { ImageOrientationPatient: ['DS', '1\\0\\0\\1\\0\\0'] }, 'dicom/bad-value'],
    ['directions of length 0', { ImageOrientationPatient: ['DS', '0\\0\\0\\0\\0\\0'] }, 'dicom/bad-value'],
    ['no spacing', { PixelSpacing: null }, 'dicom/missing-tag'],
    ['spacing 0', { PixelSpacing: ['DS', '0\\0'] }, 'dicom/bad-value'],
    ['spacing below 0', { PixelSpacing: ['DS', '-1\\1'] }, 'dicom/bad-value'],
  ])('%s is a reason, not a failure', (_, changes, code) => {
    const read = header(changes);
    expect(read.geometry).toBeNull();
    expect(read.geometryProblem!.code).toBe(code);
    expect(read.geometryProblem!.at.tag!.keyword).toBe(Object.keys(changes)[0]);
  });
});

describe('values', () => {
  test('slope and intercept', () => {
    const read = header({ RescaleSlope: ['DS', '2.5'], RescaleIntercept: ['DS', '-1024'] });
    expect([read.rescaleSlope, read.rescaleIntercept]).toEqual([2.5, -1024]);
  });

  test.each(['0', 'abc', '1e999'])('slope %s is read as 1, and told of', (slope) => {
    const read = header({ RescaleSlope: ['DS', slope] });
    expect(read.rescaleSlope).toBe(1);
    expect(read.problems.map((problem) => problem.message)).toEqual([
      'dicom/bad-value: a.dcm: RescaleSlope (0028,1053): read as 1',
    ]);
  });

  test.each<[string, Changes, string]>([
    ['CT', {}, 'HU'],
    ['CT with a type', { RescaleType: ['LO', 'mgml'] }, 'mgml'],
    ['CT of unspecified type', { RescaleType: ['LO', 'US'] }, 'a.u.'],
    ['CT whose intercept cannot be read', { RescaleIntercept: ['DS', '-1024,0'] }, 'a.u.'],
    ['CT whose slope cannot be read', { RescaleSlope: ['DS', 'abc'], RescaleType: ['LO', 'HU'] }, 'a.u.'],
    ['dose whose scaling cannot be read', { DoseUnits: ['CS', 'GY'], DoseGridScaling: ['DS', '0'] }, 'a.u.'],
    ['Enhanced PET', { Modality: ['CS', 'PT'], RescaleType: ['LO', 'BQML'] }, 'BQML'],
    ['MR', { Modality: ['CS', 'MR'] }, 'a.u.'],
    ['PET', { Modality: ['CS', 'PT'], Units: ['CS', 'BQML'] }, 'BQML'],
    ['PET without units', { Modality: ['CS', 'PT'] }, 'a.u.'],
  ])('the unit of %s', (_, changes, unit) => expect(header(changes).unit).toBe(unit));

  const lut = (...item: Element[]): ImageHeader =>
    header({ RescaleSlope: ['DS', '2'], ModalityLUTSequence: ['SQ', [item]] });

  test('a Modality LUT wins over slope and intercept', () => {
    const read = lut(
      ['LUTDescriptor', 'SS', [3, 0xfffe, 16]],
      ['ModalityLUTType', 'LO', 'OD'],
      ['LUTData', 'US', [7, 500, 65535]],
    );
    expect([read.rescaleSlope, read.unit, read.problems]).toEqual([1, 'OD', []]);
    expect([-100, -2, -1, 0, 100].map((stored) => lookUp(read.modalityLut!, stored))).toEqual([
      7, 7, 500, 65535, 65535,
    ]);
  });

  test('a Modality LUT of 8 bits, one entry a byte, and one of 65536 entries', () => {
    const bytes = lut(['LUTDescriptor', 'US', [4, 0, 8]], ['LUTData', 'OW', Uint8Array.of(9, 8, 7, 6)]);
    expect([...bytes.modalityLut!.entries]).toEqual([9, 8, 7, 6]);
    const all = lut(['LUTDescriptor', 'US', [0, 0, 16]], ['LUTData', 'OW', new Uint8Array(131072)]);
    expect(all.modalityLut!.entries).toHaveLength(65536);
  });

  test('a Modality LUT without a table takes the unit away and is told of', () => {
    const read = lut(['LUTData', 'US', [0]]);
    expect([read.modalityLut, read.rescaleSlope, read.unit]).toEqual([null, 2, 'a.u.']);
    expect(read.problems.map(({ at }) => at.tag!.keyword)).toEqual(['LUTDescriptor']);
  });

  const TWELVE: Changes = { BitsStored: ['US', [12]], HighBit: ['US', [11]] };
  test.each<[string, Changes, readonly [number, number]]>([
    ['as it is', { PixelPaddingValue: ['SS', [0x8000]] }, [-32768, -32768]],
    ['unsigned in a signed image', { PixelPaddingValue: ['US', [63536]] }, [-2000, -2000]],
    [
      'signed in an unsigned image',
      { PixelPaddingValue: ['SS', [63536]], PixelRepresentation: ['US', [0]] },
      [63536, 63536],
    ],
    ['a range', { PixelPaddingValue: ['SS', [5]], PixelPaddingRangeLimit: ['SS', [9]] }, [5, 9]],
    ['a range downwards', { PixelPaddingValue: ['SS', [0]], PixelPaddingRangeLimit: ['SS', [0xfff6]] }, [-10, 0]],
    ['as a pattern of 12 bits', { ...TWELVE, PixelPaddingValue: ['US', [0x830]] }, [-2000, -2000]],
    ['of 12 bits, sign extended', { ...TWELVE, PixelPaddingValue: ['SS', [0xf830]] }, [-2000, -2000]],
    [
      'of 12 bits, sign extended in an unsigned image',
      { ...TWELVE, PixelRepresentation: ['US', [0]], PixelPaddingValue: ['SS', [0xf830]] },
      [0x830, 0x830],
    ],
    // Cut to 12 bits it would be 0, and make air of every 0.
    [
      'that no pixel can have',
      { ...TWELVE, PixelRepresentation: ['US', [0]], PixelPaddingValue: ['US', [0x8000]] },
      [0x8000, 0x8000],
    ],
  ])('padding %s', (_, changes, padding) => expect(header(changes).padding).toEqual(padding));

  test('inverse', () => {
    expect(header({ PhotometricInterpretation: ['CS', 'MONOCHROME1'] }).inverse).toBe(true);
    expect(header({ PresentationLUTShape: ['CS', 'INVERSE'] }).inverse).toBe(true);
    expect(header({ PresentationLUTShape: ['CS', 'IDENTITY'] }).inverse).toBe(false);
    // As DX writes it: the shape says again what the interpretation says, and inverts nothing twice.
    const both: Changes = {
      PhotometricInterpretation: ['CS', 'MONOCHROME1'],
      PresentationLUTShape: ['CS', 'INVERSE'],
    };
    expect(header(both).inverse).toBe(true);
  });
});

describe('text for people', () => {
  const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
  const windows: Changes = { WindowCenter: ['DS', '40\\400'], WindowWidth: ['DS', '80\\1500'] };

  test('names of windows and of a stack are decoded as the file says', () => {
    const read = header({
      ...windows,
      SpecificCharacterSet: ['CS', 'ISO_IR 192'],
      WindowCenterWidthExplanation: ['LO', utf8('Schädel\\Höhle ')],
      StackID: ['SH', utf8('Kopf ä')],
    });
    expect(read.windows.map(({ explanation }) => explanation)).toEqual(['Schädel', 'Höhle']);
    expect(read.stackID).toBe('Kopf ä');
  });

  test('are decoded before they are split: a second byte may look like a backslash', () => {
    const read = header({
      ...windows,
      SpecificCharacterSet: ['CS', 'GB18030'],
      WindowCenterWidthExplanation: ['LO', Uint8Array.of(0x81, 0x5c, 0x5c, 0x42)],
    });
    expect(read.windows.map(({ explanation }) => explanation)).toEqual(['乗', 'B']);
  });

  test('are cut where they go on and on', () => {
    expect(header({ SeriesDescription: ['LO', 'a'.repeat(60_000)] }).seriesDescription).toHaveLength(1024);
  });
});

describe('windows', () => {
  test('all of them, with their names', () => {
    const { windows } = header({
      WindowCenter: ['DS', '40\\400'],
      WindowWidth: ['DS', '80\\1800'],
      WindowCenterWidthExplanation: ['LO', 'BRAIN\\BONE'],
    });
    expect(windows).toEqual([
      { center: 40, width: 80, function: 'LINEAR', explanation: 'BRAIN' },
      { center: 400, width: 1800, function: 'LINEAR', explanation: 'BONE' },
    ]);
  });

  test('a bad one is told of and the next is used', () => {
    const read = header({ WindowCenter: ['DS', '40\\50\\60'], WindowWidth: ['DS', '0.5\\100'] });
    expect(read.windows).toEqual([{ center: 50, width: 100, function: 'LINEAR' }]);
    expect(read.problems).toHaveLength(2);
  });

  test('a width under 1 is good for LINEAR_EXACT', () => {
    const read = header({
      WindowCenter: ['DS', '40'],
      WindowWidth: ['DS', '0.5'],
      VOILUTFunction: ['CS', 'LINEAR_EXACT'],
    });
    expect(read.windows).toEqual([{ center: 40, width: 0.5, function: 'LINEAR_EXACT' }]);
  });

  test('SIGMOID is read, with a width under 1 too', () => {
    const read = header({ WindowCenter: ['DS', '40'], WindowWidth: ['DS', '0.5'], VOILUTFunction: ['CS', 'SIGMOID'] });
    expect(read.windows).toEqual([{ center: 40, width: 0.5, function: 'SIGMOID' }]);
    expect(read.problems).toEqual([]);
  });

  test('a function that there is not is left out, and told of', () => {
    const read = header({ WindowCenter: ['DS', '40'], WindowWidth: ['DS', '80'], VOILUTFunction: ['CS', 'GAMMA'] });
    expect(read.windows).toEqual([]);
    expect(read.problems.map(({ at }) => at.tag!.keyword)).toEqual(['VOILUTFunction']);
  });
});

describe('what is refused', () => {
  test.each<[string, Changes, string, string]>([
    ['no rows', { Rows: null }, 'dicom/missing-tag', 'Rows'],
    ['zero rows', { Rows: ['US', [0]] }, 'dicom/bad-value', 'Rows'],
    ['zero columns', { Columns: ['US', [0]] }, 'dicom/bad-value', 'Columns'],
    ['12 bits allocated', { BitsAllocated: ['US', [12]] }, 'dicom/bad-value', 'BitsAllocated'],
    ['64 bits allocated', { BitsAllocated: ['US', [64]] }, 'dicom/unsupported-pixel-format', 'BitsAllocated'],
    ['5 samples a pixel', { SamplesPerPixel: ['US', [5]] }, 'dicom/bad-value', 'SamplesPerPixel'],
    ['20 of 16 bits stored', { BitsStored: ['US', [20]] }, 'dicom/bad-value', 'BitsStored'],
    ['0 bits stored', { BitsStored: ['US', [0]] }, 'dicom/bad-value', 'BitsStored'],
    ['a high bit beyond the cell', { HighBit: ['US', [16]] }, 'dicom/bad-value', 'HighBit'],
    ['no frames', { NumberOfFrames: ['IS', '0'] }, 'dicom/bad-value', 'NumberOfFrames'],
    ['no pixels', { PixelData: null }, 'dicom/no-pixel-data', 'PixelData'],
  ])('%s', (_, changes, code, keyword) => {
    const { code: found, at } = refused(changes);
    expect([found, at.file, at.tag!.keyword]).toEqual([code, 'a.dcm', keyword]);
  });

  test.each(['RGB', 'YBR_FULL', 'PALETTE COLOR'])('%s is a picture without a place, and says why', (colour) => {
    const { geometry, geometryProblem } = header({ PhotometricInterpretation: ['CS', colour] });
    expect(geometry).toBeNull();
    expect([geometryProblem!.code, geometryProblem!.at.detail]).toEqual([
      'dicom/unsupported-photometric',
      `${colour}: a colour picture is no volume`,
    ]);
  });

  test('a mosaic has no one place either', () => {
    const { geometryProblem } = header({ ImageType: ['CS', 'ORIGINAL\\PRIMARY\\M\\MOSAIC'] });
    expect([geometryProblem!.at.tag!.keyword, geometryProblem!.at.detail]).toEqual([
      'ImageType',
      'a mosaic: all slices in one picture',
    ]);
  });

  test('a transfer syntax that is not read, by UID', () => {
    const error = refusal(sliceBytes({}, { syntax: '1.2.840.10008.1.2.99.99' }));
    expect(error.code).toBe('dicom/unsupported-transfer-syntax');
    expect(error.at.detail).toBe('1.2.840.10008.1.2.99.99');
  });

  const without = (sopClass: string, modality: string): Uint8Array =>
    dicomBytes([
      ['SOPClassUID', 'UI', sopClass],
      ['Modality', 'CS', modality],
    ]);

  test.each([
    ['SR', '1.2.840.10008.5.1.4.1.1.88.33'],
    ['RTPLAN', '1.2.840.10008.5.1.4.1.1.481.5'],
    ['MR', '1.2.840.10008.5.1.4.1.1.4.2'],
  ])('%s without an image module is no image', (modality, sopClass) => {
    const { code, at } = refusal(without(sopClass, modality));
    expect([code, at.detail]).toEqual(['dicom/not-an-image', modality]);
  });

  test.each(['2', '2.1', '4', '128', '7', '1.1'])('class …1.1.%s cut off before Rows has lost its pixels', (image) => {
    expect(refusal(without(`1.2.840.10008.5.1.4.1.1.${image}`, 'CT')).code).toBe('dicom/no-pixel-data');
  });

  test('no value of the file but what is a term goes into a message', () => {
    const name = 'Doe^Jane';
    const elements: Element[] = [['Modality', 'CS', name]];
    expect(refusal(dicomBytes(elements)).message).not.toContain(name);
    const changes: Changes[] = [
      { PhotometricInterpretation: ['CS', name] },
      { ImagePositionPatient: ['DS', name] },
      { VOILUTFunction: ['CS', name], WindowCenter: ['DS', name] },
      { RescaleSlope: ['DS', name] },
    ];
    for (const change of changes) {
      let told: readonly (ResliceError | null)[];
      try {
        const read = header(change);
        told = [read.geometryProblem, ...read.problems].filter(Boolean);
      } catch (error) {
        told = [error as ResliceError];
      }
      expect(told).not.toHaveLength(0);
      for (const problem of told) expect(problem!.message).not.toContain(name);
    }
  });
});

test('a DICOMDIR is told from an image', () => {
  const directory: Element[] = [
    ['MediaStorageSOPClassUID', 'UI', '1.2.840.10008.1.3.10'],
    ['Modality', 'CS', 'CT'],
  ];
  expect(isDirectory(parse(dicomBytes(directory), 'DICOMDIR'))).toBe(true);
  expect(isDirectory(parse(sliceBytes(), 'a.dcm'))).toBe(false);
});
