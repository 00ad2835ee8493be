// Results on their way between threads: structured cloning makes a ResliceError a plain Error, so errors travel as records.
import type { ImageHeader } from '../dicom/image-header.ts';
import { type ErrorCode, type ErrorPlace, ResliceError } from '../errors.ts';
import type { SeriesImage } from '../series/image.ts';
import type { ReadResult } from './read-input.ts';
import type { Unzipped } from './unzip.ts';

interface WireError {
  readonly code: ErrorCode;
  readonly at: ErrorPlace;
}

type WireHeader = Omit<ImageHeader, 'problems' | 'geometryProblem'> & {
  readonly problems: readonly WireError[];
  readonly geometryProblem: WireError | null;
};

export interface WireResult extends Omit<ReadResult, 'images' | 'files' | 'problem'> {
  readonly images: readonly (Omit<SeriesImage, 'header'> & { readonly header: WireHeader })[];
  readonly files: readonly (Omit<Unzipped, 'problem'> & { readonly problem: WireError | null })[];
  readonly problem: WireError | null;
}

const pack = ({ code, at }: ResliceError): WireError => ({ code, at });
const unpack = ({ code, at }: WireError): ResliceError => new ResliceError(code, at);

export const packResult = (result: ReadResult): WireResult => ({
  ...result,
  images: result.images.map((image) => ({
    ...image,
    header: {
      ...image.header,
      problems: image.header.problems.map(pack),
      geometryProblem: image.header.geometryProblem && pack(image.header.geometryProblem),
    },
  })),
  files: result.files.map((file) => ({ ...file, problem: file.problem && pack(file.problem) })),
  problem: result.problem && pack(result.problem),
});

export const unpackResult = (result: WireResult): ReadResult => ({
  ...result,
  images: result.images.map((image) => ({
    ...image,
    header: {
      ...image.header,
      problems: image.header.problems.map(unpack),
      geometryProblem: image.header.geometryProblem && unpack(image.header.geometryProblem),
    },
  })),
  files: result.files.map((file) => ({ ...file, problem: file.problem && unpack(file.problem) })),
  problem: result.problem && unpack(result.problem),
});

/** Every buffer of a result, once: frames of a file may share one. */
export const buffersOf = ({ images, files }: ReadResult): ArrayBuffer[] =>
  [
    ...new Set([...images.map(({ storedValues }) => storedValues.buffer), ...files.map(({ bytes }) => bytes.buffer)]),
  ] as ArrayBuffer[];
