// The inverse cosine transform in whole numbers, to the bit as libjpeg's "islow" does it, so that lossy pictures come out the
// same here and there. Source: C. Loeffler, A. Ligtenberg, G. Moschytz, "Practical fast 1-D DCT algorithms with 11
// multiplications", ICASSP 1989; the 13-bit constants and the two roundings are those of libjpeg's jidctint.

/** Bits of the constants' fractions. */
const FRACTION = 13;

/** Where coefficient k of the zigzag order lies in a block of 8 rows of 8. Source: ITU-T T.81 figure A.6 */
// biome-ignore format: eight by eight
export const ZIGZAG = Uint8Array.of(
  0, 1, 8, 16, 9, 2, 3, 10,
  17, 24, 32, 25, 18, 11, 4, 5,
  12, 19, 26, 33, 40, 48, 41, 34,
  27, 20, 13, 6, 7, 14, 21, 28,
  35, 42, 49, 56, 57, 50, 43, 36,
  29, 22, 15, 23, 30, 37, 44, 51,
  58, 59, 52, 45, 38, 31, 39, 46,
  53, 60, 61, 54, 47, 55, 62, 63,
);

/**
 * One block's samples.
 * @param block      length 64, dequantised coefficients, row by row; afterwards all 0, ready for the next
 * @param precision  8 or 12: libjpeg keeps one bit less between the passes for 12, so as to stay within 32
 * @param samples    where to write 8 rows of 8, `stride` apart, from `at`
 */
export function inverseDct(
  block: Int32Array,
  precision: number,
  samples: Uint8Array | Uint16Array,
  at: number,
  stride: number,
): void {
  const between = precision === 8 ? 2 : 1;
  for (let column = 0; column < 8; column++) transformLine(block, column, 8, FRACTION - between);
  for (let row = 0; row < 64; row += 8) transformLine(block, row, 1, FRACTION + between + 3);
  const centre = 1 << (precision - 1);
  const top = 2 * centre - 1;
  for (let row = 0, k = 0, to = at; row < 8; row++, to += stride) {
    for (let column = 0; column < 8; column++, k++) {
      const sample = block[k]! + centre;
      samples[to + column] = sample < 0 ? 0 : sample > top ? top : sample;
      block[k] = 0;
    }
  }
}

/** A block of which all but the first coefficient are 0: the same number everywhere, and the same as by the long way. */
export function inverseDctFlat(
  first: number,
  precision: number,
  samples: Uint8Array | Uint16Array,
  at: number,
  stride: number,
): void {
  const centre = 1 << (precision - 1);
  const sample = Math.min(Math.max(((first + 4) >> 3) + centre, 0), 2 * centre - 1);
  for (let row = 0, to = at; row < 8; row++, to += stride) samples.fill(sample, to, to + 8);
}

/** Eight numbers, `step` apart, in place; rounded and `shift` bits shorter. */
function transformLine(line: Int32Array, at: number, step: number, shift: number): void {
  const i1 = at + step;
  const i2 = i1 + step;
  const i3 = i2 + step;
  const i4 = i3 + step;
  const i5 = i4 + step;
  const i6 = i5 + step;
  const i7 = i6 + step;
  const half = 1 << (shift - 1);
  const [c0, c1, c2, c3] = [line[at]!, line[i1]!, line[i2]!, line[i3]!];
  const [c4, c5, c6, c7] = [line[i4]!, line[i5]!, line[i6]!, line[i7]!];
  if ((c1 | c2 | c3 | c4 | c5 | c6 | c7) === 0) {
    const flat = ((c0 << FRACTION) + half) >> shift;
    line[at] = line[i1] = line[i2] = line[i3] = line[i4] = line[i5] = line[i6] = line[i7] = flat;
    return;
  }
  // Even half.
  const e = Math.imul(c2 + c6, 4433);
  const e2 = e - Math.imul(c6, 15137);
  const e3 = e + Math.imul(c2, 6270);
  const e0 = (c0 + c4) << FRACTION;
  const e1 = (c0 - c4) << FRACTION;
  const a0 = e0 + e3 + half;
  const a3 = e0 - e3 + half;
  const a1 = e1 + e2 + half;
  const a2 = e1 - e2 + half;
  // Odd half.
  const z5 = Math.imul(c7 + c3 + c5 + c1, 9633);
  const z1 = Math.imul(c7 + c1, -7373);
  const z2 = Math.imul(c5 + c3, -20995);
  const z3 = Math.imul(c7 + c3, -16069) + z5;
  const z4 = Math.imul(c5 + c1, -3196) + z5;
  const o0 = Math.imul(c7, 2446) + z1 + z3;
  const o1 = Math.imul(c5, 16819) + z2 + z4;
  const o2 = Math.imul(c3, 25172) + z2 + z3;
  const o3 = Math.imul(c1, 12299) + z1 + z4;
  line[at] = (a0 + o3) >> shift;
  line[i7] = (a0 - o3) >> shift;
  line[i1] = (a1 + o2) >> shift;
  line[i6] = (a1 - o2) >> shift;
  line[i2] = (a2 + o1) >> shift;
  line[i5] = (a2 - o1) >> shift;
  line[i3] = (a3 + o0) >> shift;
  line[i4] = (a3 - o0) >> shift;
}
