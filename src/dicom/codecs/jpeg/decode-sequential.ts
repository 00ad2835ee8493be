// Sequential scans (SOF0, SOF1): whole blocks, transformed as they come.
import { type BitSource, readExtended } from './bit-source.ts';
import { visitBlocks } from './blocks.ts';
import type { Frame } from './frame.ts';
import { type HuffmanTable, readSymbol } from './huffman-table.ts';
import { inverseDct, inverseDctFlat, ZIGZAG } from './inverse-dct.ts';
import type { Plane } from './plane.ts';
import { corrupt } from './refuse.ts';
import type { Scan } from './scan.ts';

/**
 * @param start    where the entropy-coded data begin
 * @param factors  by component: its quantisation table, zigzag order
 * @param planes   by component
 * Source: ITU-T T.81 F.2
 */
export function decodeSequential(
  source: BitSource,
  start: number,
  frame: Frame,
  scan: Scan,
  factors: readonly Int32Array[],
  planes: readonly Plane[],
): void {
  const block = new Int32Array(64);
  const before = new Int32Array(scan.parts.length);
  visitBlocks(
    source,
    start,
    frame,
    scan,
    (index, row, column) => {
      const part = scan.parts[index]!;
      const { samples, stride } = planes[part.component.index]!;
      const factor = factors[part.component.index]!;
      const at = row * 8 * stride + column * 8;
      before[index]! += readDifference(source, part.dc!);
      const first = Math.imul(before[index]!, factor[0]!);
      if (readOthers(source, part.ac!, factor, block)) {
        inverseDctFlat(first, frame.precision, samples, at, stride);
        return;
      }
      block[0] = first;
      inverseDct(block, frame.precision, samples, at, stride);
    },
    () => before.fill(0),
  );
}

/** What a block's first coefficient is more than the one before. Source: ITU-T T.81 F.2.2.1 */
export function readDifference(source: BitSource, table: HuffmanTable): number {
  const size = readSymbol(source, table);
  if (size > 15) corrupt('a difference of over 15 bits');
  return readExtended(source, size);
}

/** Coefficients 1 to 63, dequantised, row by row. @returns whether all are 0. Source: ITU-T T.81 F.2.2.2 */
function readOthers(source: BitSource, table: HuffmanTable, factor: Int32Array, block: Int32Array): boolean {
  let flat = true;
  for (let k = 1; k < 64; k++) {
    const symbol = readSymbol(source, table);
    const size = symbol & 15;
    k += symbol >> 4;
    if (size === 0) {
      if (symbol !== 0xf0) break;
      continue;
    }
    if (k > 63) corrupt('a coefficient beyond its block');
    block[ZIGZAG[k]!] = Math.imul(readExtended(source, size), factor[k]!);
    flat = false;
  }
  return flat;
}
