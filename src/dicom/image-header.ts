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
  readonly sopClassUID: string;
  readonly sopInstanceUID: string;
  readonly studyInstanceUID: string;
  readonly seriesInstanceUID: string;
  readonly frameOfReferenceUID: string;
  readonly modality: string;
  readonly seriesDescription: string;
  readonly seriesNumber: number | null;
  readonly instanceNumber: number | null;
  /** ImageType's values, for example ORIGINAL, PRIMARY, AXIAL. */
  readonly imageType: readonly string[];
  readonly temporalPositionIdentifier: number | null;
  /** ms. */
  readonly triggerTime: number | null;
  /** ms. */
  readonly echoTime: number | null;
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

/**
 * Storage classes that are images of what scanners make (CR, DX, CT, US, MR but its spectroscopy, SC, XA, NM, PET): one of
 * these without pixels has lost them. Source: DICOM PS3.4 B.5
 */
const IMAGE_STORAGE = /^1\.2\.840\.10008\.5\.1\.4\.1\.1\.(1|2|3|4(?!\.2$)|6|7|12|20|128|130)(\.|$)/;

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
    sopClassUID: sopClassOf(dataSet),
    sopInstanceUID: dataSet.text(TAGS.sopInstanceUID) ?? '',
    studyInstanceUID: dataSet.text(TAGS.studyInstanceUID) ?? '',
    seriesInstanceUID: dataSet.text(TAGS.seriesInstanceUID) ?? '',
    frameOfReferenceUID: dataSet.text(TAGS.frameOfReferenceUID) ?? '',
    modality,
    seriesDescription: dataSet.text(TAGS.seriesDescription) ?? '',
    seriesNumber: wholeNumber(dataSet, 'seriesNumber'),
    instanceNumber: wholeNumber(dataSet, 'instanceNumber'),
    imageType: dataSet.texts(TAGS.imageType),
    temporalPositionIdentifier: wholeNumber(dataSet, 'temporalPositionIdentifier'),
    triggerTime: finite(dataSet.numbers(TAGS.triggerTime)?.[0]),
    echoTime: finite(dataSet.numbers(TAGS.echoTime)?.[0]),
    transferSyntaxUID: transferSyntax.uid,
    pixels,
    geometry: geometry instanceof ResliceError ? null : geometry,
    geometryProblem: geometry instanceof ResliceError ? geometry : null,
    sliceThickness: positive(dataSet.numbers(TAGS.sliceThickness)?.[0]),
    ...readRescale(dataSet, file, problems),
    unit: unitOf(dataSet, modality, file, problems),
    padding: readPadding(dataSet, pixels),
    inverse:
      pixels.photometricInterpretation === 'MONOCHROME1' || dataSet.text(TAGS.presentationLutShape) === 'INVERSE',
    windows: readWindows(dataSet, file, problems),
    problems,
  };
}

const sopClassOf = (dataSet: DataSet): string =>
  dataSet.text(TAGS.sopClassUID) ?? dataSet.text(TAGS.mediaStorageSOPClassUID) ?? '';

function requireImage(dataSet: DataSet, file: string): void {
  if ([TAGS.pixelData, TAGS.floatPixelData, TAGS.doubleFloatPixelData].some((tag) => dataSet.has(tag))) return;
  // A file cut off between two elements is well formed: that it ought to be an image is all that tells.
  const isImage = dataSet.has(TAGS.rows) || dataSet.has(TAGS.bitsAllocated) || IMAGE_STORAGE.test(sopClassOf(dataSet));
  if (isImage) throw new ResliceError('dicom/no-pixel-data', { file, tag: TAGS.pixelData });
  const modality = dataSet.text(TAGS.modality) ?? '';
  const detail = /^[A-Z]{2,8}$/.test(modality) ? modality : 'no image attributes';
  throw new ResliceError('dicom/not-an-image', { file, detail });
}

type WholeNumber = 'seriesNumber' | 'instanceNumber' | 'temporalPositionIdentifier';

function wholeNumber(dataSet: DataSet, name: WholeNumber): number | null {
  const value = dataSet.numbers(TAGS[name])?.[0];
  return value !== undefined && Number.isInteger(value) ? value : null;
}

const finite = (value: number | undefined): number | null =>
  value !== undefined && Number.isFinite(value) ? value : null;

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

function unitOf(dataSet: DataSet, modality: string, file: string, problems: ResliceError[]): string {
  const lut = TAGS.modalityLutSequence;
  if (dataSet.has(lut)) {
    // The table would win over slope and intercept (DICOM PS3.3 C.11.1): without it the values are in no unit.
    problems.push(new ResliceError('dicom/bad-value', { file, tag: lut, detail: 'the table is not applied yet' }));
    return 'a.u.';
  }
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
