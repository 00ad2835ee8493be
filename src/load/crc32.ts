// CRC-32 as archives have it. Source: PKWARE APPNOTE 4.4.7; ISO 3309

const POLYNOMIAL = 0xedb88320;

/** Eight bytes a step: table t is what a byte does that is followed by t others. */
const TABLES = makeTables();

function makeTables(): readonly Uint32Array[] {
  const tables = Array.from({ length: 8 }, () => new Uint32Array(256));
  for (let byte = 0; byte < 256; byte++) {
    let crc = byte;
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ POLYNOMIAL : crc >>> 1;
    tables[0]![byte] = crc;
  }
  for (let t = 1; t < 8; t++) {
    const before = tables[t - 1]!;
    for (let byte = 0; byte < 256; byte++) tables[t]![byte] = (before[byte]! >>> 8) ^ tables[0]![before[byte]! & 255]!;
  }
  return tables;
}

/** @returns unsigned, 32 bits */
export function crc32(bytes: Uint8Array): number {
  const [t0, t1, t2, t3, t4, t5, t6, t7] = TABLES as Uint32Array[] & { length: 8 };
  let crc = 0xffffffff;
  let at = 0;
  for (const end = bytes.length - 7; at < end; at += 8) {
    const low = crc ^ (bytes[at]! | (bytes[at + 1]! << 8) | (bytes[at + 2]! << 16) | (bytes[at + 3]! << 24));
    crc =
      t7![low & 255]! ^
      t6![(low >>> 8) & 255]! ^
      t5![(low >>> 16) & 255]! ^
      t4![low >>> 24]! ^
      t3![bytes[at + 4]!]! ^
      t2![bytes[at + 5]!]! ^
      t1![bytes[at + 6]!]! ^
      t0![bytes[at + 7]!]!;
  }
  for (; at < bytes.length; at++) crc = (crc >>> 8) ^ t0![(crc ^ bytes[at]!) & 255]!;
  return ~crc >>> 0;
}
