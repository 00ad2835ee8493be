// A PNG's pixels, decoded from its bytes: no gamma or colour profile is applied, alpha is not multiplied in, and a browser that falsifies
// what is read from a canvas has no hand in it.
import type { DecodedPng } from 'fast-png';

export interface PngPicture {
  readonly width: number;
  readonly height: number;
  /** Length width·height. */
  readonly levels: Uint8Array;
  /** What to know of it before trusting a comparison, or ''. */
  readonly note: string;
}

const SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];

export const isPng = (bytes: Uint8Array): boolean => SIGNATURE.every((byte, n) => bytes[n] === byte);

/** Byte 28, in the header that is always first. Source: PNG (ISO/IEC 15948) 11.2.2 */
const isInterlaced = (bytes: Uint8Array): boolean => bytes[28] === 1;

/** @throws Error where it cannot be read */
export async function readPng(bytes: Uint8Array): Promise<PngPicture> {
  const { decode, convertIndexedToRgb } = await import('fast-png');
  try {
    const decoded = decode(bytes, { checkCrc: true });
    // The decoder takes such a row for one byte a pixel.
    if (decoded.depth < 8 && isInterlaced(bytes)) throw new Error('Interlaced, and of fewer than 8 bits');
    const { width, height, depth } = decoded;
    const { levels, grey, opaque } = levelsOf(
      decoded.palette ? paletteRgba(decoded, convertIndexedToRgb(decoded)) : rgbaOf(decoded),
    );
    const notes = [
      grey ? '' : 'It is coloured: its lightness is compared.',
      opaque ? '' : 'It is transparent in places: what would be seen there is not what is compared.',
      depth > 8 ? 'Its 16 bits are read as 8.' : '',
    ];
    return { width, height, levels, note: notes.filter(Boolean).join(' ') };
  } catch (cause) {
    throw new Error('Cannot be read as a PNG', { cause });
  }
}

/** Of any depth, without a palette: each sample scaled to 8 bits, linearly. Source: PNG (ISO/IEC 15948) 13.12 */
export function rgbaOf({ width, height, channels, depth, data, transparency }: DecodedPng): Uint8ClampedArray {
  const rgba = new Uint8ClampedArray(4 * width * height);
  const most = 2 ** depth - 1;
  const rowLength = Math.ceil((width * channels * depth) / 8);
  /** Samples of fewer than 8 bits lie several in a byte, the first highest; each row begins with a byte of its own. */
  const packed = (row: number, n: number): number => {
    const bit = n * depth;
    return (data[row * rowLength + (bit >> 3)]! >> (8 - depth - (bit & 7))) & most;
  };
  const sample = (row: number, n: number): number => (depth < 8 ? packed(row, n) : data[row * width * channels + n]!);
  const colors = channels < 3 ? 1 : 3;
  for (let p = 0; p < width * height; p++) {
    const row = Math.floor(p / width);
    const first = (p % width) * channels;
    for (let c = 0; c < 3; c++)
      rgba[4 * p + c] = Math.round((255 * sample(row, first + Math.min(c, colors - 1))) / most);
    const alpha = channels === colors ? most : sample(row, first + colors);
    // One value, or one colour, may stand for what is transparent. Source: PNG 11.3.2.1
    const gone = transparency?.every((value, c) => value === sample(row, first + c)) ?? false;
    rgba[4 * p + 3] = gone ? 0 : Math.round((255 * alpha) / most);
  }
  return rgba;
}

function paletteRgba({ width, height }: DecodedPng, colors: Uint8Array): Uint8ClampedArray {
  const pixels = width * height;
  const channels = colors.length / pixels;
  const rgba = new Uint8ClampedArray(4 * pixels).fill(255);
  for (let p = 0; p < pixels; p++) rgba.set(colors.subarray(channels * p, channels * (p + 1)), 4 * p);
  return rgba;
}

/** Grey is itself; of colours the lightness. Source: ITU-R BT.709, luma */
export function levelsOf(rgba: Uint8ClampedArray): { levels: Uint8Array; grey: boolean; opaque: boolean } {
  const levels = new Uint8Array(rgba.length / 4);
  let [grey, opaque] = [true, true];
  for (let p = 0; p < levels.length; p++) {
    const [r, g, b, alpha] = [rgba[4 * p]!, rgba[4 * p + 1]!, rgba[4 * p + 2]!, rgba[4 * p + 3]!];
    const same = r === g && g === b;
    levels[p] = same ? r : Math.round(0.2126 * r + 0.7152 * g + 0.0722 * b);
    grey &&= same;
    opaque &&= alpha === 255;
  }
  return { levels, grey, opaque };
}
