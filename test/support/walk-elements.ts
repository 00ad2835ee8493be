// A data set's elements and their bytes, by a walk of its own that shares no line with the reader's or the editor's: what is held to be
// untouched is compared by it. Source: DICOM PS3.5 7
import { inflateRawSync } from 'node:zlib';

export interface Walked {
  /** '0040,0275[0]/0008,0104', and which of several of that name. */
  readonly path: string;
  readonly vr: string;
  /** From the tag to the last byte of a value, its delimiter included; of a sequence that was opened, its tag and VR alone. */
  readonly raw: Buffer;
  readonly value: Buffer;
  /** As written; 0xffffffff where a delimiter ends it. */
  readonly length: number;
}

const LONG = 'OB OD OF OL OV OW SQ SV UC UN UR UT UV'.split(' ');
const OPEN = 0xffffffff;

class Reader {
  readonly out: Walked[] = [];
  readonly seen = new Map<string, number>();
  constructor(
    readonly bytes: Buffer,
    readonly big: boolean,
  ) {}
  u16 = (at: number): number => (this.big ? this.bytes.readUInt16BE(at) : this.bytes.readUInt16LE(at));
  u32 = (at: number): number => (this.big ? this.bytes.readUInt32BE(at) : this.bytes.readUInt32LE(at));
  tag = (at: number): string =>
    [this.u16(at), this.u16(at + 2)].map((n) => n.toString(16).toUpperCase().padStart(4, '0')).join(',');
}

/** A level up to `end`, or to its delimiter. @returns where it ends, before the delimiter */
function walkLevel(reader: Reader, at: number, end: number, explicit: boolean, before: string): number {
  const { bytes } = reader;
  while (at < end) {
    if (end - at < 8) return end;
    const tag = reader.tag(at);
    if (tag === 'FFFE,E00D' || tag === 'FFFE,E0DD') {
      // Closes an item; at the top it closes nothing.
      if (before !== '') return at;
      at += 8;
      continue;
    }
    const start = at;
    const vr = explicit ? bytes.toString('latin1', at + 4, at + 6) : '';
    const long =
      !explicit ||
      LONG.includes(vr) ||
      (!/^(A[EST]|CS|D[AST]|F[DL]|IS|L[OT]|PN|S[HLST]|TM|UI|UL|US)$/.test(vr) && reader.u16(at + 6) === 0);
    const offset = explicit && long ? at + 12 : at + 8;
    const length = explicit && !long ? reader.u16(at + 6) : reader.u32(offset - 4);
    const path = named(reader, `${before}${tag}`);
    const pixels = tag.startsWith('7FE0,00') && /^(0008|0009|0010)$/.test(tag.slice(5));
    if (pixels) {
      const after = length === OPEN ? afterFragments(reader, offset, end) : Math.min(offset + length, end);
      push(reader, path, vr, start, offset, after, length);
      at = after;
      // Garbage may follow the pixels of a file.
      if (before === '') {
        push(reader, 'behind', '', at, at, end, 0);
        return end;
      }
      continue;
    }
    const stop = length === OPEN ? end : offset + length;
    const inner = explicit && vr !== 'UN';
    const opens =
      length === OPEN ||
      vr === 'SQ' ||
      ((vr === '' || vr === 'UN') && length >= 8 && isItem(reader, offset, vr === 'UN'));
    if (!opens) {
      push(reader, path, vr, start, offset, stop, length);
      at = stop;
      continue;
    }
    reader.out.push({
      path,
      vr,
      raw: bytes.subarray(start, start + (explicit ? 6 : 4)),
      value: Buffer.alloc(0),
      length,
    });
    at = walkItems(reader, offset, stop, inner, path, length === OPEN);
  }
  return at;
}

function isItem(reader: Reader, at: number, little: boolean): boolean {
  return little ? reader.bytes.readUInt32LE(at) === 0xe000fffe : reader.tag(at) === 'FFFE,E000';
}

function walkItems(reader: Reader, from: number, end: number, explicit: boolean, path: string, open: boolean): number {
  let at = from;
  for (let n = 0; at < end; n++) {
    const tag = reader.tag(at);
    if (tag === 'FFFE,E0DD') return at + 8;
    const length = reader.u32(at + 4);
    reader.out.push({
      path: `${path}[${n}]`,
      vr: '',
      raw: reader.bytes.subarray(at, at + 4),
      value: Buffer.alloc(0),
      length,
    });
    const stop = walkLevel(reader, at + 8, length === OPEN ? end : at + 8 + length, explicit, `${path}[${n}]/`);
    at = length === OPEN ? stop + 8 : at + 8 + length;
  }
  if (open) throw new Error(`${path} is not closed`);
  if (at !== end) throw new Error(`${path} says ${end - from} bytes, and its items are ${at - from}`);
  return at;
}

function afterFragments(reader: Reader, from: number, end: number): number {
  for (let at = from; at + 8 <= end; at += 8 + reader.bytes.readUInt32LE(at + 4)) {
    const tag = reader.bytes.readUInt32LE(at);
    if (tag === 0xe0ddfffe) return at + 8;
    if (tag !== 0xe000fffe) return end;
  }
  return end;
}

function named({ seen }: Reader, path: string): string {
  const count = seen.get(path) ?? 0;
  seen.set(path, count + 1);
  return count === 0 ? path : `${path}#${count}`;
}

function push(
  { out, bytes }: Reader,
  path: string,
  vr: string,
  start: number,
  offset: number,
  end: number,
  length: number,
): void {
  out.push({ path, vr, raw: bytes.subarray(start, end), value: bytes.subarray(offset, end), length });
}

/** Of a whole file: file meta information, then the data set, inflated where it is deflated. */
export function walkFile(input: Uint8Array): {
  readonly elements: readonly Walked[];
  readonly metaLength: number | null;
  readonly syntax: string;
} {
  const bytes = Buffer.from(input.buffer, input.byteOffset, input.length);
  const preamble = bytes.length >= 132 && bytes.toString('latin1', 128, 132) === 'DICM' ? 132 : 0;
  let at = preamble;
  const reader = new Reader(bytes, false);
  // Group 2, by its number.
  while (
    at + 8 <= bytes.length &&
    bytes.readUInt16LE(at) === 2 &&
    /[A-Z]{2}/.test(bytes.toString('latin1', at + 4, at + 6))
  ) {
    const long = LONG.includes(bytes.toString('latin1', at + 4, at + 6));
    const end = at + (long ? 12 + bytes.readUInt32LE(at + 8) : 8 + bytes.readUInt16LE(at + 6));
    walkLevel(reader, at, end, true, '');
    at = end;
  }
  const text = (path: string): string =>
    reader.out
      .find((element) => element.path === path)
      ?.value.toString('latin1')
      .replace(/[\0 ]+$/, '') ?? '';
  const written = text('0002,0010');
  const guessed = /[A-Z]{2}/.test(bytes.toString('latin1', at + 4, at + 6))
    ? '1.2.840.10008.1.2.1'
    : '1.2.840.10008.1.2';
  const syntax = written || guessed;
  const counter = reader.out.find(({ path }) => path === '0002,0000');
  const metaLength = counter ? at - (preamble + 12) : null;
  if (counter && counter.value.readUInt32LE(0) !== metaLength) return { elements: [], metaLength: -1, syntax };
  const deflated = syntax === '1.2.840.10008.1.2.1.99';
  const body = deflated ? inflateRawSync(bytes.subarray(at)) : bytes.subarray(at);
  const inner = new Reader(body, syntax === '1.2.840.10008.1.2.2');
  walkLevel(inner, 0, body.length, syntax !== '1.2.840.10008.1.2', '');
  return { elements: [...reader.out, ...inner.out], metaLength, syntax };
}
