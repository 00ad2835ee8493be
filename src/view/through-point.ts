// Planes moved along their own normals, to where something else is.
import { addScaled, dot, subtract, type Vec3 } from '../math/vec3.ts';
import { positionOf } from '../plane/named-plane.ts';
import { type PlaneGeometry, planeNormal } from '../plane/plane.ts';
import { PARALLEL } from '../plane/step-plane.ts';
import type { Volume } from '../volume/volume.ts';
import { geometryOf, type ViewState } from './view-state.ts';

/**
 * The state whose plane is moved along its normal, and only so, until it passes through a patient position (LPS mm).
 * Not snapped to a slice, nor kept inside the stack: it is where the point is.
 */
export function throughPoint(volume: Volume, state: ViewState, point: Vec3): ViewState {
  const geometry = geometryOf(volume, state);
  const normal = planeNormal(geometry);
  const center = addScaled(geometry.center, normal, dot(subtract(point, geometry.center), normal));
  const moved = { ...geometry, center };
  if (typeof state.plane !== 'string') return { ...state, plane: moved };
  return { ...state, position: positionOf(volume, state.plane, moved) };
}

/** Whether two planes have one normal, or opposite ones, within the angle by which slices count as parallel. */
export const parallelPlanes = (a: PlaneGeometry, b: PlaneGeometry): boolean =>
  Math.abs(dot(planeNormal(a), planeNormal(b))) > Math.cos(PARALLEL);
