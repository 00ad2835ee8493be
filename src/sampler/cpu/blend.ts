/** A mean and the share of the weight that stands behind it; a missing tap is [0, 0]. */
export type Weighted = readonly [mean: number, weight: number];

/**
 * The weighted mean of two weighted means. Nested along three axes it is the mean of eight taps with the missing left out:
 * Σ w·v / Σ w over the taps that are there. With nothing missing it is `lerp`.
 * Twin: shaders/lib/blend.glsl
 */
export function blend(a: Weighted, b: Weighted, t: number): Weighted {
  const weight = (1 - t) * a[1] + t * b[1];
  if (weight <= 0) return [0, 0];
  return [a[0] + ((t * b[1]) / weight) * (b[0] - a[0]), weight];
}
