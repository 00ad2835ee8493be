// Two pictures of levels, pixel by pixel, leaving out what is masked.

export interface LevelDifference {
  readonly worst: number;
  /** Share of the compared pixels that differ. */
  readonly differing: number;
  readonly compared: number;
  readonly masked: number;
}

export function compareLevels(a: Uint8Array, b: Uint8Array, mask: Uint8Array): LevelDifference {
  let [worst, differing, compared] = [0, 0, 0];
  for (let p = 0; p < a.length; p++) {
    if (mask[p]) continue;
    compared++;
    const difference = Math.abs(a[p]! - b[p]!);
    if (difference > 0) differing++;
    if (difference > worst) worst = difference;
  }
  return { worst, differing: compared ? differing / compared : 0, compared, masked: a.length - compared };
}

export interface ValueDifference {
  readonly worst: number;
  /** Compared pixels where one is inside and the other is not. */
  readonly coverage: number;
  readonly inside: number;
}

export function compareValues(a: ArrayLike<number>, b: ArrayLike<number>, mask: Uint8Array): ValueDifference {
  let [worst, coverage, inside] = [0, 0, 0];
  for (let p = 0; p < a.length; p++) {
    if (mask[p]) continue;
    if (Number.isNaN(a[p]!) !== Number.isNaN(b[p]!)) coverage++;
    else if (!Number.isNaN(a[p]!)) {
      inside++;
      worst = Math.max(worst, Math.abs(a[p]! - b[p]!));
    }
  }
  return { worst, coverage, inside };
}
