// A measurement as a picture shows it, in drawing primitives that an SVG layer takes as they are.
import { addScaled } from '../math/vec3.ts';
import { type Plane, patientToPixel } from '../plane/plane.ts';
import { handlesOf } from './edit.ts';
import { isRegion, type Measurement } from './measurement.ts';
import { outlineOf, regionShape } from './region-shape.ts';

/** Picture position in pixels, pixel centres at integers; of a canvas that is d device pixels a CSS pixel, (i + 0.5)/d CSS px. */
export type PixelPoint = readonly [i: number, j: number];

/** center + cos φ·across + sin φ·down. In SVG, a circle of radius 1 under matrix(across, down, center). */
export interface DrawnEllipse {
  readonly center: PixelPoint;
  /** Pixels: two half axes; where the picture is turned against the region's plane, two conjugate half diameters. */
  readonly across: PixelPoint;
  readonly down: PixelPoint;
}

export interface Drawing {
  /** Length and angle: from point to point; rectangle: its four sides; none else. */
  readonly segments: readonly (readonly [from: PixelPoint, to: PixelPoint])[];
  readonly ellipse: DrawnEllipse | null;
  /** As `handlesOf`. */
  readonly handles: readonly PixelPoint[];
  /** Where its text may begin: the rightmost place of the drawing, the lower one of two. */
  readonly anchor: PixelPoint;
}

/** A measurement's perpendicular projection onto a plane; whether it should show there is for `isNear` to say. */
export function drawingOf(measurement: Measurement, plane: Plane): Drawing {
  const pixel = (p: Parameters<typeof patientToPixel>[1]): PixelPoint => patientToPixel(plane, p);
  const handles = handlesOf(measurement).map(pixel);
  if (!isRegion(measurement)) {
    const segments = handles.slice(1).map((to, n) => [handles[n]!, to] as const);
    return { segments, ellipse: null, handles, anchor: rightmost(handles) };
  }
  const shape = regionShape(measurement);
  if (measurement.kind === 'rectangle') {
    const corners = outlineOf(shape).map(pixel);
    const segments = corners.map((from, n) => [from, corners[(n + 1) % 4]!] as const);
    return { segments, ellipse: null, handles, anchor: rightmost(corners) };
  }
  const center = pixel(shape.center);
  const axis = (direction: typeof shape.right, mm: number): PixelPoint => {
    const end = pixel(addScaled(shape.center, direction, mm));
    return [end[0] - center[0], end[1] - center[1]];
  };
  const ellipse = { center, across: axis(shape.right, shape.half[0]), down: axis(shape.down, shape.half[1]) };
  return { segments: [], ellipse, handles, anchor: rightmostOf(ellipse) };
}

const rightmost = (points: readonly PixelPoint[]): PixelPoint =>
  points.reduce((best, point) => (point[0] > best[0] || (point[0] === best[0] && point[1] > best[1]) ? point : best));

function rightmostOf({ center, across, down }: DrawnEllipse): PixelPoint {
  const reach = Math.hypot(across[0], down[0]);
  if (reach === 0) return [center[0], center[1] + Math.hypot(across[1], down[1])];
  return [center[0] + reach, center[1] + (across[0] * across[1] + down[0] * down[1]) / reach];
}
