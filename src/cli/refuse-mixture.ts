// Numbered files of two runs in one folder are read as one series that is neither.
import { existsSync, readdirSync } from 'node:fs';
import { basename, dirname, extname, join } from 'node:path';
import { isFolder, NUMBER } from './output-names.ts';
import { badUse } from './parse-options.ts';

/** @throws ResliceError 'use/bad-argument' for what is no folder, or may not be looked into */
function namesIn(folder: string, out: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch (cause) {
    throw badUse(`--out ${out}: ${folder} is no folder that files can be written into`, { cause });
  }
}

/**
 * What is written over leaves nothing behind.
 * @param out  a folder, or a pattern with the file's number
 * @param names  the files that will be written
 * @throws ResliceError 'use/bad-argument' where their folder is none, or a numbered file of an earlier run would stay beside those of this one
 */
export function refuseMixture(out: string, names: readonly string[]): void {
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
  const left = namesIn(folder, out).find((name) => isNumbered(name) && !own.has(name));
  if (left !== undefined)
    throw badUse(
      `--out ${out}: ${join(folder, left)} of an earlier run would lie among these files: take another folder, or empty it`,
    );
}
