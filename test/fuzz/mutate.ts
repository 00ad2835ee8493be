// Mutants of a file: what transmission, storage and careless writers do to one, and what somebody hostile does.
import type { Random } from '../../src/math/random.ts';

export type Mutation = 'header' | 'bits' | 'truncated' | 'lengths' | 'swapped' | 'spliced';

/** A third of all goes at tags, VRs and lengths of valid headers. */
const KINDS: readonly Mutation[] = ['header', 'header', 'lengths', 'bits', 'truncated', 'swapped', 'spliced'];

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
    }
  }
  return { bytes, kind };
}

const little = (value: number, size: number): number[] =>
  Array.from({ length: size }, (_, n) => Math.floor(value / 256 ** n) % 256);

function put(bytes: Uint8Array, at: number, values: ArrayLike<number>): void {
  for (let n = 0; n < values.length && at + n < bytes.length; n++) bytes[at + n] = values[n]!;
}
