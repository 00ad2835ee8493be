// The files that a volume's slices came from, read once more: their headers are what a derived series keeps.
import type { ImageHeader } from '../dicom/image-header.ts';
import { inflateDataSet } from '../dicom/inflate-data-set.ts';
import { parse } from '../dicom/parse.ts';
import { TAGS } from '../dicom/tag.ts';
import { ResliceError } from '../errors.ts';
import type { ExportSource } from '../export/export-source.ts';
import { fileBytes } from '../load/list-elements.ts';
import { findFiles } from '../node/find-files.ts';
import { readBytes } from '../node/read-bytes.ts';

/** @throws ResliceError 'load/unreadable' where a file is there no more, or is another one now */
export async function sourceBytes(
  paths: readonly string[],
  images: readonly ImageHeader[],
): Promise<readonly ExportSource[]> {
  const found = findFiles(paths);
  // An archive is read once, not once a slice.
  const archives = new Map<string, Promise<ArrayBuffer>>();
  const read = (path: string): Promise<ArrayBuffer> => {
    if (!/\.zip$/i.test(path)) return readBytes(path);
    const bytes = archives.get(path) ?? readBytes(path);
    archives.set(path, bytes);
    return bytes;
  };
  const sources: ExportSource[] = [];
  for (const { file, sopInstanceUID } of images) {
    // Two folders may hold files of one name: the UID tells which.
    const near = found.filter(({ name }) => file === name || file.startsWith(`${name}/`));
    const bytes = await firstOf(
      near.map(({ name, path }) => ({ name, arrayBuffer: () => read(path) })),
      file,
      sopInstanceUID,
    );
    sources.push({ name: file, bytes });
  }
  return sources;
}

async function firstOf(
  near: readonly { readonly name: string; arrayBuffer(): Promise<ArrayBuffer> }[],
  file: string,
  sopInstanceUID: string,
): Promise<Uint8Array> {
  for (const one of near) {
    const bytes = await fileBytes([one], file);
    if (near.length === 1 || (await uidOf(bytes, file)) === sopInstanceUID) return bytes;
  }
  throw new ResliceError('load/unreadable', { file, detail: 'it is not there any more' });
}

async function uidOf(bytes: Uint8Array, file: string): Promise<string> {
  const inflated = await inflateDataSet(bytes, file);
  return parse(bytes, file, inflated).text(TAGS.sopInstanceUID) ?? '';
}
