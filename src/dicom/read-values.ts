// An element's bytes -> text or numbers. Source: DICOM PS3.5 6.2 (value representations)
import type { ElementPlace } from './data-set.ts';

/** DS and IS as written: `Number` alone would take '0x10' and 'Infinity'. */
const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/;

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

const trimEnd = (text: string): string => text.replace(/[\0\s]+$/, '');

/** One byte a character: what the default repertoire and the UIDs need. */
export function readText(bytes: Uint8Array, { offset, length }: ElementPlace): string {
  let text = '';
  for (let p = offset; p < offset + length; p++) text += String.fromCharCode(bytes[p]!);
  return trimEnd(text);
}

/** @param vr  as written, or as the dictionary says where the file does not */
export function readNumbers(bytes: Uint8Array, place: ElementPlace, vr: string, bigEndian: boolean): readonly number[] {
  const binary = BINARY[vr];
  if (!binary) {
    const text = readText(bytes, place);
    return text === '' ? [] : text.split('\\').map((value) => toNumber(value.trim()));
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset + place.offset, place.length);
  const count = Math.floor(place.length / binary.size);
  return Array.from({ length: count }, (_, n) => binary.read(view, n * binary.size, !bigEndian));
}

const toNumber = (value: string): number => (NUMBER.test(value) ? Number(value) : Number.NaN);
