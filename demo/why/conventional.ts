// How a conventional viewer draws a plane: the exact way with up to four simplifications, each a function of its own. With none
// it is the exact way to the bit, so what is seen is what the simplifications do and nothing else.
import {
  createVolume,
  isLutChoice,
  levelOf,
  type Plane,
  type Vec3,
  type VoiTransform,
  type Volume,
} from '../../src/entry/cpu.ts';
import type { Simplifications } from './simplifications.ts';
import { stackRows } from './stack-rows.ts';

/** mm between the first two slices along their normal: what many viewers take as the spacing of all. 0 for a single slice. */
export const nominalStep = ({ slices }: Volume): number =>
  slices.length > 1 ? slices[1]!.position - slices[0]!.position : 0;

/**
 * The stack as a straight box: slice k lies k nominal steps (`nominalStep`) above the first slice along the normal. Tilt, drift
 * and uneven steps are gone; the first slice stays where it is, as viewers take its Image Position for the box's.
 */
export function uniformBox(volume: Volume): Volume {
  const { slices, orientation } = volume;
  const [first, step] = [slices[0]!, nominalStep(volume)];
  return remade(volume, (k) => ({
    ...slices[k]!,
    origin: first.origin.map((mm, axis) => mm + k * step * orientation.normal[axis]!) as unknown as Vec3,
  }));
}

/** Every slice rescaled by the first slice's slope and intercept. */
export function oneSlope(volume: Volume): Volume {
  const { rescaleSlope, rescaleIntercept } = volume.slices[0]!;
  return remade(volume, (k) => ({ ...volume.slices[k]!, rescaleSlope, rescaleIntercept }));
}

/** Modality value -> 8-bit level, 0 to 255, for use before interpolation: not inverted, which comes last. */
export const eightBitLevel = (window: VoiTransform, { voiLuts }: Volume): ((modalityValue: number) => number) =>
  levelOf(window, { voiLuts });

/** A share of the way between two samples as hardware filters keep it: rounded to 8 fractional bits. */
export const eightBitWeight = (share: number): number => Math.round(share * 256) / 256;

/**
 * What a level says of the value, where the window is a straight line: all that an 8-bit picture still knows of it. Source of the
 * line: DICOM PS3.3 C.11.2.1.2.1 and C.11.2.1.3.2
 * @returns level (not inverted, not rounded) -> modality value; null of SIGMOID and LUT, which have no straight way back
 */
export function valueOfLevel(window: VoiTransform): ((level: number) => number) | null {
  if (isLutChoice(window) || window.function === 'SIGMOID') return null;
  const { center, width } = window;
  return window.function === 'LINEAR'
    ? (level) => (level / 255 - 0.5) * (width - 1) + center - 0.5
    : (level) => (level / 255 - 0.5) * width + center;
}

export interface ConventionalOptions {
  readonly window: VoiTransform;
  readonly invert: boolean;
  readonly simplifications: Simplifications;
}

export interface Conventional {
  /** Rows of a plane, one by one. @returns writes row j: modality values, or levels where they come first; NaN outside */
  rows(plane: Plane): (j: number, out: Float64Array) => void;
  /** What a row holds -> the level that is shown. */
  readonly level: (sample: number) => number;
  /** What a row holds -> modality value; null where an 8-bit level cannot say. */
  readonly value: ((sample: number) => number) | null;
}

export function conventional(volume: Volume, options: ConventionalOptions): Conventional {
  const { simplifications: on, window, invert } = options;
  const boxed = on.uniformBox ? uniformBox(volume) : volume;
  const scaled = on.oneSlope ? oneSlope(boxed) : boxed;
  const first = on.eightBitsFirst ? eightBitLevel(window, volume) : null;
  const inverse = volume.inverse !== invert;
  const shown = (level: number): number => Math.floor((inverse ? 255 - level : level) + 0.5);
  return {
    rows: (plane) => stackRows(scaled, plane, { first, weight: on.eightBitWeights ? eightBitWeight : null }),
    level: first
      ? (level) => (Number.isNaN(level) ? 0 : shown(level))
      : levelOf(window, { voiLuts: volume.voiLuts, inverse }),
    value: first ? valueOfLevel(window) : (value) => value,
  };
}

/** The same values with another slice table. */
function remade(volume: Volume, slice: (k: number) => Volume['slices'][number]): Volume {
  const { units: _, ...rest } = volume;
  return createVolume({ ...rest, slices: volume.slices.map((_, k) => slice(k)) });
}
