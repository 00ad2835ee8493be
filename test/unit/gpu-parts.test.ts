// The parts of the GPU sampler that are plain numbers.

import { describe, expect, test } from 'vitest';
import { makeVolume, perSlice } from '../../conformance/volumes.ts';
import { isResliceError } from '../../src/errors.ts';
import { createRandom } from '../../src/math/random.ts';
import { splitNumber } from '../../src/math/split-number.ts';
import { rescaleOf } from '../../src/sampler/gpu/rescale-of.ts';
import { nameParts, shaderSource } from '../../src/sampler/gpu/shader-source.ts';
import { normalScale } from '../../src/sampler/gpu/slice-texture.ts';
import { toTexels } from '../../src/sampler/gpu/texel-format.ts';
import { splitForFloat32 } from '../../src/sampler/gpu/uniforms.ts';

describe('split numbers', () => {
  test('the halves add up, and the high one is coarse', () => {
    const random = createRandom(4);
    for (let n = 0; n < 100; n++) {
      const x = random.between(-3000, 3000);
      const [high, low] = splitNumber(x);
      expect(high * 1024).toBe(Math.round(high * 1024));
      expect(high + low).toBe(x);
      expect(Math.abs(low)).toBeLessThanOrEqual(2 ** -11);
    }
  });
  test('high products and sums are exact in float32 over the whole picture', () => {
    const [hi, lo] = [new Float32Array(4), new Float32Array(4)];
    for (const affine of [
      { perI: 0.7312345, perJ: -1.218, origin: -511.77, perDepth: 0 },
      { perI: 22.3, perJ: 19.9, origin: -40_000.123, perDepth: 0 },
      // So many samples that a step of 2⁻¹⁰ would be too fine for their last one.
      { perI: 0.7312345, perJ: -1.218, origin: -511.77, perDepth: 31.7771 },
    ]) {
      splitForFloat32(affine, 2000, 1500, hi, lo, 1001);
      for (const [i, j] of [
        [0, 0],
        [1999, 0],
        [0, 1499],
        [1999, 1499],
        [777, 333],
      ] as const) {
        const f = Math.fround;
        for (const n of [0, 500, 1000]) {
          const float32 = f(f(f(f(hi[0]! * i) + f(hi[1]! * j)) + hi[2]!) + f(hi[3]! * n));
          expect(float32).toBe(hi[0]! * i + hi[1]! * j + hi[2]! + hi[3]! * n);
          const whole = float32 + (lo[0]! * i + lo[1]! * j + lo[2]! + lo[3]! * n);
          expect(whole).toBeCloseTo(affine.perI * i + affine.perJ * j + affine.origin + affine.perDepth * n, 4);
        }
      }
    }
  });
});

describe('texels', () => {
  test('uint16 goes up less 32768, int16 as it is', () => {
    const scratch = new Int16Array(3);
    expect([...toTexels(Uint16Array.of(0, 32768, 65535), scratch, 32768)]).toEqual([-32768, 0, 32767]);
    const signed = Int16Array.of(-5, 7);
    expect(toTexels(signed, scratch, 0)).toBe(signed);
  });
  test('the shift is folded into the intercept', () => {
    const volume = makeVolume({ size: [1, 1, 3] }, Uint16Array.of(0, 40_000, 65_535), perSlice);
    for (const k of [0, 1, 2]) {
      for (const reference of [0, 1234.5]) {
        const [recentre, slope, bias] = rescaleOf(volume, k, reference);
        const { rescaleSlope, rescaleIntercept } = volume.slices[k]!;
        const stored = volume.storedValues[k]!;
        expect((stored - 32768 - recentre) * slope + bias).toBeCloseTo(
          stored * rescaleSlope + rescaleIntercept - reference,
          9,
        );
      }
    }
  });
});

describe('the axis along the normal', () => {
  test('is scaled so that the least gap is one or more', () => {
    const { perMm, bins } = normalScale(Float64Array.of(0, 0.01, 5, 12));
    expect(0.01 * perMm).toBeGreaterThanOrEqual(1);
    expect(Math.log2(perMm) % 1).toBe(0);
    expect(bins).toBeLessThanOrEqual(2048);
  });
});

describe('shader source', () => {
  const files: Record<string, string> = {
    'a.frag': '#version 300 es\n#include "b.glsl"\nlast',
    'b.glsl': 'first\n#include "c.glsl"',
    'c.glsl': 'middle',
  };
  const read = (part: string): string | undefined => files[part];
  test('includes each part once, version first, defines next', () => {
    const { text, parts } = shaderSource('a.frag', ['PADDING'], read);
    expect(text.split('\n').slice(0, 2)).toEqual(['#version 300 es', '#define PADDING']);
    expect(text).toMatch(/first[\s\S]*middle[\s\S]*last/);
    expect(parts).toEqual(['a.frag', 'b.glsl', 'c.glsl']);
    expect(nameParts('ERROR: 1:7: bad', parts)).toBe('ERROR: shaders/b.glsl:7: bad');
  });
  test('a missing part is an error that names both', () => {
    let caught: unknown;
    try {
      shaderSource('a.frag', [], (part) => (part === 'c.glsl' ? undefined : files[part]));
    } catch (error) {
      caught = error;
    }
    expect(isResliceError(caught, 'gpu/compile')).toBe(true);
    expect(String(caught)).toMatch(/b\.glsl includes c\.glsl/);
  });
});
