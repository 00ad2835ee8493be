// What a reader must know of a stack, as numbers.
import type { VoiWindow } from '../voi/voi-window.ts';

/** What the headers tell of compression with a loss. */
export interface LossyHistory {
  /** How many slices. */
  readonly slices: number;
  /** As written, for example ISO_10918_1; [] where the file does not say. */
  readonly methods: readonly string[];
  /** The largest told of, for example 12 for 12:1. */
  readonly ratio: number | null;
}

export interface StackFacts {
  readonly slices: number;
  /** mm between neighbours along the normal; null for a single slice. */
  readonly increment: { readonly min: number; readonly median: number; readonly max: number } | null;
  /**
   * Whether a slice lies off even steps between the first and the last, by max(0.01 mm, 0.2 % of a step). For people: too
   * coarse to decide how to sample.
   */
  readonly uneven: boolean;
  /** Lean of the line through the slices against the normal, degrees. */
  readonly tiltDegrees: number;
  /** How far a slice lies off the line through the first and the last, in its plane, mm: the most of them. */
  readonly drift: number;
  /** mm along the normal where a slice ought to be and is not. */
  readonly missing: readonly number[];
  /** Those of `missing` where the stack has a slice at another time. */
  readonly lacking: readonly number[];
  /** Whether some of its images may be another time's: places lack some, and the rest do not say of which time they are. */
  readonly guessed: boolean;
  /** SliceThickness less the median increment, mm: above 0 slices overlap, below 0 there are gaps. Null where unknown. */
  readonly overlap: number | null;
  readonly sliceThickness: number | null;
  /** Files left out because another slice is at the same place. */
  readonly duplicates: readonly string[];
  /** Whether InstanceNumber, where each slice has its own, neither rises nor falls along the stack. */
  readonly instanceNumbersDisagree: boolean;
  readonly perSliceRescale: boolean;
  /** Whether any pixel is padding. */
  readonly padded: boolean;
  /** Null where no header tells of a loss. */
  readonly lossy: LossyHistory | null;
  /** Each once, in the order of the slices. */
  readonly windows: readonly VoiWindow[];
}
