// Bytes -> elements of one data set: where each lies, and nothing read yet. dicom-parser's byte parsers do the reading; the walk
// is ours because its own knows neither OV, SV, UV nor a bound on nesting, and throws strings.
import { bigEndianByteArrayParser, littleEndianByteArrayParser } from 'dicom-parser';
import type { ElementPlace } from './data-set.ts';
import { failParse, notAsSyntaxSays } from './fail-parse.ts';
import type { Tag } from './tag.ts';

/** How the elements are written. Source: DICOM PS3.5 annex A */
export interface Encoding {
  readonly explicit: boolean;
  readonly bigEndian: boolean;
}

/** Value lengths of these take four bytes after two reserved ones. Source: DICOM PS3.5 7.1.2 */
export const LONG = new Set(['OB', 'OD', 'OF', 'OL', 'OV', 'OW', 'SQ', 'SV', 'UC', 'UN', 'UR', 'UT', 'UV']);
const SHORT = new Set(
  [
    'AE',
    'AS',
    'AT',
    'CS',
    'DA',
    'DS',
    'DT',
    'FD',
    'FL',
    'IS',
    'LO',
    'LT',
    'PN',
    'SH',
    'SL',
    'SS',
    'ST',
    'TM',
    'UI',
  ].concat(['UL', 'US']),
);

const ITEM = 0xfffee000;
const ITEM_END = 0xfffee00d;
const SEQUENCE_END = 0xfffee0dd;
export const UNDEFINED = 0xffffffff;
export const PIXELS = new Set([0x7fe00008, 0x7fe00009, 0x7fe00010]);

/** Sequences within sequences: real files nest fewer than 20 deep. */
export const DEEPEST = 512;

/** An element as met, its value not looked at. */
export interface Head {
  /** Group and element in one number, as 0xggggeeee. */
  readonly tag: number;
  readonly vr: string | undefined;
  readonly offset: number;
  readonly length: number;
}

export interface Walk {
  readonly elements: ReadonlyMap<string, ElementPlace>;
  /** The first byte that was not read. */
  readonly end: number;
}

export interface Bounds {
  readonly start: number;
  readonly end: number;
  /** Ends before the first element for which this is true. */
  readonly until?: (tag: number) => boolean;
}

/** As dicom-parser spells it: 'x7fe00010'. */
const keyOf = (tag: number): string => `x${tag.toString(16).padStart(8, '0')}`;

export const byteParserOf = ({ bigEndian }: Encoding) =>
  bigEndian ? bigEndianByteArrayParser : littleEndianByteArrayParser;

/**
 * The elements from `start` on: to `end`, or to the end of Pixel Data, after which nothing is looked at. What has a length is skipped
 * by it, sequences too: whatever a writer puts into a private one is no concern of this reader.
 * @throws ResliceError 'dicom/truncated', 'dicom/bad-value', 'dicom/limit-exceeded', without the file's name
 * Source: DICOM PS3.5 7.1 to 7.5
 */
export function readElements(bytes: Uint8Array, encoding: Encoding, { start, end, until }: Bounds): Walk {
  const elements = new Map<string, ElementPlace>();
  let at = start;
  while (at < end) {
    if (until?.(readTag(bytes, encoding, at, end))) break;
    const head = readHead(bytes, encoding, at, end);
    // A delimiter that closes nothing: a writer's slip that says nothing about the elements after it.
    if (isEnd(head.tag)) {
      at = head.offset;
      continue;
    }
    const undefinedLength = head.length === UNDEFINED;
    const { offset, vr } = head;
    if (PIXELS.has(head.tag)) {
      // Fewer bytes than declared may still be all the pixels: whoever reads them decides.
      const length = undefinedLength ? end - offset : Math.min(head.length, end - offset);
      elements.set(keyOf(head.tag), { vr, offset, length, undefinedLength });
      return { elements, end: offset + length };
    }
    const after = undefinedLength ? skipOpen(bytes, innerEncoding(encoding, vr), head, end) : endOf(head, end);
    elements.set(keyOf(head.tag), {
      vr,
      offset,
      length: (undefinedLength ? after - 8 : after) - offset,
      undefinedLength,
    });
    at = after;
  }
  return { elements, end: at };
}

/** Unknown VR with an undefined length holds a sequence in implicit little endian. Source: DICOM PS3.5 6.2.2, note 2 */
export const innerEncoding = (encoding: Encoding, vr: string | undefined): Encoding =>
  vr === 'UN' ? { explicit: false, bigEndian: false } : encoding;

export interface ItemsOptions {
  /** Encapsulated pixels: items that no data set fills. */
  readonly fragments?: boolean;
  /** How many there may be. */
  readonly most: number;
  readonly tag: Tag;
}

/**
 * Where each item of a sequence lies, or each fragment of encapsulated pixels.
 * @throws as `readElements`
 */
export function readItems(
  bytes: Uint8Array,
  encoding: Encoding,
  place: ElementPlace,
  { fragments, most, tag }: ItemsOptions,
): readonly Bounds[] {
  const items: Bounds[] = [];
  const end = place.offset + place.length;
  for (let at = place.offset; at < end; ) {
    const head = readHead(bytes, encoding, at, end);
    if (head.tag === SEQUENCE_END) break;
    if (head.tag !== ITEM) throw failParse('dicom/bad-value', 'a sequence holds no items');
    if (items.length >= most) throw failParse('dicom/limit-exceeded', `over ${most} items`, tag);
    const open = head.length === UNDEFINED;
    if (open && fragments) throw failParse('dicom/bad-value', 'a fragment without a length');
    const after = open ? skipOpen(bytes, encoding, head, end) : endOf(head, end);
    items.push({ start: head.offset, end: open ? after - 8 : after });
    at = after;
  }
  return items;
}

/** A sequence or an item that a delimiter closes. */
interface Open {
  readonly item: boolean;
  readonly encoding: Encoding;
}

/**
 * Walks a sequence or an item of undefined length whole, in a loop: nesting that would exhaust the stack is an error here like any
 * other. What has a length inside is skipped by it.
 * @returns the first byte after it, its delimiter included
 */
export function skipOpen(bytes: Uint8Array, encoding: Encoding, opened: Head, end: number): number {
  const stack: Open[] = [{ item: opened.tag === ITEM, encoding }];
  let at = opened.offset;
  for (let here = stack.at(-1); here; here = stack.at(-1)) {
    if (at >= end) throw failParse('dicom/truncated', 'a sequence is not closed');
    const head = readHead(bytes, here.encoding, at, end);
    at = head.offset;
    if (isEnd(head.tag)) {
      if (here.item !== (head.tag === ITEM_END)) throw failParse('dicom/bad-value', 'a sequence is closed out of turn');
      stack.pop();
      continue;
    }
    if (!here.item && head.tag !== ITEM) throw failParse('dicom/bad-value', 'a sequence holds no items');
    if (head.length !== UNDEFINED) at = endOf(head, end);
    else if (here.item && PIXELS.has(head.tag)) at = skipFragments(bytes, head, end);
    else stack.push({ item: !here.item, encoding: here.item ? innerEncoding(here.encoding, head.vr) : here.encoding });
    if (stack.length > 2 * DEEPEST) throw failParse('dicom/limit-exceeded', `sequences nested over ${DEEPEST} deep`);
  }
  return at;
}

/** Compressed pixels of an icon: items that hold no elements. */
export function skipFragments(bytes: Uint8Array, pixels: Head, end: number): number {
  const encoding = { explicit: true, bigEndian: false };
  for (let at = pixels.offset; ; ) {
    const head = readHead(bytes, encoding, at, end);
    if (head.tag === SEQUENCE_END) return head.offset;
    if (head.tag !== ITEM) throw failParse('dicom/bad-value', 'pixels in fragments hold no items');
    at = endOf(head, end);
  }
}

export const isEnd = (tag: number): boolean => tag === ITEM_END || tag === SEQUENCE_END;

function endOf({ offset, length }: Head, end: number): number {
  if (length > end - offset) throw failParse('dicom/truncated', 'an element ends after the file');
  return offset + length;
}

function readTag(bytes: Uint8Array, encoding: Encoding, at: number, end: number): number {
  if (at + 8 > end) throw failParse('dicom/truncated', 'the data set ends within an element');
  const parser = byteParserOf(encoding);
  return parser.readUint16(bytes, at) * 0x10000 + parser.readUint16(bytes, at + 2);
}

export function readHead(bytes: Uint8Array, encoding: Encoding, at: number, end: number): Head {
  const tag = readTag(bytes, encoding, at, end);
  const parser = byteParserOf(encoding);
  if (!encoding.explicit || tag >>> 16 === 0xfffe) {
    return { tag, vr: undefined, offset: at + 8, length: parser.readUint32(bytes, at + 4) };
  }
  const vr = String.fromCharCode(bytes[at + 4]!, bytes[at + 5]!);
  if (!/^[A-Z]{2}$/.test(vr)) throw notAsSyntaxSays();
  // A VR that is not known yet has the long form, says PS3.5 6.2.2; one that a writer made up may not: its reserved bytes tell.
  const long = LONG.has(vr) || (!SHORT.has(vr) && bytes[at + 6] === 0 && bytes[at + 7] === 0);
  if (!long) return { tag, vr, offset: at + 8, length: parser.readUint16(bytes, at + 6) };
  if (at + 12 > end) throw failParse('dicom/truncated', 'the data set ends within an element');
  return { tag, vr, offset: at + 12, length: parser.readUint32(bytes, at + 8) };
}
