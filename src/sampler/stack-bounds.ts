// The box in stack space that holds every sample inside: a picture's footprint and a slab's range follow from it.
import type { PlaneToStack } from '../plane/plane-to-stack.ts';
import type { SliceTable } from '../volume/slice-table.ts';
import type { Volume } from '../volume/volume.ts';

export type StackAxis = 'column' | 'row' | 'mm';
type Bounds = readonly [low: number, high: number];

/** Columns and rows in the first slice's grid, over all slices' own; mm along the normal from the first slice. */
export function stackBounds(volume: Volume, table: SliceTable): Readonly<Record<StackAxis, Bounds>> {
  const { mm, columnOffset, rowOffset, reachBelow, reachAbove } = table;
  const around = (offsets: Float64Array, count: number): Bounds => [
    offsets.reduce((a, b) => Math.min(a, b)) - 0.5,
    offsets.reduce((a, b) => Math.max(a, b)) + count - 0.5,
  ];
  return {
    column: around(columnOffset, volume.size[0]),
    row: around(rowOffset, volume.size[1]),
    mm: [-reachBelow, mm[mm.length - 1]! + reachAbove],
  };
}

/** Least and greatest value of an axis over the corners of a picture. */
export function pictureExtent(map: PlaneToStack, axis: StackAxis, width: number, height: number): Bounds {
  const { perI, perJ, origin } = map[axis];
  const [across, down] = [perI * (width - 1), perJ * (height - 1)];
  return [origin + Math.min(across, 0) + Math.min(down, 0), origin + Math.max(across, 0) + Math.max(down, 0)];
}
