// By what a case's pictures are judged: each by itself where it has pixels enough for a thousandth to mean something.
import { describe, expect, test } from 'vitest';
import {
  differingValues,
  judgedCounts,
  judgedShare,
  type PictureCount,
  worstCount,
} from '../../conformance/picture-shares.ts';

const count = (plane: string, picture: string, pixels: number, differing: number): PictureCount => ({
  plane,
  picture,
  pixels,
  differing,
  values: differing,
});

describe('judged', () => {
  test('is each picture of enough pixels by itself, so that none hides among the others', () => {
    const counts = [count('axial', 'a', 8000, 0), count('axial', 'b', 8000, 40), count('sagittal', 'a', 8000, 0)];
    expect(judgedCounts(counts)).toEqual(counts);
    expect(worstCount(judgedCounts(counts))).toEqual(counts[1]);
  });

  test('is a smaller one with its window on all planes', () => {
    const counts = [count('axial', 'a', 8000, 1), count('own grid', 'a', 99, 1), count('axial', 'b', 8000, 0)];
    expect(judgedCounts(counts)).toEqual([counts[0], counts[2], count('all planes', 'a', 8099, 2)]);
  });

  test('is the case as a whole where even that is too few', () => {
    const counts = [count('axial', 'a', 2000, 0), count('axial', 'b', 2000, 3)];
    expect(judgedCounts(counts)).toEqual([count('all planes', 'all windows', 4000, 3)]);
    expect(judgedCounts([])).toEqual([]);
  });
});

test('the worst is the one of the largest share, and none where nothing differs', () => {
  expect(worstCount([count('axial', 'a', 9000, 3), count('coronal', 'a', 4000, 2)])?.plane).toBe('coronal');
  expect(worstCount([count('axial', 'a', 9000, 0), count('coronal', 'a', 0, 0)])).toBeNull();
});

test('pixels of one value count once, and the masked not at all', () => {
  const reference = Float64Array.of(5, 5, 5, 7, 9);
  const [a, b] = [Uint8Array.of(1, 1, 1, 1, 1), Uint8Array.of(2, 2, 2, 2, 2)];
  expect(differingValues(a, b, Uint8Array.of(0, 0, 0, 0, 1), reference)).toBe(2);
  expect(judgedShare({ ...count('own grid', 'a', 4000, 4), values: 2 })).toBe(0.0005);
});
