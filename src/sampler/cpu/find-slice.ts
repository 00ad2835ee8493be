import { SNAP } from '../../plane/plane-to-stack.ts';

/**
 * Between which slices a point lies: the last slice k ≤ count−2 at or below it (0 below the first).
 * @param mm  slice positions, ascending
 * @param at  the point, in the same mm
 * @param from  where to begin looking: the neighbouring pixel's answer
 * Twin: shaders/lib/find-slice.glsl, which gives k and its share together
 */
export function findSlice(mm: Float64Array, at: number, from: number): number {
  let k = from;
  while (k < mm.length - 2 && at >= mm[k + 1]!) k++;
  while (k > 0 && at < mm[k]!) k--;
  return k;
}

/** How far a point is from slice k to slice k+1, 0 to 1, exactly that on a slice; the end slice alone counts beyond the ends. */
export function sliceShare(mm: Float64Array, k: number, at: number): number {
  if (mm.length === 1) return 0;
  const share = (at - mm[k]!) / (mm[k + 1]! - mm[k]!);
  return share < SNAP ? 0 : share > 1 - SNAP ? 1 : share;
}
