// What a command reads, found as `loadSeries` finds it, is never written over. By itself, because `compare` has nothing to do with DICOM.
import { closeSync, existsSync, openSync, readSync } from 'node:fs';
import { type FoundFile, findFiles } from '../node/find-files.ts';
import { spareInputs } from './spare-inputs.ts';

/**
 * A picture that lies in a folder of scans is no input.
 * @param paths  as `loadSeries` takes them
 * @throws ResliceError 'use/bad-argument', as `spareInputs`
 */
export function spareScans(targets: readonly string[], paths: readonly string[], option = '--out'): void {
  if (!targets.some((target) => existsSync(target))) return;
  const found = findFiles(paths).filter((file) => isNamed(file, paths) || !isPicture(file.path));
  spareInputs(targets, [...paths, ...found.map(({ path }) => path)], option);
}

const isNamed = ({ path }: FoundFile, paths: readonly string[]): boolean => paths.includes(path);

/** PNG or .npy, as `render` leaves them: and no DICOM file, whose first 128 bytes may be anything. Source: DICOM PS3.10 7.1 */
function isPicture(path: string): boolean {
  const text = headOf(path).toString('latin1');
  return (text.startsWith('\x89PNG\r\n\x1a\n') || text.startsWith('\x93NUMPY')) && !text.endsWith('DICM');
}

/** Zeros of what cannot be read: whoever reads it tells of it. */
function headOf(path: string): Buffer {
  const head = Buffer.alloc(132);
  try {
    const file = openSync(path, 'r');
    try {
      readSync(file, head, 0, head.length, 0);
    } finally {
      closeSync(file);
    }
  } catch {
    head.fill(0);
  }
  return head;
}
