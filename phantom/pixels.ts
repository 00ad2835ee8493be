// A field sampled on a slice's grid, as the integers that a scanner would store.
import { createRandom } from '../src/math/random.ts';
import { addScaled } from '../src/math/vec3.ts';
import type { Field } from './fields.ts';
import type { PhantomSlice } from './geometry.ts';
import type { PhantomOptions } from './options.ts';

/** Length rows·columns, column fastest; clamped to the stored bits, which the defaults never need. */
export function slicePixels(
  options: PhantomOptions,
  slice: PhantomSlice,
  field: Field,
): Int16Array<ArrayBuffer> | Uint16Array<ArrayBuffer> {
  const { rows, columns, pixelSpacing, signed, bitsStored, padding, noise } = options;
  const low = signed ? -(2 ** (bitsStored - 1)) : 0;
  const high = low + 2 ** bitsStored - 1;
  const slope = options.rescaleSlope(slice.index);
  const intercept = options.rescaleIntercept(slice.index);
  const values = signed ? new Int16Array(rows * columns) : new Uint16Array(rows * columns);
  const random = createRandom(options.seed * 7919 + slice.index);
  const radius = Math.min(rows, columns) / 2;
  const [right, ahead, up] = slice.row;
  for (let j = 0; j < rows; j++) {
    const start = addScaled(slice.imagePositionPatient, slice.column, j * pixelSpacing[0]);
    for (let i = 0; i < columns; i++) {
      if (padding !== null && Math.hypot(i - (columns - 1) / 2, j - (rows - 1) / 2) > radius) {
        values[j * columns + i] = padding;
        continue;
      }
      const blur = noise > 0 ? noise * gaussian(random.next(), random.next()) : 0;
      const along = i * pixelSpacing[1];
      const value = field([start[0] + along * right, start[1] + along * ahead, start[2] + along * up]) + blur;
      values[j * columns + i] = Math.min(Math.max(Math.round((value - intercept) / slope), low), high);
    }
  }
  return values;
}

/** Box and Muller, 1958. */
const gaussian = (a: number, b: number): number => Math.sqrt(-2 * Math.log(1 - a)) * Math.cos(2 * Math.PI * b);
