// Fields other than the head: linear ones, whose every sample is known, and noise, in which no coordinate error hides.
import { createRandom } from '../src/math/random.ts';
import { dot, type Vec3 } from '../src/math/vec3.ts';
import { ellipsoid, painting } from './shapes.ts';

/** A modality value at every patient position, LPS mm. */
export type Field = (p: Vec3) => number;

export const linearField =
  (gradient: Vec3, offset: number): Field =>
  (p) =>
    dot(gradient, p) + offset;

const uptake = painting(0, [
  [ellipsoid([0, 0, 0], [79, 98, 95]), 900],
  [ellipsoid([0, 0, 2], [64, 83, 80]), 14_000],
  [ellipsoid([0, 0, 2], [53, 71, 68]), 6_000],
  [ellipsoid([18, -8, 4], [8, 14, 9]), 16_000],
  [ellipsoid([-18, -8, 4], [8, 14, 9]), 16_000],
  [ellipsoid([40, -20, 30], [6, 6, 6]), 42_000],
]);

/** Uptake of a brain PET, Bq/ml: cortex, basal ganglia, one hot spot on the patient's left. */
export const petValueAt: Field = ([x, y, z]) => uptake(x, y, z);

/** Independent random stored values over all of 16 bits. */
export function noiseValues(
  length: number,
  signed: boolean,
  seed: number,
): Int16Array<ArrayBuffer> | Uint16Array<ArrayBuffer> {
  const random = createRandom(seed);
  const values = signed ? new Int16Array(length) : new Uint16Array(length);
  for (let v = 0; v < length; v++) values[v] = random.integer(0, 65535);
  return values;
}
