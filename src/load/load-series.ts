// Files -> series with their stacks and volumes. One bad file is told of and left out; the rest loads.
import { TAGS } from '../dicom/tag.ts';
import { ResliceError } from '../errors.ts';
import { groupSeries } from '../series/group-series.ts';
import type { SeriesImage } from '../series/image.ts';
import type { Pause } from '../volume/build-volume.ts';
import { buildSeries } from './build-series.ts';
import { distinctObjects } from './distinct-objects.ts';
import type { InputFile } from './input-file.ts';
import { type PartialSeries, partialSeries } from './partial-series.ts';
import type { ReadResult } from './read-input.ts';
import { type Count, readInputs } from './read-inputs.ts';
import { readOrder } from './read-order.ts';
import type { Series } from './series.ts';
import { inSlices, turn } from './turn.ts';

export interface LoadProgress {
  readonly filesDone: number;
  /** Rises where an archive turns out to hold files. */
  readonly filesTotal: number;
  readonly bytesDone: number;
  /** Null where an input does not say how long it is before it is read; rises like `filesTotal`. */
  readonly bytesTotal: number | null;
  /** Images read so far: slices, frames, pictures. */
  readonly imagesDone: number;
}

export interface LoadOptions {
  readonly onProgress?: (progress: LoadProgress) => void;
  /** A file that was left out, and why, as it is read. `isNote` tells what is no fault. */
  readonly onProblem?: (problem: ResliceError) => void;
  /**
   * What can be looked at while the rest comes (what it throws rejects the load): first one slice from the middle of the inputs, then stacks of a 64th, a 16th, a quarter
   * of the slices, spread over the whole. Each call's series are new ones and stand for themselves.
   */
  readonly onPartial?: (series: readonly Series[]) => void;
  /** Stops everything: no work goes on and no memory is held. */
  readonly signal?: AbortSignal;
  /** 0: everything is read on the calling thread. Where absent, as many as the machine is good for, none where it has none. */
  readonly workers?: number;
  /**
   * Makes each worker, of `reslice/read-worker`; for a page whose policy forbids `blob:`. Where one does not start, files are read on
   * the calling thread.
   */
  readonly worker?: () => Worker;
}

/** Whether a problem is only a note: a report or a plan among images is no fault, nor is a second copy of an image. */
export const isNote = (problem: ResliceError): boolean =>
  problem.code === 'dicom/not-an-image' || problem.at.tag?.id === TAGS.sopInstanceUID.id;

/** Least ms between two calls of onProgress. */
const QUIET = 16;

/**
 * @param files  DICOM files, and .zip archives of them
 * @returns series in the order in which they were met; [] for no files
 * @throws AggregateError of ResliceError where no file holds an image; ResliceError 'load/aborted'
 */
export async function loadSeries(files: Iterable<InputFile>, options: LoadOptions = {}): Promise<readonly Series[]> {
  const { signal } = options;
  const tell = (problem: ResliceError): void => options.onProblem?.(problem);
  const abortion = abortionOf(signal);
  const breathe = async (): Promise<void> => {
    await turn();
    if (signal?.aborted) throw abortedError(signal);
  };
  // One clock for all loops of a load: what one has waited for the others need not.
  const pause = inSlices(breathe);
  let partial: PartialSeries | undefined;
  try {
    await breathe();
    const inputs = [...files];
    const first = inputs[0]?.name;
    const { order, passes } = readOrder(inputs.length);
    if (options.onPartial) partial = partialSeries(passes, options.onPartial, pause);
    const onResult = follow(options.onProgress, tell, partial);
    const aborted = Promise.race([abortion.promise, partial?.failed ?? abortion.promise]);
    const { workers, worker } = options;
    const results = await readInputs(inputs, { workers, worker, pause, aborted, order, onResult });
    partial?.end();
    partial?.check();
    const objects = results.map((result) => result.images).filter((frames) => frames.length > 0);
    const images = distinctObjects(objects, tell);
    if (images.length === 0 && first !== undefined) throw noImages(results, first);
    // Only images stay, and of them only what no volume holds yet.
    results.length = 0;
    objects.length = 0;
    return await buildAll(images, pause);
  } finally {
    partial?.end();
    abortion.release();
  }
}

/** What was wrong with each input, in the order of the inputs. */
function noImages(results: readonly ReadResult[], first: string): AggregateError {
  const problems = results.flatMap(({ problem }) => problem ?? []);
  const index = new ResliceError('dicom/not-an-image', { file: first, detail: 'an index of other files' });
  return new AggregateError(problems.length > 0 ? problems : [index], 'no file holds an image that can be read');
}

/** Tells of progress, of what cannot be read, and of what can be looked at already. */
function follow(
  onProgress: LoadOptions['onProgress'],
  tell: (problem: ResliceError) => void,
  partial: PartialSeries | undefined,
): (result: ReadResult, count: Count) => void {
  let [bytesDone, imagesDone] = [0, 0];
  let told = Number.NEGATIVE_INFINITY;
  return ({ images, problem, bytes }, { filesDone, filesTotal, bytesTotal }) => {
    bytesDone += bytes;
    imagesDone += images.length;
    if (problem) tell(problem);
    partial?.add(images, filesDone);
    if (performance.now() - told < QUIET && filesDone < filesTotal) return;
    told = performance.now();
    onProgress?.({ filesDone, filesTotal, bytesDone, bytesTotal, imagesDone });
  };
}

/** Each series' files are let go of as soon as its volumes have their pixels. */
async function buildAll(images: SeriesImage[], pause: Pause): Promise<readonly Series[]> {
  const groups = [...groupSeries(images).values()];
  images.length = 0;
  const series: Series[] = [];
  for (let group = groups.shift(); group; group = groups.shift()) series.push(await buildSeries(group, pause));
  return series;
}

const abortedError = ({ reason }: AbortSignal): ResliceError => new ResliceError('load/aborted', {}, { cause: reason });

/** A promise that rejects when the signal aborts, and never else. */
function abortionOf(signal: AbortSignal | undefined): { readonly promise: Promise<never>; release(): void } {
  let release = (): void => undefined;
  const promise = new Promise<never>((_, reject) => {
    if (!signal) return;
    const abort = (): void => reject(abortedError(signal));
    if (signal.aborted) abort();
    signal.addEventListener('abort', abort, { once: true });
    release = () => signal.removeEventListener('abort', abort);
  });
  promise.catch(() => undefined);
  return { promise, release: () => release() };
}
