// Pictures of 65536 greys: what a level is before it is rounded to 256 of them.
import { greyOf } from '../voi/grey-of.ts';
import { checkVoi, type VoiTransform } from '../voi/voi-lut.ts';
import type { Volume } from '../volume/volume.ts';

export interface Grey16Options {
  readonly window: VoiTransform;
  /** The host's invert, after the file's own (MONOCHROME1). */
  readonly invert?: boolean;
}

/**
 * floor(grey · 65535 + 0.5) of each value, grey being 0 to 1 after the window and inversion (docs/sampling.md); 0 outside, as levels are.
 * @param values  modality values, NaN outside
 * @throws ResliceError 'voi/bad-value'
 */
export function grey16(volume: Volume, values: Float64Array, { window, invert = false }: Grey16Options): Uint16Array {
  const grey = greyOf(checkVoi(window, volume.voiLuts), volume.voiLuts);
  const inverse = volume.inverse !== invert ? 1 : 0;
  return Uint16Array.from(values, (value) =>
    Number.isNaN(value) ? 0 : Math.floor(Math.abs(inverse - grey(value)) * 65535 + 0.5),
  );
}
