// Slabs: how many samples, where they lie, what they make.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { obliquePlane, orthogonalPlanes, ownGrid } from '../../conformance/planes.ts';
import { makeVolume, noise, padOutsideCircle } from '../../conformance/volumes.ts';
import type { Vec3 } from '../../src/math/vec3.ts';
import { type Plane, scrollPlane } from '../../src/plane/plane.ts';
import { planeToStack } from '../../src/plane/plane-to-stack.ts';
import { createCpuSampler } from '../../src/sampler/cpu/cpu-sampler.ts';
import type { Interpolation, Slab } from '../../src/sampler/sampler.ts';
import { sampleRange, slabSamples } from '../../src/sampler/slab.ts';
import { createVolume } from '../../src/volume/create-volume.ts';
import { sliceTable } from '../../src/volume/slice-table.ts';
import type { Volume } from '../../src/volume/volume.ts';

/** Slices at the given z, 8 × 8 pixels of 1 mm; the value is that at z. */
const stackOf = (zs: readonly number[], value: (z: number) => number = (z) => z, spacing: [number, number] = [1, 1]) =>
  createVolume({
    storedValues: Float64Array.from(zs.flatMap((z) => new Array<number>(64).fill(value(z)))),
    size: [8, 8, zs.length],
    pixelSpacing: spacing,
    orientation: { row: [1, 0, 0], column: [0, 1, 0] },
    slices: zs.map((z) => ({ origin: [0, 0, z] as Vec3 })),
  });

describe('samples', () => {
  const wide = stackOf([0, 2, 4, 6], undefined, [3, 3]);
  test.each([
    [0, 1, 0],
    [0.001, 3, 0.0005],
    [1, 3, 0.5],
    [2, 3, 1],
    [2.0001, 5, 0.500025],
    [4, 5, 1],
    [5, 7, 5 / 6],
    [10, 11, 1],
    [1000, 1001, 1],
  ])('%d mm of a 2 mm stack: %d, %d mm apart', (thickness, count, step) => {
    const samples = slabSamples(wide, thickness);
    expect(samples.count).toBe(count);
    expect(samples.step).toBeCloseTo(step, 12);
    // Both faces are included, and no lesser odd number is fine enough.
    expect((samples.count - 1) * samples.step).toBeCloseTo(thickness, 9);
    if (count > 3) expect(thickness / (count - 3)).toBeGreaterThan(1);
  });
  test('follow the least of row spacing, column spacing and median increment', () => {
    expect(slabSamples(stackOf([0, 2, 4], undefined, [0.5, 3]), 2).count).toBe(9);
    expect(slabSamples(stackOf([0, 2, 4], undefined, [3, 0.5]), 2).count).toBe(9);
    // Increments 0.4, 1, 6: the median is 1; of 0.4, 1, 2, 6 it is 1.5.
    expect(slabSamples(stackOf([0, 0.4, 1.4, 7.4], undefined, [3, 3]), 3).count).toBe(7);
    expect(slabSamples(stackOf([0, 0.4, 1.4, 3.4, 9.4], undefined, [3, 3]), 3).count).toBe(5);
    expect(slabSamples(stackOf([0], undefined, [3, 3]), 3).count).toBe(3);
  });
  test('are as many as docs/sampling.md says', () => {
    const text = readFileSync(join(import.meta.dirname, '../../docs/sampling.md'), 'utf8');
    const rows = [...text.matchAll(/^\| ([\d.]+) mm \([\w ]+\) \|(.+)\|$/gm)];
    expect(rows).toHaveLength(5);
    for (const [, edge, counts] of rows) {
      const fine = stackOf([0, 5, 10], undefined, [Number(edge), 4]);
      const expected = [2, 5, 10, 20, 40].map((thickness) => slabSamples(fine, thickness).count);
      expect(counts!.split('|').map(Number)).toEqual(expected);
    }
  });
  test('rounding asks for no sample more', () => {
    expect(slabSamples(stackOf([0, 0.7, 1.4], undefined, [0.7, 0.7]), 2.1).count).toBe(7);
    expect(slabSamples(stackOf([0, 0.1, 0.2], undefined, [3, 3]), 0.3).count).toBe(7);
  });
  test.each([
    [-1, 'mean'],
    [Number.NaN, 'mean'],
    [Number.POSITIVE_INFINITY, 'max'],
    [3, 'median'],
    [0, 'median'],
  ])('%d mm, %s is bad use', (thickness, mode) => {
    const sampler = createCpuSampler(wide);
    const options = { interpolation: 'linear', slab: { thickness, mode } } as never;
    expect(() => sampler.values64(ownGrid(wide, 1), options)).toThrowError(
      expect.objectContaining({ code: 'use/bad-argument' }),
    );
  });
  test('that cannot meet the stack are left out, however thick the slab', () => {
    const plane = ownGrid(wide, 1);
    const range = (thickness: number) =>
      sampleRange({ thickness, mode: 'mean' }, planeToStack(plane, wide), plane, wide, sliceTable(wide));
    expect(range(2)).toEqual({ first: -1, count: 3, step: 1 });
    // The stack reaches from −1 to 7 mm, the plane is at 2.
    expect(range(20)).toEqual({ first: -3, count: 9, step: 1 });
    expect(range(2e6)).toEqual({ first: -3, count: 9, step: 1 });
    expect(range(1e12).count).toBe(9);
  });
});

const SIDE = { spacing: [1, 1], width: 1, height: 1 } as const;
const probe = (center: Vec3): Plane => ({ center, right: [1, 0, 0], down: [0, 1, 0], ...SIDE });
function at(of: Volume, plane: Plane, slab: Slab, interpolation: Interpolation = 'linear'): number {
  return createCpuSampler(of).values64(plane, { interpolation, slab })[0]!;
}

describe('a slab', () => {
  const ramp = stackOf([0, 1, 2, 3, 4, 5, 6]);
  test('of a linear field: the mean is the value at the centre, the extremes are at the faces', () => {
    for (const kernel of ['linear', 'cubic'] as const) {
      expect(at(ramp, probe([3, 3, 2.9]), { thickness: 3, mode: 'mean' }, kernel)).toBeCloseTo(2.9, 12);
      expect(at(ramp, probe([3, 3, 2.9]), { thickness: 3, mode: 'max' }, kernel)).toBeCloseTo(4.4, 12);
      expect(at(ramp, probe([3, 3, 2.9]), { thickness: 3, mode: 'min' }, kernel)).toBeCloseTo(1.4, 12);
    }
  });
  test('counts the samples that are inside, and is outside where none is', () => {
    // The stack reaches from −0.5 to 6.5: of 4.5, 5, … 7.5 two are beyond.
    expect(at(ramp, probe([3, 3, 6]), { thickness: 3, mode: 'mean' })).toBeCloseTo((4.5 + 5 + 5.5 + 6 + 6) / 5, 12);
    expect(at(ramp, probe([3, 3, 8]), { thickness: 2.9, mode: 'max' })).toBeNaN();
    expect(at(ramp, probe([3, 3, 8]), { thickness: 3, mode: 'max' })).toBe(6);
    expect(at(ramp, probe([3, 3, 60]), { thickness: 3, mode: 'min' })).toBeNaN();
    expect(at(ramp, probe([30, 3, 3]), { thickness: 3, mode: 'min' })).toBeNaN();
  });
  test('includes both faces', () => {
    const spike = stackOf([0, 1, 2, 3, 4, 5, 6], (z) => (z === 1 ? -10 : z === 5 ? 20 : 0));
    const faces = (thickness: number) =>
      (['max', 'min'] as const).map((mode) => at(spike, probe([3, 3, 3]), { thickness, mode }));
    expect(faces(4)).toEqual([20, -10]);
    expect(faces(2)).toEqual([0, 0]);
  });
  test('of no thickness is the plane', () => {
    for (const mode of ['mean', 'max', 'min'] as const)
      expect(at(ramp, probe([3, 3, 2.3]), { thickness: 0, mode })).toBe(at(ramp, probe([3, 3, 2.3]), null as never));
  });
  test('midway between two slices, nearest takes the higher whatever the rounding', () => {
    for (let n = 0; n < 50; n++) {
      const zs = [0, 1, 2, 3].map((k) => 812.3 + n * 0.7 + k * 1.1);
      const plane = probe([3, 3, 812.3 + n * 0.7 + 1.5 * 1.1]);
      expect(at(stackOf(zs), plane, null as never, 'nearest')).toBe(zs[2]);
    }
  });
});

describe('by brute force, a plane a sample', () => {
  const size = [23, 19, 11] as const;
  const volumes = {
    even: makeVolume({ size }, noise(size, 'int16', 3)),
    'tilted, uneven, padded': makeVolume(
      { size, tilt: -12, steps: [1, 0.3, 2.2] },
      padOutsideCircle(noise(size, 'uint16', 4), size, 7),
      undefined,
      [7, 7],
    ),
  };
  const kinds = (['linear', 'nearest', 'cubic'] as const).flatMap((kernel) =>
    (['mean', 'max', 'min'] as const).map((mode) => [kernel, mode] as const),
  );
  test.each(kinds)('%s %s', (interpolation, mode) => {
    for (const volume of Object.values(volumes)) {
      const sampler = createCpuSampler(volume);
      const planes = { ...orthogonalPlanes(volume, 1.1), oblique: obliquePlane(volume, 3) };
      for (const plane of Object.values(planes)) {
        const thickness = 4.3;
        const { count, step } = slabSamples(volume, thickness);
        const samples = Array.from({ length: count }, (_, n) =>
          sampler.values64(scrollPlane(plane, (n - (count - 1) / 2) * step), { interpolation }),
        );
        const slab = sampler.values64(plane, { interpolation, slab: { thickness, mode } });
        let inside = 0;
        slab.forEach((value, p) => {
          const there = samples.map((sample) => sample[p]!).filter((sample) => !Number.isNaN(sample));
          inside += there.length > 0 ? 1 : 0;
          const expected = mode === 'mean' ? there.reduce((a, b) => a + b, 0) / there.length : Math[mode](...there);
          if (there.length === 0) expect(value).toBeNaN();
          else if (!(Math.abs(value - expected) <= 1e-6)) expect(value, `pixel ${p}`).toBe(expected);
        });
        expect(inside).toBeGreaterThan(100);
      }
    }
  });

  test('is the same seen from behind', () => {
    const volume = volumes.even;
    const plane = obliquePlane(volume, 5);
    const behind = { ...plane, right: plane.right.map((x) => -x) as unknown as Vec3 };
    const options = { interpolation: 'linear', slab: { thickness: 6, mode: 'mean' } } as const;
    const front = createCpuSampler(volume).values64(plane, options);
    const back = createCpuSampler(volume).values64(behind, options);
    const { width } = plane;
    front.forEach((value, p) => {
      const mirrored = back[p - (p % width) + (width - 1 - (p % width))]!;
      if (Number.isNaN(value)) expect(mirrored).toBeNaN();
      else if (!(Math.abs(value - mirrored) <= 1e-6)) expect(mirrored, `pixel ${p}`).toBe(value);
    });
  });
});
