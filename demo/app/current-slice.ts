// Which slice of the chosen stack the pictures are at: the one nearest to where the planes meet.
import type { ImageHeader, Stack, StackReport } from '../../src/entry/dicom.ts';
import { positionOf, type Vec3, type Volume } from '../../src/entry/index.ts';
import { dot } from '../ui/vec3.ts';
import type { Pictures } from './pictures.ts';

export interface CurrentSlice {
  readonly volume: Volume;
  readonly report: StackReport;
  /** Index in `stack.volumes`. */
  readonly time: number;
  /** Headers of this time's slices, in their order. */
  readonly images: readonly ImageHeader[];
  /** Of the nearest slice. */
  readonly index: number;
  /** Where the pictures are, mm along the normal. */
  readonly position: number;
  /** Where the planes meet, LPS mm. */
  readonly point: Vec3;
}

/** Null where the stack has no volume, or is not the one that is shown. */
export function currentSlice(pictures: Pictures, stack: Stack | null): CurrentSlice | null {
  const { point, stack: shown } = pictures;
  const view = pictures.viewOf('acquired') ?? pictures.viewOf('axial');
  if (!stack?.volume || !point || shown !== stack) return null;
  const time = view?.state.time ?? 0;
  const timed = stack.volumes[time];
  if (!timed) return null;
  const { volume, report } = timed;
  const position =
    pictures.active === 'acquired' && view
      ? positionOf(volume, 'acquired', view.plane)
      : dot(point, volume.orientation.normal);
  // Images stand time after time.
  const before = stack.volumes.slice(0, time).reduce((sum, one) => sum + one.volume.size[2], 0);
  const images = stack.images.slice(before, before + volume.size[2]);
  return { volume, report, time, images, index: nearest(volume, position), position, point };
}

export function nearest({ slices }: Volume, position: number): number {
  let [low, high] = [0, slices.length - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (slices[middle + 1]!.position - position < position - slices[middle]!.position) low = middle + 1;
    else high = middle;
  }
  return low;
}
