// Paths -> series. Folders are searched; what cannot be read is told of on stderr and left out.
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { basename, dirname, join, relative } from 'node:path';
import { referencedFiles } from '../dicom/directory.ts';
import { parse } from '../dicom/parse.ts';
import { isResliceError, ResliceError } from '../errors.ts';
import { isNote, loadSeries } from '../load/load-series.ts';
import type { Series } from '../load/series.ts';
import type { CliIo } from './io.ts';
import { badUse } from './parse-options.ts';
import { printable } from './printable.ts';

interface Found {
  /** As the user would write it. */
  readonly name: string;
  readonly path: string;
}

export interface ReadResult {
  readonly series: readonly Series[];
  readonly problems: readonly ResliceError[];
}

/**
 * @throws ResliceError 'use/bad-argument' for a path that is not there, 'load/unreadable' where no file holds an image
 */
export async function readPaths(paths: readonly string[], io: CliIo): Promise<ReadResult> {
  const found = paths.flatMap(search);
  const problems: ResliceError[] = [];
  const onProblem = (problem: ResliceError): void => {
    problems.push(problem);
    clear(io);
    io.err(`reslice: ${printable(isNote(problem) ? noteText(problem) : problem.message)}\n`);
  };
  const files = found.map(({ name, path }) => ({ name, arrayBuffer: () => bytesOf(path) }));
  const onProgress = ({ filesDone, filesTotal }: { filesDone: number; filesTotal: number }): void => {
    if (io.terminal) io.err(`\rreading ${filesDone} of ${filesTotal} files`);
  };
  try {
    const series = await loadSeries(files, { onProblem, onProgress });
    clear(io);
    if (series.length === 0) throw new ResliceError('load/unreadable', { detail: `no files in ${paths.join(', ')}` });
    return { series, problems };
  } catch (error) {
    clear(io);
    if (isResliceError(error)) throw error;
    const detail = 'no file holds an image that can be read';
    throw new ResliceError('load/unreadable', { detail }, { cause: error });
  }
}

function search(path: string): readonly Found[] {
  if (!existsSync(path)) throw badUse(`${path} does not exist`);
  if (!statSync(path).isDirectory()) return basename(path) === 'DICOMDIR' ? listed(path) : [{ name: path, path }];
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
    .map((file) => ({ name: relative(path, file), path: file }));
}

/** What a DICOMDIR lists, below its own folder; a file that is not there is told of when it is read. */
function listed(path: string): readonly Found[] {
  const files = referencedFiles(parse(readFileSync(path), path));
  return files.map((parts) => ({ name: join(...parts), path: join(dirname(path), ...parts) }));
}

async function bytesOf(path: string): Promise<ArrayBuffer> {
  const bytes = await readFile(path);
  return bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer;
}

/** Without code and tag, which are what an error begins with. */
const noteText = ({ code, at: { file, detail } }: ResliceError): string =>
  ['note', file, detail ?? code].filter(Boolean).join(': ');

const clear = (io: CliIo): void => {
  if (io.terminal) io.err('\r\x1b[K');
};
