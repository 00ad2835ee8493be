/**
 * Weights of four taps v0 to v3 for a place at share t of the way from v1 to v2: the cubic Hermite with the tangents
 * (v2 − v0)·below and (v3 − v1)·above a step from v1 to v2. With both a half it is Catmull-Rom.
 * @param below, above  the step's share of the way from v0 to v2 and from v1 to v3 (`gapShares`)
 * @returns the weights of v0, v2 and v3; v1 has the rest
 * Twin: shaders/lib/cubic-weights.glsl. Source: Catmull and Rom, A class of local interpolating splines, 1974
 */
export function cubicWeights(
  t: number,
  below: number,
  above: number,
): readonly [first: number, third: number, fourth: number] {
  const left = below * t * (1 - t) * (1 - t);
  return [-left, left + t * t * (3 - 2 * t), -above * t * t * (1 - t)];
}

/**
 * The mean of four taps by `cubicWeights`: exactly v1 where t is 0 or all are equal.
 * Twin: shaders/lib/cubic-weights.glsl
 */
export const cubicMean = (
  v0: number,
  v1: number,
  v2: number,
  v3: number,
  weights: readonly [first: number, third: number, fourth: number],
): number => v1 + weights[0] * (v0 - v1) + weights[1] * (v2 - v1) + weights[2] * (v3 - v1);
