import { rescale } from '../../voi/rescale.ts';
import { cubicMean, cubicWeights } from './cubic-weights.ts';
import { fetchTexel } from './fetch-texel.ts';
import { gapShares } from './gap-shares.ts';
import { sampleLinear } from './sample-linear.ts';
import { tapOf } from './sample-slice.ts';
import { settle } from './settle.ts';
import type { StackGrid } from './stack-grid.ts';

/**
 * One slice's share of a cubic sample: Catmull-Rom over 4 × 4 taps around the foot, in modality values.
 * @param x, y  the foot, in this slice's own grid
 * @returns NaN where a tap that has weight is beyond the grid, padding or no finite number
 * Twin: shaders/lib/sample-cubic.glsl
 */
export function sampleCubicSlice(grid: StackGrid, k: number, x: number, y: number, skipPadding: boolean): number {
  const { columns, rows } = grid;
  const [i, fx] = settle(Math.floor(x), x - Math.floor(x));
  const [j, fy] = settle(Math.floor(y), y - Math.floor(y));
  // On a pixel's centre that pixel alone has weight along the axis.
  const onColumn = fx === 0;
  const onRow = fy === 0;
  if (i < (onColumn ? 0 : 1) || i > columns - (onColumn ? 1 : 3)) return Number.NaN;
  if (j < (onRow ? 0 : 1) || j > rows - (onRow ? 1 : 3)) return Number.NaN;
  const low = skipPadding ? grid.paddingLow[k]! : 1;
  const high = skipPadding ? grid.paddingHigh[k]! : 0;
  // Missing is NaN, and whatever has weight in a mean makes it NaN.
  const tap = (column: number, row: number): number => {
    const [stored, weight] = tapOf(fetchTexel(grid, column, row, k), low, high);
    return weight === 0 ? Number.NaN : stored;
  };
  const across = cubicWeights(fx, 0.5, 0.5);
  const line = (row: number): number =>
    onColumn ? tap(i, row) : cubicMean(tap(i - 1, row), tap(i, row), tap(i + 1, row), tap(i + 2, row), across);
  const mean = onRow ? line(j) : cubicMean(line(j - 1), line(j), line(j + 1), line(j + 2), cubicWeights(fy, 0.5, 0.5));
  return rescale(mean, grid.slope[k]!, grid.intercept[k]!);
}

/**
 * The cubic kernel: Catmull-Rom in each of four slices, each at its own foot and with its own rescale, and a cubic Hermite
 * between them; on a slice, that one alone. Where a tap that has weight is missing it is `sampleLinear`.
 * Parameters as there. Twin: shaders/lib/sample-cubic.glsl. Source: docs/sampling.md
 */
export function sampleCubic(grid: StackGrid, k: number, t: number, x: number, y: number, skipPadding: boolean): number {
  const [at, share] = settle(k, t);
  const own = (slice: number): number =>
    slice < 0 || slice >= grid.count
      ? Number.NaN
      : sampleCubicSlice(grid, slice, x + grid.columnOrigin[slice]!, y + grid.rowOrigin[slice]!, skipPadding);
  let value = own(at);
  if (share !== 0 && !Number.isNaN(value)) {
    const [below, above] = gapShares(grid.mm, at);
    value = cubicMean(own(at - 1), value, own(at + 1), own(at + 2), cubicWeights(share, below, above));
  }
  return Number.isNaN(value) ? sampleLinear(grid, k, t, x, y, skipPadding) : value;
}
