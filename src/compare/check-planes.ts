// What may be compared: two pictures of one kind and one size.
import { ResliceError } from '../errors.ts';

/** Levels, or values; what is no finite number is outside, as NaN is. Length width·height, rows top down. */
export type PlanePixels = Uint8Array | Uint8ClampedArray | Float32Array | Float64Array;

export interface PlaneSize {
  readonly width: number;
  readonly height: number;
}

const bad = (detail: string): ResliceError => new ResliceError('use/bad-argument', { detail });

export const isLevels = (pixels: PlanePixels): pixels is Uint8Array | Uint8ClampedArray =>
  pixels instanceof Uint8Array || pixels instanceof Uint8ClampedArray;

const isValues = (pixels: PlanePixels): boolean => pixels instanceof Float32Array || pixels instanceof Float64Array;

/** @throws ResliceError 'use/bad-argument' where sizes, lengths or kinds do not go together */
export function checkPlanes(a: PlanePixels, b: PlanePixels, size: PlaneSize): void {
  const { width, height } = size ?? {};
  if (![width, height].every((n) => Number.isInteger(n) && n > 0))
    throw bad('width and height must be whole and above 0');
  const levels = isLevels(a) && isLevels(b);
  if (!levels && !(isValues(a) && isValues(b)))
    throw bad('both pictures must be levels (Uint8Array), or both values (Float32Array, Float64Array)');
  if (a.length !== width * height || b.length !== width * height)
    throw bad('each picture must hold width·height pixels');
}

/** @throws ResliceError 'use/bad-argument' */
export function checkAtLeast(name: string, value: number, least: 'zero' | 'above zero'): number {
  if (typeof value === 'number' && Number.isFinite(value) && (least === 'zero' ? value >= 0 : value > 0)) return value;
  throw bad(`${name} must be finite and ${least === 'zero' ? 'not below' : 'above'} 0`);
}

/** @throws ResliceError 'use/bad-argument' */
export function checkRange(range: readonly [low: number, high: number]): readonly [low: number, high: number] {
  const [low, high] = Array.isArray(range) ? (range as readonly number[]) : [];
  if (low !== undefined && high !== undefined && Number.isFinite(high - low) && high > low) return [low, high];
  throw bad('range must hold two finite numbers, the lower first');
}
