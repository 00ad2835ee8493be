/**
 * Levels, or colours, -> the bytes of an 8-bit PNG. The encoder is fetched on first use: `info` and .npy never need it.
 * @param data  levels, length width·height; or red, green, blue, 255, length 4·width·height, of which the PNG keeps the first three
 */
export async function pngBytes(
  data: Uint8Array | Uint8ClampedArray,
  width: number,
  height: number,
): Promise<Uint8Array> {
  const { encode } = await import('fast-png');
  if (data.length === width * height) return encode({ width, height, data, channels: 1, depth: 8 });
  return encode({ width, height, data: Uint8Array.from(data.filter((_, n) => n % 4 !== 3)), channels: 3, depth: 8 });
}
