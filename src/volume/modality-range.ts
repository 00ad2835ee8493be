// Least and greatest values of a volume, slice by slice, so that a loader can do it while it copies and no task is long.
import type { PaddingRange, StoredValues } from './volume.ts';

export interface StoredExtent {
  /** Padding included; [Infinity, -Infinity] for none. */
  readonly stored: readonly [min: number, max: number];
  /** Padding left out; [Infinity, -Infinity] where all is padding. */
  readonly measured: readonly [min: number, max: number];
}

/** Extremes of one slice's stored values. */
export function storedExtentOf(values: StoredValues, padding: PaddingRange | null): StoredExtent {
  let min = Number.POSITIVE_INFINITY;
  let max = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!;
    if (value < min) min = value;
    if (value > max) max = value;
  }
  if (!padding || padding[1] < min || padding[0] > max) return { stored: [min, max], measured: [min, max] };
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!;
    if (value >= padding[0] && value <= padding[1]) continue;
    if (value < low) low = value;
    if (value > high) high = value;
  }
  return { stored: [min, max], measured: [low, high] };
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
  const modalityRange: readonly [min: number, max: number] = min > max ? [0, 0] : [min, max];
  return { modalityRange, storedRange: [low, high] as readonly [min: number, max: number] };
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
