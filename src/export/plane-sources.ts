// Which slices a plane was drawn from.
import { dot } from '../math/vec3.ts';
import { type Plane, pixelToPatient, planeNormal } from '../plane/plane.ts';
import type { SampleOptions } from '../sampler/sampler.ts';
import type { Volume } from '../volume/volume.ts';

/**
 * @returns indices, ascending: those between which the plane, or its slab, lies, with one more at each side where the kernel takes it. All
 * where the plane lies beside the stack: what is there is drawn from nothing, and a derived image names its sources
 */
export function planeSources(volume: Volume, plane: Plane, { interpolation, slab }: SampleOptions): readonly number[] {
  const { slices, orientation } = volume;
  const corners = [-0.5, plane.width - 0.5].flatMap((i) =>
    [-0.5, plane.height - 0.5].map((j) => pixelToPatient(plane, i, j)),
  );
  const depths = corners.map((corner) => dot(corner, orientation.normal));
  const half = ((slab?.thickness ?? 0) / 2) * Math.abs(dot(planeNormal(plane), orientation.normal));
  const [low, high] = [Math.min(...depths) - half, Math.max(...depths) + half];
  // Rounding does not make a slice that is met exactly a neighbour.
  const tie = 1e-6;
  let first = slices.findLastIndex(({ position }) => position <= low + tie);
  let last = slices.findIndex(({ position }) => position >= high - tie);
  if (first < 0) first = 0;
  if (last < 0) last = slices.length - 1;
  if (interpolation === 'cubic') [first, last] = [Math.max(first - 1, 0), Math.min(last + 1, slices.length - 1)];
  return Array.from({ length: Math.max(last - first, 0) + 1 }, (_, n) => Math.min(first, last) + n);
}
