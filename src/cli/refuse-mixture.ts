// Numbered files of two series in one folder are read as one that is neither.
import { existsSync, readdirSync } from 'node:fs';
import { basename, dirname, extname, join } from 'node:path';
import { isFolder, NUMBER } from './output-names.ts';
import { badUse } from './parse-options.ts';

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
  const folder = dirname(names[0]!);
  if (!existsSync(folder)) return;
  const ending = extname(names[0]!);
  const [before, after] = isFolder(out)
    ? ['', ending]
    : basename(out, extname(out)).replace(NUMBER, '\n').concat(ending).split('\n');
  // The number is a folder's: each file has one of its own.
  if (before === undefined || after === undefined) return;
  const own = new Set(names.map((name) => basename(name)));
  const isNumbered = (name: string): boolean =>
    name.startsWith(before) && name.endsWith(after) && /^\d+$/.test(name.slice(before.length, -after.length));
  const left = namesIn(folder, `${option} ${out}`).find((name) => isNumbered(name) && !own.has(name));
  if (left !== undefined)
    throw badUse(
      `${option} ${out}: ${join(folder, left)} is there already, and would be taken for one of these files: take another folder`,
    );
}
