// One text over both samplers: the edges of the grid, the reach beyond the end slices and the rules of padding (DESIGN §3), by hand.
import { expect, test } from 'vitest';
import type { Plane } from '../../src/plane/plane.ts';
import type { SampleOptions } from '../../src/sampler/sampler.ts';
import { createVolume, type SliceInput } from '../../src/volume/create-volume.ts';
import type { Volume } from '../../src/volume/volume.ts';

export type SampleWith = (volume: Volume, plane: Plane, options: SampleOptions) => ArrayLike<number>;

/** Pixels of 1 mm, slices at z = 0, 1, 3; the value at column x, row y of slice k is 1 + x + 2·y + 4·k. */
const volumeOf = (slice: (k: number) => Partial<SliceInput> = () => ({})): Volume =>
  createVolume({
    storedValues: Int16Array.from({ length: 12 }, (_, n) => n + 1),
    size: [2, 2, 3],
    pixelSpacing: [1, 1],
    orientation: { row: [1, 0, 0], column: [0, 1, 0] },
    slices: [0, 1, 3].map((z, k) => ({ origin: [0, 0, z], ...slice(k) })),
  });

const STACKS = {
  plain: volumeOf(),
  /** The upper two slices 1 mm to the right. */
  shifted: volumeOf((k) => ({ origin: [k === 0 ? 0 : 1, 0, [0, 1, 3][k]!] })),
  /** Stored 2 and 3 of the lowest slice are no measurement: the corners right of and below the first pixel. */
  padded: volumeOf((k) => ({ padding: k === 0 ? [2, 3] : null })),
  /** All of the middle slice is padding. */
  'empty in the middle': volumeOf((k) => ({ padding: k === 1 ? [5, 8] : null })),
  'own slopes': volumeOf((k) => ({ rescaleSlope: [1, 10, 100][k]!, rescaleIntercept: k })),
} satisfies Record<string, Volume>;

const NO = Number.NaN;
/** A hair, in mm: far more than float32 errs here, far less than would change a value. */
const HAIR = 2 ** -12;

type Row = readonly [x: number, y: number, z: number, linear: number, nearest: number];

const TABLE: Readonly<Record<keyof typeof STACKS, readonly Row[]>> = {
  plain: [
    [0, 0, 0, 1, 1],
    [1, 1, 3, 12, 12],
    [0.25, 0, 0, 1.25, 1],
    // Half a pixel around the outer centres is inside, clamped; a hair beyond is not. Ties of nearest go to the higher.
    [-0.5, 0, 0, 1, 1],
    [-0.5 - HAIR, 0, 0, NO, NO],
    [1.5, 0, 0, 2, 2],
    [1.5 + HAIR, 0, 0, NO, NO],
    [0, -0.5, 0, 1, 1],
    [0, -0.5 - HAIR, 0, NO, NO],
    [0, 1.5, 0, 3, 3],
    [0, 1.5 + HAIR, 0, NO, NO],
    [0.5, 0.5, 0, 2.5, 4],
    [0, 0, 0.5, 3, 5],
    [0, 0, 2, 7, 9],
    // Beyond the end slices: they alone, as far as half the adjacent gap (0.5 below, 1 above).
    [0, 0, -0.5, 1, 1],
    [0, 0, -0.5 - HAIR, NO, NO],
    [1, 0, 4, 10, 10],
    [1, 0, 4 + HAIR, NO, NO],
    [-0.5, 1.5, 4, 11, 11],
  ],
  shifted: [
    // The foot is looked for in each slice's own grid: at x = 2 only the upper two have one.
    [1, 0, 1, 5, 5],
    [1, 0, 0.5, 3.5, 5],
    [2, 0, 1.5, 7, 6],
    // With a foot in one slice only, that one counts as long as half of the weight is its own (0.499).
    [0, 0, 0.25, 1, 1],
    [0, 0, 0.5, 1, NO],
    [0, 0, 0.5 + 2 * HAIR, 1, NO],
    [0, 0, 0.51, NO, NO],
    [2, 0, 0.5, 6, 6],
    [2, 0, 0.49, NO, NO],
  ],
  padded: [
    // Missing weight is left out and the rest renormalised; nearest takes padding for outside.
    [0.25, 0, 0, 1, 1],
    [0.75, 0, 0, NO, NO],
    [1, 0, 0, NO, NO],
    [1, 1, 0, 4, 4],
    // 1 and 4 of a square whose other corners are padding, at its middle: exactly half of the weight is left.
    [0.5, 0.5, 0, 2.5, 4],
    // Midway in z the other slice gives half of the weight by itself.
    [1, 0, 0.5, 6, 6],
    [1, 0, 0.75, 6, 6],
    [1, 0, 0.25, NO, NO],
    [0.25, 0, 0.5, (0.75 * 1 + 5.25) / 1.75, 5],
    // Clamped at the edge too: both taps of the column are the same padding.
    [1.5, 0, 0, NO, NO],
    [0, 1.5, 0, NO, NO],
  ],
  'empty in the middle': [
    [0, 0, 1, NO, NO],
    [0, 0, 0.5, 1, NO],
    [0, 0, 0.25, 1, 1],
    [0, 0, 2, 9, 9],
    [0, 0, 1.5, NO, NO],
    [0, 0, 2.5, 9, 9],
  ],
  'own slopes': [
    [0, 0, 0.5, (1 + 51) / 2, 51],
    [1, 0, 2, (61 + 1002) / 2, 1002],
    [0, 0, 4, 902, 902],
  ],
};

const pixelAt = (x: number, y: number, z: number): Plane => ({
  center: [x, y, z],
  right: [1, 0, 0],
  down: [0, 1, 0],
  spacing: [1, 1],
  width: 1,
  height: 1,
});

/** Registers the tests. */
export function edgesContract(sampler: string, sample: SampleWith): void {
  test.each(Object.keys(TABLE) as (keyof typeof TABLE)[])(`${sampler}: edges by hand: %s`, (name) => {
    for (const [x, y, z, linear, nearest] of TABLE[name]) {
      for (const [interpolation, expected] of Object.entries({ linear, nearest }) as ['linear' | 'nearest', number][]) {
        const value = sample(STACKS[name], pixelAt(x, y, z), { interpolation })[0]!;
        const where = `${interpolation} at ${x}, ${y}, ${z}`;
        if (Number.isNaN(expected)) expect(value, where).toBeNaN();
        else expect(Math.abs(value - expected), `${where}: ${value}`).toBeLessThan(1e-3);
      }
    }
  });

  test(`${sampler}: padding that is kept is a value like any other`, () => {
    const kept = (x: number, y: number, z: number, interpolation: 'linear' | 'nearest'): number =>
      sample(STACKS.padded, pixelAt(x, y, z), { interpolation, padding: 'keep' })[0]!;
    expect(kept(0.5, 0, 0, 'linear')).toBeCloseTo(1.5, 5);
    expect(kept(1, 0, 0, 'nearest')).toBe(2);
    expect(kept(1.5 + HAIR, 0, 0, 'linear')).toBeNaN();
  });
}
