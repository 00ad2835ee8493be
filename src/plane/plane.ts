// The plane: the rectangle that is drawn, in patient space.
import { ResliceError } from '../errors.ts';
import { addScaled, cross, dot, isFiniteVec3, length, type Vec3 } from '../math/vec3.ts';

/** Where a plane lies: its centre (LPS mm) and two orthogonal unit vectors. */
export interface PlaneGeometry {
  readonly center: Vec3;
  readonly right: Vec3;
  readonly down: Vec3;
}

/**
 * A geometry with a pixel grid. Pixel (i, j), i to the right and j down, samples
 * center + (i − (width−1)/2)·spacing[0]·right + (j − (height−1)/2)·spacing[1]·down.
 */
export interface Plane extends PlaneGeometry {
  /** mm per pixel. */
  readonly spacing: readonly [across: number, down: number];
  /** Pixels. */
  readonly width: number;
  readonly height: number;
}

/** Unit vector from the viewer into the picture: right × down. */
export const planeNormal = (plane: PlaneGeometry): Vec3 => cross(plane.right, plane.down);

/** Patient position (LPS mm) of a picture position in pixels; pixel centres are at integers. */
export function pixelToPatient(plane: Plane, i: number, j: number): Vec3 {
  const across = addScaled(plane.center, plane.right, (i - (plane.width - 1) / 2) * plane.spacing[0]);
  return addScaled(across, plane.down, (j - (plane.height - 1) / 2) * plane.spacing[1]);
}

/** Picture position in pixels of the perpendicular foot of a patient position (LPS mm) on the plane. */
export function patientToPixel(plane: Plane, p: Vec3): readonly [i: number, j: number] {
  const d: Vec3 = [p[0] - plane.center[0], p[1] - plane.center[1], p[2] - plane.center[2]];
  return [
    dot(d, plane.right) / plane.spacing[0] + (plane.width - 1) / 2,
    dot(d, plane.down) / plane.spacing[1] + (plane.height - 1) / 2,
  ];
}

/** The plane moved by `mm` along its normal. */
export const scrollPlane = <P extends PlaneGeometry>(plane: P, mm: number): P => ({
  ...plane,
  center: addScaled(plane.center, planeNormal(plane), mm),
});

/** @throws ResliceError 'plane/bad-value' where directions are not orthogonal unit vectors (1e-3) */
export function checkGeometry({ center, right, down }: PlaneGeometry): void {
  const off = [length(right) - 1, length(down) - 1, dot(right, down)];
  // NaN is not below either.
  if (isFiniteVec3(center) && off.every((error) => Math.abs(error) < 1e-3)) return;
  throw new ResliceError('plane/bad-value', {
    detail: 'center must be finite, right and down orthogonal unit vectors',
  });
}

/**
 * @returns the same plane
 * @throws ResliceError 'plane/bad-value' where directions are not orthogonal unit vectors (1e-3), spacing is not above 0,
 * or the size is not a whole number of pixels
 */
export function checkPlane(plane: Plane): Plane {
  const bad = (detail: string): never => {
    throw new ResliceError('plane/bad-value', { detail });
  };
  checkGeometry(plane);
  if (!plane.spacing.every((mm) => Number.isFinite(mm) && mm > 0)) bad('spacing must be above 0 mm');
  if (![plane.width, plane.height].every((n) => Number.isInteger(n) && n > 0))
    bad('width and height must be whole and above 0');
  return plane;
}
