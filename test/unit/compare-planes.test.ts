// Comparing against cases whose answer is known, and against PSNR and SSIM written anew from the paper, window by window.
import { describe, expect, test } from 'vitest';
import { comparePlanes, differencePicture, isResliceError, type PlanePixels } from '../../src/entry/compare.ts';
import { createRandom } from '../../src/math/random.ts';

const thrown = (act: () => unknown): unknown => {
  try {
    return act();
  } catch (error) {
    return error;
  }
};

describe('differences', () => {
  const size = { width: 4, height: 2 };

  test('of equal pictures there are none', () => {
    const a = Uint8Array.from([0, 1, 2, 3, 4, 5, 6, 255]);
    expect(comparePlanes(a, a.slice(), size)).toEqual({
      compared: 8,
      largest: 0,
      mean: 0,
      off: 0,
      offShare: 0,
      onlyInA: 0,
      onlyInB: 0,
      worst: null,
      psnr: Number.POSITIVE_INFINITY,
      ssim: null,
    });
  });

  test('are counted beyond the tolerance, and the first of the largest is found', () => {
    const a = Uint8Array.from([10, 10, 10, 10, 10, 10, 10, 10]);
    const b = Uint8Array.from([10, 11, 8, 10, 10, 3, 17, 10]);
    const found = comparePlanes(a, b, { ...size, tolerance: 2 });
    expect(found).toMatchObject({ compared: 8, largest: 7, off: 2, offShare: 0.25, mean: 17 / 8 });
    expect(found.worst).toEqual({ column: 1, row: 1, a: 10, b: 3 });
    expect(found.psnr).toBeCloseTo(10 * Math.log10(255 ** 2 / (103 / 8)), 12);
  });

  test('leave out what is outside in one, and tell in which', () => {
    const none = Number.NaN;
    const a = Float32Array.from([none, none, 1, 2, 3, 4, 5, 6]);
    const b = Float64Array.from([none, 7, none, none, 3, 4.5, 5, Number.POSITIVE_INFINITY]);
    expect(comparePlanes(a, b, { ...size, tolerance: 0.25 })).toMatchObject({
      compared: 3,
      onlyInA: 3,
      onlyInB: 1,
      largest: 0.5,
      off: 1,
      worst: { column: 1, row: 1, a: 4, b: 4.5 },
    });
  });

  test('an infinity is a difference against anything but itself', () => {
    const [none, most, least] = [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
    const a = Float32Array.from([most, none, most, most, 1, most, 2, 3]);
    const b = Float32Array.from([none, least, least, most, most, 1, 2, none]);
    const found = comparePlanes(a, b, size);
    expect(found).toMatchObject({ compared: 1, largest: 0, off: 0, onlyInA: 4, onlyInB: 3 });
    const picture = differencePicture(a, b, { ...size, full: 1 });
    const colors = Array.from({ length: 8 }, (_, p) => picture.slice(4 * p, 4 * p + 3).join());
    const one = colors[7];
    expect(colors).toEqual([one, one, one, '0,0,0', one, one, '20,22,25', one]);
    expect(one).not.toBe('0,0,0');
  });

  test('cannot be where nothing is inside in both', () => {
    const a = new Float32Array(8).fill(Number.NaN);
    const found = comparePlanes(a, new Float32Array(8), size);
    expect(found).toMatchObject({ compared: 0, largest: 0, mean: 0, offShare: 0, onlyInB: 8, worst: null, ssim: null });
  });

  test.each<[string, PlanePixels, PlanePixels, Record<string, unknown>]>([
    ['another length', new Uint8Array(8), new Uint8Array(7), {}],
    ['levels with values', new Uint8Array(8), new Float32Array(8), {}],
    ['what is neither', new Int16Array(8) as unknown as Uint8Array, new Int16Array(8) as unknown as Uint8Array, {}],
    ['half a pixel', new Uint8Array(8), new Uint8Array(8), { width: 3.5 }],
    ['no size', new Uint8Array(8), new Uint8Array(8), { width: undefined }],
    ['a negative tolerance', new Uint8Array(8), new Uint8Array(8), { tolerance: -1 }],
    ['a tolerance that is none', new Uint8Array(8), new Uint8Array(8), { tolerance: Number.NaN }],
    ['a range upside down', new Uint8Array(8), new Uint8Array(8), { range: [5, 1] }],
    ['half a range', new Uint8Array(8), new Uint8Array(8), { range: [5] }],
  ])('refuse %s', (_, a, b, options) => {
    const error = thrown(() => comparePlanes(a, b, { ...size, ...options }));
    expect(isResliceError(error, 'use/bad-argument')).toBe(true);
  });
});

/** SSIM by the paper: every window by itself, two-dimensional weights, central moments. */
function ssimByWindows(
  a: ArrayLike<number>,
  b: ArrayLike<number>,
  width: number,
  height: number,
  range: number,
): number {
  const weights: number[] = [];
  for (let y = -5; y <= 5; y++)
    for (let x = -5; x <= 5; x++) weights.push(Math.exp(-(x * x + y * y) / (2 * 1.5 * 1.5)));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const found: number[] = [];
  for (let row = 5; row < height - 5; row++) {
    for (let column = 5; column < width - 5; column++) {
      const at = weights.map((_, n) => (row - 5 + Math.floor(n / 11)) * width + column - 5 + (n % 11));
      const mean = (value: (p: number) => number): number =>
        at.reduce((sum, p, n) => sum + (weights[n]! / total) * value(p), 0);
      const [ma, mb] = [mean((p) => a[p]!), mean((p) => b[p]!)];
      const va = mean((p) => (a[p]! - ma) ** 2);
      const vb = mean((p) => (b[p]! - mb) ** 2);
      const cov = mean((p) => (a[p]! - ma) * (b[p]! - mb));
      const [c1, c2] = [(0.01 * range) ** 2, (0.03 * range) ** 2];
      found.push(((2 * ma * mb + c1) * (2 * cov + c2)) / ((ma * ma + mb * mb + c1) * (va + vb + c2)));
    }
  }
  const inside = found.filter((value) => !Number.isNaN(value));
  return inside.reduce((sum, value) => sum + value, 0) / inside.length;
}

const [width, height] = [29, 23];
const pictures = (seed: number): readonly [Uint8Array, Uint8Array] => {
  const random = createRandom(seed);
  const a = Uint8Array.from(
    { length: width * height },
    (_, p) => 100 + 60 * Math.sin((p % width) * 0.4) + random.integer(0, 40),
  );
  return [a, a.map((level) => Math.min(Math.max(level + random.integer(-30, 30), 0), 255))];
};

describe('PSNR and SSIM', () => {
  test.each([1, 2, 3])('are the paper’s, window by window (seed %i)', (seed) => {
    const [a, b] = pictures(seed);
    const { psnr, ssim } = comparePlanes(a, b, { width, height });
    const mse = a.reduce((sum, level, p) => sum + (level - b[p]!) ** 2, 0) / a.length;
    expect(psnr).toBeCloseTo(20 * Math.log10(255 / Math.sqrt(mse)), 10);
    expect(ssim).toBeCloseTo(ssimByWindows(a, b, width, height, 255), 12);
    expect(ssim).toBeLessThan(0.95);
  });

  test('of a constant shift SSIM is the lightness term alone', () => {
    const [a, b] = [new Uint8Array(width * height).fill(100), new Uint8Array(width * height).fill(120)];
    const c1 = (0.01 * 255) ** 2;
    const { ssim, psnr } = comparePlanes(a, b, { width, height });
    expect(ssim).toBeCloseTo((2 * 100 * 120 + c1) / (100 ** 2 + 120 ** 2 + c1), 12);
    expect(psnr).toBeCloseTo(20 * Math.log10(255 / 20), 12);
  });

  test('of values count from the least, and leave out windows with an outside in them', () => {
    const [levels, others] = pictures(4);
    const [a, b] = [Float64Array.from(levels, (v) => 3 * v - 1000), Float32Array.from(others, (v) => 3 * v - 1000)];
    const range = [-1000, -1000 + 3 * 255] as const;
    expect(comparePlanes(a, b, { width, height, range }).ssim).toBeCloseTo(
      comparePlanes(levels, others, { width, height }).ssim!,
      9,
    );
    a[3 * width + 4] = Number.NaN;
    const shifted = [a, b].map((pixels) => Float64Array.from(pixels, (v) => v + 1000));
    const { ssim } = comparePlanes(a, b, { width, height, range });
    expect(ssim).toBeCloseTo(ssimByWindows(shifted[0]!, shifted[1]!, width, height, 3 * 255), 9);
  });

  test('without a range values have their own: the least and the largest of both', () => {
    const [levels, others] = pictures(5);
    const [a, b] = [Float32Array.from(levels), Float32Array.from(others)];
    const all = [...levels, ...others];
    const range = [Math.min(...all), Math.max(...all)] as const;
    expect(comparePlanes(a, b, { width, height })).toEqual(comparePlanes(a, b, { width, height, range }));
  });

  test('of equal pictures are the best there is, constant ones too', () => {
    const [a] = pictures(6);
    expect(comparePlanes(a, a, { width, height })).toMatchObject({ psnr: Number.POSITIVE_INFINITY, largest: 0 });
    expect(comparePlanes(a, a, { width, height }).ssim).toBeCloseTo(1, 14);
    const flat = new Float32Array(width * height).fill(-5);
    expect(comparePlanes(flat, flat, { width, height }).ssim).toBe(1);
  });

  test('SSIM is left out where it is not asked for', () => {
    const [a, b] = pictures(7);
    expect(comparePlanes(a, b, { width, height, ssim: false }).ssim).toBeNull();
  });
});
