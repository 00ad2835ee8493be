// A golden test as a project writes one: the reference repeats its goldens exactly, and each of five planted bugs fails it. Goldens are
// in planes/, each with what it was drawn from.

import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { type DrawnPlane, planeMatchers } from '../../src/entry/matchers.ts';
import { redrawGolden } from '../../src/regression/redraw-golden.ts';
import { goldenPlane, PHANTOM_OPTIONS, PLANTED_BUGS, type PlaneGolden } from './planes.ts';
import '../support/plane-matchers.ts';

expect.extend(planeMatchers);

const NAMES = Object.keys(PHANTOM_OPTIONS) as PlaneGolden[];
const GPU = { maxLevel: 1, maxShare: 0.001 } as const;

describe('the reference', () => {
  test.each(NAMES)('repeats %s exactly', (name) => {
    const { volume, plane, state } = goldenPlane(name);
    expect({ volume, plane, window: state.window, source: { phantom: name } }).toMatchPlane(`planes/${name}.png`);
  });

  test.each(NAMES)('draws %s again from its own description', (name) => {
    const { volume } = goldenPlane(name);
    const { against } = redrawGolden(join(import.meta.dirname, 'planes', name), volume, { write: false });
    expect(against?.same).toBe(true);
  });
});

/** As a test runner calls it that was not told to update: whoever updates ours must not have a bug drawn. */
const matched = (actual: DrawnPlane, golden: PlaneGolden) =>
  planeMatchers.toMatchPlane.call({ testPath: import.meta.filename }, actual, `planes/${golden}.png`, GPU);

describe('fails, even within a level', () => {
  beforeEach(() => void vi.stubEnv('RESLICE_UPDATE', undefined));
  afterEach(() => void vi.unstubAllEnvs());

  test.each(Object.entries(PLANTED_BUGS))('%s', (_, { golden, volume: spoil, draw }) => {
    const right = goldenPlane(golden);
    const { volume } = goldenPlane(golden, spoil);
    const { plane, state } = right;
    const actual = { volume, plane, window: state.window, ...(draw ? { levels: draw(right) } : {}) };
    const { pass, message } = matched(actual, golden);
    expect([pass, message()]).toEqual([false, expect.stringMatching(/the picture is not .*different: /s)]);
    expect(matched({ ...right, window: state.window }, golden).pass, 'without the bug').toBe(true);
  });

  test('and there are five of them', () => expect(Object.keys(PLANTED_BUGS)).toHaveLength(5));
});
