import { describe, expect, test } from 'vitest';
import { createRandom } from '../../src/math/random.ts';
import { cross, dot, length } from '../../src/math/vec3.ts';
import type { SeriesImage } from '../../src/series/image.ts';
import { sortSlices } from '../../src/series/sort-slices.ts';
import { axialAt, imageAt } from '../support/series-images.ts';

const files = (images: readonly SeriesImage[]): string[] => images.map(({ header }) => header.file);
const numbered = (z: number, instance: number | null, file: string): SeriesImage =>
  imageAt([0, 0, z], { InstanceNumber: instance === null ? null : ['IS', String(instance)] }, file);

describe('order', () => {
  test('is by position, whatever the order of files and InstanceNumbers', () => {
    const { slices, positions, duplicates } = sortSlices(axialAt([4, -2, 10, 1.5]));
    expect(positions).toEqual([-2, 1.5, 4, 10]);
    expect(slices.map(({ header }) => header.instanceNumber)).toEqual([2, 4, 1, 3]);
    expect(duplicates).toEqual([]);
  });

  test('is along the normal: sagittal slices ascend along -x', () => {
    const sagittal = { ImageOrientationPatient: ['DS', '0\\1\\0\\0\\0\\-1'] } as const;
    const images = [5, -5, 0].map((x) => imageAt([x, 0, 0], sagittal, `${x}`));
    const sorted = sortSlices(images);
    expect(files(sorted.slices)).toEqual(['5', '0', '-5']);
    expect(sorted.positions).toEqual([-5, 0, 5]);
    expect(sorted.orientation.normal.map((n) => n + 0)).toEqual([-1, 0, 0]);
  });

  test('is the same from any order of the files', () => {
    const random = createRandom(7);
    const images = axialAt(Array.from({ length: 20 }, (_, k) => k * 1.7 + 0.1 * Math.sin(k)));
    const right = files(sortSlices(images).slices);
    for (let n = 0; n < 20; n++) {
      const shuffled = images
        .map((image) => ({ image, key: random.next() }))
        .sort((a, b) => a.key - b.key)
        .map(({ image }) => image);
      expect(files(sortSlices(shuffled).slices)).toEqual(right);
    }
  });

  test('takes the orientation from the middle slice, orthonormal', () => {
    const column = (z: number): string => `1\\0\\0\\0\\0.9999999\\${z}`;
    const images = [0, 1, 2, 3].map((z) =>
      imageAt([0, 0, z], { ImageOrientationPatient: ['DS', column(z * 0.0002)] }, `${z}`),
    );
    const { row, column: down, normal } = sortSlices(images).orientation;
    expect(down[2] / down[1]).toBeCloseTo(0.0004, 9);
    expect([length(row), length(down), length(normal)].map((l) => Math.abs(l - 1) < 1e-15)).toEqual([true, true, true]);
    expect(Math.abs(dot(row, down))).toBeLessThan(1e-15);
    expect(normal).toEqual(cross(row, down));
  });
});

describe('duplicates', () => {
  test('the lowest InstanceNumber is used, then the first file name, numbers before none', () => {
    const sorted = sortSlices([
      numbered(0, 9, 'z'),
      numbered(0, 3, 'c'),
      numbered(1, null, 'a'),
      numbered(1, 8, 'b'),
      numbered(2, 1, 'f'),
      numbered(2, 1, 'e'),
      numbered(2, 1, 'd'),
    ]);
    expect(files(sorted.slices)).toEqual(['c', 'b', 'd']);
    expect(files(sorted.duplicates)).toEqual(['z', 'a', 'e', 'f']);
  });

  test('are nearer than 0.01 mm', () => {
    expect(sortSlices(axialAt([0, 0.0099])).slices).toHaveLength(1);
    expect(sortSlices(axialAt([0, 0.0101])).slices).toHaveLength(2);
  });

  test('leave slices that a volume accepts, however they crowd', () => {
    const sorted = sortSlices([
      numbered(0, 2, 'a'),
      numbered(0.009, 1, 'b'),
      numbered(0.018, 3, 'c'),
      numbered(1, 4, 'd'),
    ]);
    expect(files(sorted.slices)).toEqual(['b', 'd']);
    expect(files(sorted.duplicates)).toEqual(['a', 'c']);
  });
});
