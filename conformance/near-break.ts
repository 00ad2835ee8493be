// Pixels where the picture itself jumps: there float32 may fall on the other side. Found from the plane, the slice table, the
// padding and the reference's own float64 weights; never from the pictures that are compared.

import { TIE } from '../src/math/tie.ts';
import type { Plane } from '../src/plane/plane.ts';
import { atDepth, type PlaneToStack, planeToStack, snap } from '../src/plane/plane-to-stack.ts';
import { blend } from '../src/sampler/cpu/blend.ts';
import { findSlice, sliceShare } from '../src/sampler/cpu/find-slice.ts';
import { nearestIndex } from '../src/sampler/cpu/nearest-index.ts';
import { sampleCubicSlice } from '../src/sampler/cpu/sample-cubic.ts';
import { LEAST_WEIGHT } from '../src/sampler/cpu/sample-linear.ts';
import { sampleSlice } from '../src/sampler/cpu/sample-slice.ts';
import { createStackGrid, placeGrid, type StackGrid } from '../src/sampler/cpu/stack-grid.ts';
import type { SampleOptions } from '../src/sampler/sampler.ts';
import { type SampleRange, sampleRange } from '../src/sampler/slab.ts';
import type { Volume } from '../src/volume/volume.ts';

/** Distance in mm or weight within which float32 may decide otherwise. */
export const BREAK = 1e-4;

/**
 * The same in pixels and gaps. A tie and an edge are decided TIE beside them, so what lies on one, as much of a picture may, is never
 * left out. A slab of nearest pixels meets many ties, and a wider band would mask more than a hundredth of it.
 */
export const CLOSE = 5e-6;

const near = (x: number, place: number, within = BREAK): boolean => Math.abs(x - place) < within;

/** 1 where the picture, or any sample of a slab, may jump within BREAK of the pixel. */
export function nearBreak(volume: Volume, plane: Plane, options: SampleOptions): Uint8Array {
  const grid = createStackGrid(volume);
  const map = planeToStack(plane, volume);
  const range = sampleRange(options.slab, map, plane, volume, grid);
  const mask = new Uint8Array(plane.width * plane.height);
  for (let n = 0; n < range.count; n++) {
    const sample = atDepth(map, volume, (range.first + n) * range.step);
    placeGrid(grid, sample);
    maskSample(grid, sample, range, plane, options, mask);
  }
  return mask;
}

function maskSample(
  grid: StackGrid,
  map: PlaneToStack,
  range: SampleRange,
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
      else if (options.interpolation === 'cubic' && cubicBreaks(grid, map, range, at, x, y, options)) mask[p] = 1;
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

/** Whether the cubic kernel has all its taps on one side of the pixel's place and falls back to linear on the other. */
function cubicBreaks(
  grid: StackGrid,
  map: PlaneToStack,
  range: SampleRange,
  at: number,
  x: number,
  y: number,
  options: SampleOptions,
): boolean {
  const k = findSlice(grid.mm, at, 0);
  const gap = grid.count === 1 ? 1 : grid.mm[k + 1]! - grid.mm[k]!;
  const t = (at - grid.mm[k]!) / gap;
  // A parallel plane's slices are found in float64 by both.
  const along = map.parallel || !(near(t, 0, CLOSE) || near(t, 1, CLOSE)) ? [0] : [-CLOSE * gap, 0, CLOSE * gap];
  const sides = (place: 'column' | 'row', foot: number): readonly number[] => {
    for (let slice = Math.max(k - 1, 0); slice <= Math.min(k + 2, grid.count - 1); slice++) {
      const whole = grid[`${place}Origin`][slice]! + foot;
      if (near(whole, Math.round(whole), CLOSE) && !isExact(grid, map, range, place, slice)) return [-CLOSE, 0, CLOSE];
    }
    return [0];
  };
  const [across, down] = [sides('column', x), sides('row', y)];
  if (along.length * across.length * down.length === 1) return false;
  const skipPadding = grid.padded && options.padding !== 'keep';
  const found = along.flatMap((mm) =>
    across.flatMap((dx) => down.map((dy) => hasAllTaps(grid, at + mm, x + dx, y + dy, skipPadding))),
  );
  return new Set(found).size > 1;
}

/** Whether float32 has a foot's place without rounding: everything that it is made of is a multiple of 2⁻¹⁰. */
function isExact(
  grid: StackGrid,
  { column, row, parallel }: PlaneToStack,
  { step }: SampleRange,
  place: 'column' | 'row',
  slice: number,
): boolean {
  const { perI, perJ, perDepth, origin } = place === 'column' ? column : row;
  const multiple = (value: number): boolean => Number.isInteger(value * 1024);
  if (![perI, perJ, perDepth * step].every(multiple)) return false;
  // A plane on a slice is placed in that slice's own grid in float64.
  if (parallel && step === 0 && multiple(grid[`${place}Origin`][slice]!)) return true;
  return multiple(snap(origin)) && multiple(grid[`${place}Offset`][slice]!);
}

function hasAllTaps(grid: StackGrid, at: number, x: number, y: number, skipPadding: boolean): boolean {
  let k = findSlice(grid.mm, at, 0);
  let t = sliceShare(grid.mm, k, at);
  if (t === 1) [k, t] = [k + 1, 0];
  for (let slice = t === 0 ? k : k - 1; slice <= (t === 0 ? k : k + 2); slice++) {
    if (slice < 0 || slice >= grid.count) return false;
    const [column, row] = [x + grid.columnOrigin[slice]!, y + grid.rowOrigin[slice]!];
    if (Number.isNaN(sampleCubicSlice(grid, slice, column, row, skipPadding))) return false;
  }
  return true;
}
