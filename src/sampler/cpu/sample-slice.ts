import { rescale } from '../../voi/rescale.ts';
import { blend, type Weighted } from './blend.ts';
import { fetchTexel } from './fetch-texel.ts';
import { inSlice } from './in-slice.ts';
import { lerp } from './lerp.ts';
import type { StackGrid } from './stack-grid.ts';
import { tapsOf } from './taps-of.ts';

const MISSING: Weighted = [0, 0];

/**
 * One slice's share of a linear sample where no tap can be missing: the bilinear mean of the four taps around the foot, in
 * modality values; NaN where the foot is outside the slice.
 * @param x, y  the foot, in this slice's own grid
 */
export function sampleWholeSlice(grid: StackGrid, k: number, x: number, y: number): number {
  const { columns, rows, storedValues } = grid;
  const i = Math.floor(x);
  const j = Math.floor(y);
  if (!inSlice(i, x - i, columns) || !inSlice(j, y - j, rows)) return Number.NaN;
  const left = Math.max(i, 0);
  const right = i + 1 < columns ? i + 1 : columns - 1;
  const top = (k * rows + Math.max(j, 0)) * columns;
  const bottom = (k * rows + (j + 1 < rows ? j + 1 : rows - 1)) * columns;
  const above = lerp(storedValues[top + left]!, storedValues[top + right]!, x - i);
  const below = lerp(storedValues[bottom + left]!, storedValues[bottom + right]!, x - i);
  return rescale(lerp(above, below, y - j), grid.slope[k]!, grid.intercept[k]!);
}

/** A tap's value, and whether it is there: neither padding nor what is no finite number is. Twin: shaders/lib/tap-of.glsl */
export const tapOf = (value: number, low: number, high: number): Weighted =>
  (value < low || value > high) && Number.isFinite(value) ? [value, 1] : MISSING;

/**
 * The same where taps can be missing: the mean of the taps that are there and their bilinear weight, [0, 0] outside the slice.
 * @param skipPadding  whether padding is missing; what is no finite number always is
 * Twin: shaders/lib/sample-slice.glsl
 */
export function sampleSlice(grid: StackGrid, k: number, x: number, y: number, skipPadding = true): Weighted {
  const { columns, rows } = grid;
  const i = Math.floor(x);
  const j = Math.floor(y);
  const fx = x - i;
  const fy = y - j;
  if (!inSlice(i, fx, columns) || !inSlice(j, fy, rows)) return MISSING;
  const low = skipPadding ? grid.paddingLow[k]! : 1;
  const high = skipPadding ? grid.paddingHigh[k]! : 0;
  const [left, right] = tapsOf(i, columns);
  const [top, bottom] = tapsOf(j, rows);
  const tap = (column: number, row: number): Weighted => tapOf(fetchTexel(grid, column, row, k), low, high);
  const above = blend(tap(left, top), tap(right, top), fx);
  const below = blend(tap(left, bottom), tap(right, bottom), fx);
  const [mean, weight] = blend(above, below, fy);
  return [rescale(mean, grid.slope[k]!, grid.intercept[k]!), weight];
}
