// What SOS says: which components come, with which tables, and which part of their coefficients.
import type { Component, Frame } from './frame.ts';
import type { HuffmanTable } from './huffman-table.ts';
import { corrupt } from './refuse.ts';
import type { Tables } from './tables.ts';

export interface ScanPart {
  readonly component: Component;
  /** Absent where this kind of scan does not use it. */
  readonly dc: HuffmanTable | undefined;
  readonly ac: HuffmanTable | undefined;
}

export interface Scan {
  readonly parts: readonly ScanPart[];
  /** First and last coefficient, in zigzag order; `first` is the predictor's number if lossless. */
  readonly first: number;
  readonly last: number;
  /** Bits below the ones that were already there (0: none were) and below the ones that come now; `low` is the point transform if lossless. */
  readonly high: number;
  readonly low: number;
  readonly restartInterval: number;
}

/** Source: ITU-T T.81 B.2.3, table B.3 */
export function readScan(frame: Frame, tables: Tables, segment: Uint8Array): Scan {
  const count = segment[0] ?? 0;
  if (count < 1 || count > 4 || segment.length !== 4 + 2 * count) corrupt('the scan header has a wrong length');
  const [first, last, both] = segment.subarray(1 + 2 * count) as unknown as [number, number, number];
  const [high, low] = [both >> 4, both & 15];
  const sequential = frame.process === 'sequential';
  const needsDc = frame.process !== 'progressive' || (first === 0 && high === 0);
  const needsAc = sequential || (frame.process === 'progressive' && first > 0);
  const taken = new Set<Component>();
  const parts = Array.from({ length: count }, (_, n): ScanPart => {
    const [id, which] = [segment[1 + 2 * n]!, segment[2 + 2 * n]!];
    const component =
      frame.components.find((one) => one.id === id && !taken.has(one)) ?? corrupt('a scan of an unknown component');
    taken.add(component);
    return {
      component,
      dc: needsDc ? (tables.dc[which >> 4] ?? missing()) : undefined,
      ac: needsAc ? (tables.ac[which & 15] ?? missing()) : undefined,
    };
  });
  const units = parts.reduce((sum, { component }) => sum + component.across * component.down, 0);
  if (count > 1 && units > 10) corrupt(`${units} data units in an MCU`);
  const scan: Scan = { parts, first, last, high, low, restartInterval: tables.restartInterval };
  if (frame.process === 'progressive') checkProgressive(scan);
  if (frame.process === 'lossless') checkLossless(scan, frame);
  return scan;
}

const missing = (): never => corrupt('a Huffman table is missing');

/** Source: ITU-T T.81 G.1.1.1 */
function checkProgressive({ parts, first, last, high, low }: Scan): void {
  const band = first === 0 ? last === 0 : parts.length === 1 && last >= first && last <= 63;
  if (!band || low > 13 || (high !== 0 && high !== low + 1)) corrupt('a progressive scan of no such kind');
}

/** Source: ITU-T T.81 H.1.2 */
function checkLossless({ first, last, high, low }: Scan, { precision }: Frame): void {
  if (first < 1 || first > 7 || last !== 0 || high !== 0 || low >= precision)
    corrupt('a lossless scan of no such kind');
}
