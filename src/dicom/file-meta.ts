// The head of a file: preamble, file meta information, and how the data set after them is written.
import type { ElementPlace } from './data-set.ts';
import { type Encoding, readElements } from './elements.ts';
import { failParse } from './fail-parse.ts';
import { readText } from './read-values.ts';
import { TAGS, type Tag } from './tag.ts';
import { EXPLICIT_LITTLE_ENDIAN, encodingOf, IMPLICIT_LITTLE_ENDIAN } from './transfer-syntax.ts';

const PREAMBLE = 128;
const PREFIX = 4;

export interface FileMeta {
  /** Text of an attribute of group 0002; of a bare data set only the transfer syntax, guessed. */
  text(tag: Tag): string | undefined;
  readonly encoding: Encoding;
  readonly end: number;
}

/**
 * @throws ResliceError 'dicom/not-dicom', 'dicom/truncated', 'dicom/missing-tag', 'dicom/bad-value'
 * Source: DICOM PS3.10 7.1
 */
export function readFileMeta(bytes: Uint8Array): FileMeta {
  const start = startOf(bytes);
  const hasPrefix = start > 0;
  if (hasPrefix && bytes.length === start) throw failParse('dicom/truncated', 'ends after the preamble');
  if (!isExplicit(bytes, start, 2)) {
    const bare = guessed(bytes, start);
    if (bare) return bare;
    if (!hasPrefix) throw failParse('dicom/not-dicom', 'no DICM prefix and no file meta information');
  }
  // By the group number, not by the group's length: writers get that wrong.
  const explicit = { explicit: true, bigEndian: false };
  const { elements, end } = readElements(bytes, explicit, {
    start,
    end: bytes.length,
    until: (tag) => tag >>> 16 !== 2,
  });
  const text = (tag: Tag): string | undefined => textOf(bytes, elements, tag);
  const uid = text(TAGS.transferSyntaxUID);
  if (!uid) throw failParse('dicom/missing-tag', '', TAGS.transferSyntaxUID);
  return { text, encoding: encodingOf(uid), end };
}

/** Where the first element is: behind the preamble, where there is one. */
export const startOf = (bytes: Uint8Array): number =>
  bytes.length >= PREAMBLE + PREFIX && ascii(bytes, PREAMBLE, PREFIX) === 'DICM' ? PREAMBLE + PREFIX : 0;

function textOf(bytes: Uint8Array, elements: ReadonlyMap<string, ElementPlace>, tag: Tag): string | undefined {
  const place = elements.get(tag.key);
  return place && (readText(bytes, place, tag) || undefined);
}

/**
 * A data set by itself, as some modalities and archives keep it: group 0008 comes first, and its form tells the syntax.
 * @returns null where there is none at `start`
 */
function guessed(bytes: Uint8Array, start: number): FileMeta | null {
  const explicit = isExplicit(bytes, start, 8);
  const [a, b, , d, length0, ...length] = bytes.subarray(start, start + 8);
  // The first value of group 0008 is its length, a code or a UID: a few bytes. Other files hardly ever look like this.
  const short = length0! % 2 === 0 && length.length === 3 && length.every((byte) => byte === 0);
  const implicit = bytes.length > start + 8 && a === 8 && b === 0 && d === 0 && short;
  if (!explicit && !implicit) return null;
  const uid = explicit ? EXPLICIT_LITTLE_ENDIAN : IMPLICIT_LITTLE_ENDIAN;
  const text = (tag: Tag): string | undefined => (tag === TAGS.transferSyntaxUID ? uid : undefined);
  return { text, encoding: encodingOf(uid), end: start };
}

const isExplicit = (bytes: Uint8Array, at: number, group: number): boolean =>
  bytes.length > at + 8 &&
  bytes[at] === group &&
  bytes[at + 1] === 0 &&
  bytes[at + 3] === 0 &&
  /^[A-Z]{2}$/.test(ascii(bytes, at + 4, 2));

const ascii = (bytes: Uint8Array, offset: number, length: number): string =>
  String.fromCharCode(...bytes.subarray(offset, offset + length));
