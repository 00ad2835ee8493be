export interface FirstPictures {
  /** ms from the first request to the first picture that shows anything. */
  readonly firstMs: number;
  /** ms from the first request to a picture of the whole series. */
  readonly completeMs: number;
}

/** Whether anything is on a canvas but its background. */
export function drawn(canvas: HTMLCanvasElement): boolean {
  const probe = document.createElement('canvas');
  [probe.width, probe.height] = [64, 64];
  const context = probe.getContext('2d')!;
  context.drawImage(canvas, 0, 0, 64, 64);
  const { data } = context.getImageData(0, 0, 64, 64);
  return data.some((value, n) => n % 4 !== 3 && value > 8);
}
