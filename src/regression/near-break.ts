// Pixels where the picture itself jumps: there float32 may fall on the other side. Found from the plane, the slice table, the
// padding and the reference's own float64 weights; never from the pictures that are compared.

import { TIE } from '../math/tie.ts';
import type { Plane } from '../plane/plane.ts';
import { atDepth, type PlaneToStack, planeToStack } from '../plane/plane-to-stack.ts';
import { blend } from '../sampler/cpu/blend.ts';
import { findSlice, sliceShare } from '../sampler/cpu/find-slice.ts';
import { nearestIndex } from '../sampler/cpu/nearest-index.ts';
import { LEAST_WEIGHT } from '../sampler/cpu/sample-linear.ts';
import { sampleSlice } from '../sampler/cpu/sample-slice.ts';
import { createStackGrid, placeGrid, type StackGrid } from '../sampler/cpu/stack-grid.ts';
import type { SampleOptions } from '../sampler/sampler.ts';
import { sampleRange } from '../sampler/slab.ts';
import type { Volume } from '../volume/volume.ts';

/** Of the weight of a linear sample: how near to LEAST_WEIGHT float32 may decide otherwise. */
export const BREAK = 1e-4;

/**
 * The same in pixels and gaps. A tie and an edge are decided TIE beside them, so what lies on one, as much of a picture may, is never
 * left out. A slab of nearest pixels meets many ties, and a wider band would mask more than a hundredth of it.
 */
export const CLOSE = 4e-6;

const near = (x: number, place: number, within = BREAK): boolean => Math.abs(x - place) < within;

/** 1 where the picture, or any sample of a slab, may jump so near the pixel that float32 may fall on the other side. */
export function nearBreak(volume: Volume, plane: Plane, options: SampleOptions): Uint8Array {
  const grid = createStackGrid(volume);
  const map = planeToStack(plane, volume);
  const range = sampleRange(options.slab, map, plane, volume, grid);
  const mask = new Uint8Array(plane.width * plane.height);
  for (let n = 0; n < range.count; n++) {
    const sample = atDepth(map, volume, (range.first + n) * range.step);
    placeGrid(grid, sample);
    maskSample(grid, sample, plane, options, mask);
  }
  return mask;
}

function maskSample(
  grid: StackGrid,
  map: PlaneToStack,
  { width, height }: Plane,
  options: SampleOptions,
  mask: Uint8Array,
): void {
  const end = grid.mm[grid.count - 1]!;
  const breaks = options.interpolation === 'nearest' ? nearestBreaks : linearBreaks;
  let k = 0;
  for (let j = 0; j < height; j++) {
    for (let i = 0; i < width; i++) {
      const at = map.mm.perI * i + map.mm.perJ * j + map.mm.origin;
      const p = j * width + i;
      if (
        !map.parallel &&
        (nearFace(at + grid.reachBelow, grid.reachBelow) || nearFace(at - end - grid.reachAbove, grid.reachAbove))
      )
        mask[p] = 1;
      if (mask[p] || at < -grid.reachBelow || at > end + grid.reachAbove) continue;
      k = findSlice(grid.mm, at, k);
      const t = sliceShare(grid.mm, k, at);
      const x = map.column.perI * i + map.column.perJ * j;
      const y = map.row.perI * i + map.row.perJ * j;
      if (breaks(grid, k, t, x, y, map.parallel, options)) mask[p] = 1;
      else if (options.interpolation === 'cubic' && cubicBreaks(grid, at, x, y)) mask[p] = 1;
    }
  }
}

/** @param beyond  mm from the face, @param reach  half the gap there, mm */
const nearFace = (beyond: number, reach: number): boolean => near(beyond, 0, 2 * CLOSE * reach);

const nearEdge = (at: number, count: number): boolean =>
  near(at, -0.5 - TIE, CLOSE) || near(at, count - 0.5 + TIE, CLOSE);

const nearRim = (grid: StackGrid, x: number, y: number): boolean => nearEdge(x, grid.columns) || nearEdge(y, grid.rows);

function linearBreaks(
  grid: StackGrid,
  k: number,
  t: number,
  x: number,
  y: number,
  _parallel: boolean,
  options: SampleOptions,
): boolean {
  const share = [1 - t, t];
  for (let s = 0; s < 2; s++) {
    if (share[s]! < 1e-12) continue;
    if (nearRim(grid, x + grid.columnOrigin[k + s]!, y + grid.rowOrigin[k + s]!)) return true;
  }
  const skip = options.padding !== 'keep';
  const own = (slice: number) =>
    sampleSlice(grid, slice, x + grid.columnOrigin[slice]!, y + grid.rowOrigin[slice]!, skip);
  const lower = own(k);
  const weight = t === 0 ? lower[1] : blend(lower, own(k + 1), t)[1];
  return near(weight, LEAST_WEIGHT);
}

function nearestBreaks(grid: StackGrid, k: number, t: number, x: number, y: number, parallel: boolean): boolean {
  if (!parallel && near(t, 0.5 - TIE, CLOSE)) return true;
  const slice = nearestIndex(k, t, grid.count);
  const column = x + grid.columnOrigin[slice]!;
  const row = y + grid.rowOrigin[slice]!;
  const tie = (place: number): boolean => near(place - Math.floor(place), 0.5 - TIE, CLOSE);
  return nearRim(grid, column, row) || tie(column) || tie(row);
}

/**
 * Whether a place is so near to `settle`'s threshold that float32 may settle otherwise: cubic's value jumps there by the tie's width
 * times its slope, and all the way to linear's where a tap is missing that only one of the two needs.
 */
function cubicBreaks(grid: StackGrid, at: number, x: number, y: number): boolean {
  const k = findSlice(grid.mm, at, 0);
  const gap = grid.count === 1 ? 1 : grid.mm[k + 1]! - grid.mm[k]!;
  if (nearSettling((at - grid.mm[k]!) / gap)) return true;
  for (let slice = Math.max(k - 1, 0); slice <= Math.min(k + 2, grid.count - 1); slice++)
    if (nearSettling(x + grid.columnOrigin[slice]!) || nearSettling(y + grid.rowOrigin[slice]!)) return true;
  return false;
}

const nearSettling = (place: number): boolean => near(Math.abs(place - Math.round(place)), TIE, CLOSE);
