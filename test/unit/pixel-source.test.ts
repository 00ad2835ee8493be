// Encapsulated and unusual Pixel Data through the reader: fragments, offset tables, bits, byte order, floating point.
import { createRequire } from 'node:module';
import { describe, expect, test } from 'vitest';
import { SSIZ } from '../../src/dicom/codecs/codestream-size.ts';
import { isResliceError } from '../../src/errors.ts';
import { readFile } from '../../src/load/read-file.ts';
import { type Changes, type Encapsulated, sliceBytes } from '../support/dicom-bytes.ts';
import { encodeLossless } from '../support/jpeg-lossless.ts';
import { MADE, RLE_FRAME } from '../support/made-files.ts';

const UNCOMPRESSED = '1.2.840.10008.1.2.1.98';
const RLE = '1.2.840.10008.1.2.5';

const read = async (bytes: Uint8Array): Promise<readonly (readonly number[])[]> =>
  (await readFile(bytes, 'a.dcm')).map(({ storedValues }) => [...storedValues]);

async function failure(bytes: Uint8Array): Promise<string> {
  try {
    await read(bytes);
    return 'ok';
  } catch (error) {
    if (!isResliceError(error)) throw error;
    expect(error.at.file).toBe('a.dcm');
    return `${error.code} ${error.at.tag?.keyword}`;
  }
}

const frame = (first: number): Uint8Array =>
  new Uint8Array(Uint16Array.from({ length: 6 }, (_, n) => first + n).buffer);
const values = (first: number): readonly number[] => [0, 1, 2, 3, 4, 5].map((n) => first + n);

const encapsulated = (pixels: Encapsulated, frames = 1, more: Changes = {}): Uint8Array =>
  sliceBytes({ NumberOfFrames: ['IS', String(frames)], PixelData: ['OB', pixels], ...more }, { syntax: UNCOMPRESSED });

describe('frames in fragments', () => {
  const split = [frame(10).subarray(0, 4), frame(10).subarray(4), frame(20).subarray(0, 10), frame(20).subarray(10)];
  const starts = [0, 4 + 8 + 8 + 8];

  test('one frame takes all fragments', async () => {
    expect(await read(encapsulated({ fragments: split.slice(0, 2) }))).toEqual([values(10)]);
  });

  test('as many fragments as frames are one each, whatever the table says', async () => {
    const fragments = [frame(10), frame(20)];
    expect(await read(encapsulated({ fragments, offsets: [0, 999] }, 2))).toEqual([values(10), values(20)]);
  });

  test('by the Basic Offset Table', async () => {
    expect(await read(encapsulated({ fragments: split, offsets: starts }, 2))).toEqual([values(10), values(20)]);
  });

  test('by the Extended Offset Table', async () => {
    const table: Changes = { ExtendedOffsetTable: ['OV', starts] };
    expect(await read(encapsulated({ fragments: split }, 2, table))).toEqual([values(10), values(20)]);
  });

  test('a missing last delimiter is no loss', async () => {
    const bytes = encapsulated({ fragments: split, offsets: starts, closed: false }, 2);
    expect(await read(bytes)).toEqual([values(10), values(20)]);
  });

  test.each<[string, Uint8Array, string]>([
    ['no table and no codestreams', encapsulated({ fragments: split }, 2), 'dicom/bad-value PixelData'],
    ['a table into the middle', encapsulated({ fragments: split, offsets: [0, 6] }, 2), 'dicom/bad-value PixelData'],
    ['a table that falls', encapsulated({ fragments: split, offsets: [28, 0] }, 2), 'dicom/bad-value PixelData'],
    ['fewer fragments than frames', encapsulated({ fragments: [frame(1)] }, 2), 'dicom/truncated PixelData'],
    ['no fragment', encapsulated({ fragments: [] }), 'dicom/truncated PixelData'],
    ['a frame that is too short', encapsulated({ fragments: [frame(1).subarray(0, 8)] }), 'dicom/truncated PixelData'],
    ['a file cut in a fragment', encapsulated({ fragments: [frame(1)] }).subarray(0, -14), 'dicom/truncated PixelData'],
    ['no fragments where some are due', sliceBytes({}, { syntax: RLE }), 'dicom/bad-value PixelData'],
    [
      'fragments where none are due',
      sliceBytes({ PixelData: ['OB', { fragments: [frame(1)] }] }),
      'dicom/bad-value PixelData',
    ],
  ])('%s is refused', async (_, bytes, kind) => expect(await failure(bytes)).toBe(kind));

  test('RLE of two frames and three fragments, by the Extended Offset Table', async () => {
    expect(await read(MADE['rle of two frames, extended offsets']!)).toEqual([values(0), values(0)]);
  });

  test('RLE of a frame whose segments disagree is refused with its place', async () => {
    const broken = RLE_FRAME.slice();
    broken[0] = 9;
    const bytes = sliceBytes({ PixelData: ['OB', { fragments: [broken] }] }, { syntax: RLE });
    expect(await failure(bytes)).toBe('dicom/corrupt-codestream PixelData');
  });
});

describe('colour', () => {
  /** 2 rows of 3 pixels, red 10 to 15, green 50 to 55, blue 90 to 95: a literal segment each. */
  const segment = (first: number): readonly number[] => [5, ...values(first), 128];
  const header = new Uint8Array(64);
  header.set([3, 0, 0, 0, 64, 0, 0, 0, 72, 0, 0, 0, 80]);
  const fragment = Uint8Array.from([...header, ...segment(10), ...segment(50), ...segment(90)]);
  const pixels = [0, 1, 2, 3, 4, 5].flatMap((n) => [10 + n, 50 + n, 90 + n]);
  const rgb = (planar: number, more: Changes, syntax: string): Uint8Array =>
    sliceBytes(
      {
        SamplesPerPixel: ['US', [3]],
        PhotometricInterpretation: ['CS', 'RGB'],
        PlanarConfiguration: ['US', [planar]],
        BitsAllocated: ['US', [8]],
        BitsStored: ['US', [8]],
        HighBit: ['US', [7]],
        PixelRepresentation: ['US', [0]],
        ...more,
      },
      { syntax },
    );

  // As pydicom decodes both: RLE has a segment a sample whatever Planar Configuration says.
  test.each([0, 1])('RLE comes out pixel by pixel (Planar Configuration %d)', async (planar) => {
    expect(await read(rgb(planar, { PixelData: ['OB', { fragments: [fragment] }] }, RLE))).toEqual([pixels]);
  });

  test('RLE has a sample of each kind for every pixel, also where it is named YBR_FULL_422', async () => {
    const more: Changes = {
      PhotometricInterpretation: ['CS', 'YBR_FULL_422'],
      PixelData: ['OB', { fragments: [fragment] }],
    };
    expect(await read(rgb(0, more, RLE))).toEqual([pixels]);
  });

  test('encapsulated native frames are as their Planar Configuration says', async () => {
    const planes = Uint8Array.from([...values(10), ...values(50), ...values(90)]);
    const more: Changes = { PixelData: ['OB', { fragments: [planes] }] };
    expect(await read(rgb(1, more, UNCOMPRESSED))).toEqual([pixels]);
    const halved: Changes = {
      PhotometricInterpretation: ['CS', 'YBR_FULL_422'],
      PixelData: ['OB', { fragments: [Uint8Array.of(1, 2, 8, 9, 3, 4, 8, 9, 5, 6, 8, 9)] }],
    };
    expect(await read(rgb(0, halved, UNCOMPRESSED))).toEqual([[1, 2, 3, 4, 5, 6].flatMap((y) => [y, 8, 9])]);
  });
});

describe('every file that can be made here reads', () => {
  test.each(Object.keys(MADE))('%s', async (name) => {
    expect((await read(MADE[name]!)).length).toBeGreaterThan(0);
  });

  test.each(['deflated', 'deflated frame', 'encapsulated uncompressed', 'rle', 'implicit little endian'])(
    '%s is the same slice',
    async (name) => expect(await read(MADE[name]!)).toEqual([values(0)]),
  );
});

describe('bits', () => {
  const bit = (pixels: Changes): Uint8Array =>
    sliceBytes({
      BitsAllocated: ['US', [1]],
      BitsStored: ['US', [1]],
      HighBit: ['US', [0]],
      PixelRepresentation: ['US', [0]],
      ...pixels,
    });

  test('come lowest first', async () => {
    expect(await read(MADE['one bit']!)).toEqual([[1, 0, 1, 1, 0, 1]]);
  });

  test('of the next frame follow at once', async () => {
    const bytes = bit({ NumberOfFrames: ['IS', '2'], PixelData: ['OB', Uint8Array.of(0b01_000001, 0b1000)] });
    expect(await read(bytes)).toEqual([
      [1, 0, 0, 0, 0, 0],
      [1, 0, 0, 0, 0, 1],
    ]);
  });

  test('of 32, signed and not, are kept whole', async () => {
    const wide = (signed: number): Changes => ({
      BitsAllocated: ['US', [32]],
      BitsStored: ['US', [32]],
      HighBit: ['US', [31]],
      PixelRepresentation: ['US', [signed]],
      PixelData: ['OW', new Uint8Array(Uint32Array.of(0, 1, 2 ** 31, 2 ** 32 - 1, 5, 6).buffer)],
    });
    expect(await read(sliceBytes(wide(0)))).toEqual([[0, 1, 2 ** 31, 2 ** 32 - 1, 5, 6]]);
    expect(await read(sliceBytes(wide(1)))).toEqual([[0, 1, -(2 ** 31), -1, 5, 6]]);
  });

  test('of floating point are kept exactly', async () => {
    const numbers = [0.1, -1e300, 5e-324, 3, 4, Math.PI];
    const bytes = sliceBytes({
      PixelData: null,
      BitsAllocated: ['US', [64]],
      DoubleFloatPixelData: ['OD', new Uint8Array(Float64Array.from(numbers).buffer)],
    });
    expect(await read(bytes)).toEqual([numbers]);
  });
});

describe('where codestream and header disagree', () => {
  interface Encoder {
    getDecodedBuffer(info: object): Uint8Array;
    setQuality(lossless: boolean, quality: number): void;
    setDecompositions(count: number): void;
    encode(): void;
    getEncodedBuffer(): Uint8Array;
    delete(): void;
  }

  /** The package's encoder, which the library does not ship. */
  async function jpeg2000(cells: Uint8Array, bitsPerSample: number, isSigned: boolean): Promise<Uint8Array> {
    const factory = createRequire(import.meta.url)('@cornerstonejs/codec-openjpeg/wasmjs') as () => Promise<{
      J2KEncoder: new () => Encoder;
    }>;
    const { J2KEncoder } = await factory();
    const encoder = new J2KEncoder();
    encoder.getDecodedBuffer({ width: 16, height: 16, bitsPerSample, componentCount: 1, isSigned }).set(cells);
    encoder.setQuality(true, 0);
    encoder.setDecompositions(2);
    encoder.encode();
    const bytes = encoder.getEncodedBuffer().slice();
    encoder.delete();
    return bytes;
  }

  const file = (fragment: Uint8Array, bits: number, signed: boolean, allocated = bits <= 8 ? 8 : 16): Uint8Array =>
    sliceBytes(
      {
        Rows: ['US', [16]],
        Columns: ['US', [16]],
        BitsAllocated: ['US', [allocated]],
        BitsStored: ['US', [bits]],
        HighBit: ['US', [bits - 1]],
        PixelRepresentation: ['US', [signed ? 1 : 0]],
        PixelData: ['OB', { fragments: [fragment] }],
      },
      { syntax: '1.2.840.10008.1.2.4.90' },
    );

  const eight = Uint8Array.from({ length: 256 }, (_, n) => n);
  const sixteen = Int16Array.from({ length: 256 }, (_, n) => (n - 128) * 250);

  test('signed samples of 8 bits keep what is below 0', async () => {
    // The encoder takes 8 bits as unsigned: half the range more, and the sign set in SIZ, is the same stream.
    const fragment = await jpeg2000(
      eight.map((value) => value ^ 0x80),
      8,
      false,
    );
    fragment[SSIZ]! |= 0x80;
    expect(await read(file(fragment, 8, true))).toEqual([[...Int8Array.from(eight)]]);
  });

  test('the header is believed about the sign', async () => {
    expect(await read(file(await jpeg2000(eight, 8, false), 8, true))).toEqual([[...Int8Array.from(eight)]]);
    const fragment = await jpeg2000(new Uint8Array(sixteen.buffer), 16, true);
    expect(await read(file(fragment, 16, true))).toEqual([[...sixteen]]);
    expect(await read(file(fragment, 16, false))).toEqual([[...Uint16Array.from(sixteen)]]);
  });

  /** What is told of it. */
  const told = async (bytes: Uint8Array): Promise<readonly string[]> =>
    (await readFile(bytes, 'a.dcm'))[0]!.header.problems.map(({ at }) => `${at.tag!.keyword}: ${at.detail}`);

  test('Bits Stored, not the codestream, says where the sign is; the disagreement is told of', async () => {
    const twelve = Int16Array.from({ length: 256 }, (_, n) => n * 16);
    const fragment = await jpeg2000(new Uint8Array(twelve.buffer), 12, false);
    // 3000 stays 3000 as in gdcm and dcmtk: 12 unsigned bits in 16 signed ones are no negative numbers.
    expect(await read(file(fragment, 16, true))).toEqual([[...twelve]]);
    expect(await told(file(fragment, 16, true))).toEqual([
      "PixelRepresentation: the codestream's samples are unsigned",
    ]);
    expect(await read(file(fragment, 12, true))).toEqual([[...twelve].map((value) => (value << 20) >> 20)]);
    expect(await told(file(fragment, 12, false))).toEqual([]);
    expect(await told(file(fragment, 16, false))).toEqual([]);
  });

  test('samples that Bits Stored cuts are told of, their sign once more is none', async () => {
    const wide = await jpeg2000(new Uint8Array(Uint16Array.from(sixteen).buffer), 16, false);
    expect(await told(file(wide, 12, false))).toEqual(["BitsStored: the codestream's samples need up to 16 bits"]);
    const small = Int16Array.from(sixteen, (value) => value >> 4);
    const extended = await jpeg2000(new Uint8Array(small.buffer), 16, true);
    expect(await read(file(extended, 12, true))).toEqual([[...small]]);
    expect(await told(file(extended, 12, true))).toEqual([]);
  });

  test('a codestream that cannot say a sign is told of where it has fewer bits than are stored', async () => {
    const samples = Uint16Array.from({ length: 256 }, (_, n) => n * 16);
    const options = { columns: 16, rows: 16, precision: 12, selector: 1, restartRows: 0, components: 1 };
    const lossless = (bits: number, signed: boolean): Uint8Array => {
      const bytes = file(encodeLossless(samples, options), bits, signed);
      // The same length: .90 becomes .70.
      const at = bytes.findIndex((_, n) => String.fromCharCode(...bytes.subarray(n, n + 5)) === '.4.90');
      bytes[at + 3] = 0x37;
      return bytes;
    };
    expect(await read(lossless(16, true))).toEqual([[...samples]]);
    expect(await told(lossless(16, true))).toEqual([
      'BitsStored: signed, and the codestream has 12 bits without a sign',
    ]);
    expect(await told(lossless(12, true))).toEqual([]);
  });

  test('signed samples of 8 bits in cells of 16 keep what is below 0', async () => {
    const fragment = await jpeg2000(
      eight.map((value) => value ^ 0x80),
      8,
      false,
    );
    fragment[SSIZ]! |= 0x80;
    expect(await read(file(fragment, 12, true))).toEqual([[...Int8Array.from(eight)]]);
    expect(await read(file(boxed(fragment), 8, true, 8))).toEqual([[...Int8Array.from(eight)]]);
  });

  /** A JP2 file around a codestream, as some writers leave it. Source: ITU-T T.800 annex I */
  function boxed(codestream: Uint8Array): Uint8Array {
    const box = (name: string, contents: readonly number[]): number[] => {
      const length = contents.length + 8;
      return [0, 0, length >> 8, length & 255, ...[...name].map((letter) => letter.charCodeAt(0)), ...contents];
    };
    const ihdr = box('ihdr', [0, 0, 0, 16, 0, 0, 0, 16, 0, 1, 7, 7, 0, 0]);
    const colr = box('colr', [1, 0, 0, 0, 0, 0, 17]);
    return Uint8Array.from([
      ...box('jP  ', [0x0d, 0x0a, 0x87, 0x0a]),
      ...box('ftyp', [...box('jp2 ', [0, 0, 0, 0]).slice(4, 12), ...[0x6a, 0x70, 0x32, 0x20]]),
      ...box('jp2h', [...ihdr, ...colr]),
      ...box('jp2c', [...codestream]),
    ]);
  }

  test('a codestream of more bits than are allocated is refused', async () => {
    const fragment = await jpeg2000(new Uint8Array(sixteen.buffer), 16, true);
    expect(await failure(file(fragment, 8, true))).toBe('dicom/bad-value BitsAllocated');
  });

  test('a codestream of another size, or one that breaks off, is refused', async () => {
    const fragment = await jpeg2000(eight, 8, false);
    const smaller = sliceBytes({ PixelData: ['OB', { fragments: [fragment] }] }, { syntax: '1.2.840.10008.1.2.4.90' });
    expect(await failure(smaller)).toBe('dicom/corrupt-codestream PixelData');
    expect(await failure(file(fragment.subarray(0, -20), 8, false))).toBe('dicom/corrupt-codestream PixelData');
  });
});
