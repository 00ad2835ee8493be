// By what a case's pictures are judged: each by itself where it has pixels enough for a thousandth to mean something.
import { describe, expect, test } from 'vitest';
import { unroundedLevel } from '../../conformance/levels-of.ts';
import { atEdge, judgedCounts, judgedShare, type PictureCount, worstCount } from '../../conformance/picture-shares.ts';
import type { Volume } from '../../src/volume/volume.ts';

const count = (plane: string, picture: string, pixels: number, differing: number): PictureCount => ({
  plane,
  picture,
  pixels,
  differing,
  decided: differing,
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

describe('the edge between two levels', () => {
  const volume = { inverse: false, voiLuts: [] } as unknown as Volume;
  const level = (center: number, width: number, value: number): number =>
    unroundedLevel({ window: { center, width, function: 'LINEAR' } }, volume)(value);

  test('is met by every fourth whole number at a width of 341', () =>
    expect([511, 512, 513, 514, 515].map((value) => atEdge(level(511.5, 341, value)))).toEqual([
      true,
      false,
      false,
      false,
      true,
    ]));
  test('is not met a thousandth of a level away', () => expect(atEdge(128.001)).toBe(false));
  test('is not what the promise of a picture counts', () =>
    expect(judgedShare({ ...count('own grid', 'a', 4000, 4), decided: 2 })).toBe(0.0005));
});
