// The float64 -> float32 boundary. One float32 is not enough for a transform: at column 500 it has 3e-5 of a pixel, which on
// full-range values is two units. Two halves are: the high ones are coarse, so that products with pixel indices are exact.
import { ResliceError } from '../../errors.ts';
import { FINEST, splitNumber } from '../../math/split-number.ts';
import type { Affine } from '../../plane/plane-to-stack.ts';
import type { UniformValue, uniformSetters } from './uniform-setters.ts';

/** Whole numbers below this are exact in float32. */
const EXACT = 2 ** 24;

/**
 * Splits an affine function of the pixel and a slab's sample over a picture of width × height.
 * @param affine  perDepth is the change from sample to sample
 * @param hi, lo  length 4, written: perI, perJ, origin, perDepth. hi's entries are multiples of 2⁻¹⁰, or of the least larger
 * power of two for which every sum over the picture and its samples stays exact (far outside the volume, where only its sign matters)
 */
export function splitForFloat32(
  affine: Affine,
  width: number,
  height: number,
  hi: Float32Array,
  lo: Float32Array,
  samples = 1,
): void {
  const { perI, perJ, origin, perDepth } = affine;
  const bound = Math.abs(perI) * width + Math.abs(perJ) * height + Math.abs(perDepth) * samples + Math.abs(origin) + 2;
  let step = FINEST;
  while (bound / step > EXACT) step *= 2;
  const entries = [perI, perJ, origin, perDepth];
  for (let e = 0; e < 4; e++) [hi[e], lo[e]] = splitNumber(entries[e]!, step) as [number, number];
}

export type { UniformValue } from './uniform-setters.ts';

/** A program with the names its source declares: a compiler drops what it does not use, a typing error is not that. */
export interface Program {
  readonly info: { readonly program: WebGLProgram; readonly setters: ReturnType<typeof uniformSetters> };
  readonly declared: ReadonlySet<string>;
}

/** @throws ResliceError 'gpu/unknown-uniform': a name that the source does not declare, and the picture would be black */
export function setUniformsStrict(program: Program, values: Readonly<Record<string, UniformValue>>): void {
  for (const name in values) {
    if (!program.declared.has(name)) throw new ResliceError('gpu/unknown-uniform', { detail: name });
  }
  for (const name in values) program.info.setters.get(name)?.(values[name]!);
}
