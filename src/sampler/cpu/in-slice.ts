/**
 * Whether a place along an axis lies on the grid, half a pixel around the outer pixel centres included.
 * @param end  the far edge: half a pixel beyond the last centre
 * Twin: shaders/lib/in-slice.glsl
 */
export const inSlice = (at: number, end: number): boolean => at >= -0.5 && at <= end;
