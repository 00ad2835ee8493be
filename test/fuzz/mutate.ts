// Mutants of a file: what transmission, storage and careless writers do to one, and what somebody hostile does.
import type { Random } from '../../src/math/random.ts';

export type Mutation = 'header' | 'bits' | 'truncated' | 'lengths' | 'swapped' | 'spliced' | 'grown' | 'counts';

/** Two fifths of all go at tags, VRs, lengths and values of valid headers. */
const KINDS: readonly Mutation[] = [
  'header',
  'header',
  'lengths',
  'bits',
  'truncated',
  'swapped',
  'spliced',
  'grown',
  'counts',
];

/** What a value is filled with: an empty item, one that is not closed, spaces, digits, values that are empty. */
const FILLINGS: readonly (readonly number[])[] = [
  [0xfe, 0xff, 0x00, 0xe0, 0, 0, 0, 0],
  [0xfe, 0xff, 0x00, 0xe0, 0xff, 0xff, 0xff, 0xff, 0xfe, 0xff, 0x0d, 0xe0, 0, 0, 0, 0],
  [0x20],
  [0x31],
  [0x5c],
  [0x1b],
];

/** Elements of group 0028 that say how much there is. */
const COUNTS = [0x02, 0x08, 0x10, 0x11, 0x100, 0x101];

const EXTREMES = [0, 1, 2, 7, 0x7f, 0x80, 0xff, 0xfe, 0x00ff, 0xffff, 0x7fffffff, 0xffffffff, 0xfffffffe, 0x80000000];
const VRS = [
  'AE',
  'AT',
  'CS',
  'DS',
  'FD',
  'IS',
  'LO',
  'OB',
  'OV',
  'OW',
  'PN',
  'SQ',
  'SS',
  'UI',
  'UL',
  'UN',
  'US',
  'UT',
  'ZZ',
];

/** Where explicit little endian elements seem to begin: a VR of two capitals after four bytes of tag. */
export function headersIn(bytes: Uint8Array): readonly number[] {
  const found: number[] = [];
  for (let at = 0; at + 8 < bytes.length && at < 65536; at++) {
    const [a, b] = [bytes[at + 4]!, bytes[at + 5]!];
    if (a >= 65 && a <= 90 && b >= 65 && b <= 90 && bytes[at + 1]! < 0x80 && bytes[at + 3]! < 0x40) found.push(at);
  }
  return found;
}

export function mutate(
  original: Uint8Array,
  headers: readonly number[],
  random: Random,
): { bytes: Uint8Array; kind: Mutation } {
  const kind = KINDS[random.integer(0, KINDS.length - 1)]!;
  const bytes = original.slice();
  const anywhere = (): number => random.integer(0, Math.max(0, bytes.length - 1));
  const header = (): number => (headers.length > 0 ? headers[random.integer(0, headers.length - 1)]! : anywhere());
  const extreme = (): number => EXTREMES[random.integer(0, EXTREMES.length - 1)]!;
  switch (kind) {
    case 'header': {
      const at = header();
      const what = random.integer(0, 3);
      if (what === 0) bytes[at + random.integer(0, 3)] = random.integer(0, 255);
      else if (what === 1)
        put(
          bytes,
          at + 4,
          [...VRS[random.integer(0, VRS.length - 1)]!].map((c) => c.charCodeAt(0)),
        );
      else if (what === 2) put(bytes, at + 6, little(extreme(), 2));
      else put(bytes, at + 8, little(extreme(), random.integer(0, 1) ? 4 : 2));
      break;
    }
    case 'lengths':
      for (let n = random.integer(1, 3); n > 0; n--)
        put(bytes, anywhere(), little(extreme(), random.integer(0, 1) ? 4 : 2));
      break;
    case 'bits':
      for (let n = random.integer(1, 40); n > 0; n--) bytes[anywhere()]! ^= 1 << random.integer(0, 7);
      break;
    case 'truncated':
      return { bytes: bytes.subarray(0, anywhere()), kind };
    case 'swapped': {
      const [a, b] = [header(), header()];
      const held = bytes.slice(a, a + 8);
      bytes.copyWithin(a, b, b + 8);
      put(bytes, b, held);
      break;
    }
    case 'spliced': {
      const [from, to] = [anywhere(), anywhere()];
      bytes.copyWithin(to, from, from + random.integer(1, 64));
      break;
    }
    case 'grown':
      return { bytes: grown(bytes, header(), FILLINGS[random.integer(0, FILLINGS.length - 1)]!, random), kind };
    case 'counts': {
      const counts = headers.filter(
        (at) => bytes[at] === 0x28 && bytes[at + 1] === 0 && COUNTS.includes(bytes[at + 2]! | (bytes[at + 3]! << 8)),
      );
      for (let n = random.integer(1, 3); n > 0 && counts.length > 0; n--) {
        const at = counts[random.integer(0, counts.length - 1)]!;
        const text = bytes[at + 4] === 0x49;
        const digits = Array.from({ length: bytes[at + 6]! }, () => 0x30 + random.integer(0, 9));
        put(bytes, at + 8, text ? digits : little(extreme(), 2));
      }
    }
  }
  return { bytes, kind };
}

/** The element's value made long, its length with it, a last letter at its end. */
function grown(bytes: Uint8Array, at: number, filling: readonly number[], random: Random): Uint8Array {
  const long = bytes[at + 6] === 0 && bytes[at + 7] === 0 && bytes[at + 4] === 0x53 && bytes[at + 5] === 0x51;
  const most = (long ? 2 ** 18 : 60_000) / filling.length;
  const value = Array.from({ length: random.integer(1, Math.floor(most)) }, () => filling).flat();
  if (filling.length === 1) value.push(0x41);
  const start = at + (long ? 12 : 8);
  const out = new Uint8Array(bytes.length + value.length);
  out.set(bytes.subarray(0, start));
  out.set(value, start);
  out.set(bytes.subarray(start), start + value.length);
  const view = new DataView(out.buffer);
  const length = long ? view.getUint32(at + 8, true) : view.getUint16(at + 6, true);
  if (length === 0xffffffff) return out;
  if (long) view.setUint32(at + 8, length + value.length, true);
  else view.setUint16(at + 6, length + value.length, true);
  return out;
}

const little = (value: number, size: number): number[] =>
  Array.from({ length: size }, (_, n) => Math.floor(value / 256 ** n) % 256);

function put(bytes: Uint8Array, at: number, values: ArrayLike<number>): void {
  for (let n = 0; n < values.length && at + n < bytes.length; n++) bytes[at + n] = values[n]!;
}
