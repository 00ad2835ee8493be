/**
 * Whether a place along an axis lies on the grid, half a pixel around the outer pixel centres included.
 * @param count  pixels along the axis
 * Twin: shaders/lib/in-slice.glsl
 */
export const inSlice = (at: number, count: number): boolean => at >= -0.5 && at <= count - 0.5;
