// Files -> series with their stacks and volumes. One bad file is told of and left out; the rest loads.
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
  /** A file that was left out, and why. `isNote` tells what is not even a fault. */
  readonly onProblem?: (problem: ResliceError) => void;
  readonly signal?: AbortSignal;
}

/** Whether a problem is only a note: a report or a plan among images is no fault. */
export const isNote = (problem: ResliceError): boolean => problem.code === 'dicom/not-an-image';

/** ms of reading after which the event loop runs. */
const TURN = 8;

/**
 * @returns series in the order in which they were met; [] for no files
 * @throws AggregateError of ResliceError where no file holds an image; ResliceError 'load/aborted'
 */
export async function loadSeries(files: Iterable<InputFile>, options: LoadOptions = {}): Promise<readonly Series[]> {
  const list = [...files];
  const images: SeriesImage[] = [];
  const problems: ResliceError[] = [];
  const seen = new Set<string>();
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
      const read = readFile(bytes, file.name);
      const uid = read[0]?.header.sopInstanceUID;
      // The same object twice, as on a CD with a copy of itself: one of them is enough.
      if (!uid || !seen.has(uid)) images.push(...read);
      if (uid) seen.add(uid);
    } catch (error) {
      if (!isResliceError(error)) throw error;
      problems.push(error);
      options.onProblem?.(error);
    }
    if (performance.now() - begun < TURN && index < list.length - 1) continue;
    options.onProgress?.({ filesDone: index + 1, filesTotal: list.length, bytesDone });
    await pause();
    begun = performance.now();
  }
  if (images.length === 0 && list.length > 0)
    throw new AggregateError(problems, 'no file holds an image that can be read');
  const series: Series[] = [];
  for (const group of groupSeries(images).values()) series.push(await buildSeries(group, pause));
  return series;
}

async function bytesOf(file: InputFile): Promise<Uint8Array> {
  if ('bytes' in file) return file.bytes instanceof Uint8Array ? file.bytes : new Uint8Array(file.bytes);
  try {
    return new Uint8Array(await file.arrayBuffer());
  } catch (cause) {
    throw new ResliceError('load/unreadable', { file: file.name }, { cause });
  }
}
