// Small files that ask for much: each is read or refused in time that grows with the file and no faster.
import { describe, expect, test } from 'vitest';
import { isResliceError } from '../../src/errors.ts';
import { loadSeries } from '../../src/load/load-series.ts';
import { readFile } from '../../src/load/read-file.ts';
import { missingPositions } from '../../src/series/missing-slices.ts';
import { type Changes, IMPLICIT, sliceBytes } from '../support/dicom-bytes.ts';
import { ENHANCED } from '../support/made-files.ts';

/** ms of the processor, so that a busy machine does no harm; what is refused here takes a few, and took seconds. */
const SOON = 1500;
const spent = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
};

async function outcome(bytes: Uint8Array): Promise<string> {
  const begun = spent();
  try {
    const images = await readFile(bytes, 'a.dcm');
    return `${images.length} images`;
  } catch (error) {
    if (!isResliceError(error)) throw error;
    return `${error.code} ${error.at.tag?.keyword}`;
  } finally {
    expect(spent() - begun).toBeLessThan(SOON);
  }
}

const implicit = (changes: Changes): Uint8Array => sliceBytes(changes, { syntax: IMPLICIT });
const filled = (text: string, count: number): Uint8Array => new Uint8Array(count).fill(text.charCodeAt(0));
const bits8: Changes = {
  BitsAllocated: ['US', [8]],
  BitsStored: ['US', [8]],
  HighBit: ['US', [7]],
  PixelRepresentation: ['US', [0]],
};

describe('text', () => {
  test('spaces before a last character are looked at once', async () => {
    const bytes = new Uint8Array(400_000).fill(32);
    bytes[bytes.length - 1] = 65;
    expect(await outcome(implicit({ SeriesDescription: ['LO', bytes.slice()] }))).toBe('1 images');
    expect(await outcome(implicit({ ImageType: ['CS', bytes.subarray(0, 60_000)] }))).toBe('1 images');
    expect(await outcome(implicit({ PixelSpacing: ['DS', bytes.slice()] }))).toBe('1 images');
  });

  test('digits that end in none are looked at once', async () => {
    const bytes = filled('1', 400_000);
    bytes[bytes.length - 1] = 65;
    expect(await outcome(implicit({ PixelSpacing: ['DS', bytes] }))).toBe('1 images');
  });

  test.each([
    ['Modality', 2000, 'dicom/limit-exceeded Modality'],
    ['ImageType', 70_000, 'dicom/limit-exceeded ImageType'],
    ['SeriesDescription', 4_000_000, '1 images'],
    ['PixelSpacing', 4_000_000, 'dicom/limit-exceeded PixelSpacing'],
  ])('%s of %d letters: %s, %s', async (keyword, count, expected) => {
    expect(await outcome(implicit({ [keyword]: ['LO', filled('A', count)] }))).toBe(expected);
  });
});

describe('frames', () => {
  const frames = (count: number, more: Changes = {}): Uint8Array =>
    sliceBytes({
      ...bits8,
      NumberOfFrames: ['IS', String(count)],
      Rows: ['US', [1]],
      Columns: ['US', [1]],
      PixelData: ['OW', new Uint8Array(count + (count % 2))],
      ...more,
    });

  test('are 65535 at most, and those are read at once', async () => {
    expect(await outcome(frames(65_536))).toBe('dicom/limit-exceeded NumberOfFrames');
    expect(await outcome(frames(65_535))).toBe('65535 images');
  });

  test('with groups of which only the first frames have one', async () => {
    const { SharedFunctionalGroupsSequence: shared, PerFrameFunctionalGroupsSequence: own } = ENHANCED;
    const groups: Changes = { SharedFunctionalGroupsSequence: shared!, PerFrameFunctionalGroupsSequence: own! };
    expect(await outcome(frames(65_535, groups))).toBe('65535 images');
  });

  test('at a place of their own each become a volume', async () => {
    const count = 65_535;
    const offsets = new TextEncoder().encode(Array.from({ length: count }, (_, n) => n).join('\\'));
    const elements: Changes = {
      ...bits8,
      NumberOfFrames: ['IS', String(count)],
      Rows: ['US', [1]],
      Columns: ['US', [1]],
      GridFrameOffsetVector: ['DS', offsets],
      PixelData: ['OW', new Uint8Array(count + 1)],
    };
    const [series] = await loadSeries([{ name: 'a', bytes: implicit(elements).slice() }], { workers: 0 });
    expect(series!.stacks[0]!.volume!.size).toEqual([1, 1, count]);
  });
});

test('a slice a light year away leaves no number of slices missing that cannot be listed', () => {
  expect(missingPositions([0, 1, 2, 3, 1e16])).toEqual([]);
  const doubled = Array.from({ length: 40_000 }, (_, k) => k + Math.floor(k / 3) * 900);
  expect(missingPositions(doubled)).toHaveLength(10_000);
});

describe('sequences', () => {
  /** A sequence's value: so many items that hold nothing. */
  const empty = (count: number): Uint8Array => {
    const bytes = new Uint8Array(8 * count);
    for (let n = 0; n < count; n++) bytes.set([0xfe, 0xff, 0, 0xe0], 8 * n);
    return bytes;
  };
  const frames = (count: number): Changes => ({
    NumberOfFrames: ['IS', String(count)],
    PixelData: ['OW', new Uint8Array(count * 12)],
  });

  test('hold a few items where an item is no frame', async () => {
    const many: Changes = { ...frames(100), RealWorldValueMappingSequence: ['SQ', empty(20_000)] };
    expect(await outcome(sliceBytes(many))).toBe('dicom/limit-exceeded RealWorldValueMappingSequence');
    const few: Changes = { ...frames(5000), RealWorldValueMappingSequence: ['SQ', empty(250)] };
    expect(await outcome(sliceBytes(few))).toBe('5000 images');
  });

  test('of frames may hold many', async () => {
    const groups: Changes = { ...frames(10), PerFrameFunctionalGroupsSequence: ['SQ', empty(60_000)] };
    expect(await outcome(sliceBytes(groups))).toBe('10 images');
  });

  test('whose items are empty and have no length', async () => {
    const item = [0xfe, 0xff, 0, 0xe0, 255, 255, 255, 255, 0xfe, 0xff, 0x0d, 0xe0, 0, 0, 0, 0];
    const value = new Uint8Array(item.length * 100_000);
    for (let n = 0; n < 100_000; n++) value.set(item, n * item.length);
    const mapped: Changes = { RealWorldValueMappingSequence: ['SQ', value] };
    expect(await outcome(sliceBytes(mapped))).toBe('dicom/limit-exceeded RealWorldValueMappingSequence');
  });
});

describe('fragments', () => {
  test('of which a table finds each frame', async () => {
    const count = 30_000;
    const fragments = new Uint8Array(8 + 4 * count + 10 * 2 * count + 8);
    const view = new DataView(fragments.buffer);
    const item = (at: number, length: number): void => {
      view.setUint32(at, 0xfeff00e0);
      view.setUint32(at + 4, length, true);
    };
    item(0, 4 * count);
    for (let n = 0; n < count; n++) view.setUint32(8 + 4 * n, 20 * n, true);
    for (let n = 0; n < 2 * count; n++) item(8 + 4 * count + 10 * n, 2);
    view.setUint32(fragments.length - 8, 0xfeffdde0);
    const bytes = sliceBytes(
      {
        ...bits8,
        NumberOfFrames: ['IS', String(count)],
        Rows: ['US', [1]],
        Columns: ['US', [1]],
        PixelData: ['OB', fragments],
      },
      { syntax: '1.2.840.10008.1.2.1.98' },
    );
    // The test's own writer knows no undefined length without a list of fragments.
    const at = bytes.lastIndexOf(0x7f, bytes.length - fragments.length) - 1;
    bytes.set([255, 255, 255, 255], at + 8);
    expect(await outcome(bytes)).toBe(`${count} images`);
  });

  test('of a few bytes do not make a picture of 65535 × 65535', async () => {
    const huge: Changes = {
      ...bits8,
      Rows: ['US', [65_535]],
      Columns: ['US', [65_535]],
      PixelData: ['OB', { fragments: [Uint8Array.of(0xff, 0xd8, 0xff, 0xd9)] }],
    };
    for (const syntax of ['.4.50', '.4.80', '.4.90', '.4.110']) {
      const bytes = sliceBytes(huge, { syntax: `1.2.840.10008.1.2${syntax}` });
      expect(await outcome(bytes)).toBe('dicom/limit-exceeded PixelData');
    }
  });
});

describe('big-endian bytes in words', () => {
  /** Explicit big endian: heads of 8 bytes, of OW 12. */
  function bigEndian(rows: number, columns: number, frames: number, pixels: Uint8Array): Uint8Array {
    const word = (n: number): number[] => [n >> 8, n & 255];
    const element = (element: number, vr: string, value: readonly number[]): number[] => [
      ...word(0x28),
      ...word(element),
      ...[...vr].map((letter) => letter.charCodeAt(0)),
      ...word(value.length),
      ...value,
    ];
    const text = (value: string): number[] =>
      [...value.padEnd(value.length + (value.length % 2))].map((c) => c.charCodeAt(0));
    const head = [
      ...element(0x02, 'US', word(1)),
      ...element(0x04, 'CS', text('MONOCHROME2')),
      ...element(0x08, 'IS', text(String(frames))),
      ...[0x10, 0x11, 0x100, 0x101, 0x102, 0x103].flatMap((tag, n) =>
        element(tag, 'US', word([rows, columns, 8, 8, 7, 0][n]!)),
      ),
      ...[
        ...word(0x7fe0),
        ...word(0x10),
        0x4f,
        0x57,
        0,
        0,
        ...word(pixels.length >>> 16),
        ...word(pixels.length & 0xffff),
      ],
    ];
    const meta = sliceBytes({}, { syntax: '1.2.840.10008.1.2.2' }).subarray(0, 132 + 8 + 20);
    const bytes = new Uint8Array(meta.length + head.length + pixels.length);
    bytes.set(meta);
    bytes.set(head, meta.length);
    // Byte pairs change places.
    for (let n = 0; n < pixels.length; n++) bytes[meta.length + head.length + (n ^ 1)] = pixels[n]!;
    return bytes;
  }

  test('are read frame by frame, odd ones too', async () => {
    const pixels = Uint8Array.from({ length: 12 }, (_, n) => 10 + n);
    const images = await readFile(bigEndian(1, 3, 4, pixels), 'a.dcm');
    expect(images.map(({ storedValues }) => [...storedValues])).toEqual([
      [10, 11, 12],
      [13, 14, 15],
      [16, 17, 18],
      [19, 20, 21],
    ]);
  });

  test('take time as their bytes, not as frames times bytes', async () => {
    expect(await outcome(bigEndian(16, 16, 10_000, new Uint8Array(2_560_000)))).toBe('10000 images');
  });
});
