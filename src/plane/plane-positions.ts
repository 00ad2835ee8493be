// The positions that a named plane has through a whole stack: every slice's, or steps across it.
import { ResliceError } from '../errors.ts';
import { dot } from '../math/vec3.ts';
import type { Volume } from '../volume/volume.ts';
import { namedGeometry, type PlaneName, positionAxis } from './named-plane.ts';
import { extentAlong } from './stack-extent.ts';
import { parallelTo, smallestEdge } from './step-plane.ts';

/** More planes than any stack has, and fewer than fill a disk by a typing error. */
const MOST = 65_536;

/**
 * @param step  mm; where absent, from slice to slice for planes parallel to the slices, else the smallest voxel edge
 * @returns positions as `namedPlane` takes them, ascending; those of steps lie evenly about the middle of the stack's extent, so that
 * along rows or columns of pixels they go through the pixels' centres
 * @throws ResliceError 'use/bad-argument' for a step that is not above 0 mm, or so small that there would be over 65536 planes
 */
export function planePositions(volume: Volume, name: PlaneName, step?: number): readonly number[] {
  const bad = (detail: string): ResliceError => new ResliceError('use/bad-argument', { detail });
  if (step !== undefined && !(step > 0 && Number.isFinite(step))) throw bad('a step must be above 0 mm');
  const slices = step === undefined ? slicePositions(volume, name) : null;
  if (slices) return slices;
  const [min, max] = extentAlong(volume, positionAxis(volume, name));
  const mm = step ?? smallestEdge(volume);
  // A rounding error below a whole number of steps is not one less.
  const count = Math.max(1, Math.floor((max - min) / mm + 1e-6));
  if (count > MOST) throw bad(`steps of ${mm} mm make ${count} planes: at most ${MOST}`);
  const first = (min + max) / 2 - ((count - 1) / 2) * mm;
  return Array.from({ length: count }, (_, n) => first + n * mm);
}

/**
 * `count` positions spread over the stack, each in the middle of its share; fewer where there are fewer slices to be parallel to.
 * @returns as `planePositions`
 */
export function spreadPositions(volume: Volume, name: PlaneName, count: number): readonly number[] {
  const slices = slicePositions(volume, name);
  if (slices) {
    if (slices.length <= count) return slices;
    return Array.from({ length: count }, (_, n) => slices[Math.floor(((n + 0.5) * slices.length) / count)]!);
  }
  const [min, max] = extentAlong(volume, positionAxis(volume, name));
  return Array.from({ length: count }, (_, n) => min + ((n + 0.5) * (max - min)) / count);
}

/** Each slice's, ascending; null where the plane is not parallel to the slices. */
function slicePositions(volume: Volume, name: PlaneName): readonly number[] | null {
  const { slices, orientation } = volume;
  if (name === 'acquired') return slices.map(({ position }) => position);
  const geometry = namedGeometry(volume, name);
  if (!parallelTo(volume, geometry)) return null;
  const axis = positionAxis(volume, name);
  const along = dot(axis, orientation.normal);
  const from = dot(geometry.center, orientation.normal);
  const at = dot(geometry.center, axis);
  return slices.map(({ position }) => at + (position - from) / along).sort((a, b) => a - b);
}
