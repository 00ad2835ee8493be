// Lines that go around words: a line through a glyph reads as part of it.
import type { Segment } from '../../view/crosshair-lines.ts';
import type { Box } from './arrange.ts';

/** px between a line's end and words. */
const GAP = 4;
/** px: what would be left between two gaps is a speck, not a line. */
const LEAST = 6;

/** @returns the parts of the segment that are not in any of the boxes or close to one */
export function cut(segment: Segment, boxes: readonly Box[]): readonly Segment[] {
  const [[x1, y1], [x2, y2]] = segment;
  const length = Math.hypot(x2 - x1, y2 - y1);
  let parts: (readonly [from: number, to: number])[] = [[0, 1]];
  for (const { x, y, width, height } of boxes) {
    const [across, down] = [within(x1, x2, x - GAP, x + width + GAP), within(y1, y2, y - GAP, y + height + GAP)];
    const [from, to] = [Math.max(across[0], down[0]), Math.min(across[1], down[1])];
    if (from >= to) continue;
    parts = parts.flatMap(([a, b]) => [[a, Math.min(b, from)] as const, [Math.max(a, to), b] as const]);
    parts = parts.filter(([a, b]) => (b - a) * length >= LEAST);
  }
  const at = (share: number) => [x1 + (x2 - x1) * share, y1 + (y2 - y1) * share] as const;
  return parts.map(([from, to]) => [at(from), at(to)]);
}

/** Between which shares of the way from a to b one is between low and high. */
function within(a: number, b: number, low: number, high: number): readonly [number, number] {
  if (a === b) return a > low && a < high ? [-1, 2] : [1, 0];
  const [p, q] = [(low - a) / (b - a), (high - a) / (b - a)];
  return [Math.min(p, q), Math.max(p, q)];
}
