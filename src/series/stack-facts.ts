// What a reader must know of a stack, as numbers.

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
}
