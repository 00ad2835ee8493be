// Statistics against small volumes that are worked by hand, and the definitions of docs/measuring.md one by one.
import { describe, expect, test } from 'vitest';
import { linearField, phantomVolumeInput } from '../../phantom/index.ts';
import { isResliceError } from '../../src/errors.ts';
import { createRandom } from '../../src/math/random.ts';
import { add, addScaled, cross, dot, normalize, type Vec3 } from '../../src/math/vec3.ts';
import { createMeasurement } from '../../src/measure/create-measurement.ts';
import { type MeasureOptions, measure } from '../../src/measure/measure.ts';
import type { RegionKind } from '../../src/measure/measurement.ts';
import { resultLines } from '../../src/measure/result-lines.ts';
import { createVolume } from '../../src/volume/create-volume.ts';

const FLAT = { right: [1, 0, 0], down: [0, 1, 0] } as const;
const SIDE = { right: [0, 1, 0], down: [0, 0, -1] } as const;

/** 4 × 3 × 2 pixels of 2 mm across, 1 mm down and 4 mm through; the first pixel's centre is [10, 20, 30]. */
const small = (knobs: Partial<Parameters<typeof createVolume>[0]> = {}) =>
  createVolume({
    // biome-ignore format: rows as they are
    storedValues: Int16Array.from([
      1, 2, 3, 4,
      5, 6, 7, 8,
      9, 10, 11, 12,

      21, 22, 23, 24,
      25, 26, 27, 28,
      29, 30, 31, 32,
    ]),
    size: [4, 3, 2],
    pixelSpacing: [1, 2],
    orientation: { row: [1, 0, 0], column: [0, 1, 0] },
    slices: [{ origin: [10, 20, 30] }, { origin: [10, 20, 34] }],
    unit: 'HU',
    ...knobs,
  });

const region = (
  kind: RegionKind,
  from: Vec3,
  to: Vec3,
  { volume = small(), plane = FLAT as { right: Vec3; down: Vec3 }, options = {} as MeasureOptions } = {},
) => measure(volume, createMeasurement(kind, [from, to], plane), options);

describe('on a slice', () => {
  test('a rectangle is the pixels whose centres are in it', () => {
    // Columns 1 and 2, rows 0 and 1: 2, 3, 6, 7.
    const result = region('rectangle', [11, 19.6, 30], [14.9, 21.4, 30], { options: { bins: 5 } });
    expect(result).toEqual({
      kind: 'rectangle',
      area: expect.closeTo(3.9 * 1.8, 9),
      size: [expect.closeTo(3.9, 9), expect.closeTo(1.8, 9)],
      counted: 'pixels',
      count: 4,
      spacing: [2, 1],
      outside: 0,
      mean: 4.5,
      // (2.5² + 1.5² + 1.5² + 2.5²) / 4 = 4.25
      sd: Math.sqrt(4.25),
      min: 2,
      max: 7,
      histogram: { edges: [2, 3, 4, 5, 6, 7], counts: [1, 1, 0, 0, 2] },
      unit: 'HU',
    });
    expect(resultLines(result)).toEqual(['mean 4.50 HU, SD 2.06', 'min 2.00, max 7.00', '7.0 mm², 4 pixels']);
  });

  test('corners in any order are the same region', () => {
    const any = region('rectangle', [14.9, 19.6, 30], [11, 21.4, 30]);
    expect(any).toEqual(region('rectangle', [11, 21.4, 30], [14.9, 19.6, 30]));
    expect(any.count).toBe(4);
  });

  test('a centre on the outline is in, of either shape, to 1e-5 of a pixel', () => {
    expect(region('rectangle', [12, 20, 30], [14, 21, 30]).count).toBe(4);
    expect(region('rectangle', [12 + 1e-6, 20, 30], [14, 21 - 1e-6, 30]).count).toBe(4);
    expect(region('rectangle', [12 + 1e-4, 20, 30], [14, 21, 30]).count).toBe(2);
    // Half axes 2 and 1 mm around pixel (1, 1): itself, and the four next to it on the outline.
    const cross = region('ellipse', [10, 20, 30], [14, 22, 30]);
    expect(cross).toMatchObject({ count: 5, mean: 6, min: 2, max: 10 });
    // Of 2, 5, 6, 7, 10: (16 + 1 + 0 + 1 + 16) / 5.
    expect(cross.sd).toBeCloseTo(Math.sqrt(6.8), 12);
    expect(cross.area).toBeCloseTo(2 * Math.PI, 12);
  });

  test('the second slice is the second slice, and a hundredth of a millimetre beside it too', () => {
    expect(region('rectangle', [9, 19, 34], [17, 23, 34])).toMatchObject({ count: 12, mean: 26.5, min: 21, max: 32 });
    expect(region('rectangle', [9, 19, 33.995], [17, 23, 33.995]).mean).toBe(26.5);
    expect(region('rectangle', [9, 19, 33.98], [17, 23, 33.98]).counted).toBe('samples');
  });

  test('values are modality values, each slice by its own rescale', () => {
    const volume = small({
      slices: [
        { origin: [10, 20, 30], rescaleSlope: 2, rescaleIntercept: -1000 },
        { origin: [10, 20, 34], rescaleSlope: 0.5, rescaleIntercept: 7 },
      ],
    });
    expect(region('rectangle', [9, 19, 30], [17, 23, 30], { volume }).mean).toBe(2 * 6.5 - 1000);
    expect(region('rectangle', [9, 19, 34], [17, 23, 34], { volume })).toMatchObject({
      mean: 0.5 * 26.5 + 7,
      min: 17.5,
      max: 23,
    });
  });

  test('padding has no value, and neither has what is beyond the slice; their share is told', () => {
    const slices = [
      { origin: [10, 20, 30], padding: [6, 7] },
      { origin: [10, 20, 34], padding: [6, 7] },
    ] as const;
    const volume = small({ slices });
    const padded = region('rectangle', [11, 19.6, 30], [14.9, 21.4, 30], { volume });
    expect(padded).toMatchObject({ count: 2, outside: 0.5, mean: 2.5, sd: 0.5, min: 2, max: 3 });
    expect(resultLines(padded).at(-1)).toBe('50 % without a value');
    // Columns −1 to 1 and rows −2 to 0, as if the grid went on: 2 of 9.
    const beyond = region('rectangle', [7.5, 17.9, 30], [12.5, 20.1, 30]);
    expect(beyond).toMatchObject({ count: 2, mean: 1.5, counted: 'pixels' });
    expect(beyond.outside).toBeCloseTo(7 / 9, 12);
  });

  test('no values at all', () => {
    const away = region('ellipse', [100, 100, 30], [120, 130, 30]);
    expect(away).toMatchObject({ count: 0, outside: 1, mean: null, sd: null, min: null, max: null, histogram: null });
    expect(resultLines(away)).toEqual(['no values here', '471.2 mm², 0 pixels']);
  });

  test('a region across the slice is none of its pixels, however small', () => {
    const across = region('rectangle', [12, 20.996, 30.004], [12, 21.004, 29.996], { plane: SIDE });
    expect(across).toMatchObject({ counted: 'samples', count: 1 });
  });

  test('a region between all pixel centres is sampled', () => {
    const result = region('rectangle', [10.4, 20.3, 30], [10.8, 20.5, 30]);
    // x is 0.3 columns, y is 0.4 rows from the first pixel: 1 + 0.3·1 + 0.4·4.
    expect(result.counted).toBe('samples');
    expect(result.count).toBe(1);
    expect(result.mean).toBeCloseTo(2.9, 9);
    expect(resultLines(result).at(-1)).toBe('0.080 mm², 1 sample');
  });

  test('a picture that is turned, flipped or seen from below counts the same pixels', () => {
    const volume = createVolume(phantomVolumeInput({ rows: 24, columns: 22, slices: 3, center: [36, -6, 20] }));
    const k = volume.slices[1]!;
    const center = addScaled(addScaled(k.origin, [1, 0, 0], 10.3), [0, 1, 0], 11.6);
    const counts = [0, 0.4, 1.3, 2.9].flatMap((turn) =>
      [1, -1].map((flip) => {
        const right: Vec3 = [Math.cos(turn), Math.sin(turn), 0];
        const down: Vec3 = [-Math.sin(turn) * flip, Math.cos(turn) * flip, 0];
        const half = 5.2;
        const corner = (s: number) => addScaled(addScaled(center, right, s * half), down, s * half);
        const drawn = createMeasurement('ellipse', [corner(-1), corner(1)], { right, down });
        const { count, mean, counted } = measure(volume, drawn);
        expect(counted).toBe('pixels');
        return [count, mean];
      }),
    );
    for (const each of counts) expect(each).toEqual(counts[0]);
  });
});

describe('off the slices', () => {
  test('midway between two slices', () => {
    const result = region('rectangle', [12, 20.5, 32], [14, 21.5, 32], { options: { bins: 2 } });
    // Half a voxel's least edge is 0.5 mm: 4 × 2 midpoints, at columns 1.125 to 1.875 and rows 0.75 and 1.25 of the mean slice.
    expect(result).toMatchObject({ counted: 'samples', count: 8, spacing: [0.5, 0.5], outside: 0 });
    expect(result.mean).toBeCloseTo(16.5, 12);
    expect(result.min).toBeCloseTo(11 + 1.125 + 0.75 * 4, 12);
    expect(result.max).toBeCloseTo(11 + 1.875 + 1.25 * 4, 12);
    // Columns at ±1/8 and ±3/8, rows at ±1/4 of 4 a row.
    expect(result.sd).toBeCloseTo(Math.sqrt((1 / 64 + 9 / 64) / 2 + 1), 12);
    expect(result.histogram!.counts).toEqual([4, 4]);
  });

  test('the spacing is at most half the least voxel edge, and fills the box', () => {
    const result = region('rectangle', [13, 20, 33], [13, 21.3, 31], { plane: SIDE });
    expect(result.size).toEqual([expect.closeTo(1.3, 9), expect.closeTo(2, 9)]);
    expect(result.spacing).toEqual([expect.closeTo(1.3 / 3, 9), expect.closeTo(0.5, 9)]);
    expect(result.count).toBe(12);
  });

  test('samples beyond the stack are left out, and their share told', () => {
    // z from 26 to 32: the stack begins half a gap below 30, at 28.
    const result = region('rectangle', [13, 20, 26], [13, 22, 32], { plane: SIDE });
    expect(result.count).toBe(4 * 8);
    expect(result.outside).toBeCloseTo(1 / 3, 12);
  });

  test('a region of a kilometre is sampled further apart, and says so', () => {
    const result = region('rectangle', [-5e5, -5e5, 31.7], [5e5, 5e5, 31.7]);
    expect(result.spacing[0]).toBeGreaterThan(100);
    expect(result.outside).toBeGreaterThan(0.99);
    const thin = region('ellipse', [-1e6, 20, 31.7], [1e6, 21, 31.7]);
    expect(thin.spacing[0] * thin.spacing[1]).toBeGreaterThan(0);
  });

  const random = createRandom(20240607);
  test.each(Array.from({ length: 12 }, (_, n) => [n] as const))(
    'a linear field has its value at the centre as mean, seed 20240607, draw %i',
    () => {
      const gradient: Vec3 = [random.between(-5, 5), random.between(-5, 5), random.between(-5, 5)];
      const volume = createVolume(
        phantomVolumeInput(
          {
            rows: 40,
            columns: 44,
            slices: 30,
            pixelSpacing: [1.3, 0.9],
            step: 2,
            unevenSteps: [1, 0.4, 1.5],
            gantryTilt: random.between(-20, 20),
            drift: 1,
            rescaleSlope: () => 0.01,
          },
          linearField(gradient, 12),
        ),
      );
      const right = normalize([random.between(-1, 1), random.between(-1, 1), random.between(-1, 1)]);
      const normal = normalize(cross(right, [random.between(-1, 1), random.between(-1, 1), random.between(-1, 1)]));
      const down = cross(normal, right);
      const center: Vec3 = [random.between(-3, 3), 4 + random.between(-3, 3), 2 + random.between(-3, 3)];
      const corner = add(
        addScaled([0, 0, 0], right, random.between(0.1, 6)),
        addScaled([0, 0, 0], down, random.between(0.1, 6)),
      );
      for (const kind of ['ellipse', 'rectangle'] as const) {
        const ends = [add(center, corner), addScaled(center, corner, -1)];
        const result = measure(volume, createMeasurement(kind, ends, { right, down }));
        expect(result.outside).toBe(0);
        expect(Math.abs(result.mean! - dot(gradient, center) - 12)).toBeLessThan(0.01);
      }
    },
  );
});

test('interpolation smooths noise: its SD on an oblique plane is √(8/27) of the pixels’ own, seed 5', () => {
  const random = createRandom(5);
  const volume = createVolume({
    storedValues: Float32Array.from({ length: 60 ** 3 }, () => random.between(-1, 1)),
    size: [60, 60, 60],
    pixelSpacing: [1, 1],
    orientation: { row: [1, 0, 0], column: [0, 1, 0] },
    slices: Array.from({ length: 60 }, (_, k) => ({ origin: [0, 0, k] as const })),
  });
  const right = normalize([0.71, 0.52, -0.37]);
  const down = cross(normalize(cross(right, [0.1, 0.37, 1])), right);
  const at = (mm: number): Vec3 => addScaled(addScaled([29.5, 29.5, 29.5], right, mm), down, mm);
  const whole = region('rectangle', [0, 0, 30], [59, 59, 30], { volume });
  const oblique = region('rectangle', at(-19), at(19), { volume, plane: { right, down } });
  // The mean of (1 − t)² + t² is 2/3 along each of three axes.
  expect(Math.abs(oblique.sd! / whole.sd! / Math.sqrt(8 / 27) - 1)).toBeLessThan(0.05);
});

describe('other kinds', () => {
  test('a length is a length, in space too', () => {
    const measured = measure(
      small(),
      createMeasurement(
        'length',
        [
          [1, 2, 3],
          [4, 6, 15],
        ],
        FLAT,
      ),
    );
    expect(measured).toEqual({ kind: 'length', mm: 13 });
    expect(resultLines(measured)).toEqual(['13.0 mm']);
  });

  test.each([
    [[1, 0, 0], [0, 1, 0], 90],
    [[1, 0, 0], [1, 1, 0], 45],
    [[1, 0, 0], [-1, 0, 0], 180],
    [[1, 0, 0], [1, 1e-7, 0], 1e-7 * (180 / Math.PI)],
    [[0, 0, 3], [0, 2, -2], 135],
    [[0, 0, 0], [0, 2, -2], null],
  ] as const)('the angle between %o and %o is %f', (a, b, degrees) => {
    const at: Vec3 = [31, -17, 5];
    const result = measure(small(), createMeasurement('angle', [add(at, a), at, add(at, b)], FLAT));
    if (degrees === null) expect(result.degrees).toBeNull();
    else expect(Math.abs(result.degrees! - degrees)).toBeLessThan(1e-6);
    expect(resultLines(result)[0]).toBe(degrees === null ? 'no angle' : `${degrees.toFixed(1)}°`);
  });

  test('a probe is the sample at its place; nothing outside and on padding', () => {
    const probe = (p: Vec3, volume = small()) => measure(volume, createMeasurement('probe', [p], SIDE));
    expect(probe([12, 21, 30])).toEqual({ kind: 'probe', value: 6, unit: 'HU' });
    // A quarter up to the second slice, half a column on: 6.5 + 0.25·20.
    expect(probe([13, 21, 31]).value).toBeCloseTo(11.5, 12);
    expect(probe([13, 21, 27.9]).value).toBeNull();
    const slices = [{ origin: [10, 20, 30], padding: [6, 6] }, { origin: [10, 20, 34] }] as const;
    expect(probe([12, 21, 30], small({ slices })).value).toBeNull();
    expect(resultLines(probe([12, 21, 27]))).toEqual(['no value here']);
    expect(resultLines(probe([13, 21, 31]))).toEqual(['11.5 HU']);
  });

  test('everything goes through JSON', () => {
    const result = region('ellipse', [10, 20, 32], [14, 22, 32]);
    expect(JSON.parse(JSON.stringify(result))).toEqual(result);
  });
});

describe('histograms', () => {
  test('hold every value once, by their edges, whatever the rounding, seed 7', () => {
    const random = createRandom(7);
    for (let n = 0; n < 300; n++) {
      const start = random.integer(-9, 9) / 10;
      const step = random.integer(1, 9) / 10;
      const volume = small({
        storedValues: Float64Array.from({ length: 24 }, () => start + step * random.integer(0, 20)),
      });
      const bins = random.integer(1, 40);
      const { histogram, count, min, max } = region('rectangle', [9, 19, 34], [17, 23, 34], {
        volume,
        options: { bins },
      });
      expect(histogram!.edges.length).toBe(bins + 1);
      expect([histogram!.edges[0], histogram!.edges.at(-1)]).toEqual([min, max]);
      expect(histogram!.counts.reduce((a, b) => a + b)).toBe(count);
      const values = [...volume.storedValues].slice(12);
      histogram!.counts.forEach((counted, b) => {
        const [low, high] = [histogram!.edges[b]!, histogram!.edges[b + 1]!];
        const inBin = (value: number): boolean => value >= low && (value < high || (b === bins - 1 && value === high));
        expect(values.filter(inBin).length).toBe(counted);
      });
    }
  });

  test('of equal values reach half a unit to both sides', () => {
    const volume = small({ storedValues: new Int16Array(24).fill(-7) });
    const result = region('rectangle', [9, 19, 30], [17, 23, 30], { volume, options: { bins: 2 } });
    expect(result).toMatchObject({ mean: -7, sd: 0, histogram: { edges: [-7.5, -7, -6.5], counts: [0, 12] } });
  });

  test.each([0, -1, 2.5, Number.NaN, 1e9])('%f bins are refused', (bins) => {
    expect(() => region('ellipse', [10, 20, 30], [14, 22, 30], { options: { bins } })).toThrow(
      expect.toSatisfy((error) => isResliceError(error, 'use/bad-argument')),
    );
  });
});

describe('words', () => {
  const probe = (value: number, unit: string) => resultLines({ kind: 'probe', value, unit })[0];
  test('have a sensible number of figures, and the unit of the volume', () => {
    expect(probe(41.234, 'HU')).toBe('41.2 HU');
    expect(probe(-1e-15, 'HU')).toBe('0.0 HU');
    expect(probe(-0.00074321, 'mm²/s')).toBe('-0.000743 mm²/s');
    expect(probe(2.3456, 'SUVbw g/ml')).toBe('2.35 SUVbw g/ml');
    expect(probe(0.031234, 'a.u.')).toBe('0.0312 a.u.');
    expect(probe(0, 'HU')).toBe('0.0 HU');
    expect(probe(14_000_123, 'BQML')).toBe('14000123.0 BQML');
    expect(probe(1.5e30, 'a.u.')).toBe('1.500e+30 a.u.');
    expect(resultLines({ kind: 'length', mm: 0.0613 })).toEqual(['0.061 mm']);
    expect(resultLines({ kind: 'length', mm: 9.87 })).toEqual(['9.9 mm']);
    expect(resultLines({ kind: 'length', mm: 0 })).toEqual(['0.0 mm']);
  });
});
