// Where each element of a file begins and ends, its head and its delimiters included: what an editor must know to leave the rest alone.
import {
  type Bounds,
  type Encoding,
  type Head,
  innerEncoding,
  isEnd,
  PIXELS,
  readHead,
  skipFragments,
  skipOpen,
  UNDEFINED,
} from '../dicom/elements.ts';
import { failParse } from '../dicom/fail-parse.ts';
import { readFileMeta, startOf } from '../dicom/file-meta.ts';
import { inflateDataSet } from '../dicom/inflate-data-set.ts';
import { TAGS } from '../dicom/tag.ts';

export interface RawElement {
  /** 0xggggeeee. */
  readonly tag: number;
  /** As written; undefined in implicit VR. */
  readonly vr: string | undefined;
  /** Where its tag is. */
  readonly start: number;
  /** Where its value is. */
  readonly offset: number;
  /** Of the value, without a sequence's delimiter. */
  readonly length: number;
  readonly undefinedLength: boolean;
  /** The first byte after it, its delimiter included. */
  readonly end: number;
}

/** A data set or an item, in file order. */
export interface RawLevel {
  readonly bytes: Uint8Array;
  readonly encoding: Encoding;
  readonly elements: readonly RawElement[];
  /** Where an element that comes last would begin. */
  readonly end: number;
}

export interface RawFile {
  readonly transferSyntaxUID: string;
  /** File meta information; null of a bare data set. */
  readonly meta: RawLevel | null;
  /** `bytes` are the file's, or those that were deflated in it. */
  readonly dataSet: RawLevel;
  /** Where the data set begins in the file. */
  readonly metaEnd: number;
  readonly deflated: boolean;
}

/** @throws ResliceError of the kinds of `parse`, without the file's name */
export async function openRaw(bytes: Uint8Array): Promise<RawFile> {
  const { encoding, end: metaEnd, text } = readFileMeta(bytes);
  const start = startOf(bytes);
  const inflated = await inflateDataSet(bytes, '');
  const meta = metaEnd > start ? readLevel(bytes, { explicit: true, bigEndian: false }, { start, end: metaEnd }) : null;
  const body = inflated ?? bytes;
  return {
    transferSyntaxUID: text(TAGS.transferSyntaxUID)!,
    meta,
    dataSet: readWhole(body, encoding, inflated ? 0 : metaEnd),
    metaEnd,
    deflated: inflated !== undefined,
  };
}

/** The data set to its end; of what follows Pixel Data only what is elements beyond doubt, since files end in garbage. */
function readWhole(bytes: Uint8Array, encoding: Encoding, start: number): RawLevel {
  const { elements } = readLevel(bytes, encoding, { start, end: bytes.length }, true);
  const pixels = elements.at(-1);
  if (!pixels || !PIXELS.has(pixels.tag)) return { bytes, encoding, elements, end: pixels?.end ?? start };
  try {
    const after = readLevel(bytes, encoding, { start: pixels.end, end: bytes.length }).elements;
    const rising = after.every(({ tag }, n) => tag > (after[n - 1] ?? pixels).tag);
    if (rising && after.length > 0)
      return { bytes, encoding, elements: [...elements, ...after], end: after.at(-1)!.end };
  } catch {
    // Garbage it is.
  }
  return { bytes, encoding, elements, end: pixels.end };
}

/**
 * @param toPixels  ends behind Pixel Data, which may hold fewer bytes than it says, and whose delimiter may be missing
 * @throws ResliceError 'dicom/truncated', 'dicom/bad-value', 'dicom/limit-exceeded', without the file's name
 */
export function readLevel(bytes: Uint8Array, encoding: Encoding, { start, end }: Bounds, toPixels = false): RawLevel {
  const elements: RawElement[] = [];
  let at = start;
  while (at < end) {
    const head = readHead(bytes, encoding, at, end);
    // A delimiter that closes nothing: no element, and no fault that concerns an editor.
    if (isEnd(head.tag)) {
      at = head.offset;
      continue;
    }
    const after = afterOf(bytes, encoding, head, end, toPixels);
    const { tag, vr, offset } = head;
    const undefinedLength = head.length === UNDEFINED;
    const closed = undefinedLength && !(PIXELS.has(tag) && after === end && !endsClosed(bytes, after));
    elements.push({
      tag,
      vr,
      start: at,
      offset,
      length: after - offset - (closed ? 8 : 0),
      undefinedLength,
      end: after,
    });
    at = after;
    if (toPixels && PIXELS.has(tag)) break;
  }
  return { bytes, encoding, elements, end: at };
}

function afterOf(bytes: Uint8Array, encoding: Encoding, head: Head, end: number, tolerant: boolean): number {
  const { tag, vr, offset, length } = head;
  const pixels = PIXELS.has(tag);
  if (length === UNDEFINED) {
    if (!pixels) return skipOpen(bytes, innerEncoding(encoding, vr), head, end);
    try {
      return skipFragments(bytes, head, end);
    } catch (fault) {
      if (tolerant) return end;
      throw fault;
    }
  }
  if (length <= end - offset) return offset + length;
  if (pixels && tolerant) return end;
  throw failParse('dicom/truncated', 'an element ends after the file');
}

const endsClosed = (bytes: Uint8Array, end: number): boolean =>
  [0xfe, 0xff, 0xdd, 0xe0, 0, 0, 0, 0].every((byte, n) => bytes[end - 8 + n] === byte);

/** '(0028,0030)' */
export const idOfTag = (tag: number): string => {
  const hex = tag.toString(16).toUpperCase().padStart(8, '0');
  return `(${hex.slice(0, 4)},${hex.slice(4)})`;
};

export const isPrivate = (tag: number): boolean => (tag >>> 16) % 2 === 1;
/** Names the owner of a block of private elements. Source: DICOM PS3.5 7.8.1 */
export const isPrivateCreator = (tag: number): boolean =>
  isPrivate(tag) && (tag & 0xffff) >= 0x10 && (tag & 0xffff) <= 0xff;
export const isGroupLength = (tag: number): boolean => (tag & 0xffff) === 0;
