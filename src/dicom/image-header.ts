// Data set -> readonly ImageHeader: everything about one file's image but its pixels. What is missing is named.
import { ResliceError } from '../errors.ts';
import type { VoiWindow } from '../voi/voi-window.ts';
import type { DataSet } from './data-set.ts';
import { type ImageGeometry, readGeometry } from './image-geometry.ts';
import { type PixelFormat, readPixelFormat } from './pixel-format.ts';
import { TAGS } from './tag.ts';
import { transferSyntaxOf } from './transfer-syntax.ts';
import { readWindows } from './windows.ts';

export interface ImageHeader {
  readonly file: string;
  readonly sopInstanceUID: string;
  readonly seriesInstanceUID: string;
  readonly frameOfReferenceUID: string;
  readonly modality: string;
  readonly seriesDescription: string;
  readonly seriesNumber: number | null;
  readonly instanceNumber: number | null;
  readonly transferSyntaxUID: string;
  readonly pixels: PixelFormat;
  /** Null where position, orientation or spacing cannot be used; `geometryProblem` says why. */
  readonly geometry: ImageGeometry | null;
  readonly geometryProblem: ResliceError | null;
  /** mm, or null. */
  readonly sliceThickness: number | null;
  readonly rescaleSlope: number;
  readonly rescaleIntercept: number;
  /** 'HU', PET's Units, RescaleType, else 'a.u.' */
  readonly unit: string;
  /** Stored values that are no measurement, both ends included. */
  readonly padding: readonly [low: number, high: number] | null;
  /** MONOCHROME1, or Presentation LUT Shape INVERSE. */
  readonly inverse: boolean;
  readonly windows: readonly VoiWindow[];
  /** What was odd and read all the same. */
  readonly problems: readonly ResliceError[];
}

const DIRECTORY = '1.2.840.10008.1.3.10';

/** Whether the file is a DICOMDIR: an index, not an image, and nothing to report. */
export const isDirectory = (dataSet: DataSet): boolean => dataSet.text(TAGS.mediaStorageSOPClassUID) === DIRECTORY;

/**
 * @throws ResliceError 'dicom/not-an-image' (no image attributes at all: a report, a plan), 'dicom/no-pixel-data',
 * 'dicom/unsupported-transfer-syntax', 'dicom/missing-tag', 'dicom/bad-value', 'dicom/unsupported-photometric',
 * 'dicom/unsupported-pixel-format'
 */
export function readImageHeader(dataSet: DataSet, file: string): ImageHeader {
  const transferSyntax = transferSyntaxOf(dataSet, file);
  requireImage(dataSet, file);
  const pixels = readPixelFormat(dataSet, file);
  const problems: ResliceError[] = [];
  const modality = dataSet.text(TAGS.modality) ?? '';
  const geometry = readGeometry(dataSet, file);
  return {
    file,
    sopInstanceUID: dataSet.text(TAGS.sopInstanceUID) ?? '',
    seriesInstanceUID: dataSet.text(TAGS.seriesInstanceUID) ?? '',
    frameOfReferenceUID: dataSet.text(TAGS.frameOfReferenceUID) ?? '',
    modality,
    seriesDescription: dataSet.text(TAGS.seriesDescription) ?? '',
    seriesNumber: wholeNumber(dataSet, 'seriesNumber'),
    instanceNumber: wholeNumber(dataSet, 'instanceNumber'),
    transferSyntaxUID: transferSyntax.uid,
    pixels,
    geometry: geometry instanceof ResliceError ? null : geometry,
    geometryProblem: geometry instanceof ResliceError ? geometry : null,
    sliceThickness: positive(dataSet.numbers(TAGS.sliceThickness)?.[0]),
    ...readRescale(dataSet, file, problems),
    unit: unitOf(dataSet, modality),
    padding: readPadding(dataSet, pixels),
    inverse:
      pixels.photometricInterpretation === 'MONOCHROME1' || dataSet.text(TAGS.presentationLutShape) === 'INVERSE',
    windows: readWindows(dataSet, file, problems),
    problems,
  };
}

function requireImage(dataSet: DataSet, file: string): void {
  const hasPixels = [TAGS.pixelData, TAGS.floatPixelData, TAGS.doubleFloatPixelData].some((tag) => dataSet.has(tag));
  const isImage = dataSet.has(TAGS.rows) || dataSet.has(TAGS.bitsAllocated) || hasPixels;
  if (!isImage)
    throw new ResliceError('dicom/not-an-image', {
      file,
      detail: dataSet.text(TAGS.modality) ?? 'no image attributes',
    });
  if (!hasPixels) {
    // A header that stops before Rows was cut off; one that has them, and no pixels, is an image without.
    throw new ResliceError('dicom/no-pixel-data', { file, tag: TAGS.pixelData });
  }
}

function wholeNumber(dataSet: DataSet, name: 'seriesNumber' | 'instanceNumber'): number | null {
  const value = dataSet.numbers(TAGS[name])?.[0];
  return value !== undefined && Number.isInteger(value) ? value : null;
}

const positive = (value: number | undefined): number | null =>
  value !== undefined && Number.isFinite(value) && value > 0 ? value : null;

/** Source: DICOM PS3.3 C.11.1 (Modality LUT) */
function readRescale(dataSet: DataSet, file: string, problems: ResliceError[]) {
  const read = (name: 'rescaleSlope' | 'rescaleIntercept', absent: number): number => {
    const value = dataSet.numbers(TAGS[name])?.[0] ?? absent;
    if (Number.isFinite(value) && (name !== 'rescaleSlope' || value !== 0)) return value;
    problems.push(new ResliceError('dicom/bad-value', { file, tag: TAGS[name], detail: `read as ${absent}` }));
    return absent;
  };
  return { rescaleSlope: read('rescaleSlope', 1), rescaleIntercept: read('rescaleIntercept', 0) };
}

function unitOf(dataSet: DataSet, modality: string): string {
  if (modality === 'PT') return dataSet.text(TAGS.units) ?? 'a.u.';
  const type = dataSet.text(TAGS.rescaleType);
  // US means unspecified: DICOM PS3.3 C.11.1.1.2.
  if (type && type !== 'US') return type;
  return modality === 'CT' ? 'HU' : 'a.u.';
}

/**
 * Padding as stored values. Written with the wrong sign for PixelRepresentation it is reinterpreted before anything is compared.
 * Source: DICOM PS3.3 C.7.5.1.1.2
 */
function readPadding(dataSet: DataSet, { signed }: PixelFormat): readonly [number, number] | null {
  const value = dataSet.uint16(TAGS.pixelPaddingValue);
  if (value === undefined) return null;
  const limit = dataSet.uint16(TAGS.pixelPaddingRangeLimit) ?? value;
  const stored = (raw: number): number => (signed && raw > 32767 ? raw - 65536 : raw);
  return [Math.min(stored(value), stored(limit)), Math.max(stored(value), stored(limit))];
}
