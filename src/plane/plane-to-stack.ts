// Picture pixels to stack space, composed in float64: patient-space coordinates of hundreds of mm cancel here and nowhere else.
import { splitNumber } from '../math/split-number.ts';
import { addScaled, dot, scale, subtract, type Vec3 } from '../math/vec3.ts';
import type { Volume } from '../volume/volume.ts';
import { type Plane, pixelToPatient, planeNormal } from './plane.ts';

/** An affine function of the pixel: perI·i + perJ·j + origin, and perDepth a mm along the plane's normal (right × down). */
export interface Affine {
  readonly perI: number;
  readonly perJ: number;
  readonly origin: number;
  readonly perDepth: number;
}

/** Stack space over the picture: columns and rows in the first slice's grid, mm along the normal from the first slice. */
export interface PlaneToStack {
  readonly column: Affine;
  readonly row: Affine;
  readonly mm: Affine;
  /** Whether every pixel lies at the same mm: the plane is parallel to the slices. */
  readonly parallel: boolean;
}

/** Nearer than this to a place is meant to be on it: what is left is float64's rounding of cosines and spacings. */
export const SNAP = 1e-9;

/**
 * The multiple of 2⁻¹⁰ that `x` was meant to be, or `x`. Both samplers snap, so that a slice at its own grid comes back bit for bit,
 * and at twice or four times its size every pixel knows on which side of a pixel's edge it lies.
 */
export function snap(x: number, within = SNAP): number {
  const [exact, rest] = splitNumber(x);
  return Math.abs(rest) < within ? exact : x;
}

/** Steps add up over a picture: what snapping them moves its last pixel by stays harmless. */
const STEPS = 1e-6;

const snapSteps = (affine: Affine, { width, height }: Plane): Affine => ({
  ...affine,
  perI: snap(affine.perI, Math.min(SNAP, STEPS / width)),
  perJ: snap(affine.perJ, Math.min(SNAP, STEPS / height)),
});

export function planeToStack(plane: Plane, volume: Volume): PlaneToStack {
  const { row, column, normal } = volume.orientation;
  const [rowSpacing, columnSpacing] = volume.pixelSpacing;
  const acrossStep = scale(plane.right, plane.spacing[0]);
  const downStep = scale(plane.down, plane.spacing[1]);
  const depth = planeNormal(plane);
  const first = volume.slices[0]!;
  const corner = subtract(pixelToPatient(plane, 0, 0), first.origin);
  const along = (direction: Vec3, spacing: number): Affine => ({
    perI: dot(acrossStep, direction) / spacing,
    perJ: dot(downStep, direction) / spacing,
    origin: dot(corner, direction) / spacing,
    perDepth: snap(dot(depth, direction) / spacing),
  });
  const mm = along(normal, 1);
  const parallel = Math.abs(mm.perI) < SNAP && Math.abs(mm.perJ) < SNAP;
  return {
    column: snapSteps(along(row, columnSpacing), plane),
    row: snapSteps(along(column, rowSpacing), plane),
    mm: parallel ? { ...mm, perI: 0, perJ: 0, origin: snapToSlice(mm.origin, volume) } : mm,
    parallel,
  };
}

/** The same plane moved by `mm` along its own normal: a sample of a slab. By 0 it is the plane itself, to the bit. */
export function atDepth({ column, row, mm, parallel }: PlaneToStack, volume: Volume, depth: number): PlaneToStack {
  const move = (affine: Affine): Affine => ({ ...affine, origin: affine.origin + affine.perDepth * depth });
  const moved = move(mm);
  return {
    column: move(column),
    row: move(row),
    mm: parallel ? { ...moved, origin: snapToSlice(moved.origin, volume) } : moved,
    parallel,
  };
}

function snapToSlice(mm: number, volume: Volume): number {
  const first = volume.slices[0]!.position;
  for (const { position } of volume.slices) if (Math.abs(position - first - mm) < SNAP) return position - first;
  return mm;
}

/** Patient position (LPS mm) of a stack-space point; columns and rows in the first slice's grid. */
export function stackToPatient(volume: Volume, column: number, row: number, mm: number): Vec3 {
  const { orientation, pixelSpacing, slices } = volume;
  const inRow = addScaled(slices[0]!.origin, orientation.row, column * pixelSpacing[1]);
  return addScaled(addScaled(inRow, orientation.column, row * pixelSpacing[0]), orientation.normal, mm);
}
