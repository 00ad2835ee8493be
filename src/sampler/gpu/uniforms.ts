// The float64 -> float32 boundary. One float32 is not enough for a transform: at column 500 it has 3e-5 of a pixel, which on
// full-range values is two units. Two halves are: the high ones are coarse, so that products with pixel indices are exact.
import * as twgl from 'twgl.js';
import { ResliceError } from '../../errors.ts';
import type { Affine } from '../../plane/plane-to-stack.ts';

const FINEST = 2 ** -10;
/** Whole numbers below this are exact in float32. */
const EXACT = 2 ** 24;

/** The multiple of `step` nearest to x, and what is left of x. */
export function splitNumber(x: number, step: number = FINEST): readonly [high: number, low: number] {
  const high = Math.round(x / step) * step;
  return [high, x - high];
}

/**
 * Splits an affine function of the pixel over a picture of width × height.
 * @param hi, lo  length 4, written: perI, perJ, origin, and 0 for the samples of a slab. hi's entries are multiples of 2⁻¹⁰, or of the least larger power of two
 * for which every sum over the picture stays exact (far outside the volume, where only its sign matters)
 */
export function splitForFloat32(
  affine: Affine,
  width: number,
  height: number,
  hi: Float32Array,
  lo: Float32Array,
): void {
  const bound = Math.abs(affine.perI) * width + Math.abs(affine.perJ) * height + Math.abs(affine.origin) + 2;
  let step = FINEST;
  while (bound / step > EXACT) step *= 2;
  const entries = [affine.perI, affine.perJ, affine.origin];
  for (let e = 0; e < 3; e++) [hi[e], lo[e]] = splitNumber(entries[e]!, step) as [number, number];
}

export type UniformValue = number | Float32Array | Int32Array | WebGLTexture;

/** A program with the names its source declares: a compiler drops what it does not use, a typing error is not that. */
export interface Program {
  readonly info: twgl.ProgramInfo;
  readonly declared: ReadonlySet<string>;
}

/** @throws ResliceError 'gpu/unknown-uniform': twgl skips a name that the program does not have, and the picture is black */
export function setUniformsStrict(program: Program, values: Readonly<Record<string, UniformValue>>): void {
  for (const name in values) {
    if (!program.declared.has(name)) throw new ResliceError('gpu/unknown-uniform', { detail: name });
  }
  twgl.setUniforms(program.info, values);
}
