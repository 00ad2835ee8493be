// A measurement that is being drawn, point by point: by a pointer or by keys alike. Points that are not set yet lie on the one that is
// being placed, so that the measurement is a whole one at every moment.
import type { Vec3 } from '../math/vec3.ts';
import type { PlaneGeometry } from '../plane/plane.ts';
import { createMeasurement } from './create-measurement.ts';
import { moveHandle } from './edit.ts';
import { type Measurement, type MeasurementKind, POINTS_OF } from './measurement.ts';

export interface Draft {
  readonly measurement: Measurement;
  /** How many points are set; the next one, a handle of the same index, is being placed. */
  readonly set: number;
}

/** All points at one place; the first is set there, but for that of a probe, which has no other to go on with. */
export const beginDraft = (kind: MeasurementKind, at: Vec3, plane: Pick<PlaneGeometry, 'right' | 'down'>): Draft => ({
  measurement: createMeasurement(
    kind,
    Array.from({ length: POINTS_OF[kind] }, () => at),
    plane,
  ),
  set: POINTS_OF[kind] === 1 ? 0 : 1,
});

/** The point in hand goes by mm in patient space, and those after it with it. */
export function aimDraft({ measurement, set }: Draft, by: Vec3): Draft {
  let aimed = measurement;
  for (let n = set; n < POINTS_OF[measurement.kind]; n++) aimed = moveHandle(aimed, n, by);
  return { measurement: aimed, set };
}

/** The point in hand is set where it is. */
export const setDraft = ({ measurement, set }: Draft): Draft => ({ measurement, set: set + 1 });

export const isDrawn = ({ measurement, set }: Draft): boolean => set >= POINTS_OF[measurement.kind];
