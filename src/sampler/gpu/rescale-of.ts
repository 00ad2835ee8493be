import { isNarrow, type Volume } from '../../volume/volume.ts';
import { texelShift } from './texel-format.ts';

/** Whole numbers to here are exact in float32 together with their difference from a texel. */
const FARTHEST = 2 ** 22;

/**
 * A slice's rescale as the shader applies it: value − reference = (texel − recentre)·slope + bias. The texel nearest to the
 * reference becomes 0, so a window's own values are small numbers, and constants stay exact.
 * @param reference  modality value that the shader's values are relative to: the window's center, or 0 for values
 * Twin: shaders/lib/rescale.glsl
 */
export function rescaleOf(
  volume: Volume,
  k: number,
  reference: number,
): readonly [recentre: number, slope: number, bias: number] {
  const { rescaleSlope, rescaleIntercept } = volume.slices[k]!;
  const shift = texelShift(volume);
  const wanted = (reference - rescaleIntercept) / rescaleSlope - shift;
  const recentre = isNarrow(volume.storedValues) ? wholeNear(wanted) : Math.fround(wanted);
  return [recentre, rescaleSlope, (recentre + shift) * rescaleSlope + rescaleIntercept - reference];
}

const wholeNear = (value: number): number => Math.min(Math.max(Math.round(value), -FARTHEST), FARTHEST);
