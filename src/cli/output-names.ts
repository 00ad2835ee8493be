// Where the pictures of `render --all` go: a folder, or a pattern with the picture's number in it.
import { join } from 'node:path';
import { badUse, formatOf, type PictureFormat } from './parse-options.ts';

/** Where the picture's number goes, and its digits. */
export const NUMBER = /%(?:0(\d))?d/g;

/** Whether `--all` takes it for a folder. */
export const isFolder = (out: string): boolean => !/\.[a-z]\w*$/i.test(out) || out.endsWith('/');

export interface OutputNames {
  readonly format: PictureFormat;
  readonly names: readonly string[];
}

/**
 * @param out  'folder', whose pictures are 000.png, 001.png …; or a pattern such as 'folder/%d.npy', %03d for three digits at least
 * @param count  numbers go from 0 to count − 1
 * @throws ResliceError 'use/bad-argument'
 */
export function outputNames(out: string, count: number): OutputNames {
  const digits = String(count - 1).length;
  const each = (name: (n: number) => string): readonly string[] => Array.from({ length: count }, (_, n) => name(n));
  if (isFolder(out))
    return { format: 'png', names: each((n) => join(out, `${String(n).padStart(Math.max(3, digits), '0')}.png`)) };
  const format = formatOf(out);
  if ((out.match(NUMBER) ?? []).length !== 1)
    throw badUse(`--all writes many files: --out takes a folder, or a pattern such as slices/%03d.${format}`);
  return {
    format,
    names: each((n) => out.replace(NUMBER, (_, width = '1') => String(n).padStart(Number(width), '0'))),
  };
}
