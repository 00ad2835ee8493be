// Progressive scans (SOF2): coefficients come a band and a bit at a time, and are transformed when all are there.
import { type BitSource, readBits, readExtended } from './bit-source.ts';
import { visitBlocks } from './blocks.ts';
import { readDifference } from './decode-sequential.ts';
import type { Component, Frame } from './frame.ts';
import { type HuffmanTable, readSymbol } from './huffman-table.ts';
import { inverseDct, ZIGZAG } from './inverse-dct.ts';
import type { Plane } from './plane.ts';
import { corrupt } from './refuse.ts';
import type { Scan } from './scan.ts';

/** 64 coefficients a block, zigzag order, block after block. */
export type Coefficients = Int16Array;

export const createCoefficients = ({ unitColumns, unitRows }: Component): Coefficients =>
  new Int16Array(unitColumns * unitRows * 64);

/** Blocks that still hold nothing more in this band, the one being read not counted. */
interface Band {
  skip: number;
}

/** @param coefficients  by component. Source: ITU-T T.81 G.1.2, G.2 */
export function decodeProgressive(
  source: BitSource,
  start: number,
  frame: Frame,
  scan: Scan,
  coefficients: readonly Coefficients[],
): void {
  const before = new Int32Array(scan.parts.length);
  const band: Band = { skip: 0 };
  visitBlocks(
    source,
    start,
    frame,
    scan,
    (index, row, column) => {
      const { component, dc, ac } = scan.parts[index]!;
      const all = coefficients[component.index]!;
      const at = (row * component.unitColumns + column) * 64;
      if (scan.first > 0) {
        if (scan.high === 0) readBand(source, ac!, scan, band, all, at);
        else refineBand(source, ac!, scan, band, all, at);
      } else if (scan.high === 0) {
        before[index]! += readDifference(source, dc!);
        all[at] = before[index]! << scan.low;
      } else if (readBits(source, 1) === 1) all[at]! |= 1 << scan.low;
    },
    () => {
      before.fill(0);
      band.skip = 0;
    },
  );
}

/** Source: ITU-T T.81 G.1.2.2 */
function readBand(source: BitSource, table: HuffmanTable, scan: Scan, band: Band, all: Coefficients, at: number): void {
  if (band.skip > 0) {
    band.skip--;
    return;
  }
  for (let k = scan.first; k <= scan.last; k++) {
    const symbol = readSymbol(source, table);
    const [run, size] = [symbol >> 4, symbol & 15];
    if (size === 0 && run < 15) {
      band.skip = (1 << run) - 1 + readBits(source, run);
      return;
    }
    k += run;
    if (size === 0) continue;
    if (k > scan.last) corrupt('a coefficient beyond its band');
    all[at + k] = readExtended(source, size) << scan.low;
  }
}

/** One more bit of what is there, and what becomes 1 by it. Source: ITU-T T.81 G.1.2.3 */
function refineBand(
  source: BitSource,
  table: HuffmanTable,
  { first, last, low }: Scan,
  band: Band,
  all: Coefficients,
  at: number,
): void {
  const bit = 1 << low;
  const refine = (place: number): void => {
    const value = all[place]!;
    if (readBits(source, 1) === 1 && (value & bit) === 0) all[place] = value + (value > 0 ? bit : -bit);
  };
  let k = first;
  for (; band.skip === 0 && k <= last; k++) {
    const symbol = readSymbol(source, table);
    const size = symbol & 15;
    let run = symbol >> 4;
    if (size > 1) corrupt('a new coefficient of more than a bit');
    if (size === 0 && run < 15) {
      band.skip = (1 << run) + readBits(source, run);
      break;
    }
    const value = size === 0 ? 0 : readBits(source, 1) === 1 ? bit : -bit;
    for (; k <= last; k++) {
      if (all[at + k] !== 0) refine(at + k);
      else if (--run < 0) break;
    }
    if (value !== 0) {
      if (k > last) corrupt('a coefficient beyond its band');
      all[at + k] = value;
    }
  }
  if (band.skip === 0) return;
  for (; k <= last; k++) if (all[at + k] !== 0) refine(at + k);
  band.skip--;
}

/** All blocks of a component, once its last scan is in. */
export function transformAll(
  { unitColumns, unitRows }: Component,
  precision: number,
  all: Coefficients,
  factor: Int32Array,
  { samples, stride }: Plane,
): void {
  const block = new Int32Array(64);
  for (let row = 0, from = 0; row < unitRows; row++) {
    for (let column = 0; column < unitColumns; column++, from += 64) {
      for (let k = 0; k < 64; k++) block[ZIGZAG[k]!] = Math.imul(all[from + k]!, factor[k]!);
      inverseDct(block, precision, samples, row * 8 * stride + column * 8, stride);
    }
  }
}
