/**
 * Levels -> the bytes of an 8-bit greyscale PNG. The encoder is fetched on first use: `info` and .npy never need it.
 * @param levels  length width·height
 */
export async function pngBytes(levels: Uint8Array, width: number, height: number): Promise<Uint8Array> {
  const { encode } = await import('fast-png');
  return encode({ width, height, data: levels, channels: 1, depth: 8 });
}
