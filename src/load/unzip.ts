// A .zip -> the files in it, bounded before and while anything is unpacked. Names stay names: nothing is ever written to a path.
import { inflate } from '../dicom/codecs/inflate.ts';
import { isResliceError, ResliceError } from '../errors.ts';
import type { Pause } from '../volume/build-volume.ts';
import { crc32 } from './crc32.ts';
import { readZipDirectory, type ZipEntry } from './zip-directory.ts';

export interface Unzipped {
  /** The archive's, a slash, and the file's own within it. */
  readonly name: string;
  /** Of its own memory; none where there is a problem. */
  readonly bytes: Uint8Array;
  /** Why this file cannot be had; the others can. */
  readonly problem: ResliceError | null;
}

/** What an archive may hold: a study has some thousand files, and DICOM shrinks to a third, rarely to a fiftieth. */
const MOST_ENTRIES = 100_000;
const FOLD = 64;
const LEAST = 16 * 2 ** 20;

/**
 * @param archive  its name, in front of the names of what is in it
 * @param pause  between files; what it throws ends the work
 * @throws ResliceError 'dicom/limit-exceeded' for more entries, or more than 64-fold the bytes, than an archive of images holds;
 * 'load/unreadable' for one that is broken
 */
export async function unzip(bytes: Uint8Array, archive: string, pause: Pause): Promise<readonly Unzipped[]> {
  const files: Unzipped[] = [];
  for (const [name, entry] of named(entriesOf(bytes, archive), archive)) {
    await pause();
    files.push(unpack(entry, name));
  }
  return files;
}

/**
 * One file of an archive; of the others nothing is unpacked.
 * @param name  as `unzip` gives it
 * @throws ResliceError as `unzip`, and 'load/unreadable' where the file is not in it or cannot be had
 */
export function unzipOne(bytes: Uint8Array, archive: string, name: string): Uint8Array {
  for (const [own, entry] of named(entriesOf(bytes, archive), archive)) {
    if (own !== name) continue;
    const { bytes: content, problem } = unpack(entry, name);
    if (problem) throw problem;
    return content;
  }
  throw new ResliceError('load/unreadable', { file: name, detail: 'not in its .zip' });
}

/** Two files of one name are two files. */
function* named(entries: readonly ZipEntry[], archive: string): Generator<readonly [name: string, entry: ZipEntry]> {
  const taken = new Map<string, number>();
  for (const entry of entries) {
    const count = (taken.get(entry.name) ?? 0) + 1;
    taken.set(entry.name, count);
    yield [`${archive}/${entry.name}${count > 1 ? ` (${count})` : ''}`, entry];
  }
}

/** Files, whose sizes as claimed are within bounds; folders and what macOS adds are left out. */
function entriesOf(bytes: Uint8Array, archive: string): readonly ZipEntry[] {
  const tooMuch = (detail: string): never => {
    throw new ResliceError('dicom/limit-exceeded', { file: archive, detail });
  };
  const files = directoryOf(bytes, archive) ?? tooMuch(`over ${MOST_ENTRIES} files`);
  const wanted = files.filter(({ name }) => !name.endsWith('/') && !name.startsWith('__MACOSX/'));
  const limit = Math.max(LEAST, FOLD * bytes.length);
  if (wanted.reduce((sum, { size, packed }) => sum + Math.max(size, packed.length), 0) > limit)
    tooMuch(`unpacks to over ${limit} bytes`);
  return wanted;
}

function directoryOf(bytes: Uint8Array, archive: string): readonly ZipEntry[] | null {
  try {
    return readZipDirectory(bytes, MOST_ENTRIES);
  } catch (cause) {
    throw new ResliceError('load/unreadable', { file: archive, detail: 'a broken .zip' }, { cause });
  }
}

function unpack(entry: ZipEntry, name: string): Unzipped {
  try {
    return { name, bytes: contentOf(entry), problem: null };
  } catch (cause) {
    const detail = isResliceError(cause) ? `in its .zip: ${cause.at.detail}` : 'in its .zip: cannot be unpacked';
    const problem = new ResliceError('load/unreadable', { file: name, detail }, { cause });
    return { name, bytes: new Uint8Array(0), problem };
  }
}

/** @throws ResliceError without the file's name */
function contentOf({ method, encrypted, size, crc, packed }: ZipEntry): Uint8Array {
  const bad = (detail: string): ResliceError => new ResliceError('load/unreadable', { detail });
  if (encrypted) throw bad('encrypted');
  if (method !== 0 && method !== 8) throw bad(`packed by method ${method}`);
  // A claim is a bound: no stream gets more room than it asked for.
  const bytes = method === 0 ? packed.slice() : inflate(packed, size);
  if (bytes.length !== size) throw bad('not of the size that it claims');
  if (crc32(bytes) !== crc) throw bad('its checksum is wrong');
  return bytes;
}
