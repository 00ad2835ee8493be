// The least and the largest of many numbers. `Math.min(...values)` puts them all on the stack, which some ten thousand exhaust.

/** @returns [Infinity, -Infinity] for no values */
export function extentOf(values: Iterable<number>): readonly [min: number, max: number] {
  let [min, max] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const value of values) {
    if (value < min) min = value;
    if (value > max) max = value;
  }
  return [min, max];
}
