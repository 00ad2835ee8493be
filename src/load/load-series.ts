// Files -> series with their stacks and volumes. One bad file is told of and left out; the rest loads.
import { createCodecs } from '../dicom/codecs/create-codecs.ts';
import { TAGS } from '../dicom/tag.ts';
import { isResliceError, ResliceError } from '../errors.ts';
import { groupSeries } from '../series/group-series.ts';
import type { SeriesImage } from '../series/image.ts';
import { buildSeries } from './build-series.ts';
import { readFile } from './read-file.ts';
import type { Series } from './series.ts';
import { turn } from './turn.ts';

/** A browser's File, or a name with bytes. */
export type InputFile =
  | { readonly name: string; readonly bytes: Uint8Array | ArrayBuffer }
  | { readonly name: string; arrayBuffer(): Promise<ArrayBuffer> };

export interface LoadProgress {
  readonly filesDone: number;
  readonly filesTotal: number;
  readonly bytesDone: number;
}

export interface LoadOptions {
  readonly onProgress?: (progress: LoadProgress) => void;
  /** A file that was left out, and why. `isNote` tells what is no fault. */
  readonly onProblem?: (problem: ResliceError) => void;
  readonly signal?: AbortSignal;
}

/** Whether a problem is only a note: a report or a plan among images is no fault, nor is a second copy of an image. */
export const isNote = (problem: ResliceError): boolean =>
  problem.code === 'dicom/not-an-image' || problem.at.tag?.id === TAGS.sopInstanceUID.id;

/** ms of reading after which the event loop runs. */
const TURN = 8;

/**
 * @returns series in the order in which they were met; [] for no files
 * @throws AggregateError of ResliceError where no file holds an image; ResliceError 'load/aborted'
 */
export async function loadSeries(files: Iterable<InputFile>, options: LoadOptions = {}): Promise<readonly Series[]> {
  const list = [...files];
  const codecs = createCodecs();
  const images: SeriesImage[] = [];
  const problems: ResliceError[] = [];
  const seen = new Map<string, string>();
  const tell = (problem: ResliceError): void => {
    problems.push(problem);
    options.onProblem?.(problem);
  };
  const pause = async (): Promise<void> => {
    await turn();
    if (options.signal?.aborted) throw new ResliceError('load/aborted', {}, { cause: options.signal.reason });
  };
  let bytesDone = 0;
  let begun = performance.now();
  await pause();
  for (const [index, file] of list.entries()) {
    try {
      const bytes = await bytesOf(file);
      bytesDone += bytes.length;
      const read = await readFile(bytes, file.name, codecs);
      const uid = read[0]?.header.sopInstanceUID;
      const copyOf = uid && seen.get(uid);
      if (copyOf) tell(copyProblem(file.name, copyOf));
      else for (const image of read) images.push(image);
      if (uid && !copyOf) seen.set(uid, file.name);
    } catch (error) {
      if (!isResliceError(error)) throw error;
      tell(error);
    }
    if (performance.now() - begun < TURN && index < list.length - 1) continue;
    options.onProgress?.({ filesDone: index + 1, filesTotal: list.length, bytesDone });
    await pause();
    begun = performance.now();
  }
  if (images.length === 0 && problems.length === 0 && list.length > 0)
    problems.push(new ResliceError('dicom/not-an-image', { file: list[0]!.name, detail: 'an index of other files' }));
  if (images.length === 0 && list.length > 0)
    throw new AggregateError(problems, 'no file holds an image that can be read');
  const series: Series[] = [];
  const groups = [...groupSeries(images).values()];
  // Each series' files are let go of as soon as its volumes have their pixels.
  images.length = 0;
  for (let group = groups.shift(); group; group = groups.shift()) series.push(await buildSeries(group, pause));
  return series;
}

/** The same object twice, as on a CD with a copy of itself: one of them is enough. */
const copyProblem = (file: string, other: string): ResliceError =>
  new ResliceError('dicom/bad-value', { file, tag: TAGS.sopInstanceUID, detail: `the same object as ${other}` });

async function bytesOf(file: InputFile): Promise<Uint8Array> {
  // Asked for first: a File of today has `bytes` too, as a method.
  if (!('arrayBuffer' in file)) return file.bytes instanceof Uint8Array ? file.bytes : new Uint8Array(file.bytes);
  try {
    return new Uint8Array(await file.arrayBuffer());
  } catch (cause) {
    throw new ResliceError('load/unreadable', { file: file.name }, { cause });
  }
}
