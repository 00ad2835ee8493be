// The report's drawing, as lines in mm: on stacks whose every place is known.
import { describe, expect, test } from 'vitest';
import { nearest } from '../../demo/app/current-slice.ts';
import { profileInput } from '../../demo/report/profile-of.ts';
import { type ProfileInput, stackProfile } from '../../demo/report/stack-profile.ts';
import { type PhantomOptions, phantomSeries } from '../../phantom/index.ts';
import { loadSeries } from '../../src/load/load-series.ts';

const SMALL: Partial<PhantomOptions> = {
  rows: 9,
  columns: 5,
  pixelSpacing: [2, 3],
  slices: 12,
  step: 3,
  sliceThickness: 3,
};

async function load(options: Partial<PhantomOptions> = {}) {
  const files = await phantomSeries({ ...SMALL, ...options });
  const [series] = await loadSeries(files.map(({ name, bytes }) => ({ name, bytes })));
  const { volume, images, report } = series!.stacks[0]!;
  return { volume: volume!, images, report: report! };
}
const profileFor = async (options: Partial<PhantomOptions> = {}) => stackProfile(profileInput(await load(options)));

const FLAT: ProfileInput = {
  slices: [0, 3, 6].map((position) => ({ origin: [0, 0, position], position, thickness: 3 })),
  row: [1, 0, 0],
  column: [0, 1, 0],
  normal: [0, 0, 1],
  size: [12, 16],
  missing: [],
  most: 100,
};
const stack = (places: readonly number[], thickness: number | null): ProfileInput => ({
  ...FLAT,
  slices: places.map((position) => ({ origin: [0, 0, position], position, thickness })),
});

describe('slices', () => {
  test('that lie straight are as long as their columns, one above the other', () => {
    const { lines, covered, gaps, overlaps, across, extent } = stackProfile(FLAT);
    expect(across).toEqual([0, 1, 0]);
    expect(lines).toEqual([0, 3, 6].map((at) => ({ at, from: 0, to: 16 })));
    expect(covered.map(([low, high]) => [low.at, high.at])).toEqual([
      [-1.5, 1.5],
      [1.5, 4.5],
      [4.5, 7.5],
    ]);
    expect([gaps, overlaps]).toEqual([[], []]);
    expect(extent).toEqual({ across: [0, 16], along: [-1.5, 7.5] });
  });

  test.each([20, -15])('under a gantry tilted by %s° lean by as much', async (gantryTilt) => {
    const { lines } = await profileFor({ gantryTilt });
    expect(lines).toHaveLength(12);
    const [first, last] = [lines[0]!, lines.at(-1)!];
    const lean = (Math.atan2(last.from - first.from, last.at - first.at) * 180) / Math.PI;
    expect(Math.abs(lean)).toBeCloseTo(Math.abs(gantryTilt), 4);
    const other = (await profileFor({ gantryTilt: -gantryTilt })).lines;
    expect(Math.sign(other.at(-1)!.from - other[0]!.from)).toBe(-Math.sign(lean));
    for (const { from, to } of lines) expect(to - from).toBeCloseTo(16, 6);
    // The table moved 3 mm from slice to slice, along the lean.
    expect(lines[1]!.at - first.at).toBeCloseTo(3 * Math.cos((gantryTilt * Math.PI) / 180), 5);
  });

  test('that lie unevenly are where they are, with the gaps and overlaps of their thickness', async () => {
    const { lines, gaps, overlaps } = await profileFor({ unevenSteps: [1, 0.5, 2], slices: 7 });
    const steps = lines.slice(1).map(({ at }, k) => Number((at - lines[k]!.at).toFixed(4)));
    expect(steps).toEqual([3, 1.5, 6, 3, 1.5, 6]);
    expect(gaps.map(([low, high]) => high.at - low.at).map((mm) => Number(mm.toFixed(4)))).toEqual([3, 3]);
    expect(overlaps.map(([low, high]) => Number((high.at - low.at).toFixed(4)))).toEqual([1.5, 1.5]);
    expect(gaps[0]![0].at).toBeCloseTo(lines[2]!.at + 1.5, 5);
  });

  test('that drift have their own shift', async () => {
    const input = profileInput(await load({ drift: 2 }));
    const { lines, across } = stackProfile(input);
    for (const [k, { from }] of lines.entries()) {
      const { origin } = input.slices[k]!;
      const shift = origin.reduce((sum, mm, axis) => sum + mm * across[axis]!, 0);
      expect(from).toBeCloseTo(
        lines[0]!.from + shift - input.slices[0]!.origin.reduce((sum, mm, n) => sum + mm * across[n]!, 0),
        9,
      );
    }
  });

  test('that are missing are where they ought to be, on the lean, in a gap', async () => {
    const { missing, lines, gaps } = await profileFor({ missing: [4, 5], gantryTilt: 20 });
    expect(lines).toHaveLength(10);
    expect(missing).toHaveLength(2);
    const slope = (lines[9]!.from - lines[0]!.from) / (lines[9]!.at - lines[0]!.at);
    for (const { at, from } of missing) expect(from).toBeCloseTo(lines[0]!.from + slope * (at - lines[0]!.at), 4);
    expect(missing[0]!.at - lines[3]!.at).toBeCloseTo(3 * Math.cos(Math.PI / 9), 4);
    expect(gaps.some(([low, high]) => low.at < missing[0]!.at && high.at > missing[1]!.at)).toBe(true);
  });

  test('without a thickness cover nothing, and have neither gaps nor overlaps', () => {
    const { lines, covered, gaps, overlaps } = stackProfile(stack([0, 3, 20], null));
    expect([lines.length, covered, gaps, overlaps]).toEqual([3, [], [], []]);
  });

  test('that are alone are one line, as thick as they are', () => {
    const { lines, extent } = stackProfile(stack([5], 4));
    expect([lines, extent.along]).toEqual([[{ at: 5, from: 0, to: 16 }], [3, 7]]);
  });
});

describe('very many slices', () => {
  const places = Array.from({ length: 1000 }, (_, k) => k * 0.5);

  test('are as many lines as can be told apart, from the first to the last, and as much covered', () => {
    const { lines, covered, extent } = stackProfile(stack(places, 0.5));
    expect(lines.length).toBeLessThanOrEqual(101);
    expect(lines.length).toBeGreaterThan(80);
    expect(extent.along).toEqual([-0.25, 499.75]);
    for (const [n, [low]] of covered.entries()) if (n > 0) expect(low.at).toBeCloseTo(covered[n - 1]![1].at, 9);
  });

  test('that overlap everywhere are one overlap, and a gap among them stays one', () => {
    const { overlaps, gaps, lines } = stackProfile(stack([...places, ...places.map((at) => at + 520)], 2));
    expect(overlaps.map(([low, high]) => [low.at, high.at])).toEqual([
      [-0.5, 500],
      [519.5, 1020],
    ]);
    expect(gaps.map(([low, high]) => [low.at, high.at])).toEqual([[500.5, 519]]);
    expect(lines.some(({ at }) => at > 500 && at < 519)).toBe(false);
  });

  test('take a few milliseconds', () => {
    const begun = performance.now();
    for (let n = 0; n < 20; n++) stackProfile(stack(places, 0.5));
    expect((performance.now() - begun) / 20).toBeLessThan(20);
  });
});

test('the nearest slice is found among uneven ones', async () => {
  const { volume } = await load({ unevenSteps: [1, 0.5, 2] });
  const { slices } = volume;
  for (const off of [-100, -0.7, 0, 0.7]) {
    for (const [k, { position }] of slices.entries()) {
      const distances = slices.map((slice) => Math.abs(slice.position - position - off));
      expect(distances[nearest(volume, position + off)], `${k}`).toBe(Math.min(...distances));
    }
  }
});
