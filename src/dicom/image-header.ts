// Data set -> readonly ImageHeader, one a frame: everything about an image but its pixels. What is missing is named.
import { ResliceError } from '../errors.ts';
import type { VoiLut } from '../voi/voi-lut.ts';
import type { VoiWindow } from '../voi/voi-window.ts';
import type { DataSet } from './data-set.ts';
import { namingFile } from './fail-parse.ts';
import { frameDataSets } from './frame-data-sets.ts';
import { type FramePlaces, framePlaces } from './frame-place.ts';
import { type ImageGeometry, readGeometry } from './image-geometry.ts';
import { type ModalityValues, readModalityValues } from './modality-values.ts';
import { type PixelFormat, pixelTagOf, requireMonochrome } from './pixel-format.ts';
import { TAGS, type Tag } from './tag.ts';
import { transferSyntaxOf } from './transfer-syntax.ts';
import { readVoiLuts } from './voi-luts.ts';
import { readWindows } from './windows.ts';

export interface ImageHeader extends ModalityValues {
  readonly file: string;
  /** From 0. */
  readonly frame: number;
  readonly sopClassUID: string;
  readonly sopInstanceUID: string;
  readonly studyInstanceUID: string;
  readonly seriesInstanceUID: string;
  readonly frameOfReferenceUID: string;
  readonly modality: string;
  readonly seriesDescription: string;
  readonly seriesNumber: number | null;
  readonly instanceNumber: number | null;
  /** FrameType's or ImageType's values, for example ORIGINAL, PRIMARY, AXIAL. */
  readonly imageType: readonly string[];
  readonly stackID: string;
  /** Frames of an NM object with the same energy window, detector and time have the same text. */
  readonly frameGroup: string;
  /** TemporalPositionIndex or TemporalPositionIdentifier. */
  readonly temporalPositionIdentifier: number | null;
  /** ms. */
  readonly triggerTime: number | null;
  /** ms. */
  readonly frameReferenceTime: number | null;
  readonly acquisitionNumber: number | null;
  /** ms. */
  readonly echoTime: number | null;
  /** s/mm². */
  readonly diffusionBValue: number | null;
  readonly transferSyntaxUID: string;
  /** Whether its pixels were ever compressed with a loss. */
  readonly lossy: boolean;
  readonly pixels: PixelFormat;
  /** Null where position, orientation or spacing cannot be used; `geometryProblem` says why. */
  readonly geometry: ImageGeometry | null;
  readonly geometryProblem: ResliceError | null;
  /** mm, or null. */
  readonly sliceThickness: number | null;
  /** MONOCHROME1, or Presentation LUT Shape INVERSE. */
  readonly inverse: boolean;
  readonly windows: readonly VoiWindow[];
  readonly voiLuts: readonly VoiLut[];
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

/** @throws ResliceError 'dicom/not-an-image' (no image attributes at all: a report, a plan), 'dicom/no-pixel-data' */
export function requireImage(dataSet: DataSet, file: string): void {
  if (pixelTagOf(dataSet)) return;
  // A file cut off between two elements is well formed: that it ought to be an image is all that tells.
  const isImage = dataSet.has(TAGS.rows) || dataSet.has(TAGS.bitsAllocated) || IMAGE_STORAGE.test(sopClassOf(dataSet));
  if (isImage) throw new ResliceError('dicom/no-pixel-data', { file, tag: TAGS.pixelData });
  const modality = dataSet.text(TAGS.modality) ?? '';
  const detail = /^[A-Z]{2,8}$/.test(modality) ? modality : 'no image attributes';
  throw new ResliceError('dicom/not-an-image', { file, detail });
}

const sopClassOf = (dataSet: DataSet): string =>
  dataSet.text(TAGS.sopClassUID) ?? dataSet.text(TAGS.mediaStorageSOPClassUID) ?? '';

/** @throws ResliceError 'dicom/unsupported-transfer-syntax', 'dicom/missing-tag', 'dicom/bad-value', 'dicom/truncated' */
export function readImageHeaders(dataSet: DataSet, pixels: PixelFormat, file: string): readonly ImageHeader[] {
  return namingFile(file, () => {
    const frames = frameDataSets(dataSet, pixels.numberOfFrames);
    const places = framePlaces(dataSet, pixels.numberOfFrames);
    return frames.map((own, frame) => readImageHeader(own, pixels, file, frame, places));
  });
}

function readImageHeader(
  dataSet: DataSet,
  pixels: PixelFormat,
  file: string,
  frame: number,
  places: FramePlaces,
): ImageHeader {
  const transferSyntax = transferSyntaxOf(dataSet, file);
  const problems: ResliceError[] = [];
  const values = readModalityValues(dataSet, pixels, file, problems);
  const number = (tag: Tag): number | null => finite(dataSet.numbers(tag)?.[0]);
  return {
    file,
    frame,
    sopClassUID: sopClassOf(dataSet),
    sopInstanceUID: dataSet.text(TAGS.sopInstanceUID) ?? '',
    studyInstanceUID: dataSet.text(TAGS.studyInstanceUID) ?? '',
    seriesInstanceUID: dataSet.text(TAGS.seriesInstanceUID) ?? '',
    frameOfReferenceUID: dataSet.text(TAGS.frameOfReferenceUID) ?? '',
    modality: dataSet.text(TAGS.modality) ?? '',
    seriesDescription: dataSet.label(TAGS.seriesDescription) ?? '',
    seriesNumber: whole(number(TAGS.seriesNumber)),
    instanceNumber: whole(number(TAGS.instanceNumber)),
    imageType: dataSet.texts(dataSet.has(TAGS.frameType) ? TAGS.frameType : TAGS.imageType),
    stackID: dataSet.text(TAGS.stackID) ?? '',
    frameGroup: places.groupOf(frame),
    temporalPositionIdentifier: whole(number(TAGS.temporalPositionIndex) ?? number(TAGS.temporalPositionIdentifier)),
    triggerTime: number(TAGS.nominalCardiacTriggerDelayTime) ?? number(TAGS.triggerTime),
    frameReferenceTime: number(TAGS.frameReferenceTime),
    acquisitionNumber: whole(number(TAGS.acquisitionNumber)),
    echoTime: number(TAGS.effectiveEchoTime) ?? number(TAGS.echoTime),
    diffusionBValue: number(TAGS.diffusionBValue),
    transferSyntaxUID: transferSyntax.uid,
    lossy: transferSyntax.lossy || dataSet.text(TAGS.lossyImageCompression) === '01',
    pixels,
    ...geometryOf(dataSet, pixels, file, frame, places),
    sliceThickness: positive(dataSet.numbers(TAGS.sliceThickness)?.[0]),
    ...values,
    inverse:
      pixels.photometricInterpretation === 'MONOCHROME1' || dataSet.text(TAGS.presentationLutShape) === 'INVERSE',
    windows: readWindows(dataSet, file, problems),
    voiLuts: readVoiLuts(dataSet, pixels, values, file, problems),
    problems,
  };
}

const MOSAIC = 'MOSAIC';

/** A reason instead of a geometry wherever the picture has no one place in the patient. */
function geometryOf(
  dataSet: DataSet,
  pixels: PixelFormat,
  file: string,
  frame: number,
  { detector, place, onePlace }: FramePlaces,
): Pick<ImageHeader, 'geometry' | 'geometryProblem'> {
  const without = (geometryProblem: ResliceError) => ({ geometry: null, geometryProblem });
  try {
    requireMonochrome(pixels, file);
  } catch (refused) {
    return without(refused as ResliceError);
  }
  if (dataSet.texts(TAGS.imageType).includes(MOSAIC)) {
    const detail = 'a mosaic: all slices in one picture';
    return without(new ResliceError('dicom/bad-value', { file, tag: TAGS.imageType, detail }));
  }
  const geometry = readGeometry(dataSet, file, detector ?? dataSet);
  if (geometry instanceof ResliceError) return without(geometry);
  const { imagePositionPatient, row, column } = geometry;
  if (onePlace) {
    const detail = 'several frames, and one position for all of them';
    return without(new ResliceError('dicom/bad-value', { file, tag: TAGS.imagePositionPatient, detail }));
  }
  if (!place) return { geometry, geometryProblem: null };
  return {
    geometry: { ...geometry, imagePositionPatient: place(imagePositionPatient, row, column, frame) },
    geometryProblem: null,
  };
}

const finite = (value: number | undefined): number | null =>
  value !== undefined && Number.isFinite(value) ? value : null;

const whole = (value: number | null): number | null => (value !== null && Number.isInteger(value) ? value : null);

const positive = (value: number | undefined): number | null =>
  value !== undefined && Number.isFinite(value) && value > 0 ? value : null;
