// A picture as a PNG to look at: 8 bits, whatever it is compared in.
import { pngBytes } from '../../sampler/png-bytes.ts';
import { channelOf } from '../compare-pictures.ts';
import type { Picture } from '../picture.ts';

/** What is black and what is white. */
export type DisplayRange = readonly [low: number, high: number];

/** Levels as they are; of values the least and the largest of both pictures, so that both are shown alike. */
export function displayRange(...pictures: readonly Picture[]): DisplayRange {
  const [depth] = pictures.map((picture) => picture.depth);
  if (depth) return [0, 2 ** depth - 1];
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const { channels } of pictures)
    for (const value of channels[0]!.pixels)
      if (Number.isFinite(value)) [low, high] = [Math.min(low, value), Math.max(high, value)];
  return low < high ? [low, high] : [low - 1, low + 1];
}

/** Outside is black. Alpha is not shown: the numbers tell of it. */
export function displayPng(picture: Picture, [low, high]: DisplayRange): Uint8Array {
  const { width, height, channels } = picture;
  const scaled = (pixel: number): number => Math.round((255 * (pixel - low)) / (high - low));
  const levels = (pixels: ArrayLike<number>): Uint8ClampedArray =>
    Uint8ClampedArray.from(pixels, (pixel) => (Number.isFinite(pixel) ? scaled(pixel) : 0));
  if (!channels.some(({ name }) => name === 'red')) return pngBytes(levels(channels[0]!.pixels), width, height);
  const colors = new Uint8ClampedArray(4 * width * height).fill(255);
  for (const [c, name] of (['red', 'green', 'blue'] as const).entries()) {
    const own = levels(channelOf(picture, name));
    for (let p = 0; p < own.length; p++) colors[4 * p + c] = own[p]!;
  }
  return pngBytes(colors, width, height);
}
