// An element's bytes -> text or numbers. Source: DICOM PS3.5 6.2 (value representations)
import type { ElementPlace } from './data-set.ts';
import { failParse } from './fail-parse.ts';
import type { Tag } from './tag.ts';

/** DS and IS as written: `Number` alone would take '0x10' and 'Infinity'. Each character can match in one place only. */
const NUMBER = /^[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?$/;

/** Bytes of a text with one value: no VR that is read here has over 64 characters. */
export const MOST_TEXT = 1024;
/** Bytes of a text with several: what a length of 16 bits can say. */
export const MOST_TEXTS = 65536;
/** Bytes of numbers: a DS of 17 characters for each of the most frames comes to half of it. */
const MOST_NUMBERS = 2 ** 21;

interface Reading {
  readonly size: number;
  read(view: DataView, at: number, littleEndian: boolean): number;
}

const BINARY: Readonly<Record<string, Reading>> = {
  US: { size: 2, read: (view, at, little) => view.getUint16(at, little) },
  SS: { size: 2, read: (view, at, little) => view.getInt16(at, little) },
  UL: { size: 4, read: (view, at, little) => view.getUint32(at, little) },
  SL: { size: 4, read: (view, at, little) => view.getInt32(at, little) },
  FL: { size: 4, read: (view, at, little) => view.getFloat32(at, little) },
  FD: { size: 8, read: (view, at, little) => view.getFloat64(at, little) },
  AT: { size: 4, read: (view, at, little) => view.getUint16(at, little) * 65536 + view.getUint16(at + 2, little) },
  OV: { size: 8, read: (view, at, little) => Number(view.getBigUint64(at, little)) },
  UV: { size: 8, read: (view, at, little) => Number(view.getBigUint64(at, little)) },
  SV: { size: 8, read: (view, at, little) => Number(view.getBigInt64(at, little)) },
};

const LATIN = new TextDecoder('latin1');

/** Without spaces and NUL at the end, and spaces before. A loop, because a pattern tries again at each of many spaces. */
export function trimmed(text: string): string {
  let end = text.length;
  while (end > 0 && (text.charCodeAt(end - 1) === 0 || /\s/.test(text[end - 1]!))) end--;
  return text.slice(0, end).trim();
}

/**
 * One byte a character: what the default repertoire and the UIDs need.
 * @param most  bytes; a text that is longer is none of the kind that is asked for
 * @throws ResliceError 'dicom/limit-exceeded', without the file's name
 */
export function readText(bytes: Uint8Array, { offset, length }: ElementPlace, tag: Tag, most = MOST_TEXT): string {
  if (length > most) throw failParse('dicom/limit-exceeded', `over ${most} bytes`, tag);
  return trimmed(LATIN.decode(bytes.subarray(offset, offset + length)));
}

/**
 * @param vr  as written, or as the dictionary says where the file does not
 * @throws ResliceError 'dicom/limit-exceeded', without the file's name
 */
export function readNumbers(
  bytes: Uint8Array,
  place: ElementPlace,
  vr: string,
  bigEndian: boolean,
  tag: Tag,
): readonly number[] {
  const binary = BINARY[vr];
  if (!binary) {
    const text = readText(bytes, place, tag, MOST_NUMBERS);
    return text === '' ? [] : text.split('\\').map((value) => toNumber(value.trim()));
  }
  if (place.length > MOST_NUMBERS) throw failParse('dicom/limit-exceeded', `over ${MOST_NUMBERS} bytes`, tag);
  const view = new DataView(bytes.buffer, bytes.byteOffset + place.offset, place.length);
  const count = Math.floor(place.length / binary.size);
  return Array.from({ length: count }, (_, n) => binary.read(view, n * binary.size, !bigEndian));
}

const toNumber = (value: string): number => (NUMBER.test(value) ? Number(value) : Number.NaN);
