// Levels of modality values, by the reference's own functions: a case shows the same samples in many windows.
import { greyOf } from '../src/voi/grey-of.ts';
import { toLevel } from '../src/voi/to-level.ts';
import { checkVoi } from '../src/voi/voi-lut.ts';
import type { Volume } from '../src/volume/volume.ts';
import type { Picture } from './axes.ts';

/** @param values  NaN outside, which is level 0 */
export function levelsOf(values: Float64Array, { window, invert = false }: Picture, volume: Volume): Uint8Array {
  const grey = greyOf(checkVoi(window, volume.voiLuts), volume.voiLuts);
  const inverse = volume.inverse !== invert ? 1 : 0;
  const levels = new Uint8Array(values.length);
  for (let p = 0; p < values.length; p++) {
    const value = values[p]!;
    if (!Number.isNaN(value)) levels[p] = toLevel(grey(value), inverse);
  }
  return levels;
}

/** The same of one value before it is rounded down: how near it is to the edge between two levels. */
export function unroundedLevel({ window, invert = false }: Picture, volume: Volume): (value: number) => number {
  const grey = greyOf(checkVoi(window, volume.voiLuts), volume.voiLuts);
  const inverse = volume.inverse !== invert ? 1 : 0;
  return (value) => Math.abs(inverse - grey(value)) * 255 + 0.5;
}
