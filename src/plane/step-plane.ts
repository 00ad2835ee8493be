// Stepping: from slice to slice where the plane is parallel to them, else by the smallest voxel edge.
import { addScaled, dot } from '../math/vec3.ts';
import { median } from '../series/median.ts';
import type { Volume } from '../volume/volume.ts';
import { type PlaneGeometry, planeNormal } from './plane.ts';
import { extentAlong } from './stack-extent.ts';

/** Angle below which planes count as parallel, rad. */
export const PARALLEL = 0.001;

export const parallelTo = (volume: Volume, plane: PlaneGeometry): boolean =>
  Math.abs(dot(planeNormal(plane), volume.orientation.normal)) > Math.cos(PARALLEL);

/** Index of the slice nearest to `position` (mm along the stack's normal), ties to the higher. */
export function nearestSlice(volume: Volume, position: number): number {
  let best = 0;
  volume.slices.forEach((slice, k) => {
    const gain = Math.abs(volume.slices[best]!.position - position) - Math.abs(slice.position - position);
    if (gain > -1e-6) best = k;
  });
  return best;
}

/** Smallest voxel edge, mm: of the two spacings and the median increment. */
export function smallestEdge(volume: Volume): number {
  const increments = volume.slices.slice(1).map((slice, k) => slice.position - volume.slices[k]!.position);
  return Math.min(...volume.pixelSpacing, median(increments) ?? Number.POSITIVE_INFINITY);
}

/**
 * The plane `count` steps further along its own normal (right × down); it stays inside the stack.
 * On planes parallel to the slices it lands on a slice exactly.
 */
export function stepPlane<P extends PlaneGeometry>(volume: Volume, plane: P, count: number): P {
  const normal = planeNormal(plane);
  const depth = dot(plane.center, normal);
  const [min, max] = extentAlong(volume, normal);
  if (!parallelTo(volume, plane)) {
    const to = Math.min(Math.max(depth + count * smallestEdge(volume), min), max);
    return { ...plane, center: addScaled(plane.center, normal, to - depth) };
  }
  const along = dot(normal, volume.orientation.normal);
  const here = nearestSlice(volume, dot(plane.center, volume.orientation.normal));
  const next = Math.min(Math.max(here + Math.round(count) * Math.sign(along), 0), volume.slices.length - 1);
  const mm = (volume.slices[next]!.position - dot(plane.center, volume.orientation.normal)) / along;
  return { ...plane, center: addScaled(plane.center, normal, mm) };
}
