// The crosshair of several panes: the point in which their planes meet, and three orthogonal unit vectors that are their normals.
// While those are the patient's axes the planes have names; turned, they are geometries (double oblique).
import { addScaled, cross, dot, length, normalize, scale, subtract, type Vec3 } from '../math/vec3.ts';
import { type PlaneGeometry, planeNormal } from '../plane/plane.ts';
import { boxCenter } from '../plane/stack-extent.ts';
import type { Volume } from '../volume/volume.ts';
import { cosSin } from './drawn-plane.ts';
import { geometryOf, type ViewState } from './view-state.ts';

export const PANES = ['axial', 'sagittal', 'coronal', 'oblique'] as const;
export type PaneName = (typeof PANES)[number];

export interface Crosshair {
  /** LPS mm. */
  readonly point: Vec3;
  /** Along which the sagittal, the coronal and the axial plane are stepped through: x, y and z of the patient until they are turned. */
  readonly axes: readonly [x: Vec3, y: Vec3, z: Vec3];
  /** Degrees from the sagittal towards the coronal direction that the fourth pane looks: its plane holds the axial axis. */
  readonly oblique: number;
}

const PATIENT: Crosshair['axes'] = [
  [1, 0, 0],
  [0, 1, 0],
  [0, 0, 1],
];

/** Nearer than this to the patient's axis, an axis is the patient's: turning back gives named planes back. */
const SNAP = 1e-9;
const FIRST_OBLIQUE = 45;

/** Along the patient's axes. @param point  by default the centre of the stack's box */
export const createCrosshair = (volume: Volume, point: Vec3 = boxCenter(volume)): Crosshair => ({
  point: clampToStack(volume, point),
  axes: PATIENT,
  oblique: FIRST_OBLIQUE,
});

/** Whether the planes are the patient's, by name. */
export const isStraight = ({ axes }: Crosshair): boolean =>
  axes.every((axis, n) => axis.every((part, m) => part === PATIENT[n]![m]));

/** The same point, along the patient's axes again. */
export const straighten = (crosshair: Crosshair): Crosshair => ({
  ...crosshair,
  axes: PATIENT,
  oblique: FIRST_OBLIQUE,
});

/** The crosshair moved, as far as the stack reaches. */
export const moveCrosshair = (volume: Volume, crosshair: Crosshair, point: Vec3): Crosshair => ({
  ...crosshair,
  point: clampToStack(volume, point),
});

/** The crosshair moved along a plane's normal until it lies on it: what follows when one pane is stepped. */
export function crosshairOnPlane(crosshair: Crosshair, plane: PlaneGeometry): Crosshair {
  const normal = planeNormal(plane);
  const off = dot(subtract(plane.center, crosshair.point), normal);
  return { ...crosshair, point: addScaled(crosshair.point, normal, off) };
}

/**
 * Turns the planes about a direction, clockwise as seen along it: those of the other panes, where it is one pane's normal.
 * An axis along the direction stays as it is, to the last bit.
 */
export function turnCrosshair(crosshair: Crosshair, about: Vec3, degrees: number): Crosshair {
  const axis = normalize(about);
  const fixed = crosshair.axes.findIndex((each) => Math.abs(dot(each, axis)) > 1 - 1e-12);
  const exact = fixed < 0 ? axis : scale(crosshair.axes[fixed]!, Math.sign(dot(crosshair.axes[fixed]!, axis)));
  const turned = crosshair.axes.map((each, n) => (n === fixed ? each : turnedAbout(each, exact, degrees)));
  return { ...crosshair, axes: orthonormal(turned as unknown as Crosshair['axes'], Math.max(fixed, 0)) };
}

/** Turns the fourth pane's plane about the axial axis, by degrees clockwise as seen along it. */
export const turnOblique = (crosshair: Crosshair, degrees: number): Crosshair => ({
  ...crosshair,
  oblique: (((crosshair.oblique + degrees) % 360) + 360) % 360,
});

/** The direction along which a pane's plane is stepped through. */
export function axisOf({ axes, oblique }: Crosshair, pane: PaneName): Vec3 {
  if (pane !== 'oblique') return axes[AXIS[pane]];
  const [cos, sin] = cosSin(oblique);
  return addScaled(scale(axes[1], cos), axes[0], -sin);
}

const AXIS = { sagittal: 0, coronal: 1, axial: 2 } as const;

/** What a pane's view is asked for: a named plane with its position, or a geometry; through the point in any case. */
export function planeOfPane(
  volume: Volume,
  crosshair: Crosshair,
  pane: PaneName,
): Pick<ViewState, 'plane' | 'position'> {
  const axis = axisOf(crosshair, pane);
  if (pane !== 'oblique' && axis.every((part, n) => part === PATIENT[AXIS[pane]][n]))
    return { plane: pane, position: crosshair.point[AXIS[pane]] };
  // Framed as named planes are: the stack's centre in the middle, moved into the plane.
  const middle = boxCenter(volume);
  const center = addScaled(middle, axis, dot(subtract(crosshair.point, middle), axis));
  return { plane: { center, ...directionsOf(crosshair, pane, axis) }, position: null };
}

/**
 * The pane's own picture follows its normal the shortest way from where the patient's axes put it, and depends on nothing else: what
 * turns about the normal turns the lines in the picture, and leaves the picture.
 */
function directionsOf({ oblique }: Crosshair, pane: PaneName, axis: Vec3): Pick<PlaneGeometry, 'right' | 'down'> {
  const straight: Crosshair = { point: [0, 0, 0], axes: PATIENT, oblique };
  const from = axisOf(straight, pane);
  const [cos, sin] = cosSin(oblique);
  const right: Vec3 = pane === 'sagittal' ? [0, 1, 0] : pane === 'oblique' ? [cos, sin, 0] : [1, 0, 0];
  const carried = normalize(carry(right, from, axis, right));
  const square = normalize(subtract(carried, scale(axis, dot(carried, axis))));
  // A sagittal picture is looked at from the left: its right × down goes against the patient's x.
  return { right: square, down: scale(cross(axis, square), pane === 'sagittal' ? -1 : 1) };
}

/** `v` as the shortest turn takes it that takes `from` to `to`; half a turn goes about `hinge`. */
function carry(v: Vec3, from: Vec3, to: Vec3, hinge: Vec3): Vec3 {
  const along = 1 + dot(from, to);
  if (along < 1e-9) return subtract(scale(hinge, 2 * dot(v, hinge)), v);
  const w = cross(from, to);
  const once = cross(w, v);
  return addScaled(addScaled(v, once, 1), cross(w, once), 1 / along);
}

/**
 * The crosshair in which three views' planes meet: for a state that was kept, or set by a host. The oblique pane has its angle from
 * `crosshair`.
 * @returns null where the planes are not orthogonal (1°)
 */
export function crosshairOf(
  volume: Volume,
  crosshair: Crosshair,
  states: Readonly<Record<'axial' | 'sagittal' | 'coronal', ViewState>>,
): Crosshair | null {
  const [sagittal, coronal, axial] = (['sagittal', 'coronal', 'axial'] as const).map((pane) =>
    geometryOf(volume, states[pane]),
  ) as [PlaneGeometry, PlaneGeometry, PlaneGeometry];
  const [x, y, z] = [scale(planeNormal(sagittal), -1), planeNormal(coronal), planeNormal(axial)];
  const lean = Math.max(...[dot(x, y), dot(y, z), dot(z, x)].map(Math.abs));
  if (lean > Math.sin(Math.PI / 180) || dot(cross(x, y), z) < 0) return null;
  const axes = orthonormal([x, y, z], 2);
  // Along axes that are orthogonal, each plane gives one coordinate.
  const depths = [sagittal, coronal, axial].map(({ center }, n) => dot(center, axes[n]!));
  const point = axes.reduce<Vec3>((sum, axis, n) => addScaled(sum, axis, depths[n]!), [0, 0, 0]);
  return { point, axes, oblique: crosshair.oblique };
}

/** As far as the slices reach: within the first and last, and within the outer pixel edges of the grid there. */
export function clampToStack(volume: Volume, point: Vec3): Vec3 {
  const { orientation, pixelSpacing, size, slices } = volume;
  const { row, column, normal } = orientation;
  const w = dot(point, normal);
  const depth = Math.min(Math.max(w, slices[0]!.position), slices.at(-1)!.position);
  let k = 0;
  while (k < slices.length - 2 && depth >= slices[k + 1]!.position) k++;
  const [low, high] = [slices[k]!, slices[k + 1] ?? slices[k]!];
  const gap = high.position - low.position;
  const origin = addScaled(low.origin, subtract(high.origin, low.origin), gap > 0 ? (depth - low.position) / gap : 0);
  const beyond = (direction: Vec3, mm: number, count: number): number => {
    const at = dot(subtract(point, origin), direction);
    return Math.min(Math.max(at, -0.5 * mm), (count - 0.5) * mm) - at;
  };
  const moves = [
    [normal, depth - w],
    [row, beyond(row, pixelSpacing[1], size[0])],
    [column, beyond(column, pixelSpacing[0], size[1])],
  ] as const;
  // A point inside stays as it is, to the last bit.
  return moves.reduce<Vec3>((at, [direction, mm]) => (mm === 0 ? at : addScaled(at, direction, mm)), point);
}

function turnedAbout(v: Vec3, axis: Vec3, degrees: number): Vec3 {
  const [cos, sin] = cosSin(degrees);
  const along = scale(axis, dot(v, axis) * (1 - cos));
  return addScaled(addScaled(scale(v, cos), cross(axis, v), sin), along, 1);
}

/** Orthonormal again, the one at `kept` unchanged, and the patient's own where they are next to them. */
function orthonormal(axes: Crosshair['axes'], kept: number): Crosshair['axes'] {
  const [p, q] = [(kept + 1) % 3, (kept + 2) % 3];
  const first = normalizedOnce(axes[kept]!);
  const second = normalize(subtract(axes[p]!, scale(first, dot(first, axes[p]!))));
  const made: Vec3[] = [];
  made[kept] = first;
  made[p] = second;
  made[q] = cross(first, second);
  return made.map(snapped) as unknown as Crosshair['axes'];
}

/** Normalising a unit vector again would change its last bit. */
const normalizedOnce = (v: Vec3): Vec3 => (Math.abs(length(v) - 1) < 1e-14 ? v : normalize(v));

function snapped(v: Vec3): Vec3 {
  const near = v.map((part) => Math.round(part));
  // + 0: no part is −0.
  return v.every((part, n) => Math.abs(part - near[n]!) < SNAP) ? (near.map((part) => part + 0) as unknown as Vec3) : v;
}
