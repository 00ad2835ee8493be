// The Image Pixel module: how pixels are stored, checked before a byte of them is read.
import { ResliceError } from '../errors.ts';
import type { DataSet } from './data-set.ts';
import { TAGS } from './tag.ts';

export interface PixelFormat {
  readonly rows: number;
  readonly columns: number;
  readonly numberOfFrames: number;
  readonly bitsAllocated: 8 | 16;
  readonly bitsStored: number;
  readonly highBit: number;
  readonly signed: boolean;
  readonly photometricInterpretation: 'MONOCHROME1' | 'MONOCHROME2';
}

type Count =
  | 'rows'
  | 'columns'
  | 'bitsAllocated'
  | 'bitsStored'
  | 'highBit'
  | 'pixelRepresentation'
  | 'samplesPerPixel';

/** Source: DICOM PS3.3 C.7.6.3 (Image Pixel) */
export function readPixelFormat(dataSet: DataSet, file: string): PixelFormat {
  const bad = (tag: (typeof TAGS)[keyof typeof TAGS], detail: string): never => {
    throw new ResliceError('dicom/bad-value', { file, tag, detail });
  };
  const count = (name: Count, absent?: number): number => {
    const value = dataSet.uint16(TAGS[name]) ?? absent;
    if (value === undefined) throw new ResliceError('dicom/missing-tag', { file, tag: TAGS[name] });
    return value;
  };
  const rows = count('rows');
  const columns = count('columns');
  if (rows === 0) bad(TAGS.rows, '0');
  if (columns === 0) bad(TAGS.columns, '0');
  const photometricInterpretation = monochrome(dataSet, file, count('samplesPerPixel', 1));
  const bitsAllocated = count('bitsAllocated');
  if (![1, 8, 16, 32, 64].includes(bitsAllocated)) bad(TAGS.bitsAllocated, String(bitsAllocated));
  if (!dataSet.has(TAGS.pixelData) || (bitsAllocated !== 8 && bitsAllocated !== 16)) {
    const detail = dataSet.has(TAGS.pixelData) ? `${bitsAllocated} bits` : 'floating point pixels';
    throw new ResliceError('dicom/unsupported-pixel-format', { file, tag: TAGS.bitsAllocated, detail });
  }
  const bitsStored = count('bitsStored', bitsAllocated);
  const highBit = count('highBit', bitsStored - 1);
  if (bitsStored < 1 || bitsStored > bitsAllocated) bad(TAGS.bitsStored, `${bitsStored} of ${bitsAllocated} bits`);
  if (highBit >= bitsAllocated || highBit < bitsStored - 1)
    bad(TAGS.highBit, `${highBit} with ${bitsStored} of ${bitsAllocated} bits`);
  const frames = dataSet.numbers(TAGS.numberOfFrames)?.[0] ?? 1;
  if (!Number.isInteger(frames) || frames < 1) bad(TAGS.numberOfFrames, 'not a whole number above 0');
  return {
    rows,
    columns,
    numberOfFrames: frames,
    bitsAllocated,
    bitsStored,
    highBit,
    signed: count('pixelRepresentation', 0) === 1,
    photometricInterpretation,
  };
}

function monochrome(dataSet: DataSet, file: string, samplesPerPixel: number): 'MONOCHROME1' | 'MONOCHROME2' {
  const tag = TAGS.photometricInterpretation;
  const value = dataSet.text(tag);
  if (value === undefined && samplesPerPixel === 1) throw new ResliceError('dicom/missing-tag', { file, tag });
  if (samplesPerPixel !== 1 || (value !== 'MONOCHROME1' && value !== 'MONOCHROME2')) {
    const detail = `${/^[A-Z0-9_ ]{1,16}$/.test(value ?? '') ? value : 'unknown'}: a colour picture is no volume`;
    throw new ResliceError('dicom/unsupported-photometric', { file, tag, detail });
  }
  return value;
}
