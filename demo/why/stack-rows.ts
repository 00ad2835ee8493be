// The linear kernel anew, from the definitions (docs/sampling.md) and with two places where a simplification fits in: a value can be
// turned into something else before it is interpolated, and the weights can be coarser. Without them it gives the reference's bits.
import type { Plane, Volume } from '../../src/entry/cpu.ts';
import { type Along, type PlaneMap, planeMap, snap } from './plane-map.ts';

/** How near to a pixel's edge counts as the edge, and how little weight is outside: docs/sampling.md. */
const [TIE, SNAP, LEAST_WEIGHT] = [2 ** -17, 1e-9, 0.499];

export interface RowOptions {
  /** Modality value -> what is interpolated in its place; null: the value itself. */
  readonly first: ((modalityValue: number) => number) | null;
  /** Share of the way to the next sample -> the share that is used; null: itself. */
  readonly weight: ((share: number) => number) | null;
}

/** @returns writes row j of the plane; NaN outside */
export function stackRows(
  volume: Volume,
  plane: Plane,
  { first, weight }: RowOptions,
): (j: number, out: Float64Array) => void {
  const map = planeMap(plane, volume);
  const mm = volume.slices.map(({ position }) => position - volume.slices[0]!.position);
  const last = mm.length - 1;
  const single = volume.sliceThickness && volume.sliceThickness > 0 ? volume.sliceThickness : volume.pixelSpacing[1];
  const reach = (gap: number): number => gap * (0.5 + TIE);
  const bottom = -reach(last === 0 ? single : mm[1]! - mm[0]!);
  const top = mm[last]! + reach(last === 0 ? single : mm[last]! - mm[last - 1]!);
  const slices = mm.map((_, k) => sliceSampler(volume, k, map, first, weight));
  return (j, out) => {
    let k = 0;
    for (let i = 0; i < out.length; i++) {
      const at = step(map.mm, i, j) + map.mm.origin;
      out[i] = Number.NaN;
      if (at < bottom || at > top) continue;
      while (k < last - 1 && at >= mm[k + 1]!) k++;
      while (k > 0 && at < mm[k]!) k--;
      let t = last === 0 ? 0 : (at - mm[k]!) / (mm[k + 1]! - mm[k]!);
      t = t < SNAP ? 0 : t > 1 - SNAP ? 1 : t;
      if (weight) t = weight(t);
      const [x, y] = [step(map.column, i, j), step(map.row, i, j)];
      if (t === 0 || t === 1) out[i] = whole(slices[k + t]!, x, y);
      else out[i] = between(slices[k]!, slices[k + 1]!, t, x, y);
    }
  };
}

const step = ({ perI, perJ }: Along, i: number, j: number): number => perI * i + perJ * j;

interface SliceSampler {
  /** Writes the mean, and how much of its weight is there, of the foot of a pixel. */
  sample(x: number, y: number): void;
  mean: number;
  there: number;
}

function whole(slice: SliceSampler, x: number, y: number): number {
  slice.sample(x, y);
  return slice.there >= LEAST_WEIGHT ? slice.mean : Number.NaN;
}

/** What is missing has no weight: the mean of what is there. */
function between(lower: SliceSampler, upper: SliceSampler, t: number, x: number, y: number): number {
  lower.sample(x, y);
  upper.sample(x, y);
  const [a, b] = [(1 - t) * lower.there, t * upper.there];
  if (a + b < LEAST_WEIGHT) return Number.NaN;
  // Where all is there the share is t itself, to the bit.
  const share = lower.there === 1 && upper.there === 1 ? t : b / (a + b);
  if (a === 0) return upper.mean;
  return b === 0 ? lower.mean : lower.mean + share * (upper.mean - lower.mean);
}

function sliceSampler(
  volume: Volume,
  k: number,
  map: PlaneMap,
  first: RowOptions['first'],
  weight: RowOptions['weight'],
): SliceSampler {
  const { size, storedValues, slices } = volume;
  const [columns, rows] = size;
  const { rescaleSlope: slope, rescaleIntercept: intercept, offset, padding } = slices[k]!;
  const [left0, top0] = [snap(map.column.origin - offset[0]), snap(map.row.origin - offset[1])];
  const start = k * columns * rows;
  const isMissing = (stored: number): boolean =>
    (padding !== null && stored >= padding[0] && stored <= padding[1]) || !Number.isFinite(stored);
  // Nothing can be missing: not looked at a tap.
  const full = padding === null && !(storedValues instanceof Float32Array || storedValues instanceof Float64Array);

  const own: SliceSampler = { mean: 0, there: 0, sample };

  function sample(x: number, y: number): void {
    own.mean = 0;
    own.there = 0;
    let [footX, footY] = [x + left0, y + top0];
    if (weight) [footX, footY] = [weight(footX), weight(footY)];
    const [i, j] = [Math.floor(footX), Math.floor(footY)];
    const [fx, fy] = [footX - i, footY - j];
    if (!isOn(i, fx, columns) || !isOn(j, fy, rows)) return;
    const [x0, x1] = [Math.max(i, 0), Math.min(i + 1, columns - 1)];
    const [y0, y1] = [start + Math.max(j, 0) * columns, start + Math.min(j + 1, rows - 1) * columns];
    let a = storedValues[y0 + x0]!;
    let b = storedValues[y0 + x1]!;
    let c = storedValues[y1 + x0]!;
    let d = storedValues[y1 + x1]!;
    if (!full && (isMissing(a) || isMissing(b) || isMissing(c) || isMissing(d))) {
      partly([a, b, c, d], [(1 - fx) * (1 - fy), fx * (1 - fy), (1 - fx) * fy, fx * fy]);
      return;
    }
    if (first) {
      a = first(a * slope + intercept);
      b = first(b * slope + intercept);
      c = first(c * slope + intercept);
      d = first(d * slope + intercept);
    }
    const above = a + fx * (b - a);
    const below = c + fx * (d - c);
    const mean = above + fy * (below - above);
    own.mean = first ? mean : mean * slope + intercept;
    own.there = 1;
  }

  function partly(taps: readonly number[], weights: readonly number[]): void {
    let [sum, there] = [0, 0];
    for (const [n, tap] of taps.entries()) {
      if (isMissing(tap)) continue;
      const value = tap * slope + intercept;
      sum += weights[n]! * (first ? first(value) : value);
      there += weights[n]!;
    }
    own.mean = there > 0 ? sum / there : 0;
    own.there = there;
  }

  return own;
}

/** Half a pixel around the outer pixel centres included. */
const isOn = (at: number, part: number, count: number): boolean =>
  (part >= 0.5 - TIE ? at + 1 : at) >= 0 && (part > 0.5 + TIE ? at + 1 : at) < count;
