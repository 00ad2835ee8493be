// Several pictures as one, on their bytes: a canvas would not do where the browser falsifies what is read from it.

export interface PlacedPng {
  readonly png: Uint8Array;
  /** Pixels. */
  readonly left: number;
  readonly top: number;
}

type Color = readonly [red: number, green: number, blue: number];

/** @returns an 8-bit PNG of three channels with the pictures at their places, cut where they reach beyond it, and nothing else in it */
export async function composePng(
  pictures: readonly PlacedPng[],
  width: number,
  height: number,
  ground: Color,
): Promise<Uint8Array> {
  const { decode, encode } = await import('fast-png');
  const data = new Uint8Array(3 * width * height);
  for (let p = 0; p < data.length; p += 3) data.set(ground, p);
  for (const { png, left, top } of pictures) {
    const picture = decode(png);
    const { channels } = picture;
    const rows = Math.min(picture.height, height - top);
    const columns = Math.min(picture.width, width - left);
    for (let j = Math.max(0, -top); j < rows; j++) {
      for (let i = Math.max(0, -left); i < columns; i++) {
        const from = channels * (j * picture.width + i);
        const to = 3 * ((top + j) * width + left + i);
        // Grey has one channel for all three.
        for (let c = 0; c < 3; c++) data[to + c] = picture.data[from + (channels < 3 ? 0 : c)]!;
      }
    }
  }
  return encode({ width, height, data, channels: 3, depth: 8 });
}
