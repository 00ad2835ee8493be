// Stored values as texels: int16 unchanged, uint16 less 32768, both R16I; wider ones R32F, less the middle of their range, so that
// float32 rounds small numbers. The shift is folded into the intercept in float64.
import { isNarrow, type PaddingRange, type StoredValues, type Volume } from '../../volume/volume.ts';

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

/** What is no finite number goes up as this (2¹²⁶), which no texel is: a shader need not know NaN. Its twin: shaders/head.glsl. */
const NO_NUMBER = 2 ** 126;
/** Room for differences of texels times a slope. Finite values farther out are drawn as this far. */
const FARTHEST = 2 ** 100;

/** Below and above which nothing lies. */
const NONE: PaddingRange = [Number.NaN, Number.NaN];

/** A wide stored value as float32, finite whatever it is. */
export const wideTexel = (value: number, shift: number): number =>
  Math.fround(Math.min(Math.max(value - shift, -FARTHEST), FARTHEST));

/**
 * @param values  any run of one slice's stored values, or of several that share their padding
 * @param scratch  at least as long; written where the values must be shifted
 * @param padding  of wide values: what is none does not become one by rounding
 * @returns the texels of the run, a view of `values` or of `scratch`
 */
export function toTexels(
  values: StoredValues,
  scratch: Texels | null,
  shift: number,
  padding: PaddingRange | null = null,
): Texels {
  if (values instanceof Int16Array) return values;
  if (isNarrow(values)) for (let i = 0; i < values.length; i++) scratch![i] = values[i]! - shift;
  else writeWide(values, scratch!, shift, padding ?? NONE);
  return scratch!.subarray(0, values.length);
}

function writeWide(values: StoredValues, scratch: Texels, shift: number, [low, high]: PaddingRange): void {
  const [lowest, highest] = [wideTexel(low, shift), wideTexel(high, shift)];
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!;
    const texel = wideTexel(value, shift);
    if (!Number.isFinite(value)) scratch[i] = NO_NUMBER;
    else if (value < low && texel >= lowest) scratch[i] = lowest - ulp(lowest);
    else if (value > high && texel <= highest) scratch[i] = highest + ulp(highest);
    else scratch[i] = texel;
  }
}

/** At least one step of float32 at x, at most two. */
const ulp = (x: number): number => Math.max(Math.abs(x) * 2 ** -23, 2 ** -126);
