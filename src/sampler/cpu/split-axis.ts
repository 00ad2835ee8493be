/**
 * A place along one axis of stack space as whole + part, part in [0, 1), from a pixel and an affine function in two halves.
 * @param hi, lo  [perI, perJ, origin, perSample], the function is hi + lo
 * @param pixel  [i, j, sample of the slab]
 * @param shift  a slice's own origin along the axis, in the same two halves
 * Twin: shaders/lib/split-axis.glsl
 */
export function splitAxis(
  hi: readonly [number, number, number, number],
  lo: readonly [number, number, number, number],
  pixel: readonly [number, number, number],
  shift: readonly [number, number],
): readonly [whole: number, part: number] {
  const along = (half: readonly [number, number, number, number]): number =>
    half[0] * pixel[0] + half[1] * pixel[1] + half[2] + half[3] * pixel[2];
  const high = along(hi) - shift[0];
  const whole = Math.floor(high);
  const part = high - whole + (along(lo) - shift[1]);
  const carry = Math.floor(part);
  return [whole + carry, part - carry];
}
