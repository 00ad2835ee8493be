// How far from its place a straight box puts the anatomy: a property of the slice table alone.
import type { Vec3, Volume } from '../../src/entry/cpu.ts';
import { dot } from '../ui/vec3.ts';
import { uniformBox } from './conventional.ts';

/** Where each slice's first pixel is drawn less where it is, LPS mm. */
const shifts = (volume: Volume): readonly Vec3[] => {
  const box = uniformBox(volume);
  return volume.slices.map(({ origin }, k) => less(box.slices[k]!.origin, origin));
};

/** Of the anatomy at a patient position; between two slices in proportion, beyond the ends the end slice's. */
export function displacementAt(volume: Volume, point: Vec3): Vec3 {
  const { slices, orientation } = volume;
  const at = dot(point, orientation.normal);
  const all = shifts(volume);
  let k = 0;
  while (k < slices.length - 2 && at >= slices[k + 1]!.position) k++;
  const [lower, upper] = [all[k]!, all[k + 1] ?? all[k]!];
  const gap = (slices[k + 1] ?? slices[k]!).position - slices[k]!.position;
  const t = gap > 0 ? Math.min(Math.max((at - slices[k]!.position) / gap, 0), 1) : 0;
  return lower.map((mm, axis) => mm + t * (upper[axis]! - mm)) as unknown as Vec3;
}

/** mm, the largest of any slice. */
export const largestDisplacement = (volume: Volume): number =>
  shifts(volume).reduce((most, shift) => Math.max(most, Math.hypot(...shift)), 0);

const less = (a: Vec3, b: Vec3): Vec3 => [a[0] - b[0], a[1] - b[1], a[2] - b[2]];
