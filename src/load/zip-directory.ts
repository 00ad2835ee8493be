// What an archive says it holds, and where: its central directory, checked against the bytes that are there.
// Source: PKWARE APPNOTE 4.3.7, 4.3.12, 4.3.14 to 4.3.16, 4.4, 4.5.3

export interface ZipEntry {
  readonly name: string;
  /** 0 stored, 8 deflated. */
  readonly method: number;
  readonly encrypted: boolean;
  readonly crc: number;
  /** Unpacked bytes, as claimed. */
  readonly size: number;
  /** As they lie in the archive. */
  readonly packed: Uint8Array;
}

const LOCAL = 0x04034b50;
const CENTRAL = 0x02014b50;
const END = 0x06054b50;
const END_64 = 0x06064b50;
const LOCATOR_64 = 0x07064b50;

/** The end's record, and the longest comment behind it. */
const END_LENGTH = 22;
const FARTHEST_END = END_LENGTH + 0xffff;

/** Says that the value is in the extra field, of 64 bits. */
const IN_EXTRA = 0xffffffff;
const EXTRA_64 = 1;

const broken = (detail: string): Error => new Error(detail);

/**
 * @param most  entries
 * @returns in the directory's order; null for more than `most`
 * @throws Error, or RangeError beyond the bytes, for an archive that is cut, damaged, or has entries that lie in each other
 */
export function readZipDirectory(bytes: Uint8Array, most: number): readonly ZipEntry[] | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const { count, start } = findDirectory(view);
  if (count > most) return null;
  const entries: ZipEntry[] = [];
  const taken: (readonly [from: number, to: number])[] = [];
  let at = start;
  for (let n = 0; n < count; n++) {
    if (view.getUint32(at, true) !== CENTRAL) throw broken('no entry where the directory says');
    const word = (offset: number): number => view.getUint16(at + offset, true);
    const [nameLength, extraLength, commentLength] = [word(28), word(30), word(32)];
    const flags = word(8);
    const name = nameOf(bytes.subarray(at + 46, at + 46 + nameLength), flags);
    const [size, packedSize, offset] = wideValues(view, at, at + 46 + nameLength, extraLength);
    if (view.getUint32(offset, true) !== LOCAL) throw broken('no file where the directory says');
    const from = offset + 30 + view.getUint16(offset + 26, true) + view.getUint16(offset + 28, true);
    if (from + packedSize > start) throw broken('a file ends in the directory');
    taken.push([offset, from + packedSize]);
    const packed = bytes.subarray(from, from + packedSize);
    entries.push({
      name,
      method: word(10),
      encrypted: (flags & 1) === 1,
      crc: view.getUint32(at + 16, true),
      size,
      packed,
    });
    at += 46 + nameLength + extraLength + commentLength;
  }
  taken.sort((a, b) => a[0] - b[0]);
  if (taken.some(([from], n) => n > 0 && from < taken[n - 1]![1])) throw broken('files lie in each other');
  return entries;
}

function findDirectory(view: DataView): { count: number; start: number } {
  for (let at = view.byteLength - END_LENGTH; at >= Math.max(0, view.byteLength - FARTHEST_END); at--) {
    if (view.getUint32(at, true) !== END) continue;
    if (at < 20 || view.getUint32(at - 20, true) !== LOCATOR_64)
      return { count: view.getUint16(at + 10, true), start: view.getUint32(at + 16, true) };
    const wide = Number(view.getBigUint64(at - 12, true));
    if (view.getUint32(wide, true) !== END_64) throw broken('no directory where its end says');
    return { count: Number(view.getBigUint64(wide + 32, true)), start: Number(view.getBigUint64(wide + 48, true)) };
  }
  throw broken('no directory');
}

/** Unpacked size, packed size and place; of 64 bits from the extra field, where 32 did not suffice, in this order. */
function wideValues(view: DataView, entry: number, extra: number, length: number): readonly [number, number, number] {
  let wide = extra;
  const end = extra + length;
  while (wide + 4 <= end && view.getUint16(wide, true) !== EXTRA_64) wide += 4 + view.getUint16(wide + 2, true);
  wide += 4;
  const read = (offset: number): number => {
    const value = view.getUint32(entry + offset, true);
    if (value !== IN_EXTRA || wide + 8 > end) return value;
    wide += 8;
    return Number(view.getBigUint64(wide - 8, true));
  };
  return [read(24), read(20), read(42)];
}

/** UTF-8 where the entry says so; else one byte a character. */
const nameOf = (bytes: Uint8Array, flags: number): string =>
  flags & 0x800 ? new TextDecoder().decode(bytes) : String.fromCharCode(...bytes);
