// Data set -> readonly ImageHeader, one a frame: everything about an image but its pixels. What is missing is named.
import { ResliceError } from '../errors.ts';
import type { Vec3 } from '../math/vec3.ts';
import type { VoiLut } from '../voi/voi-lut.ts';
import type { VoiWindow } from '../voi/voi-window.ts';
import type { DataSet } from './data-set.ts';
import { momentOf, momentOn } from './date-time.ts';
import { namingFile } from './fail-parse.ts';
import { frameDataSets } from './frame-data-sets.ts';
import { type FrameDimension, frameDimensions } from './frame-dimensions.ts';
import { type FramePlaces, framePlaces } from './frame-place.ts';
import { type ImageGeometry, readGeometry } from './image-geometry.ts';
import { type ModalityValues, readModalityValues } from './modality-values.ts';
import { type PixelFormat, pixelTagOf, requireMonochrome } from './pixel-format.ts';
import { TAGS, type Tag } from './tag.ts';
import { transferSyntaxOf } from './transfer-syntax.ts';
import type { ReadUnitMappings } from './unit-mappings.ts';
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
  /** Frames of an NM object with the same energy window and detector have the same text. */
  readonly frameGroup: string;
  /** Of a frame of a segmentation. */
  readonly segmentNumber: number | null;
  /** What else tells the frames of one object apart; an NM object's times are among them. */
  readonly dimensions: readonly FrameDimension[];
  /** TemporalPositionIndex or TemporalPositionIdentifier. */
  readonly temporalPositionIdentifier: number | null;
  /** ms. */
  readonly triggerTime: number | null;
  /** ms. */
  readonly frameReferenceTime: number | null;
  /** ms. */
  readonly temporalPositionTimeOffset: number | null;
  /** ms since 1970, on the scanner's clock; of the frame, of the image, and of the pixels. */
  readonly frameReferenceDateTime: number | null;
  readonly acquisitionDateTime: number | null;
  readonly contentDateTime: number | null;
  /** Of a Philips MR image, which may tell its time nowhere else. */
  readonly phaseNumber: number | null;
  readonly acquisitionNumber: number | null;
  /** ms. */
  readonly echoTime: number | null;
  /** s/mm². */
  readonly diffusionBValue: number | null;
  /** A unit vector, patient space; null where there is none, as at b = 0. */
  readonly diffusionDirection: Vec3 | null;
  readonly transferSyntaxUID: string;
  /** Whether its pixels were ever compressed with a loss. */
  readonly lossy: boolean;
  /** Of each lossy step in turn, as far as the file tells: for example ISO_10918_1, and by how much. */
  readonly lossyMethods: readonly string[];
  readonly lossyRatios: readonly number[];
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

/**
 * @param readMappings  what `loadUnitMappings` gives
 * @returns a frame's header, by its index from 0. Frames of one data set are read once: there may be thousands of them
 * @throws ResliceError 'dicom/unsupported-transfer-syntax', 'dicom/missing-tag', 'dicom/bad-value', 'dicom/truncated',
 * 'dicom/limit-exceeded'; so do the calls
 */
export function openHeaders(
  dataSet: DataSet,
  pixels: PixelFormat,
  file: string,
  readMappings?: ReadUnitMappings,
): (frame: number) => ImageHeader {
  return namingFile(file, () => {
    const frames = frameDataSets(dataSet, pixels.numberOfFrames);
    const places = framePlaces(dataSet, pixels.numberOfFrames);
    const dimensions = frameDimensions(dataSet, frames);
    let last: { readonly dataSet: DataSet; readonly header: ImageHeader } | undefined;
    return (frame) =>
      namingFile(file, () => {
        const own = frames[frame]!;
        if (own !== last?.dataSet) last = { dataSet: own, header: readFirst(own, pixels, file, places, readMappings) };
        const { header } = last;
        const geometry = places.detectorOf ? firstGeometry(own, pixels, file, places, frame) : header;
        // Every key is there already: that is what makes it cheap.
        return {
          ...header,
          frame,
          frameGroup: places.groupOf(frame),
          dimensions: [...dimensions[frame]!, ...places.timesOf(frame)],
          geometry: placed(geometry, frame, places),
          geometryProblem: geometry.geometryProblem,
        };
      });
  });
}

/** What frames with the same data set have in common: all but where they lie. */
function readFirst(
  dataSet: DataSet,
  pixels: PixelFormat,
  file: string,
  places: FramePlaces,
  readMappings: ReadUnitMappings | undefined,
): ImageHeader {
  const transferSyntax = transferSyntaxOf(dataSet, file);
  const problems: ResliceError[] = [];
  const values = readModalityValues(dataSet, pixels, file, problems, readMappings);
  const number = (tag: Tag): number | null => finite(dataSet.numbers(tag)?.[0]);
  const moment = (tag: Tag): number | null => momentOf(dataSet.text(tag) ?? '');
  const seconds = number(TAGS.temporalPositionTimeOffset);
  return {
    file,
    frame: 0,
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
    stackID: dataSet.label(TAGS.stackID) ?? '',
    frameGroup: '',
    segmentNumber: whole(number(TAGS.referencedSegmentNumber)),
    dimensions: [],
    temporalPositionIdentifier: whole(number(TAGS.temporalPositionIndex) ?? number(TAGS.temporalPositionIdentifier)),
    triggerTime: number(TAGS.nominalCardiacTriggerDelayTime) ?? number(TAGS.triggerTime),
    frameReferenceTime: number(TAGS.frameReferenceTime),
    temporalPositionTimeOffset: seconds === null ? null : seconds * 1000,
    frameReferenceDateTime: moment(TAGS.frameReferenceDateTime) ?? moment(TAGS.frameAcquisitionDateTime),
    acquisitionDateTime:
      moment(TAGS.acquisitionDateTime) ?? momentOn(dataSet, TAGS.acquisitionDate, TAGS.acquisitionTime),
    contentDateTime: momentOn(dataSet, TAGS.contentDate, TAGS.contentTime),
    phaseNumber: dataSet.text(TAGS.philipsCreator) === PHILIPS ? whole(number(TAGS.philipsPhaseNumber)) : null,
    acquisitionNumber: whole(number(TAGS.acquisitionNumber)),
    echoTime: number(TAGS.effectiveEchoTime) ?? number(TAGS.echoTime),
    diffusionBValue: number(TAGS.diffusionBValue),
    diffusionDirection: directionOf(dataSet),
    transferSyntaxUID: transferSyntax.uid,
    lossy: transferSyntax.lossy || dataSet.text(TAGS.lossyImageCompression) === '01',
    lossyMethods: dataSet.texts(TAGS.lossyImageCompressionMethod).filter((method) => /^\w{1,16}$/.test(method)),
    lossyRatios: (dataSet.numbers(TAGS.lossyImageCompressionRatio) ?? []).filter((ratio) => ratio > 0),
    pixels,
    ...firstGeometry(dataSet, pixels, file, places),
    sliceThickness: positive(dataSet.numbers(TAGS.sliceThickness)?.[0]),
    ...values,
    inverse:
      pixels.photometricInterpretation === 'MONOCHROME1' || dataSet.text(TAGS.presentationLutShape) === 'INVERSE',
    windows: readWindows(dataSet, file, problems),
    voiLuts: readVoiLuts(dataSet, pixels, values, file, problems),
    problems,
  };
}

const PHILIPS = 'Philips Imaging DD 001';

/** At the top of a classic image, in a sequence of an enhanced one. Source: DICOM PS3.3 C.8.13.5.9 */
function directionOf(dataSet: DataSet): Vec3 | null {
  const within = dataSet.items(TAGS.diffusionGradientDirectionSequence)[0] ?? dataSet;
  const vector = within.numbers(TAGS.diffusionGradientOrientation);
  return vector?.length === 3 && vector.every(Number.isFinite) ? (vector as unknown as Vec3) : null;
}

const MOSAIC = 'MOSAIC';

type FirstGeometry = Pick<ImageHeader, 'geometry' | 'geometryProblem'>;

const without = (geometryProblem: ResliceError): FirstGeometry => ({ geometry: null, geometryProblem });

/** As the data set has it; a reason instead wherever the picture has no one place in the patient. */
function firstGeometry(
  dataSet: DataSet,
  pixels: PixelFormat,
  file: string,
  { detectorOf, problem }: FramePlaces,
  frame = 0,
): FirstGeometry {
  try {
    requireMonochrome(pixels, file);
  } catch (refused) {
    return without(refused as ResliceError);
  }
  if (dataSet.texts(TAGS.imageType).includes(MOSAIC)) {
    const detail = 'a mosaic: all slices in one picture';
    return without(new ResliceError('dicom/bad-value', { file, tag: TAGS.imageType, detail }));
  }
  const geometry = readGeometry(dataSet, file, detectorOf?.(frame) ?? dataSet);
  if (geometry instanceof ResliceError) return without(geometry);
  if (problem) return without(new ResliceError('dicom/bad-value', { file, ...problem }));
  return { geometry, geometryProblem: null };
}

/** The frame's own, where a rule leads to it from the first. */
function placed({ geometry }: FirstGeometry, frame: number, { place }: FramePlaces): ImageGeometry | null {
  if (!place || !geometry) return geometry;
  const { imagePositionPatient, row, column } = geometry;
  return { ...geometry, imagePositionPatient: place(imagePositionPatient, row, column, frame) };
}

const finite = (value: number | undefined): number | null =>
  value !== undefined && Number.isFinite(value) ? value : null;

const whole = (value: number | null): number | null => (value !== null && Number.isInteger(value) ? value : null);

const positive = (value: number | undefined): number | null =>
  value !== undefined && Number.isFinite(value) && value > 0 ? value : null;
