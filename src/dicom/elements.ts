// Bytes -> elements of one data set: where each lies, and nothing read yet. dicom-parser's byte parsers do the reading; the walk
// is ours because its own knows neither OV, SV, UV nor a bound on nesting, and throws strings.
import { bigEndianByteArrayParser, littleEndianByteArrayParser } from 'dicom-parser';
import type { ElementPlace } from './data-set.ts';
import { failParse, notAsSyntaxSays } from './fail-parse.ts';

/** How the elements are written. Source: DICOM PS3.5 annex A */
export interface Encoding {
  readonly explicit: boolean;
  readonly bigEndian: boolean;
}

/** Value lengths of these take four bytes after two reserved ones. Source: DICOM PS3.5 7.1.2 */
const LONG = new Set(['OB', 'OD', 'OF', 'OL', 'OV', 'OW', 'SQ', 'SV', 'UC', 'UN', 'UR', 'UT', 'UV']);
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
const UNDEFINED = 0xffffffff;
const PIXELS = new Set([0x7fe00008, 0x7fe00009, 0x7fe00010]);

/** Sequences within sequences: real files nest fewer than 20 deep. */
const DEEPEST = 512;

/** An element as met, its value not looked at. */
interface Head {
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
 * The elements from `start` on: to `end`, to an item's delimiter, or to the end of Pixel Data, after which nothing is looked at.
 * @throws ResliceError 'dicom/truncated', 'dicom/bad-value', 'dicom/limit-exceeded', without the file's name
 * Source: DICOM PS3.5 7.1 to 7.5
 */
export function readElements(bytes: Uint8Array, encoding: Encoding, { start, end, until }: Bounds): Walk {
  const elements = new Map<string, ElementPlace>();
  let at = start;
  while (at < end) {
    if (until?.(readTag(bytes, encoding, at, end))) break;
    const head = readHead(bytes, encoding, at, end);
    if (head.tag === ITEM_END) break;
    const undefinedLength = head.length === UNDEFINED;
    const { offset, vr } = head;
    if (PIXELS.has(head.tag)) {
      // Fewer bytes than declared may still be all the pixels: whoever reads them decides.
      const length = undefinedLength ? end - offset : Math.min(head.length, end - offset);
      elements.set(keyOf(head.tag), { vr, offset, length, undefinedLength });
      return { elements, end: offset + length };
    }
    const nested = undefinedLength || vr === 'SQ';
    const after = nested ? skipSequence(bytes, innerEncoding(encoding, vr), head, end) : endOf(head, end);
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

/**
 * Where each item of a sequence lies, or each fragment of encapsulated pixels, which no data set fills.
 * @throws as `readElements`
 */
export function readItems(
  bytes: Uint8Array,
  encoding: Encoding,
  place: ElementPlace,
  kind: 'items' | 'fragments' = 'items',
): readonly Bounds[] {
  const items: Bounds[] = [];
  const end = place.offset + place.length;
  for (let at = place.offset; at < end; ) {
    const head = readHead(bytes, encoding, at, end);
    if (head.tag === SEQUENCE_END) break;
    if (head.tag !== ITEM) throw failParse('dicom/bad-value', 'a sequence holds no items');
    const open = head.length === UNDEFINED;
    if (open && kind === 'fragments') throw failParse('dicom/bad-value', 'a fragment without a length');
    const after = open ? readElements(bytes, encoding, { start: head.offset, end }).end : endOf(head, end);
    items.push({ start: head.offset, end: after });
    at = open ? after + 8 : after;
  }
  return items;
}

/** A sequence or an item being walked: `end` is where its length says, or the file's for one that a delimiter closes. */
interface Open {
  readonly item: boolean;
  readonly delimited: boolean;
  readonly end: number;
  readonly encoding: Encoding;
}

/**
 * Walks a sequence whole, in a loop: nesting that would exhaust the stack is an error here like any other.
 * @returns the first byte after it, its delimiter included
 */
function skipSequence(bytes: Uint8Array, encoding: Encoding, sequence: Head, end: number): number {
  const stack: Open[] = [opened(sequence, false, encoding, end)];
  let at = sequence.offset;
  for (let here = stack.at(-1); here; here = stack.at(-1)) {
    if (!here.delimited && at >= here.end) {
      stack.pop();
      continue;
    }
    if (at >= here.end) throw failParse('dicom/truncated', 'a sequence is not closed');
    const head = readHead(bytes, here.encoding, at, here.end);
    at = head.offset;
    if (head.tag === ITEM_END || head.tag === SEQUENCE_END) {
      const inTurn = here.item === (head.tag === ITEM_END) && here.delimited;
      if (inTurn) stack.pop();
      else if (here.delimited) throw failParse('dicom/bad-value', 'a sequence is closed out of turn');
      continue;
    }
    if (!here.item && head.tag !== ITEM) throw failParse('dicom/bad-value', 'a sequence holds no items');
    const nested = !here.item || head.vr === 'SQ' || head.length === UNDEFINED;
    if (!nested) at = endOf(head, here.end);
    else
      stack.push(opened(head, !here.item, here.item ? innerEncoding(here.encoding, head.vr) : here.encoding, here.end));
    if (stack.length > 2 * DEEPEST) throw failParse('dicom/limit-exceeded', `sequences nested over ${DEEPEST} deep`);
  }
  return at;
}

function opened(head: Head, item: boolean, encoding: Encoding, end: number): Open {
  const delimited = head.length === UNDEFINED;
  return { item, delimited, encoding, end: delimited ? end : endOf(head, end) };
}

function endOf({ offset, length }: Head, end: number): number {
  if (length > end - offset) throw failParse('dicom/truncated', 'an element ends after the file');
  return offset + length;
}

function readTag(bytes: Uint8Array, encoding: Encoding, at: number, end: number): number {
  if (at + 8 > end) throw failParse('dicom/truncated', 'the data set ends within an element');
  const parser = byteParserOf(encoding);
  return parser.readUint16(bytes, at) * 0x10000 + parser.readUint16(bytes, at + 2);
}

function readHead(bytes: Uint8Array, encoding: Encoding, at: number, end: number): Head {
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
