/**
 * The two taps around a place along an axis, clamped to the grid.
 * @param whole  the place's whole part; it is on the grid (`inSlice`), so each end can only be one beyond
 * @param count  pixels along the axis
 * Twin: shaders/lib/taps-of.glsl
 */
export const tapsOf = (whole: number, count: number): readonly [low: number, high: number] => [
  Math.max(whole, 0),
  Math.min(whole + 1, count - 1),
];
