// What a command reads it never writes over: told before the first file is written.
import { closeSync, existsSync, openSync, readSync, statSync } from 'node:fs';
import { type FoundFile, findFiles } from '../node/find-files.ts';
import { badUse } from './parse-options.ts';

/**
 * Links and other spellings of a name lead to the same file: what counts is the file, not its name.
 * @param targets  what will be written
 * @param inputs  what is read, as files; one that is not there is left for whoever reads it to tell of
 * @param option  'out', '--diff': which words led to the target
 * @throws ResliceError 'use/bad-argument', which names the file
 */
export function spareInputs(targets: readonly string[], inputs: readonly string[], option: string): void {
  const there = targets.filter((target) => existsSync(target));
  if (there.length === 0) return;
  const read = new Set(inputs.filter((path) => existsSync(path)).map(identityOf));
  const hit = there.find((target) => read.has(identityOf(target)));
  if (hit !== undefined) throw badUse(`${option} ${hit} is an input, and inputs are never overwritten`);
}

/** The same where the inputs are named as `loadSeries` takes them. A picture that lies in a folder of scans is no input. */
export function spareScans(targets: readonly string[], paths: readonly string[], option = '--out'): void {
  if (!targets.some((target) => existsSync(target))) return;
  const found = findFiles(paths).filter((file) => isNamed(file, paths) || !isPicture(file.path));
  spareInputs(targets, [...paths, ...found.map(({ path }) => path)], option);
}

const isNamed = ({ path }: FoundFile, paths: readonly string[]): boolean => paths.includes(path);

/** PNG or .npy, as `render` leaves them: and no DICOM file, whose first 128 bytes may be anything. Source: DICOM PS3.10 7.1 */
function isPicture(path: string): boolean {
  if (!existsSync(path)) return false;
  const head = Buffer.alloc(132);
  const file = openSync(path, 'r');
  try {
    readSync(file, head, 0, head.length, 0);
  } finally {
    closeSync(file);
  }
  const text = head.toString('latin1');
  return (text.startsWith('\x89PNG\r\n\x1a\n') || text.startsWith('\x93NUMPY')) && !text.endsWith('DICM');
}

function identityOf(path: string): string {
  const { dev, ino } = statSync(path, { bigint: true });
  return `${dev} ${ino}`;
}
