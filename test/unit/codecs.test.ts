// The decoders that are ours, and what surrounds the ones that are not, on codestreams made here.
import { createRequire } from 'node:module';
import { deflateRawSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { jpeg2000Size, jpegXlSize } from '../../src/dicom/codecs/codestream-size.ts';
import { createCodecs } from '../../src/dicom/codecs/create-codecs.ts';
import { inflate } from '../../src/dicom/codecs/inflate.ts';
import { decodeJpeg } from '../../src/dicom/codecs/jpeg/decode-jpeg.ts';
import { decodeRle } from '../../src/dicom/codecs/rle.ts';
import { createWasmCodec } from '../../src/dicom/codecs/wasm-codec.ts';
import type { PixelFormat } from '../../src/dicom/pixel-format.ts';
import { isResliceError } from '../../src/errors.ts';
import { createRandom } from '../../src/math/random.ts';
import { countBytes } from '../fuzz/count-bytes.ts';
import { encodeLossless } from '../support/jpeg-lossless.ts';
import { RLE_FRAME } from '../support/made-files.ts';

function detailOf(work: () => unknown): string {
  try {
    work();
    return 'ok';
  } catch (error) {
    if (!isResliceError(error)) throw error;
    return `${error.code} ${error.at.detail}`;
  }
}

describe('RLE', () => {
  test('literal and run, high byte first', () => {
    expect([...decodeRle(RLE_FRAME, 6, 1, 2)]).toEqual([0, 0, 1, 0, 2, 0, 3, 0, 4, 0, 5, 0]);
  });

  test('a no-op is skipped, what is beyond the plane is left', () => {
    const bytes = new Uint8Array(70);
    bytes[0] = 1;
    bytes[4] = 64;
    bytes.set([128, 256 - 9, 7, 128, 0, 1], 64);
    expect([...decodeRle(bytes, 4, 1, 1)]).toEqual([7, 7, 7, 7]);
  });

  test.each([
    ['another count of segments', 0, 3],
    ['a segment in the header', 4, 4],
    ['a segment beyond the end', 8, 255],
    ['segments out of order', 8, 64],
    ['a literal that is cut off', 66, 100],
  ])('%s is refused', (_, at, value) => {
    const broken = RLE_FRAME.slice();
    broken[at] = value;
    expect(detailOf(() => decodeRle(broken, 6, 1, 2))).toContain('dicom/corrupt-codestream RLE');
  });

  test('a plane that the bytes cannot fill is refused before memory is asked for', () => {
    expect(detailOf(() => decodeRle(RLE_FRAME, 2 ** 40, 1, 2))).toContain('fewer bytes than the pixels need');
  });
});

describe('deflate', () => {
  const words = Uint8Array.from({ length: 100_000 }, (_, n) => (n * n) >> 8);
  test('gives the bytes back, padding or not', () => {
    const packed = deflateRawSync(words);
    expect(inflate(packed, words.length)).toEqual(words);
    expect(inflate(Uint8Array.from([...packed, 0]), words.length)).toEqual(words);
  });

  test('a bomb is stopped', () => {
    const bomb = deflateRawSync(new Uint8Array(64 * 2 ** 20));
    expect(bomb.length).toBeLessThan(100_000);
    expect(detailOf(() => inflate(bomb, 2 ** 20))).toBe('dicom/limit-exceeded inflates to over 1048576 bytes');
  });

  test('half of it, or none, is refused', () => {
    const packed = deflateRawSync(words);
    expect(detailOf(() => inflate(packed.subarray(0, packed.length / 2), 2 ** 30))).toContain('corrupt-codestream');
    expect(detailOf(() => inflate(new Uint8Array(0), 2 ** 30))).toContain('corrupt-codestream');
    expect(detailOf(() => inflate(Uint8Array.of(255, 255, 255), 2 ** 30))).toContain('corrupt-codestream');
  });
});

describe('lossless JPEG', () => {
  const [columns, rows] = [37, 23];
  const expected = { columns, rows, components: 1 };
  const picture = (precision: number, seed: number): Uint16Array => {
    const random = createRandom(seed);
    // Smooth and rough parts, and jumps over the whole range, so that differences of every category come up.
    return Uint16Array.from({ length: columns * rows }, (_, p) =>
      p % 5 === 0 ? random.integer(0, 2 ** precision - 1) : (p * 3) % 2 ** precision,
    );
  };
  const cases = [1, 2, 3, 4, 5, 6, 7].flatMap((selector) =>
    [8, 12, 16].flatMap((precision) => [0, 5].map((restartRows) => [selector, precision, restartRows] as const)),
  );

  test.each(cases)('selector %d, %d bits, restart every %d rows', (selector, precision, restartRows) => {
    const samples = picture(precision, selector * 100 + precision);
    const stream = encodeLossless(samples, { columns, rows, precision, selector, restartRows, components: 1 });
    const decoded = decodeJpeg(stream, { toRgb: false, expected });
    expect(decoded.precision).toBe(precision);
    expect([...decoded.samples]).toEqual([...samples]);
  });

  test('of three components, interleaved', () => {
    const samples = Uint16Array.from({ length: columns * rows * 3 }, (_, p) => (p * 7919) % 256);
    const options = { columns, rows, precision: 8, selector: 1, restartRows: 0, components: 3 };
    const decoded = decodeJpeg(encodeLossless(samples, options), {
      toRgb: true,
      expected: { ...expected, components: 3 },
    });
    expect([...decoded.samples]).toEqual([...samples]);
  });

  const stream = encodeLossless(picture(16, 9), {
    columns,
    rows,
    precision: 16,
    selector: 1,
    restartRows: 5,
    components: 1,
  });
  const refusal = (bytes: Uint8Array, size = expected): string =>
    detailOf(() => decodeJpeg(bytes, { toRgb: false, expected: size }));

  test('cut anywhere is refused, never guessed', () => {
    for (let length = 0; length < stream.length - 2; length++) {
      expect(refusal(stream.subarray(0, length)), String(length)).toContain('dicom/corrupt-codestream');
    }
  });

  test('of another size than the header says is refused before memory is asked for', () => {
    expect(refusal(stream, { ...expected, rows: 24 })).toContain('not as the header says');
  });

  test('a lost restart marker is refused', () => {
    const at = stream.findIndex((byte, n) => byte === 0xff && stream[n + 1] === 0xd0);
    const broken = stream.slice();
    broken[at + 1] = 0xd3;
    expect(refusal(broken)).toBe('dicom/corrupt-codestream JPEG: a restart marker is missing');
  });

  test.each([0xc5, 0xc9, 0xcb])('process %x, which DICOM does not have, is named', (marker) => {
    const other = stream.slice();
    other[other.findIndex((byte, n) => byte === 0xff && stream[n + 1] === 0xc3) + 1] = marker;
    expect(refusal(other)).toBe(
      `dicom/unsupported-transfer-syntax JPEG: frame marker FF${marker.toString(16).toUpperCase()}`,
    );
  });
});

describe('progressive JPEG', () => {
  /** 8 × 8, one component; each scan sends the first coefficient's bits again. */
  const ofScans = (count: number): Uint8Array => {
    const segment = (marker: number, ...bytes: number[]): number[] => [0xff, marker, 0, bytes.length + 2, ...bytes];
    const scan = [...segment(0xda, 1, 1, 0, 0, 0, 0), 0x7f];
    return Uint8Array.from([
      ...[0xff, 0xd8, ...segment(0xdb, 0, ...Array.from({ length: 64 }, () => 1))],
      ...segment(0xc2, 8, 0, 8, 0, 8, 1, 1, 0x11, 0),
      // One code of one bit, for 'no difference'.
      ...segment(0xc4, 0, 1, ...Array.from({ length: 15 }, () => 0), 0),
      ...Array.from({ length: count }, () => scan).flat(),
      ...[0xff, 0xd9],
    ]);
  };
  const decode = (count: number): string =>
    detailOf(() => decodeJpeg(ofScans(count), { toRgb: false, expected: { rows: 8, columns: 8, components: 1 } }));

  test('has as many scans as writers make', () => expect(decode(40)).toBe('ok'));
  test('and no more: each costs a whole picture', () =>
    expect(decode(257)).toBe('dicom/limit-exceeded JPEG: over 256 scans'));
});

describe('the WASM decoders', () => {
  const format: PixelFormat = {
    rows: 512,
    columns: 512,
    numberOfFrames: 1,
    samplesPerPixel: 1,
    kind: 'integer',
    bitsAllocated: 16,
    bitsStored: 16,
    highBit: 15,
    signed: true,
    planar: false,
    photometricInterpretation: 'MONOCHROME2',
  };
  const junk = Uint8Array.from({ length: 5000 }, (_, n) => (n * 7919) & 255);
  const shaped = Uint8Array.from([0xff, 0x4f, 0xff, 0x51, ...junk, 0xff, 0xd9]);

  test.each([
    ['jpeg-ls', junk],
    ['jpeg-2000', junk],
    ['jpeg-2000', shaped],
    ['jpeg-xl', junk],
    ['jpeg-xl', new Uint8Array(0)],
  ] as const)('%s refuses junk by code, again and again', async (coding, bytes) => {
    const codecs = createCodecs();
    for (let n = 0; n < 3; n++) {
      const failed = await codecs.decode(coding, bytes, format).catch((error: unknown) => error);
      expect(isResliceError(failed, 'dicom/corrupt-codestream')).toBe(true);
    }
  });

  /** The bits of JPEG XL's size header, least significant first. Source: ISO/IEC 18181-1, SizeHeader */
  function jpegXl(...fields: readonly (readonly [value: number, bits: number])[]): Uint8Array {
    const bits = fields.flatMap(([value, count]) =>
      Array.from({ length: count }, (_, n) => Math.floor(value / 2 ** n) % 2),
    );
    const bytes = new Uint8Array(40);
    bytes.set([0xff, 0x0a]);
    for (const [n, bit] of bits.entries()) bytes[2 + (n >> 3)]! |= bit << (n & 7);
    return bytes;
  }
  const large: readonly (readonly [number, number])[] = [
    [0, 1],
    [2, 2],
    [9999, 18],
    [1, 3],
  ];
  const container = (codestream: Uint8Array): Uint8Array =>
    Uint8Array.from([
      ...[0, 0, 0, 12, 0x4a, 0x58, 0x4c, 0x20, 0x0d, 0x0a, 0x87, 0x0a],
      ...[0, 0, 0, 0, 0x6a, 0x78, 0x6c, 0x63],
      ...codestream,
    ]);

  test.each<[string, Uint8Array, { rows: number; columns: number } | null]>([
    ['a square by ratio', jpegXl(...large), { rows: 10000, columns: 10000 }],
    ['in a box', container(jpegXl(...large)), { rows: 10000, columns: 10000 }],
    ['multiples of 8', jpegXl([1, 1], [7, 5], [0, 3], [31, 5]), { rows: 64, columns: 256 }],
    [
      'two heights',
      jpegXl([0, 1], [0, 2], [499, 9], [0, 3], [3, 2], [2 ** 29, 30]),
      { rows: 500, columns: 2 ** 29 + 1 },
    ],
    ['16 to 9', jpegXl([0, 1], [1, 2], [899, 13], [5, 3]), { rows: 900, columns: 1600 }],
    ['a box without a codestream', container(jpegXl(...large)).subarray(0, 12), null],
    ['no bytes', new Uint8Array(0), null],
  ])('the size of a JPEG XL codestream: %s', (_, bytes, size) => expect(jpegXlSize(bytes)).toEqual(size));

  /** SIZ of one component of 8 bits. */
  const siz = (side: number, tile = side): readonly number[] => {
    const bytes = new Uint8Array(64);
    const view = new DataView(bytes.buffer);
    bytes.set([0xff, 0x4f, 0xff, 0x51, 0, 41]);
    for (const [at, value] of [
      [8, side],
      [12, side],
      [24, tile],
      [28, tile],
    ] as const)
      view.setUint32(at, value);
    bytes.set([0, 1, 7, 1, 1], 40);
    return [...bytes, 0xff, 0xd9];
  };
  const box = (name: string, contents: readonly number[], length = contents.length + 8): readonly number[] => [
    ...[0, 0, length >> 8, length & 255],
    ...[...name].map((letter) => letter.charCodeAt(0)),
    ...contents,
  ];
  const jp2 = (codestream: readonly number[]): Uint8Array =>
    Uint8Array.from([
      ...box('jP  ', [0x0d, 0x0a, 0x87, 0x0a]),
      ...box('jp2h', [1, 2, 3]),
      ...box('jp2c', codestream, 0),
    ]);

  test('the size of a JPEG 2000 codestream, in boxes and not; none of more tiles than it can use', () => {
    const size = { columns: 10000, rows: 10000, components: 1 };
    expect(jpeg2000Size(Uint8Array.from(siz(10000)))).toEqual({ ...size, start: 0 });
    expect(jpeg2000Size(jp2(siz(10000)))).toEqual({ ...size, start: 31 });
    expect(jpeg2000Size(jp2(siz(10000)).subarray(0, 31))).toBeNull();
    expect(jpeg2000Size(Uint8Array.from(siz(512, 2)))).toBeNull();
    expect(jpeg2000Size(Uint8Array.from(siz(512, 0)))).toBeNull();
    expect(jpeg2000Size(Uint8Array.from(siz(32, 1)))).not.toBeNull();
  });

  test.each([
    ['jpeg-2000', jp2(siz(10000))],
    ['jpeg-xl', jpegXl(...large)],
    ['jpeg-xl', container(jpegXl(...large))],
  ] as const)('%s of another size than the header says is refused before it is decoded', async (coding, bytes) => {
    const failed = await createCodecs()
      .decode(coding, bytes, format)
      .catch((error: Error) => error.message);
    expect(failed).toContain('10000 × 10000 × 1 in the codestream, not as the header says');
  });

  test('a decoder gets memory for the picture that is due, not for the one that it finds', async () => {
    interface Encoder {
      getDecodedBuffer(info: object): Uint8Array;
      encode(): void;
      getEncodedBuffer(): Uint8Array;
      delete(): void;
    }
    const factory = createRequire(import.meta.url)('@cornerstonejs/codec-openjpeg/wasmjs') as () => Promise<{
      J2KEncoder: new () => Encoder;
    }>;
    const encoder = new (await factory()).J2KEncoder();
    const side = 4096;
    encoder.getDecodedBuffer({ width: side, height: side, bitsPerSample: 8, componentCount: 1, isSigned: false });
    encoder.encode();
    const bytes = encoder.getEncodedBuffer().slice();
    encoder.delete();
    const decode = (columns: number) =>
      createWasmCodec('openjpeg')
        .decode(bytes, { rows: columns, columns, samplesPerPixel: 1, bitsAllocated: 8 })
        .then(({ samples }) => samples.length)
        .catch((error: Error) => error.message);
    const small = await countBytes(() => decode(16));
    // It says nothing where it gets no memory.
    expect(small.result).toContain('JPEG 2000: 0 × 0 × 0 in the codestream');
    expect(small.bytes).toBeLessThan(40 * 2 ** 20);
    const whole = await countBytes(() => decode(side));
    expect(whole.result).toBe(side * side);
    expect(whole.bytes).toBeGreaterThan(48 * 2 ** 20);
  });
});
