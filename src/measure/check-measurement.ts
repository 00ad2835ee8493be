// Measurements come from files that others wrote: every field is looked at, and only known fields go on.
import { ResliceError } from '../errors.ts';
import { cross, dot, length, subtract, type Vec3 } from '../math/vec3.ts';
import { isRegion, type Measurement, type MeasurementKind, POINTS_OF } from './measurement.ts';

/** A kilometre: further away nothing was ever scanned, and arithmetic stays far from its limits. */
const MOST_MM = 1e6;
const MOST_ID = 200;
const MOST_LABEL = 2000;
/** As planes are held to (`checkPlane`). */
const UNIT = 1e-3;
/** How far the corners of a region may lie off one plane, mm: what is left of coordinates that were written with two decimals. */
const OFF_PLANE = 0.1;

/**
 * Takes a measurement from anywhere, parsed JSON included.
 * @param where  what errors call it
 * @returns a frozen copy that holds the known fields only
 * @throws ResliceError 'measure/bad-value' where the id or kind is unknown, points are too few, too many or not finite (or beyond a
 * kilometre), directions are not orthogonal unit vectors (1e-3), a region's corners are not on one plane along them (0.1 mm), or texts
 * are no texts or too long. Its detail names the field and holds none of the values
 */
export function checkMeasurement(value: unknown, where = 'measurement'): Measurement {
  const bad = (detail: string): never => {
    throw new ResliceError('measure/bad-value', { detail: `${where}${detail}` });
  };
  if (!isRecord(value)) return bad(' must be an object');
  const { id, kind, points, label } = value;
  if (typeof id !== 'string' || id === '' || id.length > MOST_ID)
    return bad(`.id must be a text of 1 to ${MOST_ID} characters`);
  if (!isKind(kind)) return bad(`.kind must be one of ${Object.keys(POINTS_OF).join(', ')}`);
  const count = POINTS_OF[kind];
  if (!Array.isArray(points) || points.length !== count)
    return bad(`.points must hold ${count} ${count === 1 ? 'point' : 'points'}`);
  const vector = (from: unknown, name: string): Vec3 =>
    vec3Of(from) ?? bad(`.${name} must be three finite numbers, at most ${MOST_MM}`);
  const places = Array.from(points, (point, n) => vector(point, `points[${n}]`));
  const right = vector(value.right, 'right');
  const down = vector(value.down, 'down');
  if ([right, down].some((direction) => Math.abs(length(direction) - 1) > UNIT) || Math.abs(dot(right, down)) > UNIT)
    bad('.right and .down must be orthogonal unit vectors');
  if (label !== undefined && (typeof label !== 'string' || label.length > MOST_LABEL))
    return bad(`.label must be a text of at most ${MOST_LABEL} characters`);
  const measurement: Measurement = Object.freeze({
    id,
    kind,
    points: Object.freeze(places),
    right,
    down,
    ...(label === undefined ? {} : { label }),
  });
  if (isRegion(measurement) && Math.abs(dot(subtract(places[1]!, places[0]!), cross(right, down))) > OFF_PLANE)
    bad('.points must lie on one plane along right and down');
  return measurement;
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isKind = (kind: unknown): kind is MeasurementKind => typeof kind === 'string' && Object.hasOwn(POINTS_OF, kind);

function vec3Of(value: unknown): Vec3 | null {
  if (!Array.isArray(value) || value.length !== 3) return null;
  const [x, y, z]: readonly unknown[] = value;
  const isMm = (n: unknown): n is number => typeof n === 'number' && Math.abs(n) <= MOST_MM;
  return isMm(x) && isMm(y) && isMm(z) ? Object.freeze([x, y, z] as const) : null;
}
