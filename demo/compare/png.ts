// A PNG's pixels as the browser reads them, with nothing converted: no colour profile is applied, and alpha is not multiplied in.

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

/** Bits a sample: byte 24, in the header that is always first. Source: PNG (ISO/IEC 15948) 11.2.2 */
const bitsOf = (bytes: Uint8Array): number => bytes[24] ?? 8;

/** @throws Error where the browser cannot read it */
export async function readPng(bytes: Uint8Array<ArrayBuffer>): Promise<PngPicture> {
  const blob = new Blob([bytes], { type: 'image/png' });
  const bitmap = await createImageBitmap(blob, { colorSpaceConversion: 'none', premultiplyAlpha: 'none' }).catch(
    (cause: unknown) => {
      throw new Error('Cannot be read as a PNG', { cause });
    },
  );
  const { width, height } = bitmap;
  const context = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true })!;
  context.drawImage(bitmap, 0, 0);
  bitmap.close();
  const { levels, grey, opaque } = levelsOf(context.getImageData(0, 0, width, height).data);
  const notes = [
    grey ? '' : 'It is coloured: its lightness is compared.',
    opaque ? '' : 'It is transparent in places: what lies there is not exact.',
    bitsOf(bytes) > 8 ? 'Its 16 bits are read as 8.' : '',
  ];
  return { width, height, levels, note: notes.filter(Boolean).join(' ') };
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
