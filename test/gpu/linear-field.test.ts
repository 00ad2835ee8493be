import { afterAll, expect, test } from 'vitest';
import { allowed, checkField, fieldPlanes, fieldVolume, knobs } from '../contract/linear-field.ts';
import { closeDevice, openDevice, withSampler } from '../support/gpu.ts';

const device = openDevice();
const total = { checked: 0, inside: 0 };
afterAll(() => {
  closeDevice(device);
  console.log(
    `linear field, GPU: ${((100 * total.checked) / total.inside).toFixed(1)} % of the pixels inside could be checked`,
  );
});

test.each(Object.keys(knobs))('GPU: a linear field comes back through %s', (name) => {
  const volume = fieldVolume(name);
  withSampler(device, volume, {}, (gpu) => {
    for (const [where, plane] of Object.entries(fieldPlanes(volume))) {
      const { worst, checked, inside } = checkField(volume, plane, gpu.values(plane, { interpolation: 'linear' }));
      expect(checked, where).toBeGreaterThan(200);
      expect(worst, where).toBeLessThanOrEqual(allowed(volume));
      total.checked += checked;
      total.inside += inside;
    }
  });
});
