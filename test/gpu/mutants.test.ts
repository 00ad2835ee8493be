// The checks of `npm run mutate` hold on the shaders as they are, and fail visibly where one line of one is broken.
import { afterAll, describe, expect, test } from 'vitest';
import { shaderFile } from '../../src/sampler/gpu/shader-source.ts';
import { type Mutant, mutantsOf } from '../mutate/mutants.ts';
import { MutantRunner } from '../mutate/run-mutants.ts';
import { closeDevice, openDevice } from '../support/gpu.ts';

const device = openDevice();
const runner = new MutantRunner(device);
afterAll(() => closeDevice(device));

describe('a broken shader', () => {
  test('is asked about by planes and tables', () => expect(runner.checks.length).toBeGreaterThan(50));

  test.each([
    ['lib/lerp-texels.glsl', 'return float(a - recentre) - t * float(b - a);'],
    ['lib/fetch-texel.glsl', 'if (brick == 4) return texelFetch(u_brick3, voxel, 0).r;'],
    ['sample-plane.glsl', 'value.x += own.x;'],
    ['rewindow.frag', 'showLevel(value.x - u_shift, value.y);'],
    ['sheet.frag', 'ivec2 taps = tapsOf(fixedAt.y, count);'],
  ])('%s: %s', (file, to) => {
    const mutant = mutantsOf(file, shaderFile(file)!).find((one) => one.to === to);
    expect(mutant).toBeDefined();
    expect(runner.judge(mutant!).verdict).toBe('killed');
  });

  // No number changes: only whether it compiles.
  test.each([
    ['nowhere', '+ nobody', 'invalid'],
    ['with the cubic kernel alone', '+ 0.0 * cubicWeights(0.5, vec2(0.5)).xy', 'killed'],
  ])('that compiles %s', (_, more, verdict) => {
    const file = 'sample-plane.glsl';
    const text = shaderFile(file)!;
    const from = 'vec2 bracket = findSlice(pixel, inside);';
    const to = from.replace(';', ` ${more};`);
    const line = text.split('\n').findIndex((each) => each.trim() === from) + 1;
    const mutant = {
      file,
      function: 'samplePoint',
      line,
      operator: 'constant',
      from,
      to,
      text: text.replace(from, to),
    };
    expect(runner.judge(mutant as Mutant).verdict).toBe(verdict);
  });
});
