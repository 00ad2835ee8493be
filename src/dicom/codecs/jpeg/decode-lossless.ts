// Lossless scans (SOF3): each sample is what its neighbours foretell plus a difference, modulo 65536.
import { type BitSource, nextInterval, openInterval, readExtended } from './bit-source.ts';
import type { Frame } from './frame.ts';
import { type HuffmanTable, readSymbol } from './huffman-table.ts';
import type { Plane } from './plane.ts';
import { corrupt, truncated, unsupported } from './refuse.ts';
import type { Scan } from './scan.ts';

/** By selector 1 to 7: from the samples to the left, above, and above to the left. Source: ITU-T T.81 table H.1 */
const PREDICTORS: readonly ((left: number, above: number, corner: number) => number)[] = [
  () => 0,
  (left) => left,
  (_, above) => above,
  (_, __, corner) => corner,
  (left, above, corner) => left + above - corner,
  (left, above, corner) => left + ((above - corner) >> 1),
  (left, above, corner) => above + ((left - corner) >> 1),
  (left, above) => (left + above) >> 1,
];

/** Source: ITU-T T.81 H.1.2, H.2 */
export function decodeLossless(
  source: BitSource,
  start: number,
  frame: Frame,
  scan: Scan,
  planes: readonly Plane[],
): void {
  const { parts, restartInterval, low } = scan;
  if (frame.across > 1 || frame.down > 1) unsupported('a lossless picture whose components differ in size');
  if (restartInterval % frame.columns !== 0) corrupt('a restart within a line of a lossless picture');
  const rowsEach = restartInterval / frame.columns;
  const predict = PREDICTORS[scan.first]!;
  const middle = 1 << (frame.precision - low - 1);
  openInterval(source, start);
  for (let row = 0, fresh = 0; row < frame.rows; row++) {
    if (rowsEach > 0 && row > 0 && row % rowsEach === 0) {
      nextInterval(source, row / rowsEach - 1);
      fresh = row;
    }
    for (let column = 0; column < frame.columns; column++) {
      for (const { component, dc } of parts) {
        const { samples, stride } = planes[component.index]!;
        const at = row * stride + column;
        const foretold =
          row === fresh
            ? column === 0
              ? middle
              : samples[at - 1]!
            : column === 0
              ? samples[at - stride]!
              : predict(samples[at - 1]!, samples[at - stride]!, samples[at - stride - 1]!);
        samples[at] = foretold + readDifference(source, dc!);
        if (source.position > source.limit) truncated();
      }
    }
  }
}

/** Category 16 has no further bits and means 32768. Source: ITU-T T.81 H.1.2.2 */
function readDifference(source: BitSource, table: HuffmanTable): number {
  const size = readSymbol(source, table);
  if (size > 16) corrupt('a difference of over 16 bits');
  return size === 16 ? 32768 : readExtended(source, size);
}
