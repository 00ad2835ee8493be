// The slice table as flat float64 arrays, for loops over pixels; and what the stack's geometry allows a sampler to simplify.
import { extentOf } from '../math/extent.ts';
import { TIE } from '../math/tie.ts';
import { isFloat, isNarrow, type Volume } from './volume.ts';

export interface SliceTable {
  /** mm along the normal from the first slice, ascending. */
  readonly mm: Float64Array;
  readonly columnOffset: Float64Array;
  readonly rowOffset: Float64Array;
  /** How far below the first and above the last slice the end slice still counts, mm: half a gap, both faces included (`TIE`). */
  readonly reachBelow: number;
  readonly reachAbove: number;
}

/** Distance between neighbours in an even stack, mm; for a single slice the thickness that it stands for. */
export function evenStep(volume: Volume): number {
  const { slices, sliceThickness, pixelSpacing } = volume;
  if (slices.length === 1) return sliceThickness && sliceThickness > 0 ? sliceThickness : pixelSpacing[1];
  return (slices.at(-1)!.position - slices[0]!.position) / (slices.length - 1);
}

export function sliceTable(volume: Volume): SliceTable {
  const { slices } = volume;
  const mm = Float64Array.from(slices, (slice) => slice.position - slices[0]!.position);
  const last = mm.length - 1;
  const half = 0.5 + TIE;
  const single = evenStep(volume) * half;
  return {
    mm,
    columnOffset: Float64Array.from(slices, (slice) => slice.offset[0]),
    rowOffset: Float64Array.from(slices, (slice) => slice.offset[1]),
    reachBelow: last === 0 ? single : (mm[1]! - mm[0]!) * half,
    reachAbove: last === 0 ? single : (mm[last]! - mm[last - 1]!) * half,
  };
}

/** What may be left out when this volume is sampled, and nothing in the picture changes. */
export interface Simplicity {
  /** Slices lie at even steps. */
  readonly even: boolean;
  /** In-plane offsets: none, the same step from each slice to the next, or each its own. */
  readonly shift: 'none' | 'step' | 'table';
  /** Offset from slice to slice, [columns, rows], where shift is 'step'. */
  readonly shiftStep: readonly [column: number, row: number];
  /** One slope and intercept serve all slices. */
  readonly oneRescale: boolean;
  readonly padded: boolean;
  /** Values may be no finite numbers, which are missing. */
  readonly holes: boolean;
}

/**
 * Largest change of a modality value that a simplification may cause, deviation in steps or pixels × range: absolute, and as a share of
 * the largest value, because values may all be small (docs/sampling.md).
 */
const HARMLESS = 0.005;
const HARMLESS_SHARE = 5e-7;
/** float64's own rounding of steps and offsets, which moves no value that fits into 32 bits by as much. */
const EXACT = 1e-12;

/** @param keepsPadding  whether padding is a value like any other: the range of values leaves it out, so then only what is exact is left out */
export function simplicityOf(volume: Volume, keepsPadding = false): Simplicity {
  const { slices, modalityRange } = volume;
  const largest = Math.max(-modalityRange[0], modalityRange[1]);
  const harmless = Math.min(HARMLESS, HARMLESS_SHARE * largest);
  // However alike the values are, a tie or a face must not move.
  const most = harmless / Math.max(modalityRange[1] - modalityRange[0], Number.MIN_VALUE);
  const allowed = keepsPadding ? EXACT : Math.min(most, TIE / 10);
  const last = slices.length - 1;
  const step = evenStep(volume);
  const first = slices[0]!;
  const end = slices[last]!;
  const uneven = extentOf(slices.map(({ position }, k) => Math.abs(position - first.position - k * step)))[1] / step;
  const shiftStep: [number, number] = last === 0 ? [0, 0] : [end.offset[0] / last, end.offset[1] / last];
  const worst = (from: (k: number, axis: 0 | 1) => number): number =>
    extentOf(
      slices.flatMap(({ offset }, k) => [Math.abs(offset[0] - from(k, 0)), Math.abs(offset[1] - from(k, 1))]),
    )[1];
  const untilted = worst(() => 0) <= allowed;
  const linear = worst((k, axis) => k * shiftStep[axis]) <= allowed;
  const even = uneven <= allowed;
  return {
    even,
    shift: untilted ? 'none' : linear && even ? 'step' : 'table',
    shiftStep,
    oneRescale: slices.every(
      (s) => s.rescaleSlope === first.rescaleSlope && s.rescaleIntercept === first.rescaleIntercept,
    ),
    padded: slices.some(
      ({ padding }) =>
        padding !== null &&
        // Wide values' range leaves padding out.
        (!isNarrow(volume.storedValues) ||
          (padding[0] <= volume.storedRange[1] && padding[1] >= volume.storedRange[0])),
    ),
    holes: isFloat(volume.storedValues),
  };
}
