// Paths -> series: what `reslice/dicom` does with a page's files, done with a machine's.
import { type LoadOptions, loadSeries as loadFiles } from '../load/load-series.ts';
import type { Series } from '../load/series.ts';
import { countThreads } from './count-threads.ts';
import { findFiles } from './find-files.ts';
import { readBytes } from './read-bytes.ts';
import { startThread } from './start-thread.ts';

export interface PathLoadOptions extends Omit<LoadOptions, 'worker'> {
  /** Threads beside the caller's; 0: everything is read on the caller's. Where absent, one a core for compressed files, else none. */
  readonly workers?: number;
}

/**
 * @param paths  files, folders (searched, all below them), .zip archives, DICOMDIRs
 * @returns series in the order in which they were met; [] where a folder holds no file at all
 * @throws ResliceError 'use/bad-argument' for a path that is not there, 'load/aborted'; AggregateError of ResliceError where no file
 * holds an image. One bad file is told to `onProblem` and left out
 */
export async function loadSeries(
  paths: string | readonly string[],
  options: PathLoadOptions = {},
): Promise<readonly Series[]> {
  const found = findFiles(typeof paths === 'string' ? [paths] : paths);
  const files = found.map(({ name, path }) => ({ name, arrayBuffer: () => readBytes(path) }));
  const { workers = countThreads(found) } = options;
  return loadFiles(files, { ...options, workers, worker: startThread });
}
