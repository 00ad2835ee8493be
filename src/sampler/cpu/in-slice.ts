import { TIE } from '../../math/tie.ts';

/**
 * Whether a place along an axis lies on the grid, half a pixel around the outer pixel centres included.
 * @param whole, part  the place: part from 0 to 1
 * @param count  pixels along the axis
 * Twin: shaders/lib/in-slice.glsl
 */
export const inSlice = (whole: number, part: number, count: number): boolean =>
  (part >= 0.5 - TIE ? whole + 1 : whole) >= 0 && (part > 0.5 + TIE ? whole + 1 : whole) < count;
