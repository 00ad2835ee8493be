// PNG bytes -> a picture, sample for sample: no gamma, no colour profile, alpha not multiplied in. The reader is fast-png.
import { convertIndexedToRgb, type DecodedPng, decode } from 'fast-png';
import { ResliceError } from '../errors.ts';
import { interleavedPicture, type Picture } from './picture.ts';

const SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];

/** Pixels of which a picture may have no more, so that a header that lies does not fill the memory. */
const MOST_PIXELS = 2 ** 28;

export const isPng = (bytes: Uint8Array): boolean => SIGNATURE.every((byte, n) => bytes[n] === byte);

/**
 * Palettes become colours, fewer than 8 bits become 8 by whole steps (a 1-bit picture has the levels 0 and 255), and a colour that
 * stands for transparent becomes an alpha channel.
 * @param file  its name, for errors
 * @throws ResliceError 'load/unreadable' where the file is no PNG, is damaged (checksums are checked), or has a kind of interlacing that is not read
 */
export function readPng(bytes: Uint8Array, file?: string): Picture {
  const unreadable = (detail: string, cause?: unknown): ResliceError =>
    new ResliceError('load/unreadable', { file, detail }, { cause });
  if (!isPng(bytes)) throw unreadable('not a PNG');
  checkHeader(bytes, unreadable);
  let png: DecodedPng;
  try {
    png = decode(bytes, { checkCrc: true });
    const { width, height } = png;
    if (png.palette) return interleavedPicture(convertIndexedToRgb(png), png.palette[0]!.length, width, height);
    const samples = png.depth < 8 ? unpacked(png) : png.data;
    const depth = png.depth === 16 ? 16 : 8;
    if (!png.transparency) return interleavedPicture(samples, png.channels, width, height, depth);
    return interleavedPicture(withAlpha(samples, png), png.channels + 1, width, height, depth);
  } catch (cause) {
    throw unreadable('the PNG is damaged', cause);
  }
}

/** Source: PNG (ISO/IEC 15948) 11.2.2: the header comes first; width and height at 16 and 20, bits at 24, interlacing at 28. */
function checkHeader(bytes: Uint8Array, unreadable: (detail: string) => ResliceError): void {
  if (bytes.length < 33) throw unreadable('the PNG ends in its header');
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  const [width, height, bits, interlaced] = [view.getUint32(16), view.getUint32(20), bytes[24]!, bytes[28] !== 0];
  if (width * height > MOST_PIXELS) throw unreadable(`the PNG claims ${width} × ${height} pixels`);
  // The reader takes each sample of an interlaced picture for a whole byte.
  if (interlaced && bits < 8) throw unreadable(`an interlaced PNG of ${bits} bits is not read`);
}

/** Grey of 1, 2 or 4 bits, packed from the high bits on, each row from a byte of its own. */
function unpacked({ data, width, height, depth }: DecodedPng): Uint8Array {
  const [rowBytes, most] = [Math.ceil((width * depth) / 8), 2 ** depth - 1];
  const samples = new Uint8Array(width * height);
  for (let p = 0; p < samples.length; p++) {
    const bit = (p % width) * depth;
    const byte = data[Math.floor(p / width) * rowBytes + (bit >> 3)]!;
    samples[p] = ((byte >> (8 - depth - (bit & 7))) & most) * (255 / most);
  }
  return samples;
}

function withAlpha(
  samples: ArrayLike<number>,
  { width, height, channels, depth, transparency }: DecodedPng,
): Uint16Array {
  const scale = depth < 8 ? 255 / (2 ** depth - 1) : 1;
  const opaque = depth === 16 ? 65535 : 255;
  const all = new Uint16Array((channels + 1) * width * height).fill(opaque);
  for (let p = 0; p < width * height; p++) {
    let clear = true;
    for (let c = 0; c < channels; c++) {
      const sample = samples[channels * p + c]!;
      all[(channels + 1) * p + c] = sample;
      clear &&= sample === transparency![c]! * scale;
    }
    if (clear) all[(channels + 1) * p + channels] = 0;
  }
  return all;
}
