// Which slices a picture can depend on at all, so that nobody reads the others.
import { checkPlane, type Plane } from '../../plane/plane.ts';
import { planeToStack } from '../../plane/plane-to-stack.ts';
import { sliceTable } from '../../volume/slice-table.ts';
import type { Volume } from '../../volume/volume.ts';
import type { SampleOptions } from '../sampler.ts';
import { sampleRange } from '../slab.ts';
import { pictureExtent } from '../stack-bounds.ts';
import { findSlice } from './find-slice.ts';

/**
 * From the slice table alone: the values of these decide the picture, and no other's.
 * @returns indices of the first and the last
 * @throws ResliceError of the kinds of the sampler
 */
export function neededSlices(volume: Volume, plane: Plane, options: SampleOptions): readonly [number, number] {
  checkPlane(plane);
  const table = sliceTable(volume);
  const map = planeToStack(plane, volume);
  const { first, count, step } = sampleRange(options.slab, map, plane, volume, table);
  const [least, most] = pictureExtent(map, 'mm', plane.width, plane.height);
  const [near, far] = [first * step * map.mm.perDepth, (first + count - 1) * step * map.mm.perDepth];
  // A bracket more to each side is a cubic's neighbours, and whatever rounding does.
  const low = findSlice(table.mm, least + Math.min(near, far), 0) - 1;
  const high = findSlice(table.mm, most + Math.max(near, far), 0) + 2;
  const last = volume.size[2] - 1;
  return [Math.min(Math.max(low, 0), last), Math.min(Math.max(high, 0), last)];
}
