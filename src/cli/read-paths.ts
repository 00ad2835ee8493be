// Paths -> series, with what a person at a terminal wants to hear of it: what cannot be read is told of on stderr and left out.
import { isResliceError, ResliceError } from '../errors.ts';
import { isNote } from '../load/load-series.ts';
import type { Series } from '../load/series.ts';
import { loadSeries } from '../node/load-series.ts';
import type { CliIo } from './io.ts';
import { printable } from './printable.ts';
import { filesOf } from './tell-written.ts';

/** Files that are no DICOM at all and are told of by name. */
const MOST_FOREIGN = 5;

export interface ReadResult {
  readonly series: readonly Series[];
  readonly problems: readonly ResliceError[];
}

/**
 * @throws ResliceError 'use/bad-argument' for a path that is not there, 'load/unreadable' where no file holds an image
 */
export async function readPaths(paths: readonly string[], io: CliIo): Promise<ReadResult> {
  const problems: ResliceError[] = [];
  let foreign = 0;
  const onProblem = (problem: ResliceError): void => {
    problems.push(problem);
    // A folder of other things would fill the terminal.
    if (problem.code === 'dicom/not-dicom' && ++foreign > MOST_FOREIGN) return;
    clear(io);
    tellProblem(problem, io);
  };
  const tellRest = (hint = ''): void => {
    clear(io);
    if (foreign > MOST_FOREIGN)
      io.err(`reslice: dicom/not-dicom: and ${filesOf(foreign - MOST_FOREIGN)} more${hint}\n`);
  };
  const onProgress = ({ filesDone, filesTotal }: { filesDone: number; filesTotal: number }): void => {
    if (io.terminal) io.err(`\rreading ${filesDone} of ${filesTotal} files`);
  };
  try {
    const series = await loadSeries(paths, { onProblem, onProgress });
    tellRest(' (`info --json` names them)');
    if (series.length === 0) throw new ResliceError('load/unreadable', { detail: `no files in ${paths.join(', ')}` });
    return { series, problems };
  } catch (error) {
    tellRest();
    if (isResliceError(error)) throw error;
    const detail = `no file in ${paths.join(', ')} holds an image that can be read`;
    throw new ResliceError('load/unreadable', { detail }, { cause: error });
  }
}

/** What cannot be read, on stderr. */
export const tellProblem = (problem: ResliceError, io: CliIo): void =>
  io.err(`reslice: ${printable(isNote(problem) ? noteText(problem) : problem.message)}\n`);

/** Without code and tag, which are what an error begins with. */
const noteText = ({ code, at: { file, detail } }: ResliceError): string =>
  ['note', file, detail ?? code].filter(Boolean).join(': ');

const clear = (io: CliIo): void => {
  if (io.terminal) io.err('\r\x1b[K');
};
