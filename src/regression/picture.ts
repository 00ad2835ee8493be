// A picture to compare, wherever it comes from: a PNG, a .npy file, a sampler, a page. Each channel by itself.
import type { PlanePixels } from '../compare/check-planes.ts';
import { ResliceError } from '../errors.ts';

export type ChannelName = 'grey' | 'red' | 'green' | 'blue' | 'alpha' | 'value';

export interface Channel {
  readonly name: ChannelName;
  /** Length width·height, rows top down. 16-bit levels are a Float64Array: `reslice/compare` takes bytes for levels of 8. */
  readonly pixels: PlanePixels;
}

export interface Picture {
  readonly width: number;
  readonly height: number;
  /** Bits a channel; null of modality values. */
  readonly depth: 8 | 16 | null;
  /** Grey, grey and alpha, red, green and blue, those and alpha, or value. */
  readonly channels: readonly Channel[];
}

const NAMES: Readonly<Record<number, readonly ChannelName[]>> = {
  1: ['grey'],
  2: ['grey', 'alpha'],
  3: ['red', 'green', 'blue'],
  4: ['red', 'green', 'blue', 'alpha'],
};

/** Least and largest level of a picture; null of values, which have no such bounds. */
export const levelRange = ({ depth }: Picture): readonly [low: number, high: number] | null =>
  depth === null ? null : [0, 2 ** depth - 1];

/** @param levels  length width·height */
export const greyPicture = (levels: Uint8Array | Uint8ClampedArray, width: number, height: number): Picture =>
  checked({ width, height, depth: 8, channels: [{ name: 'grey', pixels: levels }] });

/** @param values  length width·height, NaN outside */
export const valuePicture = (values: Float32Array | Float64Array, width: number, height: number): Picture =>
  checked({ width, height, depth: null, channels: [{ name: 'value', pixels: values }] });

/**
 * Samples that lie beside each other, as files and canvases hold them, taken apart. An alpha that is opaque everywhere is left
 * out: a picture is the same with it and without.
 * @param samples  length count·width·height
 */
export function interleavedPicture(
  samples: ArrayLike<number>,
  count: number,
  width: number,
  height: number,
  depth: 8 | 16 = 8,
): Picture {
  const names = NAMES[count];
  if (!names || samples.length !== count * width * height)
    throw new ResliceError('use/bad-argument', { detail: 'a picture has 1 to 4 samples a pixel, width·height pixels' });
  const pixels = width * height;
  const channels = names.map((name, c): Channel => {
    const own = depth === 8 ? new Uint8Array(pixels) : new Float64Array(pixels);
    for (let p = 0; p < pixels; p++) own[p] = samples[count * p + c]!;
    return { name, pixels: own };
  });
  const opaque = (channel: Channel): boolean =>
    channel.name === 'alpha' && channel.pixels.every((alpha) => alpha === 2 ** depth - 1);
  return { width, height, depth, channels: channels.filter((channel) => !opaque(channel)) };
}

function checked(picture: Picture): Picture {
  const { width, height, channels } = picture;
  const whole = [width, height].every((n) => Number.isInteger(n) && n > 0);
  if (!whole || channels.some(({ pixels }) => pixels?.length !== width * height))
    throw new ResliceError('use/bad-argument', { detail: 'a picture needs width and height, and width·height pixels' });
  return picture;
}

/** For example '512 × 512, red, green, blue, 8 bit'. */
export const pictureText = ({ width, height, depth, channels }: Picture): string =>
  [
    `${width} × ${height}`,
    ...(depth === null ? ['values'] : [...channels.map(({ name }) => name), `${depth} bit`]),
  ].join(', ');
