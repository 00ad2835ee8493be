// Paths -> the files that they stand for: a folder's, searched; those that a DICOMDIR lists; a file itself.
import { existsSync, readFileSync, statSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import { referencedFiles } from '../dicom/directory.ts';
import { parse } from '../dicom/parse.ts';
import { isResliceError, ResliceError } from '../errors.ts';
import { filesBelow } from './files-below.ts';

export interface FoundFile {
  /** As the caller would write it: below the folder that was searched, or as it was given. */
  readonly name: string;
  readonly path: string;
}

/**
 * @returns a folder's files in the order of their names, those that links lead to as well; a link that leads nowhere stands for itself,
 * and is told of when it is read
 * @throws ResliceError 'use/bad-argument' for a path that is not there, or that is neither file nor folder; 'load/unreadable' for one that may not be read; of the kinds of
 * `parse` for a DICOMDIR that is none
 */
export const findFiles = (paths: readonly string[]): readonly FoundFile[] => paths.flatMap(searched);

/** What the file system will not tell is unreadable, and named. */
function searched(path: string): readonly FoundFile[] {
  try {
    return search(path);
  } catch (cause) {
    if (isResliceError(cause)) throw cause;
    throw new ResliceError('load/unreadable', { file: path }, { cause });
  }
}

function search(path: string): readonly FoundFile[] {
  if (!existsSync(path)) throw new ResliceError('use/bad-argument', { detail: `${path} does not exist` });
  const found = statSync(path);
  if (found.isDirectory()) return filesBelow(path).map((file) => ({ name: relative(path, file), path: file }));
  // A pipe would be waited for, maybe for ever.
  if (!found.isFile()) throw new ResliceError('use/bad-argument', { detail: `${path} is neither a file nor a folder` });
  return basename(path) === 'DICOMDIR' ? listed(path) : [{ name: path, path }];
}

/** What a DICOMDIR lists, below its own folder; a file that is not there is told of when it is read. */
function listed(path: string): readonly FoundFile[] {
  const files = referencedFiles(parse(readFileSync(path), path));
  return files.map((parts) => ({ name: join(...parts), path: join(dirname(path), ...parts) }));
}
