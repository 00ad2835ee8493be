// A row of the linear kernel in one loop: the same arithmetic in the same order as `sampleLinear`, so the same bits, without a
// call a pixel. Calls that pass five numbers box them, and that was most of a picture's time.
import { type PlaneToStack, SNAP } from '../../plane/plane-to-stack.ts';
import { sampleLinear } from './sample-linear.ts';
import type { StackGrid } from './stack-grid.ts';

/**
 * Writes row j of a plane: modality values, NaN outside. A pixel with a tap that is missing or beyond the slice's rim is left to
 * `sampleLinear`: what remains needs neither clamped indices nor weights.
 */
export function linearRow(
  grid: StackGrid,
  map: PlaneToStack,
  j: number,
  skipPadding: boolean,
  line: Float64Array,
): void {
  const { holes, columns, rows, count, storedValues, mm, columnOrigin, rowOrigin, slope, intercept } = grid;
  const { paddingLow, paddingHigh } = grid;
  const [columnI, columnJ] = [map.column.perI, map.column.perJ * j];
  const [rowI, rowJ] = [map.row.perI, map.row.perJ * j];
  const [mmI, mmJ, origin] = [map.mm.perI, map.mm.perJ * j, map.mm.origin];
  const [below, above] = [-grid.reachBelow, mm[count - 1]! + grid.reachAbove];
  const [lastColumn, lastRow] = [columns - 1, rows - 1];
  const sliceLength = rows * columns;
  const width = line.length;
  // Rows along the slices stay between the same two.
  const level = mmI === 0;
  let k = 0;
  let t = 0;
  for (let i = 0; i < width; i++) {
    if (!level || i === 0) {
      const at = mmI * i + mmJ + origin;
      if (!(at >= below && at <= above)) {
        line[i] = Number.NaN;
        if (!level) continue;
        line.fill(Number.NaN);
        return;
      }
      while (k < count - 2 && at >= mm[k + 1]!) k++;
      while (k > 0 && at < mm[k]!) k--;
      t = count === 1 ? 0 : (at - mm[k]!) / (mm[k + 1]! - mm[k]!);
      t = t < SNAP ? 0 : t > 1 - SNAP ? 1 : t;
    }
    const x = columnI * i + columnJ;
    const y = rowI * i + rowJ;
    // On a slice, that one alone.
    const first = t === 1 ? k + 1 : k;
    let footX = x + columnOrigin[first]!;
    let footY = y + rowOrigin[first]!;
    let left = Math.floor(footX);
    let top = Math.floor(footY);
    if (!(left >= 0 && left < lastColumn && top >= 0 && top < lastRow)) {
      line[i] = sampleLinear(grid, k, t, x, y, skipPadding);
      continue;
    }
    let p = first * sliceLength + (top | 0) * columns + (left | 0);
    let a = storedValues[p]!;
    let b = storedValues[p + 1]!;
    let c = storedValues[p + columns]!;
    let d = storedValues[p + columns + 1]!;
    let missing = false;
    if (skipPadding) {
      const [low, high] = [paddingLow[first]!, paddingHigh[first]!];
      missing =
        (a >= low && a <= high) || (b >= low && b <= high) || (c >= low && c <= high) || (d >= low && d <= high);
    }
    let fx = footX - left;
    let up = a + fx * (b - a);
    let down = c + fx * (d - c);
    let value = (up + (footY - top) * (down - up)) * slope[first]! + intercept[first]!;
    if (t > 0 && t < 1) {
      const second = k + 1;
      p += sliceLength;
      const secondX = x + columnOrigin[second]!;
      const secondY = y + rowOrigin[second]!;
      if (secondX !== footX || secondY !== footY) {
        footX = secondX;
        footY = secondY;
        left = Math.floor(footX);
        top = Math.floor(footY);
        if (!(left >= 0 && left < lastColumn && top >= 0 && top < lastRow)) {
          line[i] = sampleLinear(grid, k, t, x, y, skipPadding);
          continue;
        }
        p = second * sliceLength + (top | 0) * columns + (left | 0);
      }
      a = storedValues[p]!;
      b = storedValues[p + 1]!;
      c = storedValues[p + columns]!;
      d = storedValues[p + columns + 1]!;
      if (skipPadding && !missing) {
        const [low, high] = [paddingLow[second]!, paddingHigh[second]!];
        missing =
          (a >= low && a <= high) || (b >= low && b <= high) || (c >= low && c <= high) || (d >= low && d <= high);
      }
      fx = footX - left;
      up = a + fx * (b - a);
      down = c + fx * (d - c);
      const upper = (up + (footY - top) * (down - up)) * slope[second]! + intercept[second]!;
      value = value + t * (upper - value);
    }
    // Of four taps one that is no finite number leaves no finite mean.
    line[i] = missing || (holes && !Number.isFinite(value)) ? sampleLinear(grid, k, t, x, y, skipPadding) : value;
  }
}
