/** ms from the first request on. */
export interface FirstPictures {
  /** To the first file's last byte. */
  readonly arrivedMs: number;
  /** To the first picture that shows anything. */
  readonly firstMs: number;
  /** To all files being read. */
  readonly loadedMs: number;
  /** To a picture of the whole series in the plane that was asked for. */
  readonly completeMs: number;
  /** To all of it being on the GPU; where a peer does not tell, 0. */
  readonly uploadedMs: number;
}

declare global {
  interface Window {
    peerBench(urls: readonly string[], orientation: 'axial' | 'sagittal'): Promise<FirstPictures>;
  }
}

const probe = document.createElement('canvas');
[probe.width, probe.height] = [64, 64];
const context = probe.getContext('2d', { willReadFrequently: true })!;

/** Whether anything is on a canvas but its background. */
export function drawn(canvas: HTMLCanvasElement): boolean {
  context.clearRect(0, 0, 64, 64);
  context.drawImage(canvas, 0, 0, 64, 64);
  const { data } = context.getImageData(0, 0, 64, 64);
  return data.some((value, n) => n % 4 !== 3 && value > 8);
}
