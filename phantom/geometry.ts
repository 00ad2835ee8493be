// Where the phantom's slices lie. All numbers are those that the files hold, rounded as a Decimal String rounds them, so what a
// reader finds is exactly what the field was sampled at.
import { createRandom } from '../src/math/random.ts';
import { addScaled, cross, normalize, scale, subtract, type Vec3 } from '../src/math/vec3.ts';
import type { PhantomOptions } from './options.ts';

export interface PhantomSlice {
  /** Index in the stack before slices are left out. */
  readonly index: number;
  readonly imagePositionPatient: Vec3;
  readonly row: Vec3;
  readonly column: Vec3;
}

/** A number as a Decimal String of at most 16 characters. Source: DICOM PS3.5 6.2 */
export function toDS(value: number): string {
  for (let digits = 15; digits > 0; digits--) {
    const text = String(Number(value.toPrecision(digits)));
    if (text.length <= 16) return text;
  }
  return '0';
}

const rounded = (v: Vec3): Vec3 => v.map((value) => Number(toDS(Number(value.toFixed(6))))) as unknown as Vec3;
const roundedDirection = (v: Vec3): Vec3 =>
  v.map((value) => Number(toDS(Number(value.toFixed(13))))) as unknown as Vec3;

export function phantomGeometry(options: PhantomOptions): readonly PhantomSlice[] {
  const row = normalize(options.row);
  const travel = normalize(cross(row, options.column));
  const upright = cross(travel, row);
  const angle = (options.gantryTilt * Math.PI) / 180;
  const column = addScaled(scale(upright, Math.cos(angle)), travel, -Math.sin(angle));
  const places = [0];
  for (let k = 1; k < options.slices; k++) {
    places.push(places[k - 1]! + options.step * (options.unevenSteps[(k - 1) % options.unevenSteps.length] ?? 1));
  }
  const middle = places.at(-1)! / 2;
  const corner = subtract(
    subtract(options.center, scale(row, ((options.columns - 1) / 2) * options.pixelSpacing[1])),
    scale(column, ((options.rows - 1) / 2) * options.pixelSpacing[0]),
  );
  const random = createRandom(options.seed);
  const slices = places.map((place, index): PhantomSlice => {
    const [aside, along] = [random.between(-1, 1), random.between(-1, 1)].map((share) => share * options.drift) as [
      number,
      number,
    ];
    const origin = addScaled(addScaled(addScaled(corner, travel, place - middle), row, aside), column, along);
    return {
      index,
      imagePositionPatient: rounded(origin),
      row: roundedDirection(row),
      column: roundedDirection(column),
    };
  });
  return slices.filter(({ index }) => !options.missing.includes(index));
}
