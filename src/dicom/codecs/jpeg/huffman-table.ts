// Huffman tables: a look-up by the next 9 bits, which covers nearly every symbol, and a search for the longer codes.
import type { BitSource } from './bit-source.ts';
import { corrupt } from './refuse.ts';

/** With 9 bits of code, up to 16 bits behind it are in the same 25-bit window. */
const SHORT = 9;

export interface HuffmanTable {
  /** By the next 9 bits: length·256 + symbol, or 0 where the code is longer. */
  readonly short: Uint16Array;
  /** By length, 1 to 16: the first code that is too large for that length, as 16 bits, left-aligned. */
  readonly end: Int32Array;
  /** By length: what makes a code an index into `symbols`. */
  readonly shift: Int32Array;
  readonly symbols: Uint8Array;
}

/**
 * @param counts   length 16, codes of 1 to 16 bits
 * @param symbols  length the sum of counts, by rising length
 * Source: ITU-T T.81 annex C
 */
export function createHuffmanTable(counts: Uint8Array, symbols: Uint8Array): HuffmanTable {
  const short = new Uint16Array(1 << SHORT);
  const end = new Int32Array(17);
  const shift = new Int32Array(17);
  let [code, index] = [0, 0];
  for (let length = 1; length <= 16; length++, code <<= 1) {
    const count = counts[length - 1]!;
    if (code + count > 1 << length) corrupt('a Huffman table has too many codes');
    shift[length] = index - code;
    if (length <= SHORT) {
      const span = 1 << (SHORT - length);
      for (let n = 0; n < count; n++)
        short.fill((length << 8) | symbols[index + n]!, (code + n) * span, (code + n + 1) * span);
    }
    index += count;
    code += count;
    end[length] = code << (16 - length);
  }
  return { short, end, shift, symbols };
}

/**
 * A code of more than 9 bits.
 * @param window  the next 16 bits
 * @returns length·256 + symbol
 */
function longCode({ end, shift, symbols }: HuffmanTable, window: number): number {
  for (let length = SHORT + 1; length <= 16; length++) {
    if (window < end[length]!) return (length << 8) | symbols[(window >> (16 - length)) + shift[length]!]!;
  }
  return corrupt('a code is in no Huffman table');
}

/** The next symbol. */
export function readSymbol(source: BitSource, table: HuffmanTable): number {
  const { position, view } = source;
  const window = view.getUint32(position >>> 3) << (position & 7);
  const entry = table.short[window >>> (32 - SHORT)]! || longCode(table, window >>> 16);
  source.position = position + (entry >> 8);
  return entry & 255;
}
