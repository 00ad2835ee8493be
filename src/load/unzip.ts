// A .zip -> the files in it, bounded before anything is unpacked. Names stay names: nothing is ever written to a path.
import { ResliceError } from '../errors.ts';

export interface Unzipped {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** What an archive may hold: a study has some thousand files, and DICOM shrinks to a third, rarely to a fiftieth. */
const MOST_ENTRIES = 100_000;
const FOLD = 64;
const LEAST = 16 * 2 ** 20;

/** Whether the bytes begin as a .zip does. Source: PKWARE APPNOTE 4.3.7 */
export const isZip = (bytes: Uint8Array): boolean =>
  bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] === 3 && bytes[3] === 4;

/**
 * @param archive  its name, in front of the names of what is in it
 * @throws ResliceError 'dicom/limit-exceeded' for more entries, or more than 64-fold the bytes, than an archive of images holds;
 * 'load/unreadable' for one that is broken
 */
export async function unzip(bytes: Uint8Array, archive: string): Promise<readonly Unzipped[]> {
  const { unzipSync } = await import('fflate');
  const limit = Math.max(LEAST, FOLD * bytes.length);
  const tooMuch = (detail: string): never => {
    throw new ResliceError('dicom/limit-exceeded', { file: archive, detail });
  };
  let [entries, total] = [0, 0];
  try {
    const unpacked = unzipSync(bytes, {
      // Sizes are the archive's own claims; what would unpack to more is cut off there by fflate, which knows no more room.
      filter: ({ name, size, originalSize, compression }) => {
        if (++entries > MOST_ENTRIES) tooMuch(`over ${MOST_ENTRIES} files`);
        if (name.endsWith('/') || name.startsWith('__MACOSX/')) return false;
        total += compression === 0 ? Math.max(size, originalSize) : originalSize;
        if (total > limit) tooMuch(`unpacks to over ${limit} bytes`);
        return true;
      },
    });
    return Object.entries(unpacked).map(([name, own]) => ({ name: `${archive}/${name}`, bytes: own }));
  } catch (cause) {
    if (cause instanceof ResliceError) throw cause;
    throw new ResliceError('load/unreadable', { file: archive, detail: 'a broken .zip' }, { cause });
  }
}
