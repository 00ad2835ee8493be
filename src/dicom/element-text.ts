// An element's value as texts for people, whatever its VR; binary has none. What is long is cut before anything is decoded.
// Source: DICOM PS3.5 6.2 (value representations)
import { decodeText } from './character-set.ts';
import { trimmed } from './read-values.ts';

/** Bytes of one value that are read. */
export const MOST_VALUE = 4096;

/** Texts that SpecificCharacterSet speaks of. */
const PEOPLE = new Set(['LO', 'LT', 'PN', 'SH', 'ST', 'UC', 'UT']);
const PLAIN = new Set(['AE', 'AS', 'CS', 'DA', 'DS', 'DT', 'IS', 'TM', 'UI', 'UR']);
/** A backslash is a character of these. */
const SINGLE = new Set(['LT', 'ST', 'UT', 'UR']);

interface Cell {
  readonly size: number;
  text(view: DataView, at: number, little: boolean): string;
}

const NUMBERS: Readonly<Record<string, Cell>> = {
  US: { size: 2, text: (view, at, little) => String(view.getUint16(at, little)) },
  SS: { size: 2, text: (view, at, little) => String(view.getInt16(at, little)) },
  UL: { size: 4, text: (view, at, little) => String(view.getUint32(at, little)) },
  SL: { size: 4, text: (view, at, little) => String(view.getInt32(at, little)) },
  UV: { size: 8, text: (view, at, little) => String(view.getBigUint64(at, little)) },
  SV: { size: 8, text: (view, at, little) => String(view.getBigInt64(at, little)) },
  FL: { size: 4, text: (view, at, little) => float32Text(view.getFloat32(at, little)) },
  FD: { size: 8, text: (view, at, little) => String(view.getFloat64(at, little)) },
  AT: { size: 4, text: (view, at, little) => idOf(view.getUint16(at, little), view.getUint16(at + 2, little)) },
};

const hex = (value: number): string => value.toString(16).toUpperCase().padStart(4, '0');

/** '(0028,0030)' */
export const idOf = (group: number, element: number): string => `(${hex(group)},${hex(element)})`;

/** As few digits as tell it from its neighbours: 0.1, not 0.10000000149011612. */
function float32Text(value: number): string {
  for (let digits = 6; digits < 9; digits++) {
    const short = Number(value.toPrecision(digits));
    if (Math.fround(short) === value) return String(short);
  }
  return String(Number.isFinite(value) ? Number(value.toPrecision(9)) : value);
}

export interface Texts {
  readonly values: readonly string[];
  /** Whether there is more than that. */
  readonly cut: boolean;
}

export interface TextOptions {
  readonly bigEndian: boolean;
  /** SpecificCharacterSet's values. */
  readonly characterSet: readonly string[];
  /** Bytes that may be read, at most. */
  readonly most: number;
}

/** @returns null for a VR that holds bytes, or one that is not known */
export function elementTexts(bytes: Uint8Array, vr: string, options: TextOptions): Texts | null {
  const most = Math.min(options.most, MOST_VALUE);
  const cell = NUMBERS[vr];
  if (cell) {
    const count = Math.floor(bytes.length / cell.size);
    const read = Math.min(count, Math.floor(most / cell.size));
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const values = Array.from({ length: read }, (_, n) => cell.text(view, n * cell.size, !options.bigEndian));
    return { values, cut: read < count };
  }
  if (!PEOPLE.has(vr) && !PLAIN.has(vr)) return null;
  const cut = bytes.length > most;
  const decoded = decodeText(bytes.subarray(0, most), PEOPLE.has(vr) ? options.characterSet : []);
  // A character that the cut went through is no damage.
  const text = trimmed(cut ? decoded.replace(/\uFFFD$/, '') : decoded);
  if (text === '') return { values: [], cut };
  return { values: SINGLE.has(vr) ? [text] : text.split('\\').map(trimmed), cut };
}
