import { median } from './median.ts';

/** Share of a step within which increments count as the same, and a gap as a whole number of them. */
const SAME = 0.02;
const WHOLE = 0.05;
/** Steps of a gap that slices are missing from, and places that are named: a garbled position may lie a light year away. */
const MOST_STEPS = 1000;
const MOST_PLACES = 10_000;

/**
 * Where slices ought to be and are not: only in stacks where over half of the increments lie within 2 % of the median, at gaps
 * that are a whole multiple of it (within 5 %), at least two.
 * @param positions  mm along the normal, ascending
 * @returns mm along the normal
 */
export function missingPositions(positions: readonly number[]): readonly number[] {
  const increments = positions.slice(1).map((position, k) => position - positions[k]!);
  const usual = median(increments);
  if (usual === undefined) return [];
  const regular = increments.filter((step) => Math.abs(step - usual) <= SAME * usual).length;
  if (regular * 2 <= increments.length) return [];
  const missing: number[] = [];
  for (const [k, step] of increments.entries()) {
    const times = Math.round(step / usual);
    if (times < 2 || times > MOST_STEPS || Math.abs(step / usual - times) > WHOLE) continue;
    for (let n = 1; n < times && missing.length < MOST_PLACES; n++) missing.push(positions[k]! + usual * n);
  }
  return missing;
}
