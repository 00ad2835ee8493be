// The Image Pixel module: how pixels are stored, checked before a byte of them is read.
import { ResliceError } from '../errors.ts';
import type { DataSet } from './data-set.ts';
import { TAGS, type Tag } from './tag.ts';

export interface PixelFormat {
  readonly rows: number;
  readonly columns: number;
  readonly numberOfFrames: number;
  readonly samplesPerPixel: number;
  /** Float Pixel Data has 32 bits, Double Float Pixel Data 64. */
  readonly kind: 'integer' | 'float';
  readonly bitsAllocated: 1 | 8 | 16 | 32 | 64;
  readonly bitsStored: number;
  readonly highBit: number;
  readonly signed: boolean;
  /** Native pixels of several samples: all of the first sample, then all of the second. */
  readonly planar: boolean;
  readonly photometricInterpretation: string;
}

type Count =
  | 'rows'
  | 'columns'
  | 'bitsAllocated'
  | 'bitsStored'
  | 'highBit'
  | 'pixelRepresentation'
  | 'planarConfiguration'
  | 'samplesPerPixel';

/** Of a file; each takes a record whatever its size. */
const MOST_FRAMES = 65535;

/** The element that holds the pixels. */
export const pixelTagOf = (dataSet: DataSet): Tag | undefined =>
  [TAGS.pixelData, TAGS.floatPixelData, TAGS.doubleFloatPixelData].find((tag) => dataSet.has(tag));

/**
 * @throws ResliceError 'dicom/missing-tag', 'dicom/bad-value', 'dicom/unsupported-pixel-format', 'dicom/limit-exceeded'
 * Source: DICOM PS3.3 C.7.6.3 (Image Pixel), C.7.6.24 and C.7.6.25 (floating point)
 */
export function readPixelFormat(dataSet: DataSet, file: string): PixelFormat {
  const bad = (tag: Tag, detail: string): never => {
    throw new ResliceError('dicom/bad-value', { file, tag, detail });
  };
  const count = (name: Count, absent?: number): number => {
    const value = dataSet.uint16(TAGS[name]) ?? absent;
    if (value === undefined) throw new ResliceError('dicom/missing-tag', { file, tag: TAGS[name] });
    return value;
  };
  const [rows, columns] = [count('rows'), count('columns')];
  if (rows === 0) bad(TAGS.rows, '0');
  if (columns === 0) bad(TAGS.columns, '0');
  const samplesPerPixel = count('samplesPerPixel', 1);
  if (samplesPerPixel < 1 || samplesPerPixel > 4) bad(TAGS.samplesPerPixel, String(samplesPerPixel));
  const numberOfFrames = dataSet.numbers(TAGS.numberOfFrames)?.[0] ?? 1;
  if (!Number.isInteger(numberOfFrames) || numberOfFrames < 1) bad(TAGS.numberOfFrames, 'not a whole number above 0');
  if (numberOfFrames > MOST_FRAMES) {
    throw new ResliceError('dicom/limit-exceeded', { file, tag: TAGS.numberOfFrames, detail: `over ${MOST_FRAMES}` });
  }
  const bitsAllocated = count('bitsAllocated');
  const kind = pixelTagOf(dataSet) === TAGS.pixelData ? 'integer' : 'float';
  const allowed = kind === 'integer' ? [1, 8, 16, 32] : [32, 64];
  if (kind === 'integer' && bitsAllocated === 64) {
    throw new ResliceError('dicom/unsupported-pixel-format', { file, tag: TAGS.bitsAllocated, detail: '64 bits' });
  }
  if (!allowed.includes(bitsAllocated)) bad(TAGS.bitsAllocated, String(bitsAllocated));
  const bitsStored = kind === 'float' ? bitsAllocated : count('bitsStored', bitsAllocated);
  const highBit = kind === 'float' ? bitsAllocated - 1 : count('highBit', bitsStored - 1);
  const inCell = `with ${bitsStored} of ${bitsAllocated} bits`;
  if (bitsStored < 1 || bitsStored > bitsAllocated) bad(TAGS.bitsStored, inCell);
  if (highBit >= bitsAllocated || highBit < bitsStored - 1) bad(TAGS.highBit, `${highBit} ${inCell}`);
  return {
    rows,
    columns,
    numberOfFrames,
    samplesPerPixel,
    kind,
    bitsAllocated: bitsAllocated as PixelFormat['bitsAllocated'],
    bitsStored,
    highBit,
    signed: kind === 'integer' && count('pixelRepresentation', 0) === 1,
    planar: count('planarConfiguration', 0) === 1,
    photometricInterpretation: photometric(dataSet, file),
  };
}

function photometric(dataSet: DataSet, file: string): string {
  const tag = TAGS.photometricInterpretation;
  const value = dataSet.text(tag);
  if (value === undefined) throw new ResliceError('dicom/missing-tag', { file, tag });
  return value;
}

/** @throws ResliceError 'dicom/unsupported-photometric': a colour picture is no volume */
export function requireMonochrome({ photometricInterpretation: value, samplesPerPixel }: PixelFormat, file: string) {
  if (samplesPerPixel === 1 && /^MONOCHROME[12]$/.test(value)) return;
  const detail = `${/^[A-Z0-9_ ]{1,16}$/.test(value) ? value : 'unknown'}: a colour picture is no volume`;
  throw new ResliceError('dicom/unsupported-photometric', { file, tag: TAGS.photometricInterpretation, detail });
}
