import { dot, subtract } from '../math/vec3.ts';
import { type PlaneGeometry, planeNormal } from '../plane/plane.ts';
import { handlesOf } from './edit.ts';
import { isRegion, type Measurement } from './measurement.ts';
import { regionShape } from './region-shape.ts';

/** By how much a region's plane may lean against the picture's before its outline would be drawn noticeably wrong: cos 5° is 0.996. */
const DEGREES = 5;

/** mm and rad: what rounding may add to a point on the plane itself, or to an angle of 0. */
const ROUNDING = 1e-6;

/**
 * Whether a measurement shows on a plane: all its points (of a region all four corners) lie within `withinMm` of it, and a region's own
 * plane within `withinDegrees` of parallel to it, seen from either side.
 * @param withinMm  half the distance to the next plane, for example, so that it shows on one of them at least
 */
export function isNear(
  measurement: Measurement,
  plane: PlaneGeometry,
  withinMm: number,
  withinDegrees = DEGREES,
): boolean {
  const normal = planeNormal(plane);
  if (
    !handlesOf(measurement).every(
      (point) => Math.abs(dot(subtract(point, plane.center), normal)) <= withinMm + ROUNDING,
    )
  )
    return false;
  return (
    !isRegion(measurement) ||
    Math.acos(Math.min(1, Math.abs(dot(regionShape(measurement).normal, normal)))) <=
      (withinDegrees * Math.PI) / 180 + ROUNDING
  );
}
