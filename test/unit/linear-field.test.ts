import { afterAll, expect, test } from 'vitest';
import { createCpuSampler } from '../../src/sampler/cpu/cpu-sampler.ts';
import { allowed, checkField, fieldPlanes, fieldVolume, knobs } from '../contract/linear-field.ts';

const total = { checked: 0, inside: 0 };
afterAll(() =>
  console.log(
    `linear field, CPU: ${((100 * total.checked) / total.inside).toFixed(1)} % of the pixels inside could be checked`,
  ),
);

test.each(Object.keys(knobs))('CPU: a linear field comes back through %s', (name) => {
  const volume = fieldVolume(name);
  const cpu = createCpuSampler(volume, { specialised: false });
  for (const [where, plane] of Object.entries(fieldPlanes(volume))) {
    const { worst, checked, inside } = checkField(volume, plane, cpu.values64(plane, { interpolation: 'linear' }));
    expect(checked, where).toBeGreaterThan(200);
    expect(worst, where).toBeLessThanOrEqual(allowed(volume));
    total.checked += checked;
    total.inside += inside;
  }
});
