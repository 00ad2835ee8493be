// What a canvas shows. Read off a copy: a view's canvas is handed its pictures and cannot be read itself.

/** Red, green, blue, alpha, length 4·width·height, rows top down. */
export function pixelsOf(canvas: HTMLCanvasElement): Uint8ClampedArray {
  const { width, height } = canvas;
  const copy = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true })!;
  copy.drawImage(canvas, 0, 0);
  return copy.getImageData(0, 0, width, height).data;
}

/** Of a grey picture. Length width·height. */
export function levelsOf(canvas: HTMLCanvasElement): Uint8Array {
  const pixels = pixelsOf(canvas);
  return Uint8Array.from({ length: pixels.length / 4 }, (_, p) => pixels[p * 4]!);
}
