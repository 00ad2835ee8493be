import { TIE } from '../../math/tie.ts';

/**
 * The pixel nearest to whole + part, ties to the higher, clamped to the grid.
 * Twin: shaders/lib/nearest-index.glsl
 */
export function nearestIndex(whole: number, part: number, count: number): number {
  const index = part >= 0.5 - TIE ? whole + 1 : whole;
  return Math.min(Math.max(index, 0), count - 1);
}
