// Padding that is kept is a value, often far from all others: what is left out of a stack's geometry must not show in it.
import { expect, test } from 'vitest';
import { createCpuSampler } from '../../src/sampler/cpu/cpu-sampler.ts';
import { createVolume } from '../../src/volume/create-volume.ts';
import { simplicityOf } from '../../src/volume/slice-table.ts';
import type { StoredValues, Volume } from '../../src/volume/volume.ts';

const size = [8, 8, 8] as const;
function stack(values: StoredValues, padding: number, off: number): Volume {
  return createVolume({
    storedValues: values.map((_, n) => (Math.floor(n / 64) % 2 ? padding : n % 101)) as StoredValues,
    size,
    pixelSpacing: [1, 1],
    orientation: { row: [1, 0, 0], column: [0, 1, 0] },
    slices: Array.from({ length: 8 }, (_, k) => ({
      origin: [0, 0, k + (k === 4 ? off : 0)] as const,
      padding: [padding, padding] as const,
    })),
  });
}
const plane = {
  center: [3.5, 3.5, 3.77],
  right: [1, 0, 0],
  down: [0, 0, 1],
  spacing: [0.37, 0.37],
  width: 16,
  height: 16,
} as const;

test.each([
  ['int16', new Int16Array(512), -32768],
  ['int32', new Int32Array(512), -(2 ** 31)],
  ['float32', new Float32Array(512), -1e6],
] as const)('%s', (_, values, padding) => {
  const options = { interpolation: 'linear', padding: 'keep' } as const;
  const even = createCpuSampler(stack(values, padding, 0)).values64(plane, options);
  let treatedAsEven = 0;
  for (let power = -14; power <= -5; power++) {
    const real = stack(values, padding, 10 ** power);
    if (!simplicityOf(real, true).even) continue;
    treatedAsEven++;
    const drawn = createCpuSampler(real).values64(plane, options);
    const off = drawn.map((value, p) => Math.abs(value - even[p]!)).filter((difference) => !Number.isNaN(difference));
    expect(Math.max(...off)).toBeLessThanOrEqual(0.005);
  }
  expect(treatedAsEven).toBeGreaterThan(0);
});

test('skipped, it counts for nothing', () => {
  expect(simplicityOf(stack(new Int16Array(512), -32768, 1e-9)).even).toBe(true);
  expect(simplicityOf(stack(new Int16Array(512), -32768, 1e-9), true).even).toBe(false);
});
