/**
 * Whether a position along an axis lies on the grid, half a pixel around the outer pixel centres included.
 * @param whole, part  the position is whole + part, part in [0, 1]
 * @param count  pixels along the axis
 * Twin: shaders/lib/in-slice.glsl
 */
export function inSlice(whole: number, part: number, count: number): boolean {
  const notBefore = whole >= 0 || (whole === -1 && part >= 0.5);
  const notAfter = whole < count - 1 || (whole === count - 1 && part <= 0.5);
  return notBefore && notAfter;
}
