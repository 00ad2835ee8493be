// Deflated Explicit VR Little Endian: everything after the file meta information is one deflate stream.
import { namingFile, withFile } from './fail-parse.ts';
import { readFileMeta } from './file-meta.ts';
import { TAGS } from './tag.ts';
import { DEFLATED } from './transfer-syntax.ts';

/** What a file may swell to: real ones stay below 20-fold; a small one may be mostly air. */
const FOLD = 64;
const LEAST = 16 * 2 ** 20;

/**
 * @returns the data set's bytes, or undefined where the file is not deflated
 * @throws ResliceError of the kinds of `parse` and `inflate`. Source: DICOM PS3.5 A.5
 */
export async function inflateDataSet(bytes: Uint8Array, file: string): Promise<Uint8Array | undefined> {
  const meta = namingFile(file, () => readFileMeta(bytes));
  if (meta.text(TAGS.transferSyntaxUID) !== DEFLATED) return undefined;
  const { inflate } = await import('./codecs/inflate.ts');
  try {
    return inflate(bytes.subarray(meta.end), Math.max(LEAST, FOLD * bytes.length));
  } catch (thrown) {
    throw withFile(thrown, file, TAGS.transferSyntaxUID);
  }
}
