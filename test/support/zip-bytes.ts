// Archives entry by entry, lies included: the reader is tested against the format, not against a writer.
// Source: PKWARE APPNOTE 4.3.7, 4.3.12, 4.3.14 to 4.3.16
import { crc32 } from '../../src/load/crc32.ts';

export interface Entry {
  readonly name: string;
  /** As they lie in the archive. */
  readonly packed: Uint8Array;
  /** Default: 0, stored. */
  readonly method?: number;
  /** What it claims; by default what is true of a stored file. */
  readonly size?: number;
  readonly crc?: number;
  readonly flags?: number;
  /** Index of an earlier entry whose bytes it is said to be. */
  readonly same?: number;
  /** Bytes after that entry's beginning at which it is said to lie. */
  readonly within?: number;
}

const u16 = (n: number): number[] => [n & 255, (n >>> 8) & 255];
const u32 = (n: number): number[] => [...u16(n), ...u16(n >>> 16)];
const u64 = (n: number): number[] => [...u32(n), 0, 0, 0, 0];

/** @param wide  sizes and places of 64 bits, as writers of streams have them */
export function zipBytes(entries: readonly Entry[], wide = false): Uint8Array<ArrayBuffer> {
  const parts: Uint8Array[] = [];
  const central: number[] = [];
  const places: number[] = [];
  let at = 0;
  const put = (bytes: ArrayLike<number>): void => {
    parts.push(Uint8Array.from(bytes));
    at += bytes.length;
  };
  for (const { name, packed, method = 0, flags = 0, same, within = 0, ...own } of entries) {
    const place = same === undefined ? at : places[same]! + within;
    places.push(place);
    const letters = [...new TextEncoder().encode(name)];
    const crc = u32(own.crc ?? crc32(packed));
    const size = own.size ?? packed.length;
    const sizes = [...u32(packed.length), ...u32(size)];
    const head = [...u16(20), ...u16(flags), ...u16(method), 0, 0, 0, 0, ...crc];
    if (same === undefined) {
      put([0x50, 0x4b, 3, 4, ...head, ...sizes, ...u16(letters.length), 0, 0, ...letters]);
      put(packed);
    }
    const extra = wide ? [1, 0, 24, 0, ...u64(size), ...u64(packed.length), ...u64(place)] : [];
    const all = [255, 255, 255, 255];
    central.push(0x50, 0x4b, 1, 2, ...u16(20), ...head, ...(wide ? [...all, ...all] : sizes));
    central.push(
      ...u16(letters.length),
      ...u16(extra.length),
      0,
      0,
      0,
      0,
      0,
      0,
      0,
      0,
      0,
      0,
      ...(wide ? all : u32(place)),
    );
    central.push(...letters, ...extra);
  }
  const start = at;
  put(central);
  if (wide) {
    const [count, end] = [u64(entries.length), u64(at)];
    put([
      0x50,
      0x4b,
      6,
      6,
      ...u64(44),
      45,
      0,
      45,
      0,
      0,
      0,
      0,
      0,
      0,
      0,
      0,
      0,
      ...count,
      ...count,
      ...u64(central.length),
      ...u64(start),
    ]);
    put([0x50, 0x4b, 6, 7, 0, 0, 0, 0, ...end, 1, 0, 0, 0]);
  }
  const count = u16(wide ? 0xffff : entries.length);
  put([
    0x50,
    0x4b,
    5,
    6,
    0,
    0,
    0,
    0,
    ...count,
    ...count,
    ...u32(central.length),
    ...u32(wide ? 0xffffffff : start),
    0,
    0,
  ]);
  const whole = new Uint8Array(at);
  let to = 0;
  for (const part of parts) {
    whole.set(part, to);
    to += part.length;
  }
  return whole;
}
