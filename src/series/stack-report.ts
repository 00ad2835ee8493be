// What a reader must know of a stack before trusting a picture of it: as numbers, and in words.
import type { ImageHeader } from '../dicom/image-header.ts';
import { extentOf } from '../math/extent.ts';
import { addScaled, dot, length, subtract, type Vec3 } from '../math/vec3.ts';
import type { VoiWindow } from '../voi/voi-window.ts';
import { windowText } from '../voi/window-text.ts';
import type { SeriesImage } from './image.ts';
import { median } from './median.ts';
import { missingPositions } from './missing-slices.ts';
import { problemWords } from './problem-words.ts';
import { reportWords } from './report-words.ts';
import type { SortedSlices } from './sort-slices.ts';
import type { StackTime } from './split-times.ts';
import type { LossyHistory, StackFacts } from './stack-facts.ts';

export interface StackReport extends StackFacts {
  /** What was odd in the files and read all the same, one sentence a kind. */
  readonly problems: readonly string[];
  /** The facts, one sentence each, what to beware of first; then the problems. */
  readonly words: readonly string[];
}

/** How far off an even line a slice may lie: mm, and share of a step. */
const EVEN_MM = 0.01;
const EVEN_SHARE = 0.002;

/** @param time  which of the stack's times it is; where absent, its only one */
export function stackReport(sorted: SortedSlices, time?: StackTime): StackReport {
  const { slices, positions, orientation } = sorted;
  const headers = slices.map((slice) => slice.header);
  const increments = positions.slice(1).map((position, k) => position - positions[k]!);
  const usual = median(increments);
  const [min, max] = extentOf(increments);
  const first = headers[0]!;
  const elsewhere = (time?.lacking ?? []).map(({ header }) =>
    dot(header.geometry!.imagePositionPatient, orientation.normal),
  );
  const all = ascending([...positions, ...elsewhere]);
  const sliceThickness = headers[Math.floor(headers.length / 2)]!.sliceThickness;
  const facts: StackFacts = {
    slices: slices.length,
    increment: usual === undefined ? null : { min, median: usual, max },
    uneven: isUneven(positions, usual ?? 0),
    tiltDegrees: tilt(sorted),
    drift: drift(sorted),
    missing: ascending([...missingPositions(all), ...elsewhere]),
    lacking: ascending(elsewhere),
    guessed: time?.guessed ?? false,
    overlap: sliceThickness === null || usual === undefined ? null : sliceThickness - usual,
    sliceThickness,
    duplicates: sorted.duplicates.map((image) => image.header.file),
    instanceNumbersDisagree: disagree(headers),
    perSliceRescale: headers.some(
      (header) => header.rescaleSlope !== first.rescaleSlope || header.rescaleIntercept !== first.rescaleIntercept,
    ),
    padded: slices.some(isPadded),
    lossy: lossyHistory(headers),
    windows: distinctWindows(headers.flatMap(({ windows }) => windows)),
  };
  const problems = problemWords(headers);
  return { ...facts, problems, words: [...reportWords(facts), ...problems] };
}

const ascending = (values: readonly number[]): readonly number[] => values.toSorted((a, b) => a - b);

/** Each once, in the order in which they are met. */
export const distinctWindows = (windows: readonly VoiWindow[]): readonly VoiWindow[] => [
  ...new Map(windows.map((window) => [windowText(window), window])).values(),
];

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

/** Off the line through the first and the last origin, within the slices' plane. */
function drift({ slices, positions, orientation: { normal } }: SortedSlices): number {
  const from = positions[0]!;
  const whole = positions.at(-1)! - from;
  if (whole === 0) return 0;
  const first = slices[0]!.header.geometry!.imagePositionPatient;
  const aside = slices.map(({ header }, k): Vec3 => {
    const way = subtract(header.geometry!.imagePositionPatient, first);
    return addScaled(way, normal, from - positions[k]!);
  });
  const last = aside.at(-1)!;
  const off = aside.map((at, k) => length(addScaled(at, last, (from - positions[k]!) / whole)));
  return off.reduce((most, one) => Math.max(most, one), 0);
}

/** Frames of one file share its number, which then says nothing of their order. */
function disagree(headers: readonly ImageHeader[]): boolean {
  const numbers = headers.map(({ instanceNumber, pixels }) => (pixels.numberOfFrames > 1 ? null : instanceNumber));
  if (numbers.includes(null)) return false;
  const steps = numbers.slice(1).map((number, k) => number! - numbers[k]!);
  return !(steps.every((step) => step > 0) || steps.every((step) => step < 0));
}

function isPadded({ header: { padding }, storedValues }: SeriesImage): boolean {
  if (!padding) return false;
  const [least, most] = padding;
  for (let p = 0; p < storedValues.length; p++) {
    if (storedValues[p]! >= least && storedValues[p]! <= most) return true;
  }
  return false;
}

const lossyHistory = (headers: readonly ImageHeader[]): LossyHistory | null =>
  joinLossy(
    headers.flatMap(({ lossy, lossyMethods, lossyRatios }) =>
      lossy
        ? { slices: 1, methods: lossyMethods, ratio: lossyRatios.length > 0 ? Math.max(...lossyRatios) : null }
        : [],
    ),
  );

/** Null for none. */
export function joinLossy(histories: readonly LossyHistory[]): LossyHistory | null {
  if (histories.length === 0) return null;
  const ratio = histories.reduce((most, history) => Math.max(most, history.ratio ?? 0), 0);
  return {
    slices: histories.reduce((sum, { slices }) => sum + slices, 0),
    methods: [...new Set(histories.flatMap(({ methods }) => methods))],
    ratio: ratio > 0 ? ratio : null,
  };
}
