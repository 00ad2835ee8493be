// Every GLSL function against the TypeScript function of the same name, on the same tables: for test/gpu/twin-tables.test.ts, and for
// `npm run mutate`, which asks whether they would notice. test/house/twins.test.ts asks that none is left out. Float32 inputs are exact on both sides; the tolerance is the function's own rounding.
import { expect } from 'vitest';
import { createRandom } from '../../src/math/random.ts';
import { TIE } from '../../src/math/tie.ts';
import { addSample } from '../../src/sampler/cpu/add-sample.ts';
import { blend } from '../../src/sampler/cpu/blend.ts';
import { cubicMean, cubicWeights } from '../../src/sampler/cpu/cubic-weights.ts';
import { inSlice } from '../../src/sampler/cpu/in-slice.ts';
import { lerp, lerpTexels } from '../../src/sampler/cpu/lerp.ts';
import { nearestIndex } from '../../src/sampler/cpu/nearest-index.ts';
import { tapOf } from '../../src/sampler/cpu/sample-slice.ts';
import { settle } from '../../src/sampler/cpu/settle.ts';
import { splitAxis } from '../../src/sampler/cpu/split-axis.ts';
import { tapsOf } from '../../src/sampler/cpu/taps-of.ts';
import type { GpuDevice } from '../../src/sampler/gpu/device.ts';
import { greyLinear } from '../../src/voi/grey-linear.ts';
import { greyLinearExact } from '../../src/voi/grey-linear-exact.ts';
import { rescale } from '../../src/voi/rescale.ts';
import { toLevel } from '../../src/voi/to-level.ts';
import { runGlsl } from './run-glsl.ts';

const f32 = Math.fround;
const random = createRandom(2026);
const many = (row: () => number[], count = 200): number[][] => Array.from({ length: count }, () => row().map(f32));

export interface Twin {
  readonly file: string;
  readonly expression: string;
  readonly defines?: readonly string[];
  readonly rows: readonly (readonly number[])[];
  /** The twin's result for a row. */
  readonly expected: (row: readonly number[]) => readonly number[];
  /** Absolute, or relative to the largest input. */
  readonly tolerance: number;
}

export const twins: Record<string, Twin> = {
  lerp: {
    file: 'lib/lerp.glsl',
    expression: 'vec4(lerp(a[0], a[1], a[2]))',
    rows: [
      [1, 2, 0],
      [1, 2, 1],
      [-32768, 32767, 0.5],
      [7, 7, 0.3],
      ...many(() => [random.between(-9, 9), random.between(-9, 9), random.next()]),
    ],
    expected: ([a, b, t]) => [lerp(a!, b!, t!)],
    tolerance: 1e-6,
  },
  lerpTexels: {
    file: 'lib/lerp-texels.glsl',
    expression: 'vec4(lerpTexels(int(a[0]), int(a[1]), int(a[2]), a[3]))',
    rows: [
      [-32768, 32767, 0, 0.5],
      [32767, -32768, -32768, 0.25],
      [7, 7, 7, 0.3],
      ...many(() => [random.integer(-999, 999), random.integer(-999, 999), random.integer(-9, 9), random.next()]),
    ],
    expected: ([a, b, recentre, t]) => [lerpTexels(a!, b!, recentre!, t!)],
    tolerance: 2e-7,
  },
  blend: {
    file: 'lib/blend.glsl',
    expression: 'vec4(blend(vec2(a[0], a[1]), vec2(a[2], a[3]), a[4]), 0.0, 0.0)',
    rows: [
      [3, 1, 5, 1, 0.25],
      [3, 0, 5, 1, 0.25],
      [3, 1, 5, 0, 0.25],
      [3, 0, 5, 0, 0.5],
      [3, 1, 5, 0, 1],
      ...many(() => [random.between(-9, 9), random.next(), random.between(-9, 9), random.next(), random.next()]),
    ],
    expected: ([a, aw, b, bw, t]) => blend([a!, aw!], [b!, bw!], t!),
    tolerance: 2e-6,
  },
  cubicWeights: {
    file: 'lib/cubic-weights.glsl',
    expression: 'vec4(cubicWeights(a[0], vec2(a[1], a[2])), 0.0)',
    rows: [
      [0, 0.5, 0.5],
      [1, 0.5, 0.5],
      [0.5, 0.5, 0.5],
      [0.25, f32(0.1), f32(0.9)],
      ...many(() => [random.next(), random.next(), random.next()]),
    ],
    expected: ([t, below, above]) => cubicWeights(t!, below!, above!),
    tolerance: 2e-7,
  },
  cubicMean: {
    file: 'lib/cubic-weights.glsl',
    expression: 'vec4(cubicMean(vec4(a[0], a[1], a[2], a[3]), vec3(a[4], a[5], a[6])))',
    rows: [
      [7, 7, 7, 7, f32(0.3), f32(-0.7), f32(0.1)],
      [-9, 3, 5, 11, 0, 0, 0],
      ...many(() => [
        ...[random.between(-9, 9), random.between(-9, 9), random.between(-9, 9), random.between(-9, 9)],
        ...[random.between(-1, 1), random.between(-1, 1), random.between(-1, 1)],
      ]),
    ],
    expected: ([a, b, c, d, ...weights]) => [cubicMean(a!, b!, c!, d!, weights as [number, number, number])],
    tolerance: 1e-6,
  },
  ...Object.fromEntries(
    (['mean', 'max', 'min'] as const).map((mode): [string, Twin] => [
      `addSample ${mode}`,
      {
        file: 'lib/add-sample.glsl',
        defines: ['SLAB', `SLAB_${mode.toUpperCase()}`],
        expression: 'vec4(addSample(a[0], a[1]))',
        rows: [
          [3, 5],
          [5, 3],
          [-3, -5],
          [4, 4],
          [0, -7],
          ...many(() => [random.between(-9, 9), random.between(-9, 9)]),
        ],
        expected: ([sum, value]) => [addSample(sum!, value!, mode)],
        tolerance: 2e-7,
      },
    ]),
  ),
  inSlice: {
    file: 'lib/in-slice.glsl',
    expression: 'vec4(inSlice(vec2(a[0], a[1]), int(a[2])))',
    rows: [
      [-1, 0.5, 10],
      // On the edge, but for rounding; to the very limit; and beyond it.
      [-1, 0.5 - TIE, 10],
      [9, 0.5 + TIE, 10],
      [-1, f32(0.499995), 10],
      [-1, f32(0.49999), 10],
      [-1, 0.7, 10],
      [-1, 1, 10],
      [-2, 1, 10],
      [-2, 0.7, 10],
      [9, 0.3, 10],
      [9, 0.5, 10],
      [9, f32(0.500005), 10],
      [9, f32(0.50001), 10],
      [10, 0, 10],
      [10, 0.2, 10],
      [0, 0, 1],
      [0, 0.7, 1],
      [4, 0.6, 10],
      [1e7, 0.5, 10],
      [-1e7, 0.5, 10],
      // Where whole + part in float32 has no room for the part.
      [2047, f32(0.50002), 2048],
      [2047, f32(0.500005), 2048],
    ],
    expected: ([whole, part, count]) => [inSlice(whole!, part!, count!) ? 1 : 0],
    tolerance: 0,
  },
  nearestIndex: {
    file: 'lib/nearest-index.glsl',
    expression: 'vec4(nearestIndex(vec2(a[0], a[1]), int(a[2])))',
    rows: [
      [3, 0.5, 9],
      [3, f32(0.49999997), 9],
      [3, f32(0.499995), 9],
      [3, 0.5 - TIE, 9],
      [3, f32(0.49999), 9],
      [-1, 0.5, 9],
      [8, 0.5, 9],
      [8, 0, 9],
      [-1, 0.2, 1],
    ],
    expected: ([whole, part, count]) => [nearestIndex(whole!, part!, count!)],
    tolerance: 0,
  },
  settle: {
    file: 'lib/settle.glsl',
    expression: 'vec4(settle(vec2(a[0], a[1])), 0.0, 0.0)',
    rows: [
      [3, 0],
      [3, 5e-6],
      [3, TIE],
      [3, 1 - TIE],
      [3, 1e-5],
      [3, 0.5],
      [3, f32(0.99999)],
      [3, f32(0.999995)],
      [3, 1],
      [-1, f32(0.999995)],
      [-1, 0.3],
    ].map((row) => row.map(f32)),
    expected: ([whole, part]) => settle(whole!, part!),
    tolerance: 0,
  },
  tapsOf: {
    file: 'lib/taps-of.glsl',
    expression: 'vec4(tapsOf(a[0], int(a[1])), 0.0, 0.0)',
    rows: [
      [-1, 9],
      [0, 9],
      [4, 9],
      [7, 9],
      [8, 9],
      [0, 1],
      [-1, 1],
    ],
    expected: ([whole, count]) => tapsOf(whole!, count!),
    tolerance: 0,
  },
  splitAxis: {
    file: 'lib/split-axis.glsl',
    defines: ['SLAB'],
    expression: `vec4(
      splitAxis(vec4(a[0], a[1], a[2], a[3]), vec4(a[4], a[5], a[6], a[7]), vec3(a[8], a[9], a[10]), vec2(a[11], a[12])),
      splitAxis(vec4(a[0], a[1], a[2] - a[11], a[3]), vec4(a[4], a[5], a[6] - a[12], a[7]), vec3(a[8], a[9], a[10])))`,
    rows: many(() => {
      const coarse = (most: number): number => random.integer(-most * 1024, most * 1024) / 1024;
      const fine = (): number => random.between(-1, 1) / 2048;
      return [
        ...[coarse(2), coarse(2), coarse(500), coarse(2)],
        ...[fine(), fine(), fine(), fine()],
        ...[random.integer(0, 2047), random.integer(0, 2047), random.integer(-99, 99)],
        ...[coarse(20), fine()],
      ];
    }, 400),
    expected: ([h0, h1, h2, h3, l0, l1, l2, l3, i, j, s, s0, s1]) => {
      const both = splitAxis([h0!, h1!, h2!, h3!], [l0!, l1!, l2!, l3!], [i!, j!, s!], [s0!, s1!]);
      return [...both, ...both];
    },
    tolerance: 5e-7,
  },
  tapOf: {
    file: 'lib/tap-of.glsl',
    defines: ['PADDING'],
    expression: 'vec4(tapOf(int(a[0]), 0, ivec2(a[1], a[2])), 0.0, 0.0)',
    rows: [
      [-1500, -1500, -1500],
      [-1499, -1500, -1500],
      [5, 3, 8],
      [9, 3, 8],
      [2, 3, 8],
      [5, 1, 0],
    ],
    expected: ([value, low, high]) => tapOf(value!, low!, high!),
    tolerance: 0,
  },
  'tapOf of wide values': {
    file: 'lib/tap-of.glsl',
    defines: ['PADDING', 'VOLUME_FLOAT'],
    expression: 'vec4(tapOf(a[0], 0.0, vec2(a[1], a[2])), 0.0, 0.0)',
    rows: [
      [-1500, -1500, -1500],
      [0.25, 0.5, 0.75],
      [0.6, 0.5, 0.75],
      [f32(1e30), 1, 0],
      [f32(-1e30), 1, 0],
    ],
    expected: ([value, low, high]) => tapOf(value!, low!, high!),
    tolerance: 0,
  },
  'tapOf of no number': {
    file: 'lib/tap-of.glsl',
    defines: ['PADDING', 'VOLUME_FLOAT'],
    // It is 2^126 as a texel; the twin sees the number itself.
    expression: 'vec4(tapOf(exp2(126.0) * (1.0 + 0.0 * a[0]), 0.0, vec2(1.0, 0.0)), 0.0, 0.0)',
    rows: [[0]],
    expected: () => tapOf(Number.POSITIVE_INFINITY, 1, 0),
    tolerance: 0,
  },
  rescale: {
    file: 'lib/rescale.glsl',
    expression: 'vec4(rescale(a[0], a[1], a[2]))',
    rows: many(() => [random.integer(-32768, 32767), random.between(0.01, 2), random.between(-2000, 2000)]),
    expected: ([value, slope, intercept]) => [rescale(value!, slope!, intercept!)],
    tolerance: 2e-7,
  },
  greyLinear: {
    file: 'lib/grey-linear.glsl',
    expression: 'vec4(greyLinear(a[0], a[1], a[2]))',
    rows: [
      [-1000, 40, 400],
      [40, 40, 400],
      [239.5, 40, 400],
      [239, 40, 400],
      [-160, 40, 400],
      [40, 40, 1],
      [39.5, 40, 1],
      [f32(39.50001), 40, 1],
      [39, 40, 1],
      [40, 40, 2],
      [39.25, 40, 2],
    ],
    expected: ([value, center, width]) => [greyLinear(value!, center!, width!)],
    tolerance: 1e-6,
  },
  greyLinearExact: {
    file: 'lib/grey-linear-exact.glsl',
    expression: 'vec4(greyLinearExact(a[0], a[1], a[2]))',
    rows: [
      [-160, 40, 400],
      [240, 40, 400],
      [f32(240.1), 40, 400],
      [40, 40, 400],
      [40, 40, 0.25],
      [40.125, 40, 0.25],
      [39.9375, 40, 0.25],
      [-1000, 40, 1e-3],
      // Here float32 has the window's end beside its place.
      [f32(999.99994), 1000, f32(1e-4)],
    ],
    expected: ([value, center, width]) => [greyLinearExact(value!, center!, width!)],
    tolerance: 1e-6,
  },
  toLevel: {
    file: 'lib/to-level.glsl',
    expression: 'vec4(toLevel(a[0], a[1]))',
    rows: [
      [0, 0],
      [1, 0],
      [0, 1],
      [1, 1],
      [0.5, 0],
      [0.5, 1],
      [f32(0.4999), 0],
      [f32(1 / 510), 0],
      [f32(0.00195), 0],
      [0.25, 1],
    ],
    expected: ([grey, inverse]) => [toLevel(grey!, inverse!)],
    tolerance: 0,
  },
};

/** Fails where the shader of `device` and the twin differ by more than the tolerance. */
export function checkTwin(device: GpuDevice, twin: Twin): void {
  const results = runGlsl(
    device,
    { includes: needs(twin.file), expression: twin.expression, defines: twin.defines ?? [] },
    twin.rows,
  );
  twin.rows.forEach((row, r) => {
    const expected = twin.expected(row);
    expected.forEach((value, c) => {
      const bound = twin.tolerance * Math.max(1, ...row.map(Math.abs));
      expect(Math.abs(results[r]![c]! - value), `${row} gives ${results[r]}, not ${expected}`).toBeLessThanOrEqual(
        bound,
      );
    });
  });
}

/** tapOf and rescale stand in files that read the stack. */
const needs = (file: string): string[] =>
  file.includes('tap-of') || file.includes('rescale') ? ['sample-plane.glsl'] : [file];
