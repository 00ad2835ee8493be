// Where other planes cut a picture: lines through one point, with a gap around it so that what it points at stays free.
import { cross, dot, type Vec3 } from '../../math/vec3.ts';
import { type PlaneGeometry, planeNormal } from '../../plane/plane.ts';

/** A plane that cuts the picture. */
export interface CrossPlane {
  /** Whose: `axial`, for its colour. */
  readonly name: string;
  readonly normal: Vec3;
}

export type Segment = readonly [x1: number, y1: number, x2: number, y2: number];

/** Half the gap, px. */
export const GAP = 14;

/** Sine of the angle below which two planes cut nowhere that could be shown. */
const PARALLEL = 0.02;

/**
 * @param at  where the planes meet, px
 * @param rim  px that stay free at the edges
 * @returns at most two segments, px; [] for a plane parallel to the picture
 */
export function crossSegments(
  plane: PlaneGeometry,
  { normal }: CrossPlane,
  at: readonly [x: number, y: number],
  width: number,
  height: number,
  rim: number,
): readonly Segment[] {
  const along = cross(planeNormal(plane), normal);
  const [x, y] = [dot(along, plane.right), dot(along, plane.down)];
  const size = Math.hypot(x, y);
  if (size < PARALLEL) return [];
  const way = [x / size, y / size] as const;
  const [from, to] = inside(at, way, width, height, rim);
  const segment = (a: number, b: number): Segment[] =>
    b - a < 1 ? [] : [[at[0] + a * way[0], at[1] + a * way[1], at[0] + b * way[0], at[1] + b * way[1]]];
  return [...segment(from, Math.min(to, -GAP)), ...segment(Math.max(from, GAP), to)];
}

/** The part of a line that lies within the rim, by its parameter; empty where it passes the picture by. */
function inside(
  at: readonly [number, number],
  way: readonly [number, number],
  width: number,
  height: number,
  rim: number,
): readonly [from: number, to: number] {
  let [from, to] = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
  for (const [axis, size] of [width, height].entries()) {
    const [place, speed] = [at[axis]!, way[axis]!];
    if (Math.abs(speed) < 1e-9) {
      if (place < rim || place > size - rim) return [0, 0];
      continue;
    }
    const ends = [(rim - place) / speed, (size - rim - place) / speed];
    from = Math.max(from, Math.min(...ends));
    to = Math.min(to, Math.max(...ends));
  }
  return from < to ? [from, to] : [0, 0];
}
