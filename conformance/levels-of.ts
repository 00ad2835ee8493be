// Levels of modality values, by the reference's own functions: a case shows the same samples in many windows.
import { greyLinear } from '../src/voi/grey-linear.ts';
import { greyLinearExact } from '../src/voi/grey-linear-exact.ts';
import { toLevel } from '../src/voi/to-level.ts';
import type { Volume } from '../src/volume/volume.ts';
import type { Picture } from './axes.ts';

/** @param values  NaN outside, which is level 0 */
export function levelsOf(values: Float64Array, { window, invert = false }: Picture, volume: Volume): Uint8Array {
  const grey = window.function === 'LINEAR' ? greyLinear : greyLinearExact;
  const inverse = volume.inverse !== invert ? 1 : 0;
  const levels = new Uint8Array(values.length);
  for (let p = 0; p < values.length; p++) {
    const value = values[p]!;
    if (!Number.isNaN(value)) levels[p] = toLevel(grey(value, window.center, window.width), inverse);
  }
  return levels;
}
