// Least and greatest values of a volume, slice by slice, so that a loader can do it while it copies and no task is long.
import { isNarrow, type PaddingRange, type StoredValues } from './volume.ts';

export interface StoredExtent {
  /** Padding included where values have 16 bits; [Infinity, -Infinity] for none. */
  readonly stored: readonly [min: number, max: number];
  /** Padding left out, and what is no finite number; [Infinity, -Infinity] where nothing is measured. */
  readonly measured: readonly [min: number, max: number];
}

/**
 * Extremes of one slice's stored values. Padding of wide values may be anything, the least float32 too, and texels are relative to
 * the middle of what is stored: there it counts in neither.
 */
export function storedExtentOf(values: StoredValues, padding: PaddingRange | null): StoredExtent {
  const stored = isNarrow(values) ? extentOf(values, null) : null;
  if (stored && (!padding || padding[1] < stored[0] || padding[0] > stored[1])) return { stored, measured: stored };
  const measured = extentOf(values, padding);
  return { stored: stored ?? measured, measured };
}

function extentOf(values: StoredValues, padding: PaddingRange | null): readonly [min: number, max: number] {
  let min = Number.POSITIVE_INFINITY;
  let max = Number.NEGATIVE_INFINITY;
  const [low, high] = padding ?? [1, 0];
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!;
    if (value >= low && value <= high) continue;
    if (value < min && value > Number.NEGATIVE_INFINITY) min = value;
    if (value > max && value < Number.POSITIVE_INFINITY) max = value;
  }
  return [min, max];
}

interface Rescaled {
  readonly rescaleSlope: number;
  readonly rescaleIntercept: number;
}

/** Extremes of the whole volume from those of its slices; modality [0, 0] where every pixel is padding. */
export function joinExtents(extents: readonly StoredExtent[], slices: readonly Rescaled[]) {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  let [min, max] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  extents.forEach(({ stored, measured }, k) => {
    low = Math.min(low, stored[0]);
    high = Math.max(high, stored[1]);
    if (measured[0] > measured[1]) return;
    const { rescaleSlope, rescaleIntercept } = slices[k]!;
    for (const value of measured) {
      min = Math.min(min, value * rescaleSlope + rescaleIntercept);
      max = Math.max(max, value * rescaleSlope + rescaleIntercept);
    }
  });
  type Range = readonly [min: number, max: number];
  return {
    modalityRange: (min > max ? [0, 0] : [min, max]) as Range,
    storedRange: (low > high ? [0, 0] : [low, high]) as Range,
  };
}

/** Extremes by looking at every value of a whole volume. */
export function modalityRangeOf(
  values: StoredValues,
  sliceLength: number,
  slices: readonly (Rescaled & { readonly padding: PaddingRange | null })[],
) {
  const extents = slices.map((slice, k) =>
    storedExtentOf(values.subarray(k * sliceLength, (k + 1) * sliceLength) as StoredValues, slice.padding),
  );
  return joinExtents(extents, slices);
}
