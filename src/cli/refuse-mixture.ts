// Numbered files of two series in one folder are read as one that is neither.
import { existsSync, readdirSync } from 'node:fs';
import { basename, dirname, extname, join } from 'node:path';
import { badUse } from './parse-options.ts';
import { folderOf, numberIn, writtenNames } from './written-names.ts';

/** @throws ResliceError 'use/bad-argument' for what is no folder. One that may not be looked into may be written into. */
function namesIn(folder: string, asked: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code !== 'ENOTDIR') return [];
    throw badUse(`${asked}: ${folder} is no folder`, { cause });
  }
}

/**
 * What is written over leaves nothing behind.
 * @param out  a folder, or a pattern with the file's number
 * @param names  the files that will be written
 * @param option  what `out` was given by
 * @throws ResliceError 'use/bad-argument' where their folder is none, or a numbered file that is no more written would stay beside them
 */
export function refuseMixture(out: string, names: readonly string[], option = '--out'): void {
  const pattern = writtenNames({ out, all: 'acquired' });
  const folder = folderOf(pattern);
  // Where the number is a folder's, each file has one of its own.
  if (pattern.kind === 'one' || folder === null || !existsSync(folder)) return;
  // A folder's files, and a pattern's whatever the case of its ending, have the ending that the command gives them.
  const numbered = { ...pattern, suffix: pattern.suffix.replace(/\.\w+$/, extname(names[0]!)) };
  const own = new Set(names.map((name) => basename(name)));
  const left = namesIn(folder, `${option} ${out}`).find(
    (name) => numberIn(numbered, join(folder, name)) !== null && !own.has(name),
  );
  if (left !== undefined)
    throw badUse(
      `${option} ${out}: ${join(dirname(names[0]!), left)} is there already, and would be taken for one of these files: take another folder`,
    );
}
