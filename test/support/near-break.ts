// Pixels where the picture itself jumps: there float32 may fall on the other side. Found from the plane, the slice table, the
// padding and the reference's own float64 weights; never from the pictures that are compared.

import type { Plane } from '../../src/plane/plane.ts';
import { planeToStack } from '../../src/plane/plane-to-stack.ts';
import { blend } from '../../src/sampler/cpu/blend.ts';
import { findSlice } from '../../src/sampler/cpu/find-slice.ts';
import { LEAST_WEIGHT } from '../../src/sampler/cpu/sample-linear.ts';
import { sampleSlice } from '../../src/sampler/cpu/sample-slice.ts';
import { createStackGrid, placeGrid, type StackGrid } from '../../src/sampler/cpu/stack-grid.ts';
import type { SampleOptions } from '../../src/sampler/sampler.ts';
import type { Volume } from '../../src/volume/volume.ts';

/** Distance in pixels, steps or weight within which float32 may decide otherwise. */
export const BREAK = 1e-4;

const near = (x: number, place: number): boolean => Math.abs(x - place) < BREAK;

/** 1 where the picture may jump within BREAK of the pixel. */
export function nearBreak(volume: Volume, plane: Plane, options: SampleOptions): Uint8Array {
  const grid = createStackGrid(volume);
  const map = planeToStack(plane, volume);
  placeGrid(grid, map);
  const mask = new Uint8Array(plane.width * plane.height);
  const nearest = options.interpolation === 'nearest';
  const last = grid.count - 1;
  const end = grid.mm[last]!;
  let k = 0;
  for (let j = 0; j < plane.height; j++) {
    for (let i = 0; i < plane.width; i++) {
      const at = map.mm.perI * i + map.mm.perJ * j + map.mm.origin;
      const p = j * plane.width + i;
      if (!map.parallel && (near(at, -grid.reachBelow) || near(at, end + grid.reachAbove))) mask[p] = 1;
      if (at < -grid.reachBelow || at > end + grid.reachAbove) continue;
      k = findSlice(grid.mm, at, k);
      const gap = last === 0 ? 1 : grid.mm[k + 1]! - grid.mm[k]!;
      const t = last === 0 ? 0 : Math.min(Math.max((at - grid.mm[k]!) / gap, 0), 1);
      const x = map.column.perI * i + map.column.perJ * j;
      const y = map.row.perI * i + map.row.perJ * j;
      if (nearest ? nearestBreaks(grid, k, t, x, y, map.parallel) : linearBreaks(grid, k, t, x, y, options))
        mask[p] = 1;
    }
  }
  return mask;
}

const nearRim = (grid: StackGrid, x: number, y: number): boolean =>
  near(x, -0.5) || near(x, grid.columns - 0.5) || near(y, -0.5) || near(y, grid.rows - 0.5);

function linearBreaks(grid: StackGrid, k: number, t: number, x: number, y: number, options: SampleOptions): boolean {
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
  if (!parallel && near(t, 0.5)) return true;
  const slice = t >= 0.5 ? k + 1 : k;
  const column = x + grid.columnOrigin[slice]!;
  const row = y + grid.rowOrigin[slice]!;
  const tie = (place: number): boolean => near(place - Math.floor(place), 0.5);
  return nearRim(grid, column, row) || tie(column) || tie(row);
}
