// Where the crosshair's planes cut a picture, and where its handles are: for whoever draws them, and to know what a press has hold of.
import { addScaled, cross, dot, length, subtract, type Vec3 } from '../math/vec3.ts';
import { type Plane, patientToPixel, planeNormal } from '../plane/plane.ts';
import { axisOf, type Crosshair, PANES, type PaneName, turnCrosshair, turnOblique } from './crosshair.ts';

/** px of the plane's grid from the picture's upper left corner: CSS px where the plane was drawn in CSS px. */
export type CanvasPoint = readonly [x: number, y: number];
export type Segment = readonly [from: CanvasPoint, to: CanvasPoint];

export interface CrosshairLine {
  /** Whose plane it is. */
  readonly pane: PaneName;
  /** Where the crosshair's point is in the picture; perhaps outside of it. */
  readonly center: CanvasPoint;
  /** Unit vector along the line, on screen. */
  readonly along: CanvasPoint;
  /** The line within the picture, less a gap about the point: 0 to 2. */
  readonly segments: readonly Segment[];
  /** Within the picture, the faces of the plane's slab, if it has one: 0 to 2. */
  readonly faces: readonly Segment[];
  readonly rotateHandles: readonly CanvasPoint[];
  readonly slabHandles: readonly CanvasPoint[];
}

/** Half the gap, px: what the crosshair points at stays free. */
export const CROSSHAIR_GAP = 14;
/** Share of the picture's shorter side from the point to a rotation handle; half as far to a slab's. */
const REACH = 0.36;
/** px from a handle to the rim. */
const RIM = 14;
/** px that a slab's handle stands off its face, so that there is something to draw where there is no slab yet. */
const STANDOFF = 9;

/**
 * The lines in a picture, one for each of the panes' planes that cuts it; where two fall together only the first, in the order of `PANES`.
 * @param plane  as drawn; with a width and height in CSS px everything comes in CSS px
 * @param thickness  mm of each pane's slab, 0 or left out for none
 */
export function crosshairLines(
  crosshair: Crosshair,
  plane: Plane,
  panes: readonly PaneName[] = PANES,
  thickness: Readonly<Partial<Record<PaneName, number>>> = {},
): readonly CrosshairLine[] {
  const lines: CrosshairLine[] = [];
  for (const pane of panes) {
    const line = lineOf(crosshair, plane, pane, thickness[pane] ?? 0);
    if (line && !lines.some(({ along }) => Math.abs(along[0] * line.along[1] - along[1] * line.along[0]) < 1e-6))
      lines.push(line);
  }
  return lines;
}

function lineOf(crosshair: Crosshair, plane: Plane, pane: PaneName, thickness: number): CrosshairLine | null {
  const normal = planeNormal(plane);
  const axis = axisOf(crosshair, pane);
  const direction = cross(normal, axis);
  const steepness = length(direction);
  // Parallel to the picture: it is the picture, or beside it.
  if (steepness < 1e-6) return null;
  const center = onCanvas(plane, whereCut(crosshair.point, plane, normal, axis));
  const along: CanvasPoint = [dot(direction, plane.right) / steepness, dot(direction, plane.down) / steepness];
  // mm on the picture from the line to a face, seen at a slant.
  const half = thickness / 2 / steepness / plane.spacing[0];
  const across: CanvasPoint = [-along[1], along[0]];
  const inside = clip(center, along, plane);
  const reach = REACH * Math.min(plane.width, plane.height);
  const handles = (distance: number): readonly number[] => (inside ? reached(inside, distance) : []);
  return {
    pane,
    center,
    along,
    segments: inside ? gapped(center, along, inside) : [],
    faces:
      half > 0
        ? [half, -half].flatMap((off) => {
            const at = moved(center, across, off);
            const face = clip(at, along, plane);
            return face ? [[moved(at, along, face[0]), moved(at, along, face[1])] as const] : [];
          })
        : [],
    rotateHandles: handles(reach).map((t) => moved(center, along, t)),
    slabHandles: handles(reach / 2).flatMap((t) =>
      [1, -1].map((side) => moved(moved(center, along, t), across, side * (half + STANDOFF))),
    ),
  };
}

/** The point on the picture's plane and on the other that is nearest to the crosshair's: itself, where the pane goes through it. */
function whereCut(point: Vec3, plane: Plane, normal: Vec3, axis: Vec3): Vec3 {
  const foot = addScaled(point, normal, dot(subtract(plane.center, point), normal));
  const within = addScaled(axis, normal, -dot(axis, normal));
  const off = dot(subtract(foot, point), axis);
  return addScaled(foot, within, -off / dot(within, within));
}

function onCanvas(plane: Plane, p: Vec3): CanvasPoint {
  const [i, j] = patientToPixel(plane, p);
  return [i + 0.5, j + 0.5];
}

const moved = (from: CanvasPoint, along: CanvasPoint, px: number): CanvasPoint => [
  from[0] + along[0] * px,
  from[1] + along[1] * px,
];

/** The part of a line within the picture, px along it from `from`; null where it misses. */
function clip(from: CanvasPoint, along: CanvasPoint, { width, height }: Plane): readonly [number, number] | null {
  let [first, last] = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
  for (const [axis, size] of [
    [0, width],
    [1, height],
  ] as const) {
    const [at, step] = [from[axis], along[axis]];
    if (Math.abs(step) < 1e-12) {
      if (at < 0 || at > size) return null;
      continue;
    }
    const ends = [-at / step, (size - at) / step];
    first = Math.max(first, Math.min(...ends));
    last = Math.min(last, Math.max(...ends));
  }
  return first < last ? [first, last] : null;
}

function gapped(center: CanvasPoint, along: CanvasPoint, [first, last]: readonly [number, number]): readonly Segment[] {
  const parts = [
    [first, Math.min(last, -CROSSHAIR_GAP)],
    [Math.max(first, CROSSHAIR_GAP), last],
  ] as const;
  return parts
    .filter(([from, to]) => from < to)
    .map(([from, to]) => [moved(center, along, from), moved(center, along, to)]);
}

/** As far as that from the point on either side, or as far as the picture has room; none where it has none beyond the gap. */
const reached = ([first, last]: readonly [number, number], distance: number): readonly number[] => [
  ...(last - RIM > CROSSHAIR_GAP && first < distance ? [Math.min(distance, last - RIM)] : []),
  ...(first + RIM < -CROSSHAIR_GAP && last > -distance ? [Math.max(-distance, first + RIM)] : []),
];

export type CrosshairGrip =
  | { readonly kind: 'crosshair' }
  | { readonly kind: 'crosshair-rotate'; readonly pane: PaneName }
  | { readonly kind: 'crosshair-slab'; readonly pane: PaneName };

/** What a press at `at` has hold of: the nearest handle, or the point itself. @param tolerance  px; a finger needs about twice a mouse's */
export function hitCrosshair(
  lines: readonly CrosshairLine[],
  at: CanvasPoint,
  tolerance: number,
): CrosshairGrip | null {
  let [best, grip]: [number, CrosshairGrip | null] = [tolerance, null];
  const offer = (handle: CanvasPoint, offered: CrosshairGrip): void => {
    const away = Math.hypot(handle[0] - at[0], handle[1] - at[1]);
    if (away <= best && (away < best || !grip)) [best, grip] = [away, offered];
  };
  for (const { pane, center, rotateHandles, slabHandles } of lines) {
    for (const handle of rotateHandles) offer(handle, { kind: 'crosshair-rotate', pane });
    for (const handle of slabHandles) offer(handle, { kind: 'crosshair-slab', pane });
    offer(center, { kind: 'crosshair' });
  }
  return grip;
}

/** mm of the slab whose handle is at a point of the picture. */
export function slabAt(crosshair: Crosshair, plane: Plane, pane: PaneName, at: CanvasPoint): number {
  const line = lineOf(crosshair, plane, pane, 0);
  if (!line) return 0;
  const [x, y] = [at[0] - line.center[0], at[1] - line.center[1]];
  const off = Math.abs(x * line.along[1] - y * line.along[0]);
  const steepness = length(cross(planeNormal(plane), axisOf(crosshair, pane)));
  return 2 * Math.max(0, off - STANDOFF) * plane.spacing[0] * steepness;
}

/**
 * The crosshair turned as a handle of `pane`'s line is: clockwise on screen. The fourth pane's line turns by itself in the axial
 * picture, and any other line takes all planes with it but the picture's own.
 */
export function turnOnScreen(crosshair: Crosshair, plane: Plane, pane: PaneName | null, degrees: number): Crosshair {
  const normal = planeNormal(plane);
  const along = dot(normal, crosshair.axes[2]);
  if (pane === 'oblique' && Math.abs(along) > 1 - 1e-9) return turnOblique(crosshair, Math.sign(along) * degrees);
  return turnCrosshair(crosshair, normal, degrees);
}
