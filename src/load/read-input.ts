// One input -> its images, or what is in it: the unit of work of the pool.
import type { Codecs } from '../dicom/codecs/create-codecs.ts';
import { isResliceError, type ResliceError } from '../errors.ts';
import type { SeriesImage } from '../series/image.ts';
import type { Pause } from '../volume/build-volume.ts';
import { bytesOf, type InputFile } from './input-file.ts';
import { readFile } from './read-file.ts';
import type { Unzipped } from './unzip.ts';

export interface ReadResult {
  readonly images: readonly SeriesImage[];
  /** Files of an archive, to be read in their turn. */
  readonly files: readonly Unzipped[];
  readonly problem: ResliceError | null;
  /** How many the input had. */
  readonly bytes: number;
}

/** Whether the bytes begin as a .zip does. Source: PKWARE APPNOTE 4.3.7 */
export const isZip = (bytes: Uint8Array): boolean =>
  bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] === 3 && bytes[3] === 4;

/**
 * @param nested  whether the input comes out of an archive: one in another is not opened
 * @param pause  lets the event loop run between frames and between files of an archive; what it throws is no problem of the input
 * @throws ResliceError 'load/aborted'
 */
export async function readInput(
  file: InputFile,
  nested: boolean,
  codecs: Codecs,
  pause: Pause = () => undefined,
): Promise<ReadResult> {
  let length = 0;
  try {
    const bytes = await bytesOf(file);
    length = bytes.length;
    const result = { images: [], files: [], problem: null, bytes: length };
    if (!nested && isZip(bytes)) {
      // A chunk of its own: few loads meet an archive.
      const { unzip } = await import('./unzip.ts');
      return { ...result, files: await unzip(bytes, file.name, pause) };
    }
    return { ...result, images: await readFile(bytes, file.name, codecs, pause) };
  } catch (problem) {
    if (!isResliceError(problem) || problem.code === 'load/aborted') throw problem;
    return { images: [], files: [], problem, bytes: length };
  }
}
