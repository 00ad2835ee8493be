// One text over both samplers: what cubic and slabs make of a field that is linear in patient space (linear-field.ts).
import { expect, test } from 'vitest';
import { type Plane, scrollPlane } from '../../src/plane/plane.ts';
import type { SampleOptions, Slab } from '../../src/sampler/sampler.ts';
import { slabSamples } from '../../src/sampler/slab.ts';
import type { Volume } from '../../src/volume/volume.ts';
import { allowed, checkField, fieldAt, fieldPlanes, fieldVolume, knobs, promised } from './linear-field.ts';

export type Values = (volume: Volume, plane: Plane, options: SampleOptions) => ArrayLike<number>;

/** Half of the sum of Catmull-Rom's weights without their signs, three times over: how far rounded stored values may carry. */
const CARRY = 1.25 ** 3;

export function kernelContract(values: Values): void {
  test.each(Object.keys(knobs))('cubic gives a linear field back through %s', (name) => {
    const volume = fieldVolume(name);
    for (const [where, plane] of Object.entries(fieldPlanes(volume))) {
      const { worst, checked } = checkField(volume, plane, values(volume, plane, { interpolation: 'cubic' }));
      expect(checked, where).toBeGreaterThan(200);
      expect(worst, where).toBeLessThanOrEqual(CARRY * allowed(volume));
    }
  });

  test.each(Object.keys(knobs))('a slab of a linear field: its centre and its faces, through %s', (name) => {
    const volume = fieldVolume(name);
    const thickness = 9;
    const { count, step } = slabSamples(volume, thickness);
    let checked = 0;
    for (const [where, plane] of Object.entries(fieldPlanes(volume))) {
      const planes = Array.from({ length: count }, (_, n) => scrollPlane(plane, (n - (count - 1) / 2) * step));
      const there = planes.map((sample) => promised(volume, sample));
      for (const mode of ['mean', 'max', 'min'] as const) {
        const slab: Slab = { thickness, mode };
        const drawn = values(volume, plane, { interpolation: 'linear', slab });
        for (let p = 0; p < drawn.length; p++) {
          if (!there.every((sample) => sample[p])) continue;
          checked++;
          const [i, j] = [p % plane.width, Math.floor(p / plane.width)];
          const faces = [fieldAt(planes[0]!, i, j), fieldAt(planes.at(-1)!, i, j)];
          const expected = mode === 'mean' ? fieldAt(plane, i, j) : Math[mode](...faces);
          if (!(Math.abs(drawn[p]! - expected) <= allowed(volume))) expect(drawn[p], `${where} ${p}`).toBe(expected);
        }
      }
    }
    expect(checked).toBeGreaterThan(3000);
  });
}
