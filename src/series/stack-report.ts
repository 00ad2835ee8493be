// What a reader must know of a stack before trusting a picture of it: as numbers, and in words.
import { dot, length, subtract } from '../math/vec3.ts';
import { missingPositions } from './missing-slices.ts';
import { reportWords } from './report-words.ts';
import type { SortedSlices } from './sort-slices.ts';

export interface StackReport {
  readonly slices: number;
  /** mm between neighbours along the normal; null for a single slice. */
  readonly increment: { readonly min: number; readonly median: number; readonly max: number } | null;
  /** Whether an increment is over 2 % from the median. For people: too coarse to decide how to sample. */
  readonly uneven: boolean;
  /** Lean of the line through the slices against the normal, degrees. */
  readonly tiltDegrees: number;
  /** mm along the normal where a slice ought to be and is not. */
  readonly missing: readonly number[];
  /** SliceThickness less the median increment, mm: above 0 slices overlap, below 0 there are gaps. Null where unknown. */
  readonly overlap: number | null;
  readonly sliceThickness: number | null;
  /** Files left out because another slice is at the same place. */
  readonly duplicates: readonly string[];
  /** Whether InstanceNumber, where it is there, neither rises nor falls along the stack. */
  readonly instanceNumbersDisagree: boolean;
  readonly perSliceRescale: boolean;
  readonly padded: boolean;
  /** Each of the above that matters, one sentence each. */
  readonly words: readonly string[];
}

/** Deviation of an increment from the median that people want to know of. */
const UNEVEN = 0.02;

export function stackReport(sorted: SortedSlices): StackReport {
  const { slices, positions } = sorted;
  const headers = slices.map((slice) => slice.header);
  const increments = positions.slice(1).map((position, k) => position - positions[k]!);
  const ordered = increments.toSorted((a, b) => a - b);
  const median = ordered[Math.floor(ordered.length / 2)];
  const first = headers[0]!;
  const sliceThickness = headers[Math.floor(headers.length / 2)]!.sliceThickness;
  const facts = {
    slices: slices.length,
    increment: median === undefined ? null : { min: ordered[0]!, median, max: ordered.at(-1)! },
    uneven: median !== undefined && increments.some((step) => Math.abs(step - median) > UNEVEN * median),
    tiltDegrees: tilt(sorted),
    missing: missingPositions(positions),
    overlap: sliceThickness === null || median === undefined ? null : sliceThickness - median,
    sliceThickness,
    duplicates: sorted.duplicates.map((image) => image.header.file),
    instanceNumbersDisagree: disagree(headers.map((header) => header.instanceNumber)),
    perSliceRescale: headers.some(
      (header) => header.rescaleSlope !== first.rescaleSlope || header.rescaleIntercept !== first.rescaleIntercept,
    ),
    padded: headers.some((header) => header.padding !== null),
  };
  return {
    ...facts,
    words: [...reportWords(facts), ...headers.flatMap((header) => header.problems.map((problem) => problem.message))],
  };
}

function tilt({ slices, orientation }: SortedSlices): number {
  if (slices.length < 2) return 0;
  const origin = (k: number) => slices.at(k)!.header.geometry!.imagePositionPatient;
  const way = subtract(origin(-1), origin(0));
  const up = Math.abs(dot(way, orientation.normal));
  const aside = Math.sqrt(Math.max(0, length(way) ** 2 - up ** 2));
  return (Math.atan2(aside, up) * 180) / Math.PI;
}

function disagree(numbers: readonly (number | null)[]): boolean {
  if (numbers.some((number) => number === null)) return false;
  const steps = numbers.slice(1).map((number, k) => number! - numbers[k]!);
  return !(steps.every((step) => step > 0) || steps.every((step) => step < 0));
}
