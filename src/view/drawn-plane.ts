// From state to the plane that is drawn: the one place that decides what is on screen.
import { addScaled, scale } from '../math/vec3.ts';
import type { Plane, PlaneGeometry } from '../plane/plane.ts';
import { extentAlong } from '../plane/stack-extent.ts';
import type { Volume } from '../volume/volume.ts';
import { geometryOf, type ViewState } from './view-state.ts';

/**
 * The plane in device pixels: the whole stack fits at zoom 1, pixels are square in mm.
 * Mirrored, then turned, then moved: the picture's centre is the geometry's (of a named plane the stack's centre, of acquired the slice's own), moved by the pan.
 */
export function drawnPlane(volume: Volume, state: ViewState, width: number, height: number): Plane {
  const geometry = turned(geometryOf(volume, state), state);
  const [across, along] = fittedExtent(volume, state, geometry);
  const mm = Math.max(across / width, along / height) / state.zoom;
  const { right, down } = geometry;
  const center = addScaled(addScaled(geometry.center, right, -state.pan[0]), down, -state.pan[1]);
  return { right, down, center, spacing: [mm, mm], width, height };
}

/** The plane as it lies on screen, mirrored and turned about its centre; by right angles exactly. */
function turned({ center, right, down }: PlaneGeometry, { flip, rotation }: ViewState): PlaneGeometry {
  const [across, along] = [scale(right, flip[0] ? -1 : 1), scale(down, flip[1] ? -1 : 1)];
  const [cos, sin] = cosSin(rotation);
  return {
    center,
    right: addScaled(scale(across, cos), along, -sin),
    down: addScaled(scale(across, sin), along, cos),
  };
}

/** Of degrees, without rounding at right angles. */
export function cosSin(degrees: number): readonly [cos: number, sin: number] {
  const quarters = degrees / 90;
  if (Number.isInteger(quarters)) return QUARTERS[quarters & 3]!;
  const radians = (degrees * Math.PI) / 180;
  return [Math.cos(radians), Math.sin(radians)];
}

const QUARTERS = [
  [1, 0],
  [0, 1],
  [-1, 0],
  [0, -1],
] as const;

/** mm across and down that zoom 1 shows. A slice as acquired is framed by itself: a tilted stack's lean is no part of it. */
function fittedExtent(volume: Volume, state: ViewState, { right, down }: PlaneGeometry): readonly [number, number] {
  const { size, pixelSpacing } = volume;
  if (state.plane === 'acquired') {
    const [width, height] = [size[0] * pixelSpacing[1], size[1] * pixelSpacing[0]];
    const [cos, sin] = cosSin(state.rotation).map(Math.abs) as [number, number];
    return [width * cos + height * sin, width * sin + height * cos];
  }
  const [left, rightmost] = extentAlong(volume, right);
  const [top, bottom] = extentAlong(volume, down);
  return [rightmost - left, bottom - top];
}
