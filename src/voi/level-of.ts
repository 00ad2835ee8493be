import { greyOf } from './grey-of.ts';
import { toLevel } from './to-level.ts';
import { checkVoi, type VoiLut, type VoiTransform } from './voi-lut.ts';

export interface LevelOptions {
  /** Those of the volume; none where absent. */
  readonly voiLuts?: readonly VoiLut[];
  /** Grey runs from white to black: the volume's `inverse` or the host's invert, not both. */
  readonly inverse?: boolean;
}

/**
 * Modality value -> level, as a picture shows it; NaN, which is outside, is level 0. Chosen once for a window, called for each value.
 * @throws ResliceError 'voi/bad-value'
 */
export function levelOf(
  window: VoiTransform,
  { voiLuts = [], inverse = false }: LevelOptions = {},
): (modalityValue: number) => number {
  const grey = greyOf(checkVoi(window, voiLuts), voiLuts);
  const from = inverse ? 1 : 0;
  return (value) => (Number.isNaN(value) ? 0 : toLevel(grey(value), from));
}
