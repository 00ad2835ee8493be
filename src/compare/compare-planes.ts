// Two pictures of the same plane, in numbers.
import { checkAtLeast, checkPlanes, checkRange, isLevels, type PlanePixels, type PlaneSize } from './check-planes.ts';
import { structuralSimilarity } from './structural-similarity.ts';

export interface CompareOptions extends PlaneSize {
  /** Largest difference that does not count as one; 0 where absent. */
  readonly tolerance?: number;
  /**
   * Least and largest pixel that is possible, for PSNR and SSIM. Where absent: 0 to 255 of levels, and of values the least and
   * the largest in either picture.
   */
  readonly range?: readonly [low: number, high: number];
  /** Whether SSIM is found, which takes most of the time; true where absent. */
  readonly ssim?: boolean;
}

export interface WorstPixel {
  readonly column: number;
  readonly row: number;
  readonly a: number;
  readonly b: number;
}

export interface PlaneComparison {
  /** Pixels that are inside in both; all of levels, which have no outside. */
  readonly compared: number;
  /** Absolute difference of those; 0 where there are none. */
  readonly largest: number;
  readonly mean: number;
  /** How many of those differ by more than the tolerance, and their share. */
  readonly off: number;
  readonly offShare: number;
  /**
   * Pixels that are inside (finite, not NaN) in one picture only. They count in no other figure. An infinity, which is no value that is
   * drawn, counts here too, for its own picture, where the other has NaN or the other infinity.
   */
  readonly onlyInA: number;
  readonly onlyInB: number;
  /** The first pixel, by rows, of the largest difference; null where nothing differs. */
  readonly worst: WorstPixel | null;
  /** Peak signal-to-noise ratio, dB: 10·log10(range² / mean squared difference). Infinity where nothing differs. */
  readonly psnr: number;
  /** Mean structural similarity, 1 where nothing differs; null where no 11 × 11 pixels are inside in both, or it was not asked for. */
  readonly ssim: number | null;
}

/**
 * Compares levels (Uint8Array) with levels, or values with values (Float32Array or Float64Array, NaN outside). NaN in both is
 * no difference, and the same infinity in both is none.
 * @throws ResliceError 'use/bad-argument' where the pictures do not go together, or an option cannot be
 */
export function comparePlanes(a: PlanePixels, b: PlanePixels, options: CompareOptions): PlaneComparison {
  checkPlanes(a, b, options);
  const { width, height } = options;
  const tolerance = checkAtLeast('tolerance', options.tolerance ?? 0, 'zero');
  const asked = options.range === undefined ? null : checkRange(options.range);
  let [compared, sum, squares, off, onlyInA, onlyInB] = [0, 0, 0, 0, 0, 0];
  let [largest, at, low, high] = [0, -1, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (let p = 0; p < a.length; p++) {
    const [x, y] = [a[p]!, b[p]!];
    const [inA, inB] = [Number.isFinite(x), Number.isFinite(y)];
    if (inA) [low, high] = [Math.min(low, x), Math.max(high, x)];
    if (inB) [low, high] = [Math.min(low, y), Math.max(high, y)];
    if (!inA || !inB) {
      if (Object.is(x, y)) continue;
      if (inA || (!inB && !Number.isNaN(x))) onlyInA++;
      if (inB || (!inA && !Number.isNaN(y))) onlyInB++;
      continue;
    }
    const difference = Math.abs(x - y);
    compared++;
    sum += difference;
    squares += difference * difference;
    if (difference > tolerance) off++;
    if (difference > largest) [largest, at] = [difference, p];
  }
  const [least, most] = asked ?? (isLevels(a) ? [0, 255] : compared > 0 ? [low, high] : [0, 0]);
  const range = most - least;
  return {
    compared,
    largest,
    mean: compared > 0 ? sum / compared : 0,
    off,
    offShare: compared > 0 ? off / compared : 0,
    onlyInA,
    onlyInB,
    worst: at < 0 ? null : { column: at % width, row: Math.floor(at / width), a: a[at]!, b: b[at]! },
    psnr: squares > 0 ? 10 * Math.log10((range * range * compared) / squares) : Number.POSITIVE_INFINITY,
    ssim: (options.ssim ?? true) ? structuralSimilarity(a, b, width, height, least, range) : null,
  };
}
