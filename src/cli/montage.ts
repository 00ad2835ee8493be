// Many pictures laid out as one.

/** Of a plane: values, levels, greys of 16 bits, or colours with four bytes a pixel. */
export type Cells = Float32Array | Uint8Array | Uint8ClampedArray | Uint16Array;

/**
 * Tiles of one size in reading order; where there are fewer than the grid has, the rest is black.
 * @param tiles  all of one kind, at least one, each width·height pixels
 */
export function layOut<C extends Cells>(
  tiles: readonly C[],
  columns: number,
  rows: number,
  width: number,
  height: number,
): C {
  const first = tiles[0]!;
  /** Cells a pixel. */
  const each = first.length / (width * height);
  const line = columns * width * each;
  const picture = new (first.constructor as new (length: number) => C)(line * rows * height);
  if (each === 4) for (let p = 3; p < picture.length; p += 4) picture[p] = 255;
  tiles.forEach((tile, n) => {
    const corner = Math.floor(n / columns) * height * line + (n % columns) * width * each;
    for (let j = 0; j < height; j++)
      picture.set(tile.subarray(j * width * each, (j + 1) * width * each), corner + j * line);
  });
  return picture;
}
