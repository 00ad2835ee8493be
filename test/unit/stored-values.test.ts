import { describe, expect, test } from 'vitest';
import { createCodecs } from '../../src/dicom/codecs/create-codecs.ts';
import { parse } from '../../src/dicom/parse.ts';
import { readPixelFormat } from '../../src/dicom/pixel-format.ts';
import { openPixels } from '../../src/dicom/pixel-source.ts';
import type { FrameValues } from '../../src/dicom/stored-values.ts';
import { isResliceError } from '../../src/errors.ts';
import { createRandom } from '../../src/math/random.ts';
import { type Changes, IMPLICIT, sliceBytes } from '../support/dicom-bytes.ts';

async function read(bytes: Uint8Array, frame = 0): Promise<FrameValues> {
  const dataSet = parse(bytes, 'a.dcm');
  return (await openPixels(dataSet, readPixelFormat(dataSet, 'a.dcm'), 'a.dcm', createCodecs()).frame(frame)).values;
}

const format = (allocated: number, stored: number, high: number, signed: boolean): Changes => ({
  BitsAllocated: ['US', [allocated]],
  BitsStored: ['US', [stored]],
  HighBit: ['US', [high]],
  PixelRepresentation: ['US', [signed ? 1 : 0]],
});

/** By arithmetic, not by shifts: the cell's own bits as a number. */
function expected(cell: number, stored: number, high: number, signed: boolean): number {
  const bits = Math.floor(cell / 2 ** (high - stored + 1)) % 2 ** stored;
  return signed && bits >= 2 ** (stored - 1) ? bits - 2 ** stored : bits;
}

describe('pixel cells', () => {
  const cases = [
    [16, 16, 15],
    [16, 12, 11],
    [16, 12, 15],
    [16, 10, 12],
    [16, 1, 0],
    [8, 8, 7],
    [8, 7, 6],
    [8, 5, 7],
  ].flatMap(([allocated, stored, high]) =>
    [true, false].map((signed) => [allocated!, stored!, high!, signed] as const),
  );

  test.each(cases)('%d bits, %d stored, high bit %d, signed %s', async (allocated, stored, high, signed) => {
    const random = createRandom(allocated * 1000 + stored * 10 + high);
    const cells = Array.from({ length: 40 }, () => random.integer(0, 2 ** allocated - 1));
    cells.push(0, 1, 2 ** allocated - 1, 2 ** (stored - 1));
    const changes: Changes = {
      ...format(allocated, stored, high, signed),
      Rows: ['US', [4]],
      Columns: ['US', [11]],
      PixelData: allocated === 8 ? ['OB', Uint8Array.from(cells)] : ['OW', cells],
    };
    for (const syntax of [undefined, IMPLICIT]) {
      const values = await read(sliceBytes(changes, syntax ? { syntax } : {}));
      expect(values).toBeInstanceOf(signed ? Int16Array : Uint16Array);
      expect([...values]).toEqual(cells.map((cell) => expected(cell, stored, high, signed)));
    }
  });

  test('of 16 whole bits are not copied', async () => {
    const bytes = sliceBytes();
    expect((await read(bytes)).buffer).toBe(bytes.buffer);
  });

  test('at an odd offset are copied, and right', async () => {
    const file = sliceBytes({ PixelData: ['OW', [0, 0x8000, 0xffff, 258, 4, 5]] });
    const odd = new Uint8Array(file.length + 1).subarray(1);
    odd.set(file);
    expect([...(await read(odd))]).toEqual([0, -32768, -1, 258, 4, 5]);
  });
});

describe('frames', () => {
  const changes: Changes = { NumberOfFrames: ['IS', '3'], PixelData: ['OW', Array.from({ length: 18 }, (_, n) => n)] };
  test.each([0, 1, 2])('frame %d', async (frame) => {
    expect([...(await read(sliceBytes(changes), frame))]).toEqual(Array.from({ length: 6 }, (_, n) => frame * 6 + n));
  });
});

describe('what is too short', () => {
  const code = async (changes: Changes): Promise<string> => {
    try {
      await read(sliceBytes(changes));
      return 'ok';
    } catch (error) {
      return isResliceError(error) ? `${error.code} ${error.at.tag?.keyword}` : String(error);
    }
  };
  const truncated = 'dicom/truncated PixelData';

  test('a pixel less, a frame less, nothing at all', async () => {
    expect(await code({ PixelData: ['OW', [1, 2, 3, 4, 5]] })).toBe(truncated);
    expect(await code({ NumberOfFrames: ['IS', '2'] })).toBe(truncated);
    expect(await code({ PixelData: ['OW', []] })).toBe(truncated);
  });

  test('is found before memory is asked for', async () => {
    const huge: Changes = { Rows: ['US', [65535]], Columns: ['US', [65535]], NumberOfFrames: ['IS', '10000'] };
    const begun = performance.now();
    expect(await code(huge)).toBe(truncated);
    expect(performance.now() - begun).toBeLessThan(100);
  });

  test('more than enough is read', async () => {
    expect(await code({ PixelData: ['OW', [1, 2, 3, 4, 5, 6, 7]] })).toBe('ok');
  });
});
