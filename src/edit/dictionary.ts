// The standard's elements by keyword and by tag: 47 kB gzipped in a chunk of its own, loaded with the first edit.
export interface DictionaryElement {
  /** 0xggggeeee; of repeating groups the first. */
  readonly tag: number;
  readonly keyword: string;
  /** As DICOM PS3.6 writes it, also 'US or SS'. */
  readonly vr: string;
}

export interface Dictionary {
  byKeyword(keyword: string): DictionaryElement | undefined;
  byTag(tag: number): DictionaryElement | undefined;
}

let loaded: Promise<Dictionary> | null = null;

export function loadDictionary(): Promise<Dictionary> {
  loaded ??= import('reslice-dictionary:standard').then(({ table }) => readDictionary(table));
  return loaded;
}

/** @param table  as scripts/embed-dictionary.mjs writes it: ',0028' begins a group, '0030DS PixelSpacing' is an element of it */
function readDictionary(table: string): Dictionary {
  const tags = new Map<number, DictionaryElement>();
  const keywords = new Map<string, DictionaryElement>();
  let group = 0;
  for (const line of table.split('\n')) {
    if (line.startsWith(',')) {
      group = Number.parseInt(line.slice(1), 16);
      continue;
    }
    const space = line.lastIndexOf(' ');
    const tag = group * 0x10000 + Number.parseInt(line.slice(0, 4), 16);
    const element = { tag, keyword: line.slice(space + 1), vr: line.slice(4, space) };
    tags.set(tag, element);
    keywords.set(element.keyword, element);
  }
  return {
    byKeyword: (keyword) => keywords.get(keyword),
    byTag: (tag) => tags.get(tag) ?? tags.get(repeating(tag)),
  };
}

/** Overlays and curves have 16 groups each, of which the table has the first. Source: DICOM PS3.5 7.6 */
function repeating(tag: number): number {
  const group = tag >>> 16;
  const first = [0x6000, 0x5000].find((begin) => group >= begin && group < begin + 0x20);
  return first === undefined ? tag : first * 0x10000 + (tag & 0xffff);
}
