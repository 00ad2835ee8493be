// What of a measurement lies under the pointer.
import type { Plane } from '../plane/plane.ts';
import { type DrawnEllipse, drawingOf, type PixelPoint } from './drawing.ts';
import type { Measurement } from './measurement.ts';

export type Hit =
  /** Index in `handlesOf`. */
  | { readonly part: 'handle'; readonly handle: number; readonly distance: number }
  | { readonly part: 'outline'; readonly distance: number };

/** Sides of the polygon that stands for an ellipse; it is nowhere further off than 8e-5 of a half axis. */
const SIDES = 256;

/**
 * @param at  picture position in pixels, pixel centres at integers
 * @param tolerance  pixels of the picture: on a screen of 2 device pixels a CSS pixel, twice what it is in CSS px
 * @returns the nearest handle within the tolerance, else the outline (the inside of a region is not part of it), with its distance in
 * pixels; null where neither is
 */
export function hitTest(measurement: Measurement, plane: Plane, at: PixelPoint, tolerance: number): Hit | null {
  const { handles, segments, ellipse } = drawingOf(measurement, plane);
  let hit: Hit | null = null;
  handles.forEach((point, handle) => {
    const distance = Math.hypot(point[0] - at[0], point[1] - at[1]);
    if (distance <= (hit?.distance ?? tolerance) && distance !== hit?.distance)
      hit = { part: 'handle', handle, distance };
  });
  if (hit) return hit;
  const lines = ellipse ? sidesOf(ellipse) : segments;
  const distance = Math.min(...lines.map(([from, to]) => distanceTo(from, to, at)));
  return distance <= tolerance ? { part: 'outline', distance } : null;
}

function distanceTo(from: PixelPoint, to: PixelPoint, at: PixelPoint): number {
  const [x, y] = [to[0] - from[0], to[1] - from[1]];
  const [dx, dy] = [at[0] - from[0], at[1] - from[1]];
  const square = x * x + y * y;
  const share = square === 0 ? 0 : Math.min(Math.max((dx * x + dy * y) / square, 0), 1);
  return Math.hypot(dx - share * x, dy - share * y);
}

function sidesOf({ center, across, down }: DrawnEllipse): readonly (readonly [PixelPoint, PixelPoint])[] {
  const corners = Array.from({ length: SIDES }, (_, n): PixelPoint => {
    const [cos, sin] = [Math.cos((2 * Math.PI * n) / SIDES), Math.sin((2 * Math.PI * n) / SIDES)];
    return [center[0] + cos * across[0] + sin * down[0], center[1] + cos * across[1] + sin * down[1]];
  });
  return corners.map((corner, n) => [corner, corners[(n + 1) % SIDES]!] as const);
}
