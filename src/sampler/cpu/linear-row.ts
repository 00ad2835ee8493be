// A row of the linear kernel in one loop: the same arithmetic in the same order as `sampleLinear`, so the same bits, without a
// call a pixel. Calls that pass five numbers box them, and that was most of a picture's time. Written out for both slices: in a loop
// over them their loads wait for each other, and a sagittal plane takes five times as long.
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
  const { length } = line;
  let k = 0;
  let t = 0;
  let beside = false;
  for (let i = 0; i < length; i++) {
    // Rows along the slices stay between the same two.
    if (mmI !== 0 || i === 0) {
      const at = mmI * i + mmJ + origin;
      beside = at < below || at > above;
      while (k < count - 2 && at >= mm[k + 1]!) k++;
      while (k > 0 && at < mm[k]!) k--;
      t = count === 1 ? 0 : (at - mm[k]!) / (mm[k + 1]! - mm[k]!);
      t = t < SNAP ? 0 : t > 1 - SNAP ? 1 : t;
    }
    line[i] = Number.NaN;
    if (beside) continue;
    const x = columnI * i + columnJ;
    const y = rowI * i + rowJ;
    // On a slice, that one alone.
    let slice = t === 1 ? k + 1 : k;
    let footX = x + columnOrigin[slice]!;
    let footY = y + rowOrigin[slice]!;
    let left = Math.floor(footX);
    let top = Math.floor(footY);
    let general = !(left >= 0 && left < lastColumn && top >= 0 && top < lastRow);
    if (!general) {
      let p = slice * sliceLength + (top | 0) * columns + (left | 0);
      let a = storedValues[p]!;
      let b = storedValues[p + 1]!;
      let c = storedValues[p + columns]!;
      let d = storedValues[p + columns + 1]!;
      if (skipPadding) {
        const low = paddingLow[slice]!;
        const high = paddingHigh[slice]!;
        general =
          (a >= low && a <= high) || (b >= low && b <= high) || (c >= low && c <= high) || (d >= low && d <= high);
      }
      let up = a + (footX - left) * (b - a);
      let down = c + (footX - left) * (d - c);
      let value = (up + (footY - top) * (down - up)) * slope[slice]! + intercept[slice]!;
      if (t > 0 && t < 1) {
        slice++;
        p += sliceLength;
        // Where slices lie straight above each other their feet are one.
        if (footX !== x + columnOrigin[slice]! || footY !== y + rowOrigin[slice]!) {
          footX = x + columnOrigin[slice]!;
          footY = y + rowOrigin[slice]!;
          left = Math.floor(footX);
          top = Math.floor(footY);
          general ||= !(left >= 0 && left < lastColumn && top >= 0 && top < lastRow);
          p = slice * sliceLength + (top | 0) * columns + (left | 0);
        }
        if (!general) {
          a = storedValues[p]!;
          b = storedValues[p + 1]!;
          c = storedValues[p + columns]!;
          d = storedValues[p + columns + 1]!;
          if (skipPadding) {
            const low = paddingLow[slice]!;
            const high = paddingHigh[slice]!;
            general =
              (a >= low && a <= high) || (b >= low && b <= high) || (c >= low && c <= high) || (d >= low && d <= high);
          }
          up = a + (footX - left) * (b - a);
          down = c + (footX - left) * (d - c);
          value += t * ((up + (footY - top) * (down - up)) * slope[slice]! + intercept[slice]! - value);
        }
      }
      // Of four taps one that is no finite number leaves no finite mean.
      general ||= holes && !Number.isFinite(value);
      line[i] = value;
    }
    if (general) line[i] = sampleLinear(grid, k, t, x, y, skipPadding);
  }
}
