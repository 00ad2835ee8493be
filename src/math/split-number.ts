/** What a float32 holds without rounding for any pixel of a picture: sampler/gpu/uniforms.ts. */
export const FINEST = 2 ** -10;

/** The multiple of `step` nearest to x, and what is left of x. */
export function splitNumber(x: number, step: number = FINEST): readonly [high: number, low: number] {
  const high = Math.round(x / step) * step;
  return [high, x - high];
}
