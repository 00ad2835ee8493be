/** The middle of the ordered values, the mean of the two middle ones where their count is even; undefined for none. */
export function median(values: readonly number[]): number | undefined {
  const ordered = values.toSorted((a, b) => a - b);
  const upper = ordered[Math.floor(ordered.length / 2)];
  if (upper === undefined || ordered.length % 2 === 1) return upper;
  return (ordered[ordered.length / 2 - 1]! + upper) / 2;
}
