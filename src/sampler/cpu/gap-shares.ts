/**
 * What share the gap between the slices k and k+1 has of the way from k−1 to k+1, and of that from k to k+2: halves on an even
 * stack. The slices must be there.
 * @param mm  slice positions, ascending
 * Twin: shaders/lib/gap-shares.glsl
 */
export function gapShares(mm: Float64Array, k: number): readonly [below: number, above: number] {
  const gap = mm[k + 1]! - mm[k]!;
  return [gap / (mm[k + 1]! - mm[k - 1]!), gap / (mm[k + 2]! - mm[k]!)];
}
