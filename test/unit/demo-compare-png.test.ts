// PNGs of every depth and kind -> levels, from bytes written out by hand.
import { deflateSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { leftOutWords } from '../../demo/compare/content.ts';
import { readPng } from '../../demo/compare/png.ts';
import { ResliceError } from '../../src/errors.ts';
import { crc32 } from '../../src/load/crc32.ts';

function chunk(name: string, data: readonly number[] | Uint8Array): number[] {
  const body = [...Buffer.from(name, 'latin1'), ...data];
  const word = (value: number): number[] => [value >>> 24, (value >> 16) & 255, (value >> 8) & 255, value & 255];
  return [...word(data.length), ...body, ...word(crc32(Uint8Array.from(body)))];
}

interface Made {
  readonly width: number;
  readonly depth: number;
  readonly colorType: 0 | 2 | 3 | 4 | 6;
  /** Of each row, packed as it is stored. */
  readonly rows: readonly (readonly number[])[];
  readonly more?: readonly number[];
  readonly interlaced?: boolean;
}

const png = ({ width, depth, colorType, rows, more = [], interlaced = false }: Made): Uint8Array =>
  Uint8Array.from([
    ...[0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a],
    ...chunk('IHDR', [0, 0, 0, width, 0, 0, 0, rows.length, depth, colorType, 0, 0, interlaced ? 1 : 0]),
    ...more,
    ...chunk('IDAT', deflateSync(Uint8Array.from(rows.flatMap((row) => [0, ...row])))),
    ...chunk('IEND', []),
  ]);

test.each<[string, Made, readonly number[], RegExp | '']>([
  [
    '8 bits of grey',
    {
      width: 2,
      depth: 8,
      colorType: 0,
      rows: [
        [7, 255],
        [0, 9],
      ],
    },
    [7, 255, 0, 9],
    '',
  ],
  [
    '1 bit of grey, 10 pixels a row',
    {
      width: 10,
      depth: 1,
      colorType: 0,
      rows: [
        [0b10000001, 0b01000000],
        [0, 0b10000000],
      ],
    },
    [255, 0, 0, 0, 0, 0, 0, 255, 0, 255, 0, 0, 0, 0, 0, 0, 0, 0, 255, 0],
    '',
  ],
  ['2 bits of grey', { width: 3, depth: 2, colorType: 0, rows: [[0b00011000]] }, [0, 85, 170], ''],
  ['4 bits of grey', { width: 3, depth: 4, colorType: 0, rows: [[0x0f, 0x80]] }, [0, 255, 136], ''],
  [
    '16 bits of grey',
    { width: 3, depth: 16, colorType: 0, rows: [[0xff, 0xff, 0x80, 0x00, 0x00, 0xff]] },
    [255, 128, 1],
    /16 bits/,
  ],
  ['grey and alpha', { width: 2, depth: 8, colorType: 4, rows: [[9, 255, 8, 3]] }, [9, 8], /transparent/],
  ['colours', { width: 2, depth: 8, colorType: 2, rows: [[255, 0, 0, 5, 5, 5]] }, [54, 5], /coloured/],
  ['grey as colours, opaque', { width: 2, depth: 8, colorType: 6, rows: [[6, 6, 6, 255, 5, 5, 5, 255]] }, [6, 5], ''],
  [
    'a grey that stands for nothing',
    { width: 2, depth: 8, colorType: 0, rows: [[9, 8]], more: chunk('tRNS', [0, 8]) },
    [9, 8],
    /transparent/,
  ],
  [
    'a palette of 2 bits',
    { width: 3, depth: 2, colorType: 3, rows: [[0b00011000]], more: chunk('PLTE', [1, 1, 1, 50, 50, 50, 0, 255, 0]) },
    [1, 50, 182],
    /coloured/,
  ],
])('%s are read as they are stored', async (_, made, levels, note) => {
  const picture = await readPng(png(made));
  expect([...picture.levels]).toEqual(levels);
  if (note === '') expect(picture.note).toBe('');
  else expect(picture.note).toMatch(note);
});

test('what is damaged, cut off or packed in a way that the decoder reads wrongly is refused', async () => {
  const made = { width: 2, depth: 8, colorType: 0, rows: [[7, 255]] } as const;
  const flipped = png(made);
  flipped[45] = flipped[45]! ^ 1;
  const packed = png({
    width: 8,
    depth: 1,
    colorType: 0,
    rows: [[1], [0], [0], [0], [0], [0], [0], [0]],
    interlaced: true,
  });
  for (const bytes of [flipped, png(made).slice(0, 50), packed])
    await expect(readPng(bytes)).rejects.toThrow('Cannot be read as a PNG');
});

test('files that were left out are told by name, once each, and no more than five', () => {
  const problem = (file: string) => new ResliceError('dicom/truncated', { file });
  expect(leftOutWords([])).toBe('');
  expect(leftOutWords([problem('a.dcm'), problem('a.dcm')])).toBe('1 file left out: a.dcm');
  expect(leftOutWords([1, 2, 3, 4, 5, 6, 7].map((n) => problem(String(n))))).toBe(
    '7 files left out: 1, 2, 3, 4, 5, and 2 more',
  );
});
