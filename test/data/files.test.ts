// Every file of the real data: its stored values by sha256, or, where a loss leaves no one result, by the reference's figures;
// every malformed one: its kind of refusal.
import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { isResliceError } from '../../src/errors.ts';
import { readFile } from '../../src/load/read-file.ts';
import type { SeriesImage } from '../../src/series/image.ts';
import { shared, sharedFile, sharedJson } from '../support/shared.ts';

interface FileEntry {
  readonly path: string;
  readonly transferSyntaxUID?: string;
  readonly sha256?: string;
  readonly bitsAllocated?: number;
  readonly samplesPerPixel?: number;
  readonly rows?: number;
  readonly columns?: number;
  readonly frames?: number;
  readonly photometricInterpretation?: string;
  readonly min?: number;
  readonly max?: number;
  readonly mean?: number;
  readonly tolerance?: number;
  readonly expect?: 'ok' | 'error' | 'either';
  readonly error?: string;
  readonly samePixelsAs?: string;
}

const entries = shared ? sharedJson<FileEntry[]>('reference', 'files.json') : [];

const read = (path: string): Promise<readonly SeriesImage[]> => readFile(sharedFile('data', path), path);

/** As the reference hashes: little-endian, BitsAllocated wide (1 bit: a byte), all frames. */
async function hashOf(path: string): Promise<string> {
  const hash = createHash('sha256');
  for (const { header, storedValues } of await read(path)) {
    const bytes =
      header.pixels.bitsAllocated <= 8 ? Uint8Array.from(storedValues, (value) => value & 0xff) : storedValues;
    hash.update(new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength));
  }
  return hash.digest('hex');
}

async function kindOf(path: string): Promise<string> {
  try {
    await read(path);
    return 'ok';
  } catch (error) {
    if (!isResliceError(error)) throw error;
    expect(error.at.file).toBe(path);
    return error.code.replace('dicom/', '');
  }
}

describe.skipIf(!shared)('stored values of real files', () => {
  const exact = entries.filter(({ sha256 }) => sha256 !== undefined);
  test('there are 950 with one right result', () => expect(exact).toHaveLength(950));

  const cases = [...new Set(exact.map((entry) => entry.path.split('/')[0]!))];
  test.each(cases)('%s', async (name) => {
    for (const entry of exact.filter(({ path }) => path.startsWith(`${name}/`) && path !== LACKS_DELIMITER)) {
      expect(await hashOf(entry.path), entry.path).toBe(entry.sha256);
    }
  });

  const lossy = entries.filter(({ tolerance }) => tolerance !== undefined);
  test('there are 17 with a loss', () => expect(lossy).toHaveLength(17));

  test.each(lossy.map((entry) => [entry.path, entry] as const))('%s', async (path, entry) => {
    let [min, max, sum, count] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 0, 0];
    for (const { storedValues } of await read(path)) {
      for (const value of storedValues) {
        if (value < min) min = value;
        if (value > max) max = value;
        sum += value;
      }
      count += storedValues.length;
    }
    expect(count).toBe(entry.rows! * entry.columns! * entry.samplesPerPixel! * entry.frames!);
    expect(Math.abs(min - entry.min!)).toBeLessThanOrEqual(entry.tolerance!);
    expect(Math.abs(max - entry.max!)).toBeLessThanOrEqual(entry.tolerance!);
    // Errors of a pixel average out: the mean must be far nearer than the tolerance.
    expect(Math.abs(sum / count - entry.mean!)).toBeLessThanOrEqual(0.05 * entry.tolerance!);
  });

  test('a report and a plan are no images, a directory is silent', async () => {
    expect(await kindOf('s17-mixed-folder/DICOM/IM00066')).toBe('not-an-image');
    expect(await kindOf('s17-mixed-folder/DICOM/IM00068')).toBe('not-an-image');
    expect(await read('s17-mixed-folder/DICOMDIR')).toEqual([]);
  });
});

/** Among the files with a hash, and allowed to be refused. */
const LACKS_DELIMITER = 's12-enhanced-mr/emri/emri_small_jpeg_2k_lossless_too_short.dcm';

describe.skipIf(!shared)('malformed files', () => {
  const malformed = entries.filter((entry) => entry.expect);
  test('there are 40 of them', () => expect(malformed).toHaveLength(40));

  test.each(malformed.map((entry) => [entry.path, entry] as const))('%s', async (path, entry) => {
    const kind = await kindOf(path);
    if (kind !== 'ok') {
      expect(entry.expect, kind).not.toBe('ok');
      expect(kind).toBe(entry.error);
      return;
    }
    expect(entry.expect).not.toBe('error');
    if (entry.samePixelsAs) expect(await hashOf(path)).toBe(await hashOf(entry.samePixelsAs));
  });
});
