// How far a stack reaches: over the outer pixel edges of all its slices.
import { dot, type Vec3 } from '../math/vec3.ts';
import type { Volume } from '../volume/volume.ts';

/** Least and greatest p · direction over all slices' outer pixel edges, mm; `direction` is a unit vector in patient space. */
export function extentAlong(volume: Volume, direction: Vec3): readonly [min: number, max: number] {
  const { orientation, pixelSpacing, size, slices } = volume;
  const across = dot(orientation.row, direction) * pixelSpacing[1];
  const down = dot(orientation.column, direction) * pixelSpacing[0];
  let [min, max] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const { origin } of slices) {
    const at = dot(origin, direction);
    for (const i of [-0.5, size[0] - 0.5]) {
      for (const j of [-0.5, size[1] - 0.5]) {
        const edge = at + i * across + j * down;
        if (edge < min) min = edge;
        if (edge > max) max = edge;
      }
    }
  }
  return [min, max];
}

/** Centre of the stack's patient-axis box, LPS mm. */
export function boxCenter(volume: Volume): Vec3 {
  const middle = (direction: Vec3): number => {
    const [min, max] = extentAlong(volume, direction);
    return (min + max) / 2;
  };
  return [middle([1, 0, 0]), middle([0, 1, 0]), middle([0, 0, 1])];
}
