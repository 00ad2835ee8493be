// An element as a file has it -> as explicit little endian has it: text byte for byte, numbers in their order, sequences item by item.
// What breaks its VR's rules is left out: what a reader may refuse is not written anew.
import { elementTexts } from '../dicom/element-text.ts';
import { innerEncoding, readItems } from '../dicom/elements.ts';
import { tag as tagOf } from '../dicom/tag.ts';
import { misfit } from '../edit/check-value.ts';
import type { Dictionary } from '../edit/dictionary.ts';
import { encodeElement, encodeItem, fitsElement, joinBytes, wordSize } from '../edit/encode-value.ts';
import { idOfTag, isGroupLength, isPrivate, type RawElement, type RawLevel, readLevel } from '../edit/raw-elements.ts';
import { EXPLICIT } from './data-set-writer.ts';

const CODE_VALUE = 0x00080100;
const CODING_SCHEME = 0x00080102;
const CODE_MEANING = 0x00080104;

export interface TranscodeScope {
  readonly dictionary: Dictionary;
  /** SpecificCharacterSet's values. */
  readonly terms: readonly string[];
}

/** @returns null where the element, or one in its items, cannot be written by the rules; private elements of items are left out */
export function transcodeElement(level: RawLevel, element: RawElement, scope: TranscodeScope): Uint8Array | null {
  const { tag } = element;
  const known = scope.dictionary.byTag(tag)?.vr;
  if (known === undefined || known.includes(' or ')) return null;
  if (known === 'SQ') return transcodeSequence(level, element, scope);
  const value = transcodeValue(level, element, known, scope);
  return value && fitsElement(known, value.length, EXPLICIT) ? encodeElement(tag, known, value, EXPLICIT) : null;
}

function transcodeValue(
  { bytes, encoding }: RawLevel,
  { vr, offset, length }: RawElement,
  known: string,
  { terms }: TranscodeScope,
): Uint8Array | null {
  const bigEndian = encoding.bigEndian && vr !== 'UN';
  const raw = bytes.subarray(offset, offset + length);
  const size = wordSize(known);
  if (size > 1) {
    if (raw.length % size !== 0) return null;
    return bigEndian ? swapped(raw, size) : raw;
  }
  const texts = elementTexts(raw, known, { bigEndian, characterSet: terms, most: Number.MAX_SAFE_INTEGER });
  if (!texts || texts.cut) return null;
  if (misfit(texts.values.join('\\'), known)) return null;
  return padded(raw, known === 'UI' ? 0 : 0x20);
}

/** Without the nulls that some writers put at the end, and with the byte that belongs there. */
function padded(raw: Uint8Array, pad: number): Uint8Array {
  let end = raw.length;
  while (end > 0 && (raw[end - 1] === 0 || raw[end - 1] === 0x20)) end--;
  const even = new Uint8Array(end + (end % 2)).fill(pad);
  even.set(raw.subarray(0, end));
  return even;
}

function swapped(raw: Uint8Array, size: number): Uint8Array {
  const copy = raw.slice();
  for (let at = 0; at < copy.length; at += size) copy.subarray(at, at + size).reverse();
  return copy;
}

function transcodeSequence(level: RawLevel, element: RawElement, scope: TranscodeScope): Uint8Array | null {
  const encoding = innerEncoding(level.encoding, element.vr);
  const id = idOfTag(element.tag);
  const own = tagOf('', id.slice(1, 5), id.slice(6, 10));
  const items: Uint8Array[] = [];
  for (const bounds of readItems(level.bytes, encoding, { ...element, vr: 'SQ' }, { most: 4096, tag: own })) {
    const inner = readLevel(level.bytes, encoding, bounds);
    const parts: Uint8Array[] = [];
    for (const each of inner.elements) {
      if (isPrivate(each.tag) || isGroupLength(each.tag)) continue;
      const part = transcodeElement(inner, each, scope);
      if (!part) return null;
      parts.push(part);
    }
    // A code without its scheme is none, and an image with one is no valid image. Source: DICOM PS3.3 8.8
    const has = (tag: number): boolean => inner.elements.some((each) => each.tag === tag && each.length > 0);
    if (has(CODE_VALUE) && !(has(CODING_SCHEME) && has(CODE_MEANING))) return null;
    items.push(encodeItem(joinBytes(parts), EXPLICIT));
  }
  return encodeElement(element.tag, 'SQ', joinBytes(items), EXPLICIT);
}
