// What a reader must know of a stack before trusting a picture of it: as numbers, and in words.
import { extentOf } from '../math/extent.ts';
import { dot, length, subtract } from '../math/vec3.ts';
import { median } from './median.ts';
import { missingPositions } from './missing-slices.ts';
import { problemWords } from './problem-words.ts';
import { reportWords } from './report-words.ts';
import type { SortedSlices } from './sort-slices.ts';
import type { StackFacts } from './stack-facts.ts';

export interface StackReport extends StackFacts {
  /** What of the facts matters, one sentence each. */
  readonly words: readonly string[];
}

/** How far off an even line a slice may lie: mm, and share of a step. */
const EVEN_MM = 0.01;
const EVEN_SHARE = 0.002;

export function stackReport(sorted: SortedSlices): StackReport {
  const { slices, positions } = sorted;
  const headers = slices.map((slice) => slice.header);
  const increments = positions.slice(1).map((position, k) => position - positions[k]!);
  const usual = median(increments);
  const [min, max] = extentOf(increments);
  const first = headers[0]!;
  const sliceThickness = headers[Math.floor(headers.length / 2)]!.sliceThickness;
  const facts: StackFacts = {
    slices: slices.length,
    increment: usual === undefined ? null : { min, median: usual, max },
    uneven: isUneven(positions, usual ?? 0),
    tiltDegrees: tilt(sorted),
    missing: missingPositions(positions),
    overlap: sliceThickness === null || usual === undefined ? null : sliceThickness - usual,
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
    words: [...reportWords(facts), ...problemWords(headers)],
  };
}

function isUneven(positions: readonly number[], usual: number): boolean {
  const first = positions[0]!;
  const step = (positions.at(-1)! - first) / Math.max(positions.length - 1, 1);
  const allowed = Math.max(EVEN_MM, EVEN_SHARE * usual);
  return positions.some((position, k) => Math.abs(position - first - k * step) >= allowed);
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
