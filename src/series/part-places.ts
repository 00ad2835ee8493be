// Which images at shared places belong together, by a value that each has: the same value at every place, or its rank at each.
import type { ImageHeader } from '../dicom/image-header.ts';
import { groupBy } from './group-by.ts';
import type { SeriesImage } from './image.ts';
import { median } from './median.ts';
import type { Place } from './sort-slices.ts';

export type NumberOf = (header: ImageHeader) => number | null;

export interface Part {
  /** What its images have in common; the middle of their values where it is their rank. */
  readonly value: number;
  readonly images: readonly SeriesImage[];
  /** Whether a place may have an image in another part than its own. */
  readonly guessed?: boolean;
}

/** Shares of the places: over how much the most complete part must cover, and at least how much all parts in the mean. */
export interface Coverage {
  readonly most: number;
  readonly mean: number;
}

/** One part at least lies at most places; the others may be broken off. */
export const MOSTLY: Coverage = { most: 0.5, mean: 0 };

/**
 * By identity: images of one value are one part, however many places it lacks. Not where the value tells nothing apart at any place,
 * nor where it differs from place to place: such a value numbers the slices.
 * @returns ascending by value; null where the value does not part them
 */
export function partByValue(places: readonly Place[], numberOf: NumberOf, least: Coverage): readonly Part[] | null {
  const columns = columnsOf(places, numberOf);
  if (!columns?.some((column) => column.length > 1)) return null;
  const parts = groupBy(columns.flat(), ({ value }) => value);
  const most = [...parts.values()].reduce((most, { length }) => Math.max(most, length), 0);
  const filled = columns.reduce((sum, column) => sum + column.length, 0);
  if (most <= least.most * places.length || filled < least.mean * parts.size * places.length) return null;
  return ascending([...parts].map(([value, all]) => ({ value, images: imagesOf(all) })));
}

/**
 * By rank: at every place the first of the values is the first part's, whatever it is there, as of a clock that runs on from slice to
 * slice. Most places have the same number of values; one that lacks some has those that are nearest to the other places' where
 * these agree, else its last are taken to be missing.
 * @returns in order of rank; null where the value does not part them
 */
export function partByRank(places: readonly Place[], numberOf: NumberOf): readonly Part[] | null {
  const columns = columnsOf(places, numberOf);
  if (!columns) return null;
  const [usual, full] = [...groupBy(columns, ({ length }) => length)].find(
    ([, alike]) => alike.length * 2 > columns.length,
  ) ?? [0, []];
  if (usual < 2) return null;
  const ranksOf = nearestRanks(full);
  const ranks = columns.map((column) => (column.length < usual ? ranksOf(column) : [...column.keys()]));
  const guessed = ranks.includes(null) || columns.some(({ length }) => length > usual);
  const ranked = columns.flatMap((column, at) => column.map((part, n) => ({ part, rank: ranks[at]?.[n] ?? n })));
  return [...groupBy(ranked, ({ rank }) => rank)]
    .sort(([a], [b]) => a - b)
    .map(([, here]) => here.map(({ part }) => part))
    .map((all) => ({ value: median(all.map(({ value }) => value))!, images: imagesOf(all), guessed }));
}

/** Each place's images by value, ascending; null where one has none. */
function columnsOf(places: readonly Place[], numberOf: NumberOf): readonly (readonly Part[])[] | null {
  if (places.some(({ images }) => images.some(({ header }) => numberOf(header) === null))) return null;
  return places.map(({ images }) =>
    ascending([...groupBy(images, ({ header }) => numberOf(header)!)].map(([value, at]) => ({ value, images: at }))),
  );
}

/** Finds the ranks of a place that lacks some; null where the values do not say: half a step off, or two at one rank. */
function nearestRanks(full: readonly (readonly Part[])[]): (column: readonly Part[]) => readonly number[] | null {
  const middles = full[0]!.map((_, rank) => median(full.map((column) => column[rank]!.value))!);
  const half = median(middles.slice(1).map((middle, n) => middle - middles[n]!))! / 2;
  const agree = full.every((column) => column.every(({ value }, rank) => Math.abs(value - middles[rank]!) < half));
  return (column) => {
    const ranks = column.map(({ value }) => middles.findIndex((middle) => Math.abs(value - middle) < half));
    return agree && !ranks.includes(-1) && new Set(ranks).size === ranks.length ? ranks : null;
  };
}

const ascending = (parts: readonly Part[]): readonly Part[] => parts.toSorted((a, b) => a.value - b.value);
const imagesOf = (parts: readonly Part[]): readonly SeriesImage[] => parts.flatMap(({ images }) => images);
