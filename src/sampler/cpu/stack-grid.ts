// What the CPU kernels read: the slice table as flat arrays, and where the plane at hand starts in each slice's own grid.
import { type PlaneToStack, snap } from '../../plane/plane-to-stack.ts';
import { sliceTable } from '../../volume/slice-table.ts';
import { isFloat, type StoredValues, type Volume } from '../../volume/volume.ts';

export interface StackGrid {
  readonly columns: number;
  readonly rows: number;
  readonly count: number;
  readonly storedValues: StoredValues;
  /** mm along the normal from the first slice, ascending. */
  readonly mm: Float64Array;
  readonly reachBelow: number;
  readonly reachAbove: number;
  readonly slope: Float64Array;
  readonly intercept: Float64Array;
  /** Stored values that are no measurement; low above high where there are none. */
  readonly paddingLow: Float64Array;
  readonly paddingHigh: Float64Array;
  readonly padded: boolean;
  /** Values may be no finite numbers, which are missing. */
  readonly holes: boolean;
  readonly columnOffset: Float64Array;
  readonly rowOffset: Float64Array;
  /** Pixel (0, 0) of the plane at hand, in each slice's own grid. Rewritten by `placeGrid`. */
  readonly columnOrigin: Float64Array;
  readonly rowOrigin: Float64Array;
}

export function createStackGrid(volume: Volume): StackGrid {
  const { slices, size, storedValues } = volume;
  return {
    columns: size[0],
    rows: size[1],
    count: size[2],
    storedValues,
    ...sliceTable(volume),
    slope: Float64Array.from(slices, (slice) => slice.rescaleSlope),
    intercept: Float64Array.from(slices, (slice) => slice.rescaleIntercept),
    paddingLow: Float64Array.from(slices, (slice) => slice.padding?.[0] ?? 1),
    paddingHigh: Float64Array.from(slices, (slice) => slice.padding?.[1] ?? 0),
    padded: slices.some((slice) => slice.padding !== null),
    holes: isFloat(storedValues),
    columnOrigin: new Float64Array(slices.length),
    rowOrigin: new Float64Array(slices.length),
  };
}

/** Puts a plane's first pixel into every slice's own grid; nothing is allocated. */
export function placeGrid(grid: StackGrid, map: PlaneToStack): void {
  for (let k = 0; k < grid.count; k++) {
    grid.columnOrigin[k] = snap(map.column.origin - grid.columnOffset[k]!);
    grid.rowOrigin[k] = snap(map.row.origin - grid.rowOffset[k]!);
  }
}
