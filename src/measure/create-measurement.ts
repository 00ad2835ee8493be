import type { Vec3 } from '../math/vec3.ts';
import type { PlaneGeometry } from '../plane/plane.ts';
import { checkMeasurement } from './check-measurement.ts';
import type { Measurement, MeasurementKind } from './measurement.ts';

/**
 * A measurement as it is drawn on a plane.
 * @param points  LPS mm, as `Measurement.points`; from a picture, by `pixelToPatient`
 * @param id  made up where absent
 * @throws ResliceError as `checkMeasurement`
 */
export const createMeasurement = <K extends MeasurementKind>(
  kind: K,
  points: readonly Vec3[],
  { right, down }: Pick<PlaneGeometry, 'right' | 'down'>,
  { id = newId(), label }: { readonly id?: string; readonly label?: string } = {},
): Measurement<K> =>
  checkMeasurement({ id, kind, points, right, down, ...(label === undefined ? {} : { label }) }) as Measurement<K>;

/** 64 random bits in hexadecimal; `randomUUID` is there on secure pages only. */
function newId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(8));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
