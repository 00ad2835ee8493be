// The header of one of the files that were opened, every element of it: for a header browser.
import { inflateDataSet } from '../dicom/inflate-data-set.ts';
import { listDataSet } from '../dicom/list-data-set.ts';
import type { ElementDictionary, ElementList } from '../dicom/listed-element.ts';
import { ResliceError } from '../errors.ts';
import { bytesOf, type InputFile } from './input-file.ts';
import { isZip } from './read-input.ts';

export interface ListOptions {
  /** Keywords, and the VRs of files that do not write them. Without, only what Reslice itself reads has a keyword. */
  readonly dictionary?: ElementDictionary;
}

/**
 * Bounded in number, depth and length of what it lists (`cut` says where), and never reads pixels.
 * @param files  what was given to `loadSeries`; what `arrayBuffer()` gives is used up, so give Files of a browser, or bytes
 * @param name  an `ImageHeader.file`: a file's name, or an archive's, a slash, and the file's within it
 * @throws ResliceError 'load/unreadable', and of the kinds of `loadSeries` for a file that is no DICOM file
 */
export async function listElements(
  files: Iterable<InputFile>,
  name: string,
  options: ListOptions = {},
): Promise<ElementList> {
  const bytes = await fileBytes(files, name);
  return listDataSet(bytes, name, await inflateDataSet(bytes, name), options.dictionary);
}

/** @param name  as `listElements` takes it. @throws ResliceError 'load/unreadable', and of the kinds of a .zip that is broken */
export async function fileBytes(files: Iterable<InputFile>, name: string): Promise<Uint8Array> {
  // The longest name first: an archive may be named like a folder.
  const near = [...files].filter((file) => file.name === name || name.startsWith(`${file.name}/`));
  near.sort((a, b) => b.name.length - a.name.length);
  for (const file of near) {
    const bytes = await bytesOf(file);
    if (file.name === name) return bytes;
    if (!isZip(bytes)) continue;
    const { unzipOne } = await import('./unzip.ts');
    return unzipOne(bytes, file.name, name);
  }
  throw new ResliceError('load/unreadable', { file: name, detail: 'not among the files' });
}
