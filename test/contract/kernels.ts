// One text over both samplers: what cubic and slabs make of a field that is linear in patient space (linear-field.ts).
import { expect, test } from 'vitest';
import { type Plane, scrollPlane } from '../../src/plane/plane.ts';
import type { SampleOptions, Slab } from '../../src/sampler/sampler.ts';
import { slabSamples } from '../../src/sampler/slab.ts';
import type { Volume } from '../../src/volume/volume.ts';
import { fieldStacks, KNOBS } from './field-stacks.ts';
import { checkField, fieldAt, LITTLE, planesThrough, promised } from './linear-field.ts';

export type Values = (volume: Volume, plane: Plane, options: SampleOptions) => ArrayLike<number>;

/** Sum of Catmull-Rom's weights without their signs, three times over: how far rounded stored values may carry. */
const CARRY = 1.25 ** 3;

export function kernelContract(values: Values): void {
  test.each(Object.keys(KNOBS))('cubic gives a linear field back through %s', async (name) => {
    const { volume, truth } = await fieldStacks[name]!();
    let total = 0;
    for (const [where, plane] of Object.entries(planesThrough(name, truth, volume))) {
      const { worst, checked } = checkField(truth, plane, values(volume, plane, { interpolation: 'cubic' }));
      expect(worst, where).toBeLessThanOrEqual((CARRY * truth.largestSlope) / 2 + LITTLE);
      total += checked;
    }
    expect(total).toBeGreaterThan(1500);
  });

  // A slab's faces are beyond a stack of one slice, and nearly so of two.
  const thick = Object.keys(KNOBS).filter((name) => !/one slice|two slices/.test(name));
  test.each(thick)('a slab of a linear field: its centre and its faces, through %s', async (name) => {
    const { volume, truth } = await fieldStacks[name]!();
    const thickness = 9;
    const { count, step } = slabSamples(volume, thickness);
    const allowed = truth.largestSlope / 2 + LITTLE;
    let checked = 0;
    for (const [where, plane] of Object.entries(planesThrough(name, truth, volume)).filter((_, n) => n % 2 === 0)) {
      const planes = Array.from({ length: count }, (_, n) => scrollPlane(plane, (n - (count - 1) / 2) * step));
      const there = planes.map((sample) => promised(truth, sample));
      for (const mode of ['mean', 'max', 'min'] as const) {
        const slab: Slab = { thickness, mode };
        const drawn = values(volume, plane, { interpolation: 'linear', slab });
        for (let p = 0; p < drawn.length; p++) {
          if (!there.every((sample) => sample[p])) continue;
          checked++;
          const faces = [fieldAt(planes[0]!, p), fieldAt(planes.at(-1)!, p)];
          const expected = mode === 'mean' ? fieldAt(plane, p) : Math[mode](...faces);
          if (!(Math.abs(drawn[p]! - expected) <= allowed)) expect(drawn[p], `${where} ${p}`).toBe(expected);
        }
      }
    }
    expect(checked).toBeGreaterThan(1000);
  });
}
