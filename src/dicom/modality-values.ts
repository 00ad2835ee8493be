// What stored values mean: rescale or table, unit, padding.
import { ResliceError } from '../errors.ts';
import type { DataSet } from './data-set.ts';
import { type ModalityLut, readModalityLut } from './modality-lut.ts';
import type { PixelFormat } from './pixel-format.ts';
import { TAGS } from './tag.ts';
import { readMappings, readSuv, type UnitMapping } from './unit-mappings.ts';

export interface ModalityValues {
  readonly rescaleSlope: number;
  readonly rescaleIntercept: number;
  /** Where it is not null it takes the place of slope and intercept, which are 1 and 0 then. */
  readonly modalityLut: ModalityLut | null;
  /** 'HU', PET's Units, RescaleType, DoseUnits, the table's type, else 'a.u.' */
  readonly unit: string;
  /** Other units in which the values can be given. */
  readonly mappings: readonly UnitMapping[];
  /** Stored values that are no measurement, both ends included. */
  readonly padding: readonly [low: number, high: number] | null;
}

/** What is odd and read all the same goes into `problems`. */
export function readModalityValues(
  dataSet: DataSet,
  format: PixelFormat,
  file: string,
  problems: ResliceError[],
): ModalityValues {
  const modality = dataSet.text(TAGS.modality) ?? '';
  const modalityLut = readModalityLut(dataSet, format.signed, file, problems);
  const rescale = modalityLut ? { rescaleSlope: 1, rescaleIntercept: 0 } : readRescale(dataSet, file, problems);
  return {
    ...rescale,
    modalityLut,
    // With a table that cannot be used the values are in no unit.
    unit: modalityLut?.unit ?? (dataSet.has(TAGS.modalityLutSequence) ? 'a.u.' : unitOf(dataSet, modality)),
    mappings: modalityLut ? [] : [...readSuv(dataSet, rescale), ...readMappings(dataSet)],
    padding: readPadding(dataSet, format),
  };
}

/** Source: DICOM PS3.3 C.11.1 (Modality LUT), C.8.8.3 (Dose Grid Scaling) */
function readRescale(dataSet: DataSet, file: string, problems: ResliceError[]) {
  const read = (name: 'rescaleSlope' | 'rescaleIntercept' | 'doseGridScaling', absent: number): number => {
    const value = dataSet.numbers(TAGS[name])?.[0] ?? absent;
    if (Number.isFinite(value) && (name === 'rescaleIntercept' || value !== 0)) return value;
    problems.push(new ResliceError('dicom/bad-value', { file, tag: TAGS[name], detail: `read as ${absent}` }));
    return absent;
  };
  const slope = dataSet.has(TAGS.doseGridScaling) ? 'doseGridScaling' : 'rescaleSlope';
  return { rescaleSlope: read(slope, 1), rescaleIntercept: read('rescaleIntercept', 0) };
}

function unitOf(dataSet: DataSet, modality: string): string {
  if (modality === 'PT') return dataSet.text(TAGS.units) ?? 'a.u.';
  if (dataSet.has(TAGS.doseGridScaling)) return dataSet.text(TAGS.doseUnits) === 'GY' ? 'Gy' : 'a.u.';
  const type = dataSet.text(TAGS.rescaleType);
  // US means unspecified: DICOM PS3.3 C.11.1.1.2.
  if (type && type !== 'US') return type;
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
