// A view's position counted in steps, for sliders and "slice 12 of 40".
import { addScaled, dot } from '../math/vec3.ts';
import { positionOf } from '../plane/named-plane.ts';
import { type PlaneGeometry, planeNormal } from '../plane/plane.ts';
import { extentAlong } from '../plane/stack-extent.ts';
import { nearestSlice, parallelTo, smallestEdge, stepPlane } from '../plane/step-plane.ts';
import type { Volume } from '../volume/volume.ts';
import { geometryOf, type ViewState } from './view-state.ts';

export interface Steps {
  /** 0 to count − 1, rising into the picture. */
  readonly index: number;
  readonly count: number;
  /** Whether steps are slices, as taken. */
  readonly slices: boolean;
}

/** Where the state's plane stands among all steps through the stack. */
export function stepsOf(volume: Volume, state: ViewState): Steps {
  const geometry = geometryOf(volume, state);
  const normal = planeNormal(geometry);
  if (parallelTo(volume, geometry)) {
    const count = volume.slices.length;
    const slice = nearestSlice(volume, dot(geometry.center, volume.orientation.normal));
    const rising = dot(normal, volume.orientation.normal) > 0;
    return { index: rising ? slice : count - 1 - slice, count, slices: true };
  }
  const edge = smallestEdge(volume);
  const [min, max] = extentAlong(volume, normal);
  const count = Math.max(1, Math.floor((max - min) / edge));
  const index = Math.round((dot(geometry.center, normal) - min) / edge - 0.5);
  return { index: Math.min(Math.max(index, 0), count - 1), count, slices: false };
}

/** The state `count` steps further into the picture; it stays inside the stack. */
export const stepState = (volume: Volume, state: ViewState, count: number): ViewState =>
  withGeometry(volume, state, stepPlane(volume, geometryOf(volume, state), count));

/** The state at a step, counted as `stepsOf` counts. */
export function stepTo(volume: Volume, state: ViewState, index: number): ViewState {
  const { slices, index: here } = stepsOf(volume, state);
  if (slices) return stepState(volume, state, index - here);
  const geometry = geometryOf(volume, state);
  const normal = planeNormal(geometry);
  const to = extentAlong(volume, normal)[0] + (index + 0.5) * smallestEdge(volume);
  const center = addScaled(geometry.center, normal, to - dot(geometry.center, normal));
  return withGeometry(volume, state, { ...geometry, center });
}

function withGeometry(volume: Volume, state: ViewState, geometry: PlaneGeometry): ViewState {
  if (typeof state.plane !== 'string') return { ...state, plane: geometry };
  return { ...state, position: positionOf(volume, state.plane, geometry) };
}
