import { rescale } from '../../voi/rescale.ts';
import { fetchTexel } from './fetch-texel.ts';
import { inSlice } from './in-slice.ts';
import { nearestIndex } from './nearest-index.ts';
import type { StackGrid } from './stack-grid.ts';

/**
 * The nearest kernel: the slice nearest in mm (ties to the higher), in it the pixel nearest to the foot.
 * @param k, t  the bracket: between the slices k and k+1 at share t
 * @param x, y  the pixel's place in the plane's own steps; the slice adds its own origin (`placeGrid`)
 * @returns modality value, NaN outside, on padding and on what is no finite number
 * Twin: shaders/lib/sample-nearest.glsl. Source: docs/sampling.md
 */
export function sampleNearest(
  grid: StackGrid,
  k: number,
  t: number,
  x: number,
  y: number,
  skipPadding: boolean,
): number {
  const slice = nearestIndex(k, t, grid.count);
  const column = x + grid.columnOrigin[slice]!;
  const row = y + grid.rowOrigin[slice]!;
  const i = Math.floor(column);
  const j = Math.floor(row);
  if (!inSlice(i, column - i, grid.columns) || !inSlice(j, row - j, grid.rows)) return Number.NaN;
  const stored = fetchTexel(
    grid,
    nearestIndex(i, column - i, grid.columns),
    nearestIndex(j, row - j, grid.rows),
    slice,
  );
  if (!Number.isFinite(stored)) return Number.NaN;
  if (skipPadding && stored >= grid.paddingLow[slice]! && stored <= grid.paddingHigh[slice]!) return Number.NaN;
  return rescale(stored, grid.slope[slice]!, grid.intercept[slice]!);
}
