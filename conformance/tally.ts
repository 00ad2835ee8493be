// What is counted of a case, and of a run: the same numbers, added up.

export interface Tally {
  readonly pictures: number;
  /** Compared over all pictures, the masked left out. */
  readonly pixels: number;
  /** Of them, how many differ, and by how many levels at most. */
  readonly differing: number;
  readonly worstLevel: number;
  /** Largest difference of a modality value, as a share of the largest modality value. */
  readonly worstValue: number;
  /** Pixels of all pictures left out because the picture jumps there. */
  readonly masked: number;
  /** Pixels with a value, over all planes. */
  readonly inside: number;
}

const NOTHING: Tally = {
  pictures: 0,
  pixels: 0,
  differing: 0,
  worstLevel: 0,
  worstValue: 0,
  masked: 0,
  inside: 0,
};

/** All of them together; what a part does not count is nothing. */
export const tallyOf = (parts: readonly Partial<Tally>[]): Tally =>
  parts.reduce<Tally>(
    (total, part) => ({
      pictures: total.pictures + (part.pictures ?? 0),
      pixels: total.pixels + (part.pixels ?? 0),
      differing: total.differing + (part.differing ?? 0),
      worstLevel: Math.max(total.worstLevel, part.worstLevel ?? 0),
      worstValue: Math.max(total.worstValue, part.worstValue ?? 0),
      masked: total.masked + (part.masked ?? 0),
      inside: total.inside + (part.inside ?? 0),
    }),
    NOTHING,
  );
