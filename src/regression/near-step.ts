// A VOI LUT may jump by many levels from one entry to the next, and a picture with it: found from the reference's own float64 values.
import { greyLut } from '../voi/grey-lut.ts';
import { toLevel } from '../voi/to-level.ts';
import type { VoiLut } from '../voi/voi-lut.ts';
import type { Volume } from '../volume/volume.ts';

/**
 * `mask`, and 1 where the LUT jumps by more than a level within the promise of values.
 * @param values  the reference's, NaN outside
 */
export function nearStep(mask: Uint8Array, values: Float64Array, lut: VoiLut, volume: Volume): Uint8Array {
  const reach = 1.5e-6 * Math.max(...volume.modalityRange.map(Math.abs));
  const level = (value: number): number => toLevel(greyLut(value, lut), 0);
  return mask.map((masked, p) =>
    masked || Math.abs(level(values[p]! - reach) - level(values[p]! + reach)) > 1 ? 1 : 0,
  );
}
