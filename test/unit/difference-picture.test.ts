import { describe, expect, test } from 'vitest';
import { differenceColor, differencePicture, isResliceError } from '../../src/entry/compare.ts';

const size = { width: 3, height: 2 };
const pixels = (bytes: Uint8ClampedArray): number[][] =>
  Array.from({ length: bytes.length / 4 }, (_, p) => [...bytes.subarray(4 * p, 4 * p + 4)]);

describe('the difference as a picture', () => {
  test('is b − a on the signed scale, whose ends it keeps', () => {
    const a = Uint8Array.from([100, 100, 100, 100, 100, 100]);
    const b = Uint8Array.from([100, 132, 68, 255, 0, 116]);
    const wanted = [0, 1, -1, 1, -1, 0.5].map((share) => [...differenceColor(share), 255]);
    expect(pixels(differencePicture(a, b, { ...size, full: 32 }))).toEqual(wanted);
  });

  test('tells outside in both from outside in one', () => {
    const none = Number.NaN;
    const bytes = differencePicture(
      Float32Array.from([none, none, 1, 5, 5, 5]),
      Float64Array.from([none, 2, none, 5, 6, 4]),
      { ...size, full: 1 },
    );
    const [neither, inB, inA, equal, higher, lower] = pixels(bytes);
    expect(neither).toEqual([0, 0, 0, 255]);
    expect(inB).toEqual([...differenceColor(Number.NaN), 255]);
    expect(inA).toEqual(inB);
    expect(equal).toEqual([...differenceColor(0), 255]);
    expect(higher).toEqual([...differenceColor(1), 255]);
    expect(lower).toEqual([...differenceColor(-1), 255]);
  });

  test('its colours: blue below, dark where equal, orange above, and steady between', () => {
    const [low, none, high] = [-1, 0, 1].map(differenceColor);
    expect(low![2]).toBeGreaterThan(low![0]);
    expect(high![0]).toBeGreaterThan(high![2]);
    expect(Math.max(...none!)).toBeLessThan(32);
    for (const sign of [-1, 1]) {
      const light = Array.from({ length: 11 }, (_, n) => differenceColor((sign * n) / 10).reduce((a, b) => a + b));
      expect(light.every((value, n) => n === 0 || value > light[n - 1]!)).toBe(true);
    }
    expect(differenceColor(7)).toEqual(high);
    expect(differenceColor(-7)).toEqual(low);
  });

  test.each([0, -1, Number.NaN, Number.POSITIVE_INFINITY])('a scale that ends at %f is refused', (full) => {
    let error: unknown;
    try {
      differencePicture(new Uint8Array(6), new Uint8Array(6), { ...size, full });
    } catch (caught) {
      error = caught;
    }
    expect(isResliceError(error, 'use/bad-argument')).toBe(true);
  });
});
