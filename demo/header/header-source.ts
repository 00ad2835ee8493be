// The elements of a file that was opened, read again from its bytes; the last few are kept, since one scrubs to and fro.
import { type ElementList, type ImageHeader, type InputFile, listElements } from '../../src/entry/dicom.ts';
import { loadDictionary } from './dictionary.ts';

const KEPT = 16;

export class HeaderSource {
  #files: ReadonlyMap<string, InputFile> | null = null;
  readonly #known = new Map<string, Promise<ElementList>>();

  /** @throws ResliceError as `listElements` */
  of(files: ReadonlyMap<string, InputFile>, name: string): Promise<ElementList> {
    if (files !== this.#files) this.#known.clear();
    this.#files = files;
    const known = this.#known.get(name);
    if (known) return known;
    const list = loadDictionary().then((dictionary) => listElements(files.values(), name, { dictionary }));
    this.#known.set(name, list);
    // A file that could not be read this time may be read the next.
    list.catch(() => this.#known.get(name) === list && this.#known.delete(name));
    for (const old of [...this.#known.keys()].slice(0, -KEPT)) this.#known.delete(old);
    return list;
  }
}

/** Names are all that files are found by, and two may have the same: what was read must be the image that is shown. */
export function isOf({ elements }: ElementList, { sopInstanceUID }: ImageHeader): boolean {
  const own = elements.find(({ id }) => id === SOP_INSTANCE_UID)?.values[0] ?? '';
  return own === sopInstanceUID;
}

const SOP_INSTANCE_UID = '(0008,0018)';
