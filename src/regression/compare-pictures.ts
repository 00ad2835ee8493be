// Two pictures in numbers, channel by channel.
import type { PlanePixels } from '../compare/check-planes.ts';
import { comparePlanes, type PlaneComparison } from '../compare/compare-planes.ts';
import { ResliceError } from '../errors.ts';
import { type Channel, type ChannelName, levelRange, type Picture } from './picture.ts';

export interface ChannelComparison extends PlaneComparison {
  readonly name: ChannelName;
  /** How many of the compared pixels differ at all, and their share. `off` and `offShare`: by more than the tolerance. */
  readonly differing: number;
  readonly differingShare: number;
}

export interface PictureComparison {
  /** No channel is off, and none is inside in one picture only. */
  readonly same: boolean;
  /** Why nothing could be compared, which is a difference too; null where it could. */
  readonly mismatch: 'size' | 'depth' | null;
  readonly tolerance: number;
  /** Pixels that were left out because they were masked. */
  readonly skipped: number;
  /** None where nothing could be compared. */
  readonly channels: readonly ChannelComparison[];
}

export interface PictureCompareOptions {
  /** In levels of the picture's depth, or in the unit of values; 0 where absent. */
  readonly tolerance?: number;
  /** 1 for each pixel that is left out, length width·height. */
  readonly mask?: Uint8Array | null;
  readonly ssim?: boolean;
}

/**
 * `a` is what is expected. A grey picture has equal red, green and blue, and a picture without alpha is opaque: so such pictures are
 * compared as if both had them.
 * @throws ResliceError 'use/bad-argument' where one holds levels and the other values, or an option cannot be
 */
export function comparePictures(a: Picture, b: Picture, options: PictureCompareOptions = {}): PictureComparison {
  const { tolerance = 0, mask = null, ssim = true } = options;
  const none = { tolerance, skipped: 0, channels: [], same: false } as const;
  if ((a.depth === null) !== (b.depth === null))
    throw new ResliceError('use/bad-argument', { detail: 'one holds levels, the other values: they are not compared' });
  if (a.width !== b.width || a.height !== b.height) return { ...none, mismatch: 'size' };
  if (a.depth !== b.depth) return { ...none, mismatch: 'depth' };
  const { width, height } = a;
  if (mask && mask.length !== width * height)
    throw new ResliceError('use/bad-argument', { detail: 'a mask holds width·height pixels' });
  const skipped = mask ? mask.reduce((count, masked) => count + (masked ? 1 : 0), 0) : 0;
  const range = levelRange(a);
  const sizes = { width, height, ...(range ? { range } : {}) };
  const channels = namesOf(a, b).map((name): ChannelComparison => {
    const [left, right] = [unmasked(channelOf(a, name), mask), unmasked(channelOf(b, name), mask)];
    const found = comparePlanes(left, right, { ...sizes, tolerance, ssim });
    const { off, offShare } = tolerance === 0 ? found : comparePlanes(left, right, { ...sizes, ssim: false });
    return { name, ...found, differing: off, differingShare: offShare };
  });
  const same = channels.every(({ off, onlyInA, onlyInB }) => off + onlyInA + onlyInB === 0);
  return { same, mismatch: null, tolerance, skipped, channels };
}

/** The channels that either has, in the order of files. */
export function namesOf(a: Picture, b: Picture): readonly ChannelName[] {
  const names = new Set([...a.channels, ...b.channels].map(({ name }) => name));
  if (names.has('red')) names.delete('grey');
  const order: readonly ChannelName[] = ['grey', 'red', 'green', 'blue', 'alpha', 'value'];
  return order.filter((name) => names.has(name));
}

/** A channel of a picture, or what stands for it: its grey, or full opacity. */
export function channelOf(picture: Picture, name: ChannelName): Channel['pixels'] {
  const own = picture.channels.find((channel) => channel.name === name);
  if (own) return own.pixels;
  if (name !== 'alpha') return picture.channels.find((channel) => channel.name === 'grey')!.pixels;
  const pixels = picture.width * picture.height;
  return picture.depth === 8 ? new Uint8Array(pixels).fill(255) : new Float64Array(pixels).fill(65535);
}

/** Masked pixels are outside in both, which counts as nothing. */
function unmasked(pixels: PlanePixels, mask: Uint8Array | null): PlanePixels {
  return mask ? Float64Array.from(pixels, (pixel, p) => (mask[p] ? Number.NaN : pixel)) : pixels;
}
