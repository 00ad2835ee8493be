// What is read from a 2D canvas is off by a level, as Brave and Firefox's resistance to fingerprinting make it. Runs in the page.
export function falsifyCanvases(): void {
  const read = CanvasRenderingContext2D.prototype.getImageData;
  const readOff = OffscreenCanvasRenderingContext2D.prototype.getImageData;
  const falsify = (data: ImageData): ImageData => {
    // Of all colours: one alone would be lost in the rounding of a lightness.
    for (let p = 0; p < data.data.length; p++) if (p % 4 < 3) data.data[p] = data.data[p]! ^ 1;
    return data;
  };
  CanvasRenderingContext2D.prototype.getImageData = function (
    this: CanvasRenderingContext2D,
    ...given: Parameters<typeof read>
  ) {
    return falsify(read.apply(this, given));
  } as typeof read;
  OffscreenCanvasRenderingContext2D.prototype.getImageData = function (
    this: OffscreenCanvasRenderingContext2D,
    ...given: Parameters<typeof readOff>
  ) {
    return falsify(readOff.apply(this, given));
  } as typeof readOff;
}
