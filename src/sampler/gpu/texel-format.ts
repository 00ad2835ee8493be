// Stored values as texels: int16 unchanged, uint16 less 32768, both R16I; wider ones R32F, less the middle of their range, so that
// float32 rounds small numbers. The shift is folded into the intercept in float64.
import { isNarrow, type StoredValues, type Volume } from '../../volume/volume.ts';

/** stored value = texel + texelShift */
export function texelShift({ storedValues, storedRange }: Pick<Volume, 'storedValues' | 'storedRange'>): number {
  if (storedValues instanceof Int16Array) return 0;
  return storedValues instanceof Uint16Array ? 32768 : (storedRange[0] + storedRange[1]) / 2;
}

export type Texels = Int16Array<ArrayBuffer> | Float32Array<ArrayBuffer>;

/** What `toTexels` writes into; null where nothing needs to be written. */
export function texelScratch(values: StoredValues, length: number): Texels | null {
  if (values instanceof Int16Array) return null;
  return isNarrow(values) ? new Int16Array(length) : new Float32Array(length);
}

/**
 * @param values  any run of stored values
 * @param scratch  at least as long; written where the values must be shifted
 * @returns the texels of the run, a view of `values` or of `scratch`
 */
export function toTexels(values: StoredValues, scratch: Texels | null, shift: number): Texels {
  if (values instanceof Int16Array) return values;
  for (let i = 0; i < values.length; i++) scratch![i] = values[i]! - shift;
  return scratch!.subarray(0, values.length);
}
