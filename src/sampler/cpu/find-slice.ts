/**
 * Between which slices a point lies: the last slice k ≤ count−2 at or below it (0 below the first).
 * @param mm  slice positions, ascending
 * @param at  the point, in the same mm
 * @param from  where to begin looking: the neighbouring pixel's answer
 * Twin: shaders/lib/find-slice.glsl
 */
export function findSlice(mm: Float64Array, at: number, from: number): number {
  let k = from;
  while (k < mm.length - 2 && at >= mm[k + 1]!) k++;
  while (k > 0 && at < mm[k]!) k--;
  return k;
}
