// Mean, SD, extremes and histogram of a region's values. Definitions: docs/measuring.md
import { ResliceError } from '../errors.ts';
import { extentOf } from '../math/extent.ts';

export interface Histogram {
  /** Length bins + 1, ascending: bin n holds edges[n] ≤ value < edges[n + 1]; the last one holds its upper edge too. */
  readonly edges: readonly number[];
  readonly counts: readonly number[];
}

export interface Statistics {
  readonly mean: number;
  /** Of the values themselves (population: divided by their count). */
  readonly sd: number;
  readonly min: number;
  readonly max: number;
  readonly histogram: Histogram;
}

const MOST_BINS = 65_536;

/** @returns the same number @throws ResliceError 'use/bad-argument' */
export function checkBins(bins: number): number {
  if (!Number.isInteger(bins) || bins < 1 || bins > MOST_BINS)
    throw new ResliceError('use/bad-argument', { detail: `bins must be a whole number from 1 to ${MOST_BINS}` });
  return bins;
}

/** @returns null for no values */
export function statisticsOf(values: Float64Array, bins: number): Statistics | null {
  if (values.length === 0) return null;
  const [min, max] = extentOf(values);
  // Relative to the least, so that large values lose nothing; and twice, so that the SD of equal values is 0.
  const mean = min + meanOf(values, (value) => value - min);
  const sd = Math.sqrt(meanOf(values, (value) => (value - mean) ** 2));
  return { mean, sd, min, max, histogram: histogramOf(values, min, max, bins) };
}

function meanOf(values: Float64Array, of: (value: number) => number): number {
  let sum = 0;
  for (const value of values) sum += of(value);
  return sum / values.length;
}

/** Bins of equal width over all values. */
function histogramOf(values: Float64Array, min: number, max: number, bins: number): Histogram {
  const edges = edgesOf(min, max, bins);
  const counts = new Array<number>(bins).fill(0);
  for (const value of values) counts[binOf(edges, value)]!++;
  return { edges, counts };
}

/** Half a unit to both sides where all values are equal, as NumPy's `histogram` has it. */
export function edgesOf(min: number, max: number, bins: number): readonly number[] {
  const [low, high] = max > min ? [min, max] : [min - 0.5, max + 0.5];
  const width = (high - low) / bins;
  return Array.from({ length: bins + 1 }, (_, n) => (n === bins ? high : low + n * width));
}

/** Index of the bin that a value belongs to: the edges decide, not the quotient's rounding. */
export function binOf(edges: readonly number[], value: number): number {
  const bins = edges.length - 1;
  const low = edges[0]!;
  const width = (edges[bins]! - low) / bins;
  let n = Math.min(Math.max(Math.floor((value - low) / width), 0), bins - 1);
  while (n > 0 && value < edges[n]!) n--;
  while (n < bins - 1 && value >= edges[n + 1]!) n++;
  return n;
}
