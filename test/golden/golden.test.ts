import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { decode } from 'fast-png';
import { expect, test } from 'vitest';
import { createCpuSampler } from '../../src/sampler/cpu/cpu-sampler.ts';
import { goldenCases } from './cases.ts';

test.each(goldenCases.map((entry) => [entry.name, entry] as const))('CPU repeats %s exactly', (name, { draw }) => {
  const { volume, plane, options } = draw();
  const golden = decode(readFileSync(join(import.meta.dirname, 'levels', `${name}.png`)));
  expect([golden.width, golden.height, golden.channels, golden.depth]).toEqual([plane.width, plane.height, 1, 8]);
  const levels = createCpuSampler(volume, { specialised: false }).levels(plane, options);
  expect(new Set(levels).size, 'levels in the picture').toBeGreaterThan(8);
  expect(
    Buffer.compare(
      Buffer.from(levels),
      Buffer.from(golden.data.buffer, golden.data.byteOffset, golden.data.byteLength),
    ),
  ).toBe(0);
});
