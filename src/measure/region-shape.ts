// A region's shape on its own plane: centre and half sizes along its two directions.
import { orthonormalize } from '../math/orthonormal.ts';
import { addScaled, dot, subtract, type Vec3 } from '../math/vec3.ts';
import type { PlaneGeometry } from '../plane/plane.ts';
import type { Measurement, RegionKind } from './measurement.ts';

export interface RegionShape extends PlaneGeometry {
  readonly kind: RegionKind;
  readonly normal: Vec3;
  /** mm along right and down. */
  readonly half: readonly [across: number, down: number];
  /** LPS mm: the two points, then the corner across from the first point and the one down from it. */
  readonly corners: readonly [Vec3, Vec3, Vec3, Vec3];
}

/** @param measurement  as `checkMeasurement` gives it */
export function regionShape({ kind, points, right, down }: Measurement<RegionKind>): RegionShape {
  const [first, second] = points as readonly [Vec3, Vec3];
  // Checked to 1e-3; what is off is taken from `down`.
  const { row, column, normal } = orthonormalize(right, down)!;
  const diagonal = subtract(second, first);
  const [across, along] = [dot(diagonal, row), dot(diagonal, column)];
  return {
    kind,
    center: addScaled(first, diagonal, 0.5),
    right: row,
    down: column,
    normal,
    half: [Math.abs(across) / 2, Math.abs(along) / 2],
    corners: [first, second, addScaled(first, row, across), addScaled(first, column, along)],
  };
}

/**
 * Whether a place is in the shape, its outline included.
 * @param u, v  mm from the centre along right and down
 * @param slack  mm around the outline that count as on it
 */
export function inShape({ kind, half }: RegionShape, u: number, v: number, slack: number): boolean {
  const [a, b] = [half[0] + slack, half[1] + slack];
  return kind === 'rectangle' ? Math.abs(u) <= a && Math.abs(v) <= b : (u / a) ** 2 + (v / b) ** 2 <= 1;
}

/** mm² of the shape itself, not of the samples in it. */
export const areaOf = ({ kind, half }: RegionShape): number =>
  kind === 'rectangle' ? 4 * half[0] * half[1] : Math.PI * half[0] * half[1];

/** The corners of the box, LPS mm, in order around it. */
export const outlineOf = ({ center, right, down, half }: RegionShape): readonly Vec3[] =>
  (
    [
      [-1, -1],
      [1, -1],
      [1, 1],
      [-1, 1],
    ] as const
  ).map(([i, j]) => addScaled(addScaled(center, right, i * half[0]), down, j * half[1]));
