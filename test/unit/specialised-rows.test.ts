// The reference's fast rows give the general path's bits, through every geometry, content and padding of the conformance suite.
import { expect, test } from 'vitest';
import { conformanceCases } from '../../conformance/cases.ts';
import { planesOf } from '../../conformance/run-case.ts';
import { createCpuSampler } from '../../src/sampler/cpu/cpu-sampler.ts';

const linear = conformanceCases.filter(({ options }) => options.interpolation === 'linear' && !options.slab);

test.each(linear.map((entry) => [entry.name, entry] as const))('%s', (_, entry) => {
  const volume = entry.volume();
  const [fast, general] = [createCpuSampler(volume), createCpuSampler(volume, { specialised: false })];
  for (const { plane } of planesOf(entry, volume)) {
    for (const padding of ['skip', 'keep'] as const) {
      const options = { interpolation: 'linear', padding } as const;
      const [a, b] = [fast.values64(plane, options), general.values64(plane, options)];
      // As bits, so that a NaN is one and a rounding would show.
      expect(Buffer.compare(Buffer.from(a.buffer), Buffer.from(b.buffer))).toBe(0);
    }
  }
});
