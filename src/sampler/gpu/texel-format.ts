// Stored values as R16I texels: int16 unchanged, uint16 less 32768. The shift is folded into the intercept in float64.
import type { StoredValues } from '../../volume/volume.ts';

/** stored value = texel + texelShift */
export const texelShift = (values: StoredValues): number => (values instanceof Uint16Array ? 32768 : 0);

/**
 * @param values  any run of stored values
 * @param scratch  at least as long; written where the values must be shifted
 * @returns the texels of the run, a view of `values` or of `scratch`
 */
export function toTexels(values: StoredValues, scratch: Int16Array<ArrayBuffer>): Int16Array<ArrayBuffer> {
  if (values instanceof Int16Array) return values;
  for (let i = 0; i < values.length; i++) scratch[i] = values[i]! - 32768;
  return scratch.subarray(0, values.length);
}
