// Which part of a picture the stack can reach: drawing is scissored to it, the rest is cleared. Pixels outside cost a shader
// almost as much as those inside, and a tall picture of a flat stack is mostly outside.
import type { Affine, PlaneToStack } from '../../plane/plane-to-stack.ts';
import type { SliceTable } from '../../volume/slice-table.ts';
import type { Volume } from '../../volume/volume.ts';
import type { SampleRange } from '../slab.ts';
import { stackBounds } from '../stack-bounds.ts';

/** Pixels from x0 and y0 up to, not including, x1 and y1; rows top down. */
export interface Footprint {
  readonly x0: number;
  readonly y0: number;
  readonly x1: number;
  readonly y1: number;
}

type Point = readonly [i: number, j: number];

const at = (affine: Affine, [i, j]: Point): number => affine.perI * i + affine.perJ * j + affine.origin;

/** The part of a convex polygon where `affine` is at least (sign 1) or at most (sign −1) `bound`. Sutherland and Hodgman, 1974. */
function clip(polygon: readonly Point[], affine: Affine, bound: number, sign: 1 | -1): Point[] {
  const kept: Point[] = [];
  polygon.forEach((point, index) => {
    const next = polygon[(index + 1) % polygon.length]!;
    const here = (at(affine, point) - bound) * sign;
    const there = (at(affine, next) - bound) * sign;
    if (here >= 0) kept.push(point);
    if (here >= 0 !== there >= 0) {
      const t = here / (here - there);
      kept.push([point[0] + t * (next[0] - point[0]), point[1] + t * (next[1] - point[1])]);
    }
  });
  return kept;
}

/** @returns null where no sample meets the stack; else a rectangle that holds every pixel inside, a pixel wider all around */
export function footprint(
  map: PlaneToStack,
  width: number,
  height: number,
  volume: Volume,
  table: SliceTable,
  { first, count, step }: SampleRange,
): Footprint | null {
  const bounds = stackBounds(volume, table);
  let polygon: Point[] = [
    [-1, -1],
    [width, -1],
    [width, height],
    [-1, height],
  ];
  for (const axis of ['column', 'row', 'mm'] as const) {
    const affine = map[axis];
    const [low, high] = bounds[axis];
    // A pixel may be inside with the first sample, the last, or any between.
    const depths = [first, first + count - 1].map((n) => affine.perDepth * step * n);
    // Generous by far more than rounding: a scissor must never decide what is inside.
    polygon = clip(polygon, affine, low - Math.max(...depths) - 0.01, 1);
    polygon = clip(polygon, affine, high - Math.min(...depths) + 0.01, -1);
  }
  if (polygon.length === 0) return null;
  const is = polygon.map((point) => point[0]);
  const js = polygon.map((point) => point[1]);
  const within = (x: number, size: number): number => Math.min(Math.max(x, 0), size);
  return {
    x0: within(Math.floor(Math.min(...is)) - 1, width),
    y0: within(Math.floor(Math.min(...js)) - 1, height),
    x1: within(Math.ceil(Math.max(...is)) + 2, width),
    y1: within(Math.ceil(Math.max(...js)) + 2, height),
  };
}
