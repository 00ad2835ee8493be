import { blend } from './blend.ts';
import { lerp } from './lerp.ts';
import { sampleSlice, sampleWholeSlice } from './sample-slice.ts';
import type { StackGrid } from './stack-grid.ts';

/**
 * Least weight for a sample to count as inside: half of it, and a little less so that the exact half, common midway between
 * two slices, is inside whatever the rounding.
 */
export const LEAST_WEIGHT = 0.499;

/**
 * The linear kernel: the weighted mean of eight taps, four in each of the slices k and k+1 at share t of the way between them.
 * @param x, y  the pixel's place in the plane's own steps; each slice adds its own origin (`placeGrid`)
 * @param skipPadding  whether padding is missing (else it is a value like any other); what is no finite number always is
 * @returns modality value, NaN outside
 * Twin: shaders/lib/sample-linear.glsl. Source: docs/sampling.md
 */
export function sampleLinear(
  grid: StackGrid,
  k: number,
  t: number,
  x: number,
  y: number,
  skipPadding: boolean,
): number {
  // On a slice it alone counts, and comes back bit for bit.
  if (t === 1) return sampleLinear(grid, k + 1, 0, x, y, skipPadding);
  if (!skipPadding && !grid.holes) return sampleWhole(grid, k, t, x, y);
  const lower = sampleSlice(grid, k, x + grid.columnOrigin[k]!, y + grid.rowOrigin[k]!, skipPadding);
  if (t === 0) return lower[1] >= LEAST_WEIGHT ? lower[0] : Number.NaN;
  const upper = sampleSlice(grid, k + 1, x + grid.columnOrigin[k + 1]!, y + grid.rowOrigin[k + 1]!, skipPadding);
  const [mean, weight] = blend(lower, upper, t);
  return weight >= LEAST_WEIGHT ? mean : Number.NaN;
}

/** The same where only a foot outside its slice can be missing: a slice counts wholly or not at all. */
function sampleWhole(grid: StackGrid, k: number, t: number, x: number, y: number): number {
  const lower = sampleWholeSlice(grid, k, x + grid.columnOrigin[k]!, y + grid.rowOrigin[k]!);
  if (t === 0) return lower;
  const upper = sampleWholeSlice(grid, k + 1, x + grid.columnOrigin[k + 1]!, y + grid.rowOrigin[k + 1]!);
  if (Number.isNaN(upper)) return 1 - t >= LEAST_WEIGHT ? lower : Number.NaN;
  if (Number.isNaN(lower)) return t >= LEAST_WEIGHT ? upper : Number.NaN;
  return lerp(lower, upper, t);
}
