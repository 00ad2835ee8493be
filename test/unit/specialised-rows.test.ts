// The reference's fast rows give the general path's bits, through every geometry, content and padding of the conformance suite.
import { expect, test } from 'vitest';
import { createCpuSampler } from '../../src/sampler/cpu/cpu-sampler.ts';
import { conformanceCases, planesOf } from '../support/conformance.ts';

const linear = conformanceCases.filter(({ interpolation }) => interpolation === 'linear');

test.each(linear.map((entry) => [entry.name, entry] as const))('%s', (_, { volume: make }) => {
  const volume = make();
  const [fast, general] = [createCpuSampler(volume), createCpuSampler(volume, { specialised: false })];
  for (const plane of Object.values(planesOf(volume))) {
    for (const padding of ['skip', 'keep'] as const) {
      const options = { interpolation: 'linear', padding } as const;
      const [a, b] = [fast.values64(plane, options), general.values64(plane, options)];
      // As bits, so that a NaN is one and a rounding would show.
      expect(Buffer.compare(Buffer.from(a.buffer), Buffer.from(b.buffer))).toBe(0);
    }
  }
});
