// Where a plane's pixels lie in a stack: columns and rows in the first slice's grid, mm along the normal from it. In float64; what
// is meant to be on a pixel or a slice is put there, as docs/sampling.md says.
import { type Plane, pixelToPatient, type Vec3, type Volume } from '../../src/entry/cpu.ts';
import { dot } from '../ui/vec3.ts';

/** perI·i + perJ·j + origin of pixel (i, j). */
export interface Along {
  readonly perI: number;
  readonly perJ: number;
  readonly origin: number;
}

export interface PlaneMap {
  readonly column: Along;
  readonly row: Along;
  readonly mm: Along;
}

const SNAP = 1e-9;

/** The multiple of 2⁻¹⁰ that x was meant to be, or x. */
export function snap(x: number, within = SNAP): number {
  const exact = Math.round(x * 1024) / 1024;
  return Math.abs(x - exact) < within ? exact : x;
}

export function planeMap(plane: Plane, { slices, orientation, pixelSpacing }: Volume): PlaneMap {
  const { width, height } = plane;
  const [across, down] = [scaled(plane.right, plane.spacing[0]), scaled(plane.down, plane.spacing[1])];
  const first = slices[0]!;
  const corner = pixelToPatient(plane, 0, 0).map((mm, axis) => mm - first.origin[axis]!) as unknown as Vec3;
  const along = (direction: Vec3, spacing: number): Along => ({
    perI: dot(across, direction) / spacing,
    perJ: dot(down, direction) / spacing,
    origin: dot(corner, direction) / spacing,
  });
  const stepped = ({ perI, perJ, origin }: Along): Along => ({
    perI: snap(perI, Math.min(SNAP, 1e-6 / width)),
    perJ: snap(perJ, Math.min(SNAP, 1e-6 / height)),
    origin,
  });
  const mm = along(orientation.normal, 1);
  const parallel = Math.abs(mm.perI) < SNAP && Math.abs(mm.perJ) < SNAP;
  const onSlice = slices.map(({ position }) => position - first.position).find((at) => Math.abs(at - mm.origin) < SNAP);
  return {
    column: stepped(along(orientation.row, pixelSpacing[1])),
    row: stepped(along(orientation.column, pixelSpacing[0])),
    mm: parallel ? { perI: 0, perJ: 0, origin: onSlice ?? mm.origin } : mm,
  };
}
const scaled = (a: Vec3, factor: number): Vec3 => [a[0] * factor, a[1] * factor, a[2] * factor];
