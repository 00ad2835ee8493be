// A row of the linear kernel in one loop: the same arithmetic in the same order as `sampleLinear`, so the same bits, without a
// call a pixel. Calls that pass five numbers box them, and that was most of a picture's time.
import { TIE } from '../../math/tie.ts';
import { type PlaneToStack, SNAP } from '../../plane/plane-to-stack.ts';
import { LEAST_WEIGHT, sampleLinear } from './sample-linear.ts';
import type { StackGrid } from './stack-grid.ts';

/** Writes row j of a plane: modality values, NaN outside. A pixel with a missing tap is left to `sampleLinear`. */
export function linearRow(
  grid: StackGrid,
  map: PlaneToStack,
  j: number,
  skipPadding: boolean,
  line: Float64Array,
): void {
  const {
    holes,
    columns,
    rows,
    count,
    storedValues,
    mm,
    columnOrigin,
    rowOrigin,
    slope,
    intercept,
    paddingLow,
    paddingHigh,
  } = grid;
  const { column, row } = map;
  const [mmI, mm0] = [map.mm.perI, map.mm.perJ * j];
  const { origin } = map.mm;
  const [below, above] = [-grid.reachBelow, mm[count - 1]! + grid.reachAbove];
  // `inSlice`, written out.
  const [before, beyond] = [0.5 - TIE, 0.5 + TIE];
  let k = 0;
  for (let i = 0; i < line.length; i++) {
    const at = mmI * i + mm0 + origin;
    line[i] = Number.NaN;
    if (at < below || at > above) continue;
    while (k < count - 2 && at >= mm[k + 1]!) k++;
    while (k > 0 && at < mm[k]!) k--;
    let t = count === 1 ? 0 : (at - mm[k]!) / (mm[k + 1]! - mm[k]!);
    t = t < SNAP ? 0 : t > 1 - SNAP ? 1 : t;
    const x = column.perI * i + column.perJ * j;
    const y = row.perI * i + row.perJ * j;
    // Lower and upper slice; on a slice, that one alone.
    const first = t === 1 ? k + 1 : k;
    const last = t === 0 ? k : k + 1;
    let lower = Number.NaN;
    let value = Number.NaN;
    let missing = false;
    for (let slice = first; slice <= last; slice++) {
      const footX = x + columnOrigin[slice]!;
      const footY = y + rowOrigin[slice]!;
      value = Number.NaN;
      const left = Math.floor(footX);
      const top = Math.floor(footY);
      const fx = footX - left;
      const fy = footY - top;
      const inColumns = (fx >= before ? left + 1 : left) >= 0 && (fx > beyond ? left + 1 : left) < columns;
      const inRows = (fy >= before ? top + 1 : top) >= 0 && (fy > beyond ? top + 1 : top) < rows;
      if (inColumns && inRows) {
        const x0 = left < 0 ? 0 : left;
        const x1 = left + 1 < columns ? left + 1 : columns - 1;
        const y0 = (slice * rows + (top < 0 ? 0 : top)) * columns;
        const y1 = (slice * rows + (top + 1 < rows ? top + 1 : rows - 1)) * columns;
        const a = storedValues[y0 + x0]!;
        const b = storedValues[y0 + x1]!;
        const c = storedValues[y1 + x0]!;
        const d = storedValues[y1 + x1]!;
        if (skipPadding) {
          const low = paddingLow[slice]!;
          const high = paddingHigh[slice]!;
          missing ||=
            (a >= low && a <= high) || (b >= low && b <= high) || (c >= low && c <= high) || (d >= low && d <= high);
        }
        const up = a + fx * (b - a);
        const down = c + fx * (d - c);
        value = (up + fy * (down - up)) * slope[slice]! + intercept[slice]!;
        // Of four taps one that is no finite number leaves no finite mean.
        if (holes && !Number.isFinite(value)) missing = true;
      }
      if (slice < last) lower = value;
    }
    if (missing) line[i] = sampleLinear(grid, k, t, x, y, skipPadding);
    else if (first === last) line[i] = value;
    else if (Number.isNaN(value)) line[i] = 1 - t >= LEAST_WEIGHT ? lower : Number.NaN;
    else if (Number.isNaN(lower)) line[i] = t >= LEAST_WEIGHT ? value : Number.NaN;
    else line[i] = lower + t * (value - lower);
  }
}
