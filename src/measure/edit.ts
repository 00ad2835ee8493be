// Editing: a measurement and a displacement in, a new measurement out. A displacement, not a place: dragged on a plane that passes
// beside a point, the point keeps its distance from that plane.
import { add, addScaled, dot, scale, type Vec3 } from '../math/vec3.ts';
import type { Plane } from '../plane/plane.ts';
import { isRegion, type Measurement, type MeasurementKind } from './measurement.ts';
import { regionShape } from './region-shape.ts';

/**
 * Where a measurement can be taken hold of, LPS mm: its points; of a region, then the box's two other corners, the one across from the
 * first point and the one down from it.
 */
export const handlesOf = (measurement: Measurement): readonly Vec3[] =>
  isRegion(measurement) ? regionShape(measurement).corners : measurement.points;

/** mm in patient space from one picture position to another, in pixels. */
export const pixelShift = (
  { right, down, spacing }: Plane,
  from: readonly [i: number, j: number],
  to: readonly [i: number, j: number],
): Vec3 => addScaled(scale(right, (to[0] - from[0]) * spacing[0]), down, (to[1] - from[1]) * spacing[1]);

/** The measurement moved as a whole by mm in patient space; its directions stay. */
export const moveMeasurement = <K extends MeasurementKind>(measurement: Measurement<K>, by: Vec3): Measurement<K> => ({
  ...measurement,
  points: measurement.points.map((point) => add(point, by)),
});

/**
 * One handle moved by mm in patient space. A region's stays on the region's plane (what leads off it is left out), and the corner
 * opposite stays where it is.
 * @param handle  index in `handlesOf`; any other changes nothing
 */
export function moveHandle<K extends MeasurementKind>(
  measurement: Measurement<K>,
  handle: number,
  by: Vec3,
): Measurement<K> {
  const { points } = measurement;
  if (!isRegion(measurement)) {
    return { ...measurement, points: points.map((point, n) => (n === handle ? add(point, by) : point)) };
  }
  const { right, down } = regionShape(measurement);
  const across = scale(right, dot(by, right));
  const along = scale(down, dot(by, down));
  const move = (point: Vec3, n: number): Vec3 => {
    const aside = MOVES_ACROSS[n]!.includes(handle) ? add(point, across) : point;
    return MOVES_DOWN[n]!.includes(handle) ? add(aside, along) : aside;
  };
  return { ...measurement, points: points.map(move) };
}

/** By which handles a region's first and second point move across, and by which down: handle 2 is across from the first point. */
const MOVES_ACROSS: readonly (readonly number[])[] = [
  [0, 3],
  [1, 2],
];
const MOVES_DOWN: readonly (readonly number[])[] = [
  [0, 2],
  [1, 3],
];
