// SSIM: how alike two pictures are around every pixel, in lightness, contrast and structure.
// Source: Wang, Bovik, Sheikh, Simoncelli, Image quality assessment: from error visibility to structural similarity,
// IEEE Transactions on Image Processing 13 (4), 2004; constants and window as its section III C gives them.

/** Window of 11 × 11, sigma 1.5, its weights summing to 1. */
const RADIUS = 5;
const SIDE = 2 * RADIUS + 1;
const SIGMA = 1.5;
const [K1, K2] = [0.01, 0.03];

const WEIGHTS = gaussian();

function gaussian(): Float64Array {
  const bell = Float64Array.from({ length: SIDE }, (_, n) => Math.exp(-((n - RADIUS) ** 2) / (2 * SIGMA * SIGMA)));
  const sum = bell.reduce((a, b) => a + b);
  return bell.map((weight) => weight / sum);
}

/** Of both pictures, their squares and their product. */
const MOMENTS = 5;

/**
 * The mean over all windows that lie wholly in the picture and hold no NaN.
 * @param low  what counts as 0 of the range: SSIM compares means as shares, so pixels must not be negative
 * @param range  from the least to the largest pixel that is possible, the paper's L
 * @returns null where there is no such window
 */
export function structuralSimilarity(
  a: ArrayLike<number>,
  b: ArrayLike<number>,
  width: number,
  height: number,
  low: number,
  range: number,
): number | null {
  const [inner, c1, c2] = [width - SIDE + 1, (K1 * range) ** 2, (K2 * range) ** 2];
  if (inner < 1 || height < SIDE) return null;
  // The last eleven rows, each already weighted along itself; NaN spreads to every window that holds it.
  const rows = Array.from({ length: SIDE }, () => new Float64Array(MOMENTS * inner));
  const line = new Float64Array(MOMENTS * width);
  let [sum, count] = [0, 0];
  for (let j = 0; j < height; j++) {
    weighRow(a, b, j * width, width, low, line, rows[j % SIDE]!);
    if (j < SIDE - 1) continue;
    for (let i = 0; i < inner; i++) {
      let [ma, mb, aa, bb, ab] = [0, 0, 0, 0, 0];
      for (let n = 0; n < SIDE; n++) {
        const [row, weight] = [rows[(j + 1 + n) % SIDE]!, WEIGHTS[n]!];
        ma += weight * row[i]!;
        mb += weight * row[inner + i]!;
        aa += weight * row[2 * inner + i]!;
        bb += weight * row[3 * inner + i]!;
        ab += weight * row[4 * inner + i]!;
      }
      const [va, vb, cov] = [Math.max(aa - ma * ma, 0), Math.max(bb - mb * mb, 0), ab - ma * mb];
      if (Number.isNaN(cov)) continue;
      // Of two constant pictures with nothing between their ends both constants are 0; they are equal.
      const of = (ma * ma + mb * mb + c1) * (va + vb + c2);
      sum += of === 0 ? 1 : ((2 * ma * mb + c1) * (2 * cov + c2)) / of;
      count++;
    }
  }
  return count > 0 ? sum / count : null;
}

function weighRow(
  a: ArrayLike<number>,
  b: ArrayLike<number>,
  start: number,
  width: number,
  low: number,
  line: Float64Array,
  out: Float64Array,
): void {
  for (let i = 0; i < width; i++) {
    const [x, y] = [a[start + i]! - low, b[start + i]! - low];
    line[i] = x;
    line[width + i] = y;
    line[2 * width + i] = x * x;
    line[3 * width + i] = y * y;
    line[4 * width + i] = x * y;
  }
  const inner = width - SIDE + 1;
  for (let m = 0; m < MOMENTS; m++) {
    for (let i = 0; i < inner; i++) {
      let mean = 0;
      for (let n = 0; n < SIDE; n++) mean += WEIGHTS[n]! * line[m * width + i + n]!;
      out[m * inner + i] = mean;
    }
  }
}
