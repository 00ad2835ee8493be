// Every file of the real data that needs no codec: its stored values by sha256; every malformed one: its kind of refusal.
import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { isResliceError } from '../../src/errors.ts';
import { readFile } from '../../src/load/read-file.ts';
import { shared, sharedFile, sharedJson } from '../support/shared.ts';

interface FileEntry {
  readonly path: string;
  readonly transferSyntaxUID?: string;
  readonly sha256?: string;
  readonly bitsAllocated?: number;
  readonly samplesPerPixel?: number;
  readonly photometricInterpretation?: string;
  readonly notAnImage?: boolean;
  readonly expect?: 'ok' | 'error' | 'either';
  readonly error?: string;
  readonly samePixelsAs?: string;
}

const UNCOMPRESSED = ['1.2.840.10008.1.2', '1.2.840.10008.1.2.1'];
const entries = shared ? sharedJson<FileEntry[]>('reference', 'files.json') : [];
const isPlain = (entry: FileEntry): boolean =>
  UNCOMPRESSED.includes(entry.transferSyntaxUID ?? '') &&
  entry.sha256 !== undefined &&
  (entry.bitsAllocated === 8 || entry.bitsAllocated === 16) &&
  /^MONOCHROME[12]$/.test(entry.photometricInterpretation ?? '');

/** As the reference hashes: little-endian, BitsAllocated wide, all frames. */
function hashOf(path: string): string {
  const images = readFile(sharedFile('data', path), path);
  const hash = createHash('sha256');
  for (const { header, storedValues } of images) {
    const bytes =
      header.pixels.bitsAllocated === 8 ? Uint8Array.from(storedValues, (value) => value & 0xff) : storedValues;
    hash.update(new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength));
  }
  return hash.digest('hex');
}

function kindOf(path: string): string {
  try {
    readFile(sharedFile('data', path), path);
    return 'ok';
  } catch (error) {
    if (!isResliceError(error)) throw error;
    expect(error.at.file).toBe(path);
    return error.code.replace('dicom/', '');
  }
}

describe.skipIf(!shared)('stored values of real files', () => {
  const plain = entries.filter(isPlain);
  test('there are over 800 of them', () => expect(plain.length).toBeGreaterThan(800));

  const cases = [...new Set(plain.map((entry) => entry.path.split('/')[0]!))];
  test.each(cases)('%s', (name) => {
    for (const entry of plain.filter(({ path }) => path.startsWith(`${name}/`))) {
      expect(hashOf(entry.path), entry.path).toBe(entry.sha256);
    }
  });

  test.each(['RGB', 'YBR_FULL', 'YBR_FULL_422', 'PALETTE COLOR'])('%s is refused by name', (photometric) => {
    const coloured = entries.filter(
      (entry) =>
        entry.photometricInterpretation === photometric &&
        UNCOMPRESSED.includes(entry.transferSyntaxUID ?? '') &&
        !entry.expect,
    );
    expect(coloured.length).toBeGreaterThan(0);
    for (const { path } of coloured) expect(kindOf(path), path).toBe('unsupported-photometric');
  });

  test('what is not read yet is refused by syntax or pixel format', () => {
    const others = entries.filter((entry) => entry.sha256 !== undefined && !entry.expect && !isPlain(entry));
    expect(others.length).toBeGreaterThan(50);
    for (const { path, transferSyntaxUID } of others) {
      const plainSyntax = UNCOMPRESSED.includes(transferSyntaxUID ?? '');
      const kinds = plainSyntax
        ? ['unsupported-pixel-format', 'unsupported-photometric']
        : ['unsupported-transfer-syntax'];
      expect(kinds, path).toContain(kindOf(path));
    }
  });

  test('a report and a plan are no images, a directory is silent', () => {
    expect(kindOf('s17-mixed-folder/DICOM/IM00066')).toBe('not-an-image');
    expect(kindOf('s17-mixed-folder/DICOM/IM00068')).toBe('not-an-image');
    expect(readFile(sharedFile('data', 's17-mixed-folder/DICOMDIR'), 'DICOMDIR')).toEqual([]);
  });
});

describe.skipIf(!shared)('malformed files', () => {
  const malformed = entries.filter((entry) => entry.path.startsWith('s16-malformed/') && entry.expect);
  const good = 's16-malformed/00_good_reference.dcm';
  /** These need a decoder before they can be found corrupt. */
  const encapsulated = ['24_jpeg', '25_j2k', '26_rle'];

  test.each(malformed.map((entry) => [entry.path, entry] as const))('%s', (path, entry) => {
    const kind = kindOf(path);
    if (encapsulated.some((name) => path.includes(name))) {
      expect(kind).toBe('unsupported-transfer-syntax');
      return;
    }
    if (kind !== 'ok') {
      expect(entry.expect, kind).not.toBe('ok');
      expect(kind).toBe(entry.error);
      return;
    }
    expect(entry.expect).not.toBe('error');
    if (entry.samePixelsAs) expect(hashOf(path)).toBe(hashOf(good));
  });
});
