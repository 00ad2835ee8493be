// The cubic kernel of docs/sampling.md on volumes small enough to work out by hand. Stored values are float64, so nothing rounds.
import { describe, expect, test } from 'vitest';
import { ownGrid } from '../../conformance/planes.ts';
import { makeVolume, noise } from '../../conformance/volumes.ts';
import { createRandom } from '../../src/math/random.ts';
import type { Vec3 } from '../../src/math/vec3.ts';
import type { Plane } from '../../src/plane/plane.ts';
import { createCpuSampler } from '../../src/sampler/cpu/cpu-sampler.ts';
import { cubicMean, cubicWeights } from '../../src/sampler/cpu/cubic-weights.ts';
import { gapShares } from '../../src/sampler/cpu/gap-shares.ts';
import type { SampleOptions } from '../../src/sampler/sampler.ts';
import { createVolume, type SliceInput } from '../../src/volume/create-volume.ts';
import type { Volume } from '../../src/volume/volume.ts';

const CUBIC: SampleOptions = { interpolation: 'cubic' };
const LINEAR: SampleOptions = { interpolation: 'linear' };

/** Pixels of 1 mm, slices at the given z, each leaning by `lean` of its z; the value at a patient position is `field` there. */
function volumeOf(
  field: (p: Vec3, k: number) => number,
  zs: readonly number[],
  { lean = 0, size = 6, slice = (_k: number): Partial<SliceInput> => ({}) } = {},
): Volume {
  const values = zs.flatMap((z, k) =>
    Array.from({ length: size * size }, (_, n) => {
      const p: Vec3 = [(n % size) + lean * z, Math.floor(n / size), z];
      const { rescaleSlope = 1, rescaleIntercept = 0 } = slice(k);
      return (field(p, k) - rescaleIntercept) / rescaleSlope;
    }),
  );
  return createVolume({
    storedValues: Float64Array.from(values),
    size: [size, size, zs.length],
    pixelSpacing: [1, 1],
    orientation: { row: [1, 0, 0], column: [0, 1, 0] },
    slices: zs.map((z, k) => ({ origin: [lean * z, 0, z], ...slice(k) })),
  });
}

function at(of: Volume, [x, y, z]: Vec3, options: SampleOptions = CUBIC): number {
  const plane: Plane = { center: [x, y, z], right: [1, 0, 0], down: [0, 1, 0], spacing: [1, 1], width: 1, height: 1 };
  return createCpuSampler(of).values64(plane, options)[0]!;
}

const EVEN = [0, 2, 4, 6, 8];
const UNEVEN = [0, 1, 3.5, 4, 7];
const impulse = (i: number, j: number, k: number) => (p: Vec3, slice: number) =>
  p[0] === i && p[1] === j && slice === k ? 1 : 0;

describe('weights', () => {
  test('of Catmull and Rom at halfway: -1, 9, 9, -1 sixteenths', () => {
    expect(cubicWeights(0.5, 0.5, 0.5)).toEqual([-1 / 16, 9 / 16, -1 / 16]);
    expect(cubicMean(0, 16, 0, 0, cubicWeights(0.5, 0.5, 0.5))).toBe(9);
  });
  test('of an uneven step are those of its tangents', () => {
    const mm = Float64Array.of(0, 1, 3.5, 4);
    const [below, above] = gapShares(mm, 1);
    expect([below, above]).toEqual([2.5 / 3.5, 2.5 / 3]);
    // At v1 the slope along the step is (v2 − v0)·below; at v2, (v3 − v1)·above.
    const along = (t: number) => cubicMean(3, 7, -2, 5, cubicWeights(t, below, above));
    expect((along(1e-6) - along(0)) / 1e-6).toBeCloseTo((-2 - 3) * below, 3);
    expect((along(1) - along(1 - 1e-6)) / 1e-6).toBeCloseTo((5 - 7) * above, 3);
    expect([along(0), along(1)]).toEqual([7, -2]);
  });
});

describe('cubic', () => {
  test('is Catmull-Rom in the plane and, on an even stack, along the normal', () => {
    const step = volumeOf(impulse(2, 2, 2), EVEN);
    expect(at(step, [2.5, 2, 4])).toBeCloseTo(9 / 16, 14);
    expect(at(step, [3.5, 2, 4])).toBeCloseTo(-1 / 16, 14);
    expect(at(step, [2.5, 2.5, 4])).toBeCloseTo((9 / 16) ** 2, 14);
    expect(at(step, [2, 2, 5])).toBeCloseTo(9 / 16, 14);
    expect(at(step, [2.5, 1.5, 3])).toBeCloseTo((9 / 16) ** 3, 14);
  });
  test('overshoots beside an edge, by a sixteenth of it', () => {
    const edge = volumeOf((p) => (p[0] >= 3 ? 160 : 0), EVEN);
    expect([1.5, 2.5, 3.5].map((x) => at(edge, [x, 2, 4]))).toEqual([-10, 80, 170]);
  });
  test.each([
    ['even', EVEN, 0],
    ['uneven', UNEVEN, 0],
    ['leaning', EVEN, 0.3],
    ['uneven and leaning', UNEVEN, 0.3],
  ])('gives a linear field back: %s', (_, zs, lean) => {
    const field = ([x, y, z]: Vec3): number => 3 * x - 2 * y + 0.7 * z + 11;
    const slice = (k: number) => ({ rescaleSlope: 1 + k, rescaleIntercept: 5 - k });
    const volume = volumeOf(field, zs, { lean, size: 9, slice });
    const random = createRandom(31);
    let kernels = 0;
    for (let n = 0; n < 300; n++) {
      const p: Vec3 = [random.between(3.2, 6.9), random.between(1, 6.9), random.between(zs[1]!, zs[3]!)];
      expect(at(volume, p)).toBeCloseTo(field(p), 10);
      // Not by falling back: a square is not linear's.
      const square = volumeOf(([x]) => x * x, zs, { lean, size: 9 });
      if (Math.abs(at(square, p) - at(square, p, LINEAR)) > 1e-6) kernels++;
    }
    expect(kernels).toBeGreaterThan(200);
  });
  test('gives a quadratic field back in the plane and, on an even stack, along the normal', () => {
    const field = ([x, y, z]: Vec3): number => x * x - 3 * y * y + 2 * x * y + 0.5 * z * z - x * z + 4;
    const volume = volumeOf(field, EVEN, { size: 9 });
    const random = createRandom(32);
    for (let n = 0; n < 200; n++) {
      const p: Vec3 = [random.between(1, 7), random.between(1, 7), random.between(2, 6)];
      expect(at(volume, p)).toBeCloseTo(field(p), 10);
    }
  });
  test("has each slice's own rescale and own foot", () => {
    const slice = (k: number) => ({ rescaleSlope: [1, 20, 0.1, 7, 3][k]!, rescaleIntercept: k });
    const bump = (p: Vec3): number => Math.exp(-((p[0] - 3) ** 2 + (p[1] - 2) ** 2 + (p[2] - 4) ** 2) / 9);
    const plain = volumeOf(bump, UNEVEN);
    const own = volumeOf(bump, UNEVEN, { slice });
    expect(at(own, [2.3, 2.6, 3.7])).toBeCloseTo(at(plain, [2.3, 2.6, 3.7]), 12);
  });
});

describe('falls back to linear', () => {
  const wild = (p: Vec3): number => Math.sin(p[0] * 7 + p[1] * 13.3 + p[2] * 29.1);
  const volume = volumeOf(wild, EVEN, { size: 8 });
  const same = (of: Volume, p: Vec3): boolean => at(of, p) === at(of, p, LINEAR);

  test.each<[string, Vec3, boolean]>([
    ['well inside', [3.5, 3.5, 3], false],
    ['beside the first column', [0.5, 3.5, 3], true],
    ['on the first column, where it alone has weight', [0, 3.5, 4], false],
    ['beside the last column', [6.5, 3.5, 3], true],
    ['one further in', [5.5, 3.5, 3], false],
    ['beside the first row', [3.5, 0.5, 3], true],
    ['beside the last row', [3.5, 6.5, 3], true],
    ['one further in', [3.5, 5.5, 3], false],
    ['outside the last pixel centres', [3.5, 7.2, 4], true],
    ['between the first two slices', [3.5, 3.5, 1], true],
    ['between the last two slices', [3.5, 3.5, 7], true],
    ['on the first slice, which alone has weight', [3.5, 3.5, 0], false],
    ['on the last slice', [3.5, 3.5, 8], false],
    ['beyond the first slice, which alone has weight', [3.5, 3.5, -0.7], false],
    ['beyond the last slice', [3.5, 3.5, 8.7], false],
  ])('%s', (_, p, linear) => expect(same(volume, p)).toBe(linear));

  test('where padding has weight, and not where it has none', () => {
    const padded = volumeOf((p) => (p[0] === 5 && p[1] === 3 && p[2] === 4 ? -999 : wild(p)), EVEN, {
      size: 8,
      slice: () => ({ padding: [-999, -999] }),
    });
    expect(same(padded, [3.5, 2.5, 3])).toBe(true);
    expect(same(padded, [3.5, 2.5, 4])).toBe(true);
    expect(same(padded, [2.5, 2.5, 4])).toBe(false);
    // Rows 3 and columns 5 have no weight on row 2 and column 3; slice 4 has none on slice 2.
    expect(same(padded, [3.5, 2, 4])).toBe(false);
    expect(same(padded, [3, 2.5, 4])).toBe(false);
    expect(same(padded, [3.5, 2.5, 2])).toBe(false);
    const plane: Plane = { ...ownGrid(padded, 2), center: [3.5, 2.5, 3] };
    const kept = createCpuSampler(padded).values64({ ...plane, width: 1, height: 1 }, { ...CUBIC, padding: 'keep' });
    expect(kept[0]).not.toBe(at(padded, [3.5, 2.5, 3], LINEAR));
  });

  test("where a slice's foot is outside it", () => {
    const leaning = volumeOf(wild, [0, 1, 2, 3], { lean: 2, size: 8 });
    // At x the feet are x, x − 2, x − 4 and x − 6.
    expect(same(leaning, [5.9, 3.5, 1.5])).toBe(true);
    const less = volumeOf(wild, [0, 1, 2, 3], { lean: 0.5, size: 8 });
    expect(same(less, [3.9, 3.5, 1.5])).toBe(false);
  });

  test('on a single slice it is Catmull-Rom in its plane, as far as the slice reaches', () => {
    const one = volumeOf(impulse(2, 2, 0), [0]);
    expect(at(one, [2.5, 2, 0])).toBeCloseTo(9 / 16, 14);
    expect(at(one, [2.5, 2, 0.4])).toBeCloseTo(9 / 16, 14);
    expect(at(one, [2.5, 2, 0.6])).toBeNaN();
  });
});

test.each([
  ['tilted', { tilt: 18.5 }],
  ['drifting', { drift: 2 }],
  ['double oblique, far away', { row: [0.9, 0.3, 0.316], column: [-0.3, 0.952, -0.05], origin: [812, -970, 1403] }],
  ['anisotropic', { pixelSpacing: [0.48828125, 1.3333333] }],
] as const)('a slice at its own grid comes back bit for bit: %s', (_, geometry) => {
  const size = [31, 23, 9] as const;
  const own = makeVolume({ size, ...geometry } as never, noise(size, 'int16', 9));
  for (const k of [0, 4, 8]) {
    const values = createCpuSampler(own).values64(ownGrid(own, k), CUBIC);
    expect([...values]).toEqual([...own.storedValues.subarray(k * 31 * 23, (k + 1) * 31 * 23)]);
  }
});
