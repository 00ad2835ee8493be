// How many threads a load is worth. Uncompressed pixels are copied, not decoded: threads cost them a third more work for nothing.
import { closeSync, openSync, readSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { readFileMeta } from '../dicom/file-meta.ts';
import { TAGS } from '../dicom/tag.ts';
import { TRANSFER_SYNTAXES } from '../dicom/transfer-syntax.ts';
import type { FoundFile } from './find-files.ts';

/** More wait for each other's bytes. */
const MOST = 8;
/** Files that one thread reads while another one starts. */
const FEW = 16;
/** The file meta information of real files takes a few hundred bytes. */
const HEAD = 4096;

/** One a core where the middle file is compressed, else none. */
export function countThreads(found: readonly FoundFile[]): number {
  if (found.length < FEW) return 0;
  return isCompressed(found[Math.floor(found.length / 2)]!.path) ? Math.min(availableParallelism(), MOST) : 0;
}

/** Whatever is wrong with the file is told of by who reads it. */
function isCompressed(path: string): boolean {
  try {
    const uid = readFileMeta(headOf(path)).text(TAGS.transferSyntaxUID);
    return TRANSFER_SYNTAXES.find((syntax) => syntax.uid === uid)?.coding !== 'native';
  } catch {
    return false;
  }
}

function headOf(path: string): Uint8Array {
  const file = openSync(path, 'r');
  try {
    const bytes = new Uint8Array(HEAD);
    return bytes.subarray(0, readSync(file, bytes, 0, HEAD, 0));
  } finally {
    closeSync(file);
  }
}
