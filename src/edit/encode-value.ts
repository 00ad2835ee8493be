// Texts and numbers -> the bytes of a value, and an element around them. Source: DICOM PS3.5 6.2, 7.1
import { type Encoding, LONG } from '../dicom/elements.ts';
import { valuesOf } from './check-value.ts';
import { encodeText } from './encode-text.ts';

/** Texts that SpecificCharacterSet speaks of. */
const PEOPLE: ReadonlySet<string> = new Set(['LO', 'LT', 'PN', 'SH', 'ST', 'UC', 'UT']);

interface Cell {
  readonly size: number;
  write(view: DataView, at: number, value: string, little: boolean): void;
}

const CELLS: Readonly<Record<string, Cell>> = {
  AT: {
    size: 4,
    write(view, at, value, little) {
      const digits = value.replace(/[(),]/g, '');
      view.setUint16(at, Number.parseInt(digits.slice(0, 4), 16), little);
      view.setUint16(at + 2, Number.parseInt(digits.slice(4), 16), little);
    },
  },
  FD: { size: 8, write: (view, at, value, little) => view.setFloat64(at, Number(value), little) },
  FL: { size: 4, write: (view, at, value, little) => view.setFloat32(at, Number(value), little) },
  SL: { size: 4, write: (view, at, value, little) => view.setInt32(at, Number(value), little) },
  SS: { size: 2, write: (view, at, value, little) => view.setInt16(at, Number(value), little) },
  SV: { size: 8, write: (view, at, value, little) => view.setBigInt64(at, BigInt(value), little) },
  UL: { size: 4, write: (view, at, value, little) => view.setUint32(at, Number(value), little) },
  US: { size: 2, write: (view, at, value, little) => view.setUint16(at, Number(value), little) },
  UV: { size: 8, write: (view, at, value, little) => view.setBigUint64(at, BigInt(value), little) },
};

/** Sizes of binary numbers, and of what big endian reverses in bytes. */
export const wordSize = (vr: string): number =>
  vr === 'AT' || vr === 'OW' ? 2 : (CELLS[vr]?.size ?? { OD: 8, OF: 4, OL: 4, OV: 8 }[vr] ?? 1);

/**
 * @param text  as `misfit` has found good
 * @param terms  SpecificCharacterSet's values
 * @returns an even number of bytes; null where the repertoire does not have a character
 */
export function encodeValue(
  text: string,
  vr: string,
  { bigEndian }: Encoding,
  terms: readonly string[],
): Uint8Array | null {
  const cell = CELLS[vr];
  if (!cell) {
    const bytes = encodeText(text, PEOPLE.has(vr) ? terms : []);
    return bytes && padded(bytes, vr === 'UI' ? 0 : 0x20);
  }
  const values = valuesOf(text, vr);
  const bytes = new Uint8Array(values.length * cell.size);
  const view = new DataView(bytes.buffer);
  for (const [n, value] of values.entries()) cell.write(view, n * cell.size, value, !bigEndian);
  return bytes;
}

function padded(bytes: Uint8Array, pad: number): Uint8Array {
  if (bytes.length % 2 === 0) return bytes;
  const even = new Uint8Array(bytes.length + 1).fill(pad);
  even.set(bytes);
  return even;
}

/** What a value of a short form may hold: its length has 16 bits. */
const MOST_SHORT = 0xfffe;

/** Whether an element can hold so many bytes. */
export const fitsElement = (vr: string, length: number, { explicit }: Encoding): boolean =>
  length <= (explicit && !LONG.has(vr) ? MOST_SHORT : 0xfffffffe);

/** Tag, VR, length and value. @param value  an even number of bytes that `fitsElement` has found good */
export function encodeElement(tag: number, vr: string, value: Uint8Array, encoding: Encoding): Uint8Array {
  const { explicit, bigEndian } = encoding;
  const long = explicit && LONG.has(vr);
  const bytes = new Uint8Array((long ? 12 : 8) + value.length);
  const view = new DataView(bytes.buffer);
  view.setUint16(0, tag >>> 16, !bigEndian);
  view.setUint16(2, tag & 0xffff, !bigEndian);
  if (explicit) bytes.set([vr.charCodeAt(0), vr.charCodeAt(1)], 4);
  if (explicit && !long) view.setUint16(6, value.length, !bigEndian);
  else view.setUint32(long ? 8 : 4, value.length, !bigEndian);
  bytes.set(value, bytes.length - value.length);
  return bytes;
}

/** An item of a sequence, its length counted. */
export const encodeItem = (value: Uint8Array, { bigEndian }: Encoding): Uint8Array =>
  encodeElement(0xfffee000, '', value, { explicit: false, bigEndian });

export function joinBytes(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const joined = new Uint8Array(parts.reduce((total, { length }) => total + length, 0));
  let at = 0;
  for (const part of parts) {
    joined.set(part, at);
    at += part.length;
  }
  return joined;
}
