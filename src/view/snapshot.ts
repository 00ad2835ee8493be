// A view's picture as a file, by the CPU reference: canvas readback is falsified where browsers resist fingerprinting. Loaded lazily.
// What the core has is handed in, not imported: what two chunks share, bundlers cut out of both, and the core grows by the seams.
import { ResliceError } from '../errors.ts';
import type { Plane } from '../plane/plane.ts';
import { pngBytes } from '../sampler/png-bytes.ts';
import type { PictureOptions, Sampler } from '../sampler/sampler.ts';

/** Colours to lay over a picture: red, green, blue, alpha, length 4·width·height, alpha not multiplied in; an ImageData is one. */
export interface Bitmap {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array | Uint8ClampedArray;
}

export interface SnapshotOptions {
  /** Laid over the picture. As large as `view.plane` is when `snapshot` is called; where it takes time to draw, a promise. */
  readonly overlay?: Bitmap | Promise<Bitmap> | null;
}

/**
 * Grey as one channel, colours or what lies under an overlay as three.
 * @throws ResliceError 'use/bad-argument' where there is no size, or the overlay has another
 */
export async function snapshotPng(
  sampler: Sampler,
  plane: Plane,
  picture: PictureOptions,
  options: SnapshotOptions,
): Promise<Uint8Array> {
  const { width, height } = plane;
  const overlay = await options.overlay;
  // A view that is not laid out has a plane of one pixel each way.
  if (width < 2 || height < 2) throw bad('the view has no size');
  if (!picture.colormap && !overlay) return pngBytes(sampler.levels(plane, picture), width, height);
  const colors = sampler.colors(plane, picture);
  if (overlay) layOver(colors, overlay, width, height);
  return pngBytes(colors, width, height);
}

function layOver(colors: Uint8ClampedArray, over: Bitmap, width: number, height: number): void {
  const { data } = over;
  if (over.width !== width || over.height !== height || data.length !== colors.length)
    throw bad(`an overlay of ${over.width} × ${over.height} for a picture of ${width} × ${height}`);
  for (let p = 0; p < colors.length; p += 4) {
    const alpha = data[p + 3]! / 255;
    // Clamped arrays round.
    for (let c = p; c < p + 3; c++) colors[c] = colors[c]! + (data[c]! - colors[c]!) * alpha;
  }
}

const bad = (detail: string): ResliceError => new ResliceError('use/bad-argument', { detail });
