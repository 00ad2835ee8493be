// From state to the plane that is drawn: the one place that decides what is on screen.
import { addScaled } from '../math/vec3.ts';
import type { Plane, PlaneGeometry } from '../plane/plane.ts';
import { extentAlong } from '../plane/stack-extent.ts';
import type { Volume } from '../volume/volume.ts';
import { geometryOf, type ViewState } from './view-state.ts';

/**
 * The plane in device pixels: the whole stack fits at zoom 1, pixels are square in mm.
 * The picture's centre is the geometry's (of a named plane the stack's centre, of acquired the slice's own), moved by the pan.
 */
export function drawnPlane(volume: Volume, state: ViewState, width: number, height: number): Plane {
  const geometry = geometryOf(volume, state);
  const [across, along] = fittedExtent(volume, state, geometry);
  const mm = Math.max(across / width, along / height) / state.zoom;
  const { right, down } = geometry;
  const center = addScaled(addScaled(geometry.center, right, -state.pan[0]), down, -state.pan[1]);
  return { right, down, center, spacing: [mm, mm], width, height };
}

/** mm across and down that zoom 1 shows. A slice as acquired is framed by itself: a tilted stack's lean is no part of it. */
function fittedExtent(volume: Volume, state: ViewState, { right, down }: PlaneGeometry): readonly [number, number] {
  const { size, pixelSpacing } = volume;
  if (state.plane === 'acquired') return [size[0] * pixelSpacing[1], size[1] * pixelSpacing[0]];
  const [left, rightmost] = extentAlong(volume, right);
  const [top, bottom] = extentAlong(volume, down);
  return [rightmost - left, bottom - top];
}
