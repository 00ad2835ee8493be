// Which way the patient lies in a picture, from its directions alone.
import type { Vec3 } from '../math/vec3.ts';
import type { PlaneGeometry } from '../plane/plane.ts';

/** Letters at the picture's four edges. */
export interface OrientationLetters {
  readonly left: string;
  readonly right: string;
  readonly top: string;
  readonly bottom: string;
}

const POSITIVE = ['L', 'P', 'H'] as const;
const NEGATIVE = ['R', 'A', 'F'] as const;

/** Below this a direction leans too little (14°) to deserve its letter. */
const LEAN = 0.25;

/**
 * The patient's side that a direction points to: one letter, or two for an oblique, the stronger first.
 * Source: DICOM PS3.3 C.7.6.1.1.1 (Patient Orientation): A, P, R, L, H, F for bipeds
 */
export function lettersOf(direction: Vec3): string {
  return [0, 1, 2]
    .map((axis) => ({ axis, size: Math.abs(direction[axis]!) }))
    .filter(({ size }) => size > LEAN)
    .sort((a, b) => b.size - a.size || a.axis - b.axis)
    .slice(0, 2)
    .map(({ axis }) => (direction[axis]! > 0 ? POSITIVE : NEGATIVE)[axis])
    .join('');
}

const opposite = ([x, y, z]: Vec3): Vec3 => [-x, -y, -z];

export const orientationLetters = ({ right, down }: PlaneGeometry): OrientationLetters => ({
  left: lettersOf(opposite(right)),
  right: lettersOf(right),
  top: lettersOf(opposite(down)),
  bottom: lettersOf(down),
});
