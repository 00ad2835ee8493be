// A row of any kernel by the definitions, pixel by pixel: to understand a pixel, step through this.
import type { PlaneToStack } from '../../plane/plane-to-stack.ts';
import { findSlice, sliceShare } from './find-slice.ts';
import type { sampleLinear } from './sample-linear.ts';
import type { StackGrid } from './stack-grid.ts';

/** Writes row j of a plane: modality values, NaN outside. */
export function generalRow(
  grid: StackGrid,
  { column, row, mm }: PlaneToStack,
  j: number,
  sample: typeof sampleLinear,
  skipPadding: boolean,
  line: Float64Array,
): void {
  const end = grid.mm[grid.count - 1]!;
  let k = 0;
  for (let i = 0; i < line.length; i++) {
    const at = mm.perI * i + mm.perJ * j + mm.origin;
    if (at < -grid.reachBelow || at > end + grid.reachAbove) {
      line[i] = Number.NaN;
      continue;
    }
    k = findSlice(grid.mm, at, k);
    const t = sliceShare(grid.mm, k, at);
    const x = column.perI * i + column.perJ * j;
    const y = row.perI * i + row.perJ * j;
    line[i] = sample(grid, k, t, x, y, skipPadding);
  }
}
