// The order in which inputs are read: every 64th, then every 16th, 4th and the rest, each pass from the middle outwards. Files are
// mostly named in the order of their slices, so that what has been read at the end of a pass shows the whole stack, coarsely.

/** Each pass reads so many times as many inputs as are there before it. */
const FOLD = 4;
/** Slices in the first pass of a large series. */
const FEWEST = 4;

export interface ReadOrder {
  /** Indices of the inputs, each once. */
  readonly order: readonly number[];
  /** How many have been read at the end of each pass but the last, ascending; the first is 1. */
  readonly passes: readonly number[];
}

export function readOrder(count: number): ReadOrder {
  const middle = Math.floor(count / 2);
  const order: number[] = [];
  const taken = new Set<number>();
  const take = (index: number): void => {
    if (taken.has(index)) return;
    taken.add(index);
    order.push(index);
  };
  const passes = count > 1 ? [1] : [];
  if (count > 0) take(middle);
  let stride = 1;
  while (stride * FOLD * FEWEST <= count) stride *= FOLD;
  for (; stride >= 1; stride /= FOLD) {
    // Counted from the middle, so that passes nest and the ends are met by the last at the latest.
    for (let away = stride; away <= middle || middle + away < count; away += stride) {
      if (middle + away < count) take(middle + away);
      if (middle - away >= 0) take(middle - away);
    }
    if (stride > 1) passes.push(order.length);
  }
  return { order, passes };
}
