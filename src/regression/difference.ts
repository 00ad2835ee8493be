// What differs between two pictures, as a picture of its own.
import { differencePicture } from '../compare/difference-picture.ts';
import { channelOf, namesOf } from './compare-pictures.ts';
import { levelRange, type Picture } from './picture.ts';

/** Levels that get the full colour, of 255: at least, so that one level stays faint, and at most, so that all but one are seen. */
const [LEAST, MOST] = [4, 64];

export interface Difference {
  /** Red, green, blue, 255 for each pixel; blue where the second picture is lower, orange where it is higher. */
  readonly pixels: Uint8ClampedArray<ArrayBuffer>;
  /** The difference that has the full colour, in levels or values. */
  readonly full: number;
}

/**
 * Of several channels, each pixel shows the one that differs most.
 * @param a  of the same size and depth as b, as `comparePictures` says
 */
export function differenceOf(a: Picture, b: Picture): Difference {
  const { width, height } = a;
  const [first, ...more] = namesOf(a, b);
  const [left, right] = [Float64Array.from(channelOf(a, first!)), Float64Array.from(channelOf(b, first!))];
  for (const name of more) {
    const [x, y] = [channelOf(a, name), channelOf(b, name)];
    for (let p = 0; p < left.length; p++)
      if (Math.abs(y[p]! - x[p]!) > Math.abs(right[p]! - left[p]!)) [left[p], right[p]] = [x[p]!, y[p]!];
  }
  const full = fullOf(left, right, levelRange(a)?.[1]);
  return { pixels: differencePicture(left, right, { width, height, full }), full };
}

function fullOf(left: Float64Array, right: Float64Array, most: number | undefined): number {
  let largest = 0;
  for (let p = 0; p < left.length; p++) {
    const difference = Math.abs(left[p]! - right[p]!);
    if (difference > largest && difference < Number.POSITIVE_INFINITY) largest = difference;
  }
  if (most === undefined) return largest || 1;
  const scale = most / 255;
  return Math.min(Math.max(largest, LEAST * scale), MOST * scale);
}
