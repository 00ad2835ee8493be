// What stored values mean: rescale or table, unit, padding.
import { ResliceError } from '../errors.ts';
import type { DataSet } from './data-set.ts';
import { type ModalityLut, readModalityLut } from './modality-lut.ts';
import type { PixelFormat } from './pixel-format.ts';
import { TAGS } from './tag.ts';
import type { ReadUnitMappings, UnitMapping } from './unit-mappings.ts';
import { readWidePadding } from './wide-padding.ts';

export interface ModalityValues {
  readonly rescaleSlope: number;
  readonly rescaleIntercept: number;
  /** Where it is not null it takes the place of slope and intercept, which are 1 and 0 then. */
  readonly modalityLut: ModalityLut | null;
  /** RescaleType, PET's Units, DoseUnits, the table's type; 'HU' for a CT without RescaleType; else 'a.u.' */
  readonly unit: string;
  /** Other units in which the values can be given. */
  readonly mappings: readonly UnitMapping[];
  /** Stored values that are no measurement, both ends included. */
  readonly padding: readonly [low: number, high: number] | null;
}

/**
 * What is odd and read all the same goes into `problems`.
 * @param readMappings  `readUnitMappings`, for files that may have any: it comes in a chunk of its own
 */
export function readModalityValues(
  dataSet: DataSet,
  format: PixelFormat,
  file: string,
  problems: ResliceError[],
  readMappings?: ReadUnitMappings,
): ModalityValues {
  const modalityLut = readModalityLut(dataSet, format.signed, file, problems);
  const rescale = modalityLut ? null : readRescale(dataSet, file, problems);
  // Of a table, or a rescale, that cannot be used the values are in no unit.
  const known = rescale?.whole === true && !dataSet.has(TAGS.modalityLutSequence);
  const unit = modalityLut?.unit ?? (known ? unitOf(dataSet) : 'a.u.');
  return {
    rescaleSlope: rescale?.rescaleSlope ?? 1,
    rescaleIntercept: rescale?.rescaleIntercept ?? 0,
    modalityLut,
    unit,
    mappings: (rescale && readMappings?.(dataSet, unit, known ? rescale : null, format, file, problems)) ?? [],
    padding: format.bitsAllocated > 16 ? readWidePadding(dataSet, format) : readPadding(dataSet, format),
  };
}

/** Source: DICOM PS3.3 C.11.1 (Modality LUT), C.8.8.3 (Dose Grid Scaling) */
function readRescale(dataSet: DataSet, file: string, problems: ResliceError[]) {
  let whole = true;
  const read = (name: 'rescaleSlope' | 'rescaleIntercept' | 'doseGridScaling', absent: number): number => {
    const value = dataSet.numbers(TAGS[name])?.[0] ?? absent;
    if (Number.isFinite(value) && (name === 'rescaleIntercept' || value !== 0)) return value;
    problems.push(new ResliceError('dicom/bad-value', { file, tag: TAGS[name], detail: `read as ${absent}` }));
    whole = false;
    return absent;
  };
  const slope = dataSet.has(TAGS.doseGridScaling) ? 'doseGridScaling' : 'rescaleSlope';
  return { rescaleSlope: read(slope, 1), rescaleIntercept: read('rescaleIntercept', 0), whole };
}

/** Source: DICOM PS3.3 C.11.1.1.2, C.8.9.1 (PET's Units; an Enhanced PET has RescaleType instead), C.8.8.3 */
function unitOf(dataSet: DataSet): string {
  const modality = dataSet.text(TAGS.modality);
  const type = dataSet.text(TAGS.rescaleType);
  const units = modality === 'PT' ? dataSet.text(TAGS.units) : undefined;
  if (units) return units;
  if (dataSet.has(TAGS.doseGridScaling)) return dataSet.text(TAGS.doseUnits) === 'GY' ? 'Gy' : 'a.u.';
  // US means unspecified, which is not the same as absent.
  if (type) return type === 'US' ? 'a.u.' : type;
  return modality === 'CT' ? 'HU' : 'a.u.';
}

/**
 * Padding as stored values. Written with the wrong sign for PixelRepresentation, or as a pattern of BitsStored bits, it is
 * reinterpreted before anything is compared. Only of pixels of up to 16 bits. Source: DICOM PS3.3 C.7.5.1.1.2
 */
function readPadding(dataSet: DataSet, format: PixelFormat): readonly [number, number] | null {
  const value = dataSet.uint16(TAGS.pixelPaddingValue);
  if (value === undefined || format.bitsAllocated > 16) return null;
  const limit = dataSet.uint16(TAGS.pixelPaddingRangeLimit) ?? value;
  const [a, b] = [storedPadding(value, format), storedPadding(limit, format)];
  return [Math.min(a, b), Math.max(a, b)];
}

/**
 * @param word  16 bits as written
 * @returns the stored value of a pixel with these bits; what is neither in range nor a stored value widened to 16 bits stays out of
 * range, where it harms no pixel: 0x8000 in a picture of 12 bits must not become 0
 */
function storedPadding(word: number, { signed, bitsStored }: PixelFormat): number {
  const widened = (bits: number, from: number): number => (bits << (32 - from)) >> (32 - from);
  const low = word & (2 ** bitsStored - 1);
  const negative = widened(low, bitsStored);
  const isPattern = word === low || word === (negative & 0xffff);
  if (!isPattern) return signed ? widened(word, 16) : word;
  return signed ? negative : low;
}
