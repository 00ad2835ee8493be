// Pictures as PNG, by a kept encoder. Import this lazily: most who draw never ask for a file.
import { encode } from 'fast-png';

/**
 * Levels, greys or colours -> the bytes of a PNG that holds the picture and nothing else: no text, no time.
 * @param data  levels, or greys of 16 bits, length width·height; or red, green, blue, 255, length 4·width·height, of which the PNG keeps
 * the first three
 */
export function pngBytes(
  data: Uint8Array | Uint8ClampedArray | Uint16Array,
  width: number,
  height: number,
): Uint8Array {
  const pixels = width * height;
  if (data instanceof Uint16Array) return encode({ width, height, data, channels: 1, depth: 16 });
  if (data.length === pixels) return encode({ width, height, data, channels: 1, depth: 8 });
  const rgb = new Uint8Array(3 * pixels);
  for (let p = 0; p < pixels; p++) rgb.set(data.subarray(4 * p, 4 * p + 3), 3 * p);
  return encode({ width, height, data: rgb, channels: 3, depth: 8 });
}
