// Bytes -> data set.

import { decodeText } from './character-set.ts';
import type { DataSet, ElementPlace } from './data-set.ts';
import { type Bounds, type Encoding, innerEncoding, readElements, readItems } from './elements.ts';
import { failParse, namingFile } from './fail-parse.ts';
import { type FileMeta, readFileMeta } from './file-meta.ts';
import { readNumbers, readText } from './read-values.ts';
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
    return wrap({ bytes, encoding: meta.encoding, elements, meta, characterSet: [] });
  });
}

interface Parsed {
  readonly bytes: Uint8Array;
  readonly encoding: Encoding;
  readonly elements: ReadonlyMap<string, ElementPlace>;
  readonly meta: FileMeta | null;
  readonly characterSet: readonly string[];
}

function wrap(parsed: Parsed): DataSet {
  const { bytes, encoding, elements, meta } = parsed;
  const place = (tag: Tag): ElementPlace | undefined => elements.get(tag.key);
  const text = (tag: Tag): string | undefined => {
    const at = place(tag);
    return (at ? readText(bytes, at) : meta?.text(tag)) || undefined;
  };
  const texts = (tag: Tag): readonly string[] =>
    text(tag)
      ?.split('\\')
      .map((value) => value.trim()) ?? [];
  // An item inherits the data set's repertoire.
  const own = texts(TAGS.specificCharacterSet);
  const characterSet = own.length > 0 ? own : parsed.characterSet;
  const itemOf = (within: Encoding, bounds: Bounds): DataSet =>
    wrap({ bytes, encoding: within, elements: readElements(bytes, within, bounds).elements, meta: null, characterSet });
  return {
    bytes,
    bigEndian: encoding.bigEndian,
    has: (tag) => elements.has(tag.key),
    place,
    text: (tag) => text(tag)?.trim(),
    texts,
    label(tag) {
      const at = place(tag);
      if (!at) return undefined;
      const decoded = decodeText(bytes.subarray(at.offset, at.offset + at.length), characterSet);
      return decoded.replace(/[\0\s]+$/, '').trim() || undefined;
    },
    numbers(tag) {
      const at = place(tag);
      if (!at) return undefined;
      const written = at.vr === undefined || at.vr === 'UN' ? tag.vr : at.vr;
      const values = readNumbers(bytes, at, written, encoding.bigEndian && at.vr !== 'UN');
      return values.length > 0 ? values : undefined;
    },
    uint16(tag) {
      const at = place(tag);
      return at && at.length >= 2 ? readNumbers(bytes, { ...at, length: 2 }, 'US', encoding.bigEndian)[0] : undefined;
    },
    items(tag) {
      const at = place(tag);
      if (!at) return [];
      if (at.vr !== undefined && at.vr !== 'SQ' && at.vr !== 'UN') {
        throw failParse('dicom/bad-value', `written as ${at.vr}, not as a sequence`, tag);
      }
      const within = innerEncoding(encoding, at.vr);
      return readItems(bytes, within, at).map((bounds) => itemOf(within, bounds));
    },
  };
}
