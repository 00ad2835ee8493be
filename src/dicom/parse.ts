// Bytes -> data set.

import { decodeText } from './character-set.ts';
import type { DataSet, ElementPlace } from './data-set.ts';
import { type Bounds, DEEPEST, type Encoding, innerEncoding, readElements, readItems } from './elements.ts';
import { failParse, namingFile } from './fail-parse.ts';
import { type FileMeta, readFileMeta } from './file-meta.ts';
import { MOST_TEXT, MOST_TEXTS, readNumbers, readText, trimmed } from './read-values.ts';
import { TAGS, type Tag } from './tag.ts';

/**
 * Reads everything before Pixel Data, and where that lies. What follows it is not looked at: files end in garbage.
 * @param file  name for errors
 * @param inflated  the data set after the file meta information, where that was deflated; `bytes` are then these
 * @throws ResliceError 'dicom/not-dicom', 'dicom/truncated', 'dicom/bad-value', 'dicom/missing-tag', 'dicom/limit-exceeded'
 * Source: DICOM PS3.10 7.1 (file meta information), PS3.5 7 (data set)
 */
export function parse(input: Uint8Array, file: string, inflated?: Uint8Array): DataSet {
  return namingFile(file, () => {
    const meta = readFileMeta(input);
    const [bytes, start] = inflated ? [inflated, 0] : [input, meta.end];
    const { elements } = readElements(bytes, meta.encoding, { start, end: bytes.length });
    return wrap({
      bytes,
      encoding: meta.encoding,
      elements: () => elements,
      meta,
      characterSet: () => [],
      depth: 0,
    });
  });
}

/** Items of a sequence with an item a frame or a file; in any other there are a few. */
const MANY: ReadonlySet<Tag> = new Set([TAGS.perFrameFunctionalGroupsSequence, TAGS.directoryRecordSequence]);
const MOST_ITEMS = 256;
/** Bytes for people: what is longer is cut. */
const MOST_LABEL = 1024;
const MOST_LABELS = 4096;

/** An item may be empty; where there are over 65536 of them most are not. */
const mostItems = (tag: Tag, { length }: ElementPlace): number =>
  MANY.has(tag) ? Math.max(65536, Math.floor(length / 64)) : MOST_ITEMS;

interface Parsed {
  readonly bytes: Uint8Array;
  readonly encoding: Encoding;
  /** Of an item not known before somebody asks. */
  readonly elements: () => ReadonlyMap<string, ElementPlace>;
  readonly meta: FileMeta | null;
  /** SpecificCharacterSet of what holds it. */
  readonly characterSet: () => readonly string[];
  readonly depth: number;
}

function wrap(parsed: Parsed): DataSet {
  const { bytes, encoding, elements, meta, depth } = parsed;
  const place = (tag: Tag): ElementPlace | undefined => elements().get(tag.key);
  const textOf = (tag: Tag, most: number): string | undefined => {
    const at = place(tag);
    return (at ? readText(bytes, at, tag, most) : meta?.text(tag)) || undefined;
  };
  const texts = once((tag) => {
    const values = textOf(tag, MOST_TEXTS)?.split('\\') ?? [];
    return values.map((value) => value.trim());
  });
  // An item inherits the data set's repertoire.
  const characterSet = (): readonly string[] => {
    const own = texts(TAGS.specificCharacterSet);
    return own.length > 0 ? own : parsed.characterSet();
  };
  const decoded = (tag: Tag, most: number): string => {
    const at = place(tag);
    if (!at) return '';
    return decodeText(bytes.subarray(at.offset, at.offset + Math.min(at.length, most)), characterSet());
  };
  const itemOf = (within: Encoding, bounds: Bounds): DataSet => {
    let walked: ReadonlyMap<string, ElementPlace> | undefined;
    const walk = (): ReadonlyMap<string, ElementPlace> => {
      walked ??= readElements(bytes, within, bounds).elements;
      return walked;
    };
    return wrap({ bytes, encoding: within, elements: walk, meta: null, characterSet, depth: depth + 1 });
  };
  return {
    bytes,
    bigEndian: encoding.bigEndian,
    has: (tag) => elements().has(tag.key),
    place,
    text: once((tag) => textOf(tag, MOST_TEXT)),
    texts,
    label: once((tag) => trimmed(decoded(tag, MOST_LABEL)) || undefined),
    labels: once((tag) => {
      const text = trimmed(decoded(tag, MOST_LABELS));
      return text === '' ? [] : text.split('\\').map(trimmed);
    }),
    numbers: once((tag) => {
      const at = place(tag);
      if (!at) return undefined;
      const written = at.vr === undefined || at.vr === 'UN' ? tag.vr : at.vr;
      const values = readNumbers(bytes, at, written, encoding.bigEndian && at.vr !== 'UN', tag);
      return values.length > 0 ? values : undefined;
    }),
    uint16(tag) {
      const at = place(tag);
      if (!at || at.length < 2) return undefined;
      return readNumbers(bytes, { ...at, length: 2 }, 'US', encoding.bigEndian, tag)[0];
    },
    items: once((tag) => {
      const at = place(tag);
      if (!at) return [];
      if (at.vr !== undefined && at.vr !== 'SQ' && at.vr !== 'UN') {
        throw failParse('dicom/bad-value', `written as ${at.vr}, not as a sequence`, tag);
      }
      if (depth >= DEEPEST) throw failParse('dicom/limit-exceeded', `sequences nested over ${DEEPEST} deep`, tag);
      const within = innerEncoding(encoding, at.vr);
      return readItems(bytes, within, at, { most: mostItems(tag, at), tag }).map((bounds) => itemOf(within, bounds));
    }),
  };
}

/** Frames share what their data set holds: it is read for the first of them. */
function once<T>(read: (tag: Tag) => T): (tag: Tag) => T {
  let known: Map<Tag, T> | undefined;
  return (tag) => {
    const found = known?.get(tag);
    if (found !== undefined) return found;
    const value = read(tag);
    known ??= new Map();
    known.set(tag, value);
    return value;
  };
}
