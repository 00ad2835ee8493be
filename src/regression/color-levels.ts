// A coloured picture by its levels. Where a map steps, one level is another colour altogether: only levels tell how far that is.
import { createCpuSampler } from '../sampler/cpu/cpu-sampler.ts';
import type { Volume } from '../volume/volume.ts';
import { channelOf } from './compare-pictures.ts';
import { colormapOf } from './draw-description.ts';
import { greyPicture, type Picture } from './picture.ts';
import type { PlaneDescription } from './plane-description.ts';

export interface LevelPair {
  readonly expected: Picture;
  readonly actual: Picture;
}

/**
 * The reference's levels, and of each pixel of `actual` the level nearest to those that has its colour. A colour that the map does not
 * have, or any but black outside the volume, is off by half of all levels or more.
 * @param actual  colours, of the description's size
 */
export function colorLevels(volume: Volume, description: PlaneDescription, actual: Picture): LevelPair {
  const { plane } = description;
  const { table } = colormapOf(description)!;
  const options = { ...description, window: description.window!, colormap: colormapOf(description) };
  const sampler = createCpuSampler(volume, { specialised: false });
  const levels = sampler.levels(plane, options);
  const colors = sampler.colors(plane, options);
  const [red, green, blue] = (['red', 'green', 'blue'] as const).map((name) => channelOf(actual, name));
  const byColor = levelsByColor(table);
  const found = levels.map((level, p) => {
    const color = wordOf(red![p]!, green![p]!, blue![p]!);
    const outside = [0, 1, 2].some((c) => colors[4 * p + c] !== table[3 * level + c]);
    const same = outside ? (color === 0 ? [level] : []) : (byColor.get(color) ?? []);
    const far = level < 128 ? 255 : 0;
    return same.reduce((best, own) => (Math.abs(own - level) < Math.abs(best - level) ? own : best), far);
  });
  const [width, height] = [plane.width, plane.height];
  return { expected: greyPicture(levels, width, height), actual: greyPicture(found, width, height) };
}

const wordOf = (red: number, green: number, blue: number): number => (red << 16) | (green << 8) | blue;

function levelsByColor(table: Uint8Array): ReadonlyMap<number, readonly number[]> {
  const byColor = new Map<number, number[]>();
  for (let level = 0; level < 256; level++) {
    const word = wordOf(table[3 * level]!, table[3 * level + 1]!, table[3 * level + 2]!);
    byColor.set(word, [...(byColor.get(word) ?? []), level]);
  }
  return byColor;
}
