// Paths -> series, with what a person at a terminal wants to hear of it: what cannot be read is told of on stderr and left out.
import { isResliceError, ResliceError } from '../errors.ts';
import { isNote } from '../load/load-series.ts';
import type { Series } from '../load/series.ts';
import { loadSeries } from '../node/load-series.ts';
import type { CliIo } from './io.ts';
import { printable } from './printable.ts';
import { fileCount } from './tell-written.ts';

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
  const teller = problemTeller(io);
  const onProblem = (problem: ResliceError): void => {
    problems.push(problem);
    clear(io);
    teller.tell(problem);
  };
  const onProgress = ({ filesDone, filesTotal }: { filesDone: number; filesTotal: number }): void => {
    if (io.terminal) io.err(`\rreading ${filesDone} of ${filesTotal} files`);
  };
  const series = await loadSeries(paths, { onProblem, onProgress }).catch((error: unknown): never => {
    clear(io);
    teller.end();
    if (isResliceError(error)) throw error;
    const detail = `no file in ${placeOf(paths)} holds an image that can be read`;
    throw new ResliceError('load/unreadable', { detail }, { cause: error });
  });
  clear(io);
  teller.end(' (`info --json` names them)');
  if (series.length === 0) throw new ResliceError('load/unreadable', { detail: `no files in ${placeOf(paths)}` });
  return { series, problems };
}

/** The first of what may be a long list that a shell made of a pattern. */
const placeOf = ([first, ...more]: readonly string[]): string =>
  more.length === 0 ? `${first}` : `${first} and ${more.length} more`;

export interface ProblemTeller {
  tell(problem: ResliceError): void;
  /** How many more there were. @param hint  where they are named */
  end(hint?: string): void;
}

/** What cannot be read, on stderr: of files that are no DICOM at all the first few by name, since a folder of them would fill the terminal. */
export function problemTeller(io: CliIo): ProblemTeller {
  let foreign = 0;
  return {
    tell(problem) {
      if (problem.code === 'dicom/not-dicom' && ++foreign > MOST_FOREIGN) return;
      io.err(`reslice: ${printable(isNote(problem) ? noteText(problem) : problem.message)}\n`);
    },
    end(hint = '') {
      if (foreign > MOST_FOREIGN)
        io.err(`reslice: dicom/not-dicom: and ${fileCount(foreign - MOST_FOREIGN)} more${hint}\n`);
    },
  };
}

/** Without code and tag, which are what an error begins with. */
const noteText = ({ code, at: { file, detail } }: ResliceError): string =>
  ['note', file, detail ?? code].filter(Boolean).join(': ');

const clear = (io: CliIo): void => {
  if (io.terminal) io.err('\r\x1b[K');
};
