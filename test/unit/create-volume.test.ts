import { describe, expect, test } from 'vitest';
import { isResliceError } from '../../src/errors.ts';
import { createVolume, type VolumeInput } from '../../src/volume/create-volume.ts';
import { simplicityOf } from '../../src/volume/slice-table.ts';

const input: VolumeInput = {
  storedValues: Int16Array.from({ length: 24 }, (_, n) => n - 12),
  size: [2, 3, 4],
  pixelSpacing: [0.5, 0.25],
  orientation: { row: [1, 0, 0], column: [0, 1, 0] },
  slices: [0, 2, 4, 6].map((z) => ({ origin: [z / 4, -z, z] })),
};

const codeOf = (change: Partial<VolumeInput>): string | undefined => {
  try {
    createVolume({ ...input, ...change });
  } catch (error) {
    if (isResliceError(error)) return error.code;
    throw error;
  }
  return undefined;
};

describe('createVolume', () => {
  test('keeps each slice in its own plane', () => {
    const { slices, orientation, storedRange, modalityRange } = createVolume(input);
    expect(orientation.normal).toEqual([0, 0, 1]);
    expect(slices.map((slice) => slice.position)).toEqual([0, 2, 4, 6]);
    // 0.5 mm along rows of 0.25 mm columns, −2 mm down columns of 0.5 mm rows, a slice.
    expect(slices.map((slice) => slice.offset)).toEqual([
      [0, 0],
      [2, -4],
      [4, -8],
      [6, -12],
    ]);
    expect(storedRange).toEqual([-12, 11]);
    expect(modalityRange).toEqual([-12, 11]);
  });

  test('finds the range in modality values, slice by slice, padding left out', () => {
    const slices = input.slices.map((slice, k) => ({
      ...slice,
      rescaleSlope: k + 1,
      rescaleIntercept: 1,
      padding: [11, 11] as const,
    }));
    const volume = createVolume({ ...input, slices });
    expect(volume.storedRange).toEqual([-12, 11]);
    // Slice 0 holds −12 to −7, slice 3 holds 6 to 10 and padding.
    expect(volume.modalityRange).toEqual([-12 * 1 + 1, 10 * 4 + 1]);
  });

  test('makes the column orthogonal to the row', () => {
    const { orientation } = createVolume({ ...input, orientation: { row: [1, 0, 0], column: [0.01, 1, 0] } });
    expect(orientation.column).toEqual([0, 1, 0]);
  });

  test.each<[string, Partial<VolumeInput>]>([
    ['too few values', { storedValues: new Int16Array(23) }],
    ['no rows', { size: [2, 0, 4] }],
    ['a fraction of a slice', { size: [2, 3, 3.5] }],
    ['spacing 0', { pixelSpacing: [0, 1] }],
    ['endless spacing', { pixelSpacing: [1, Number.POSITIVE_INFINITY] }],
    ['parallel directions', { orientation: { row: [1, 0, 0], column: [1, 0, 0] } }],
    ['a slice too few', { slices: input.slices.slice(1) }],
    ['descending slices', { slices: input.slices.toReversed() }],
    ['two slices in one place', { slices: input.slices.map((slice, k) => (k === 2 ? input.slices[1]! : slice)) }],
    ['no position', { slices: input.slices.map((slice) => ({ ...slice, origin: [Number.NaN, 0, 0] })) }],
    ['slope 0', { slices: input.slices.map((slice) => ({ ...slice, rescaleSlope: 0 })) }],
  ])('refuses %s', (_, change) => expect(codeOf(change)).toBe('volume/bad-value'));
});

describe('what may be left out', () => {
  const facts = (change: Partial<VolumeInput>) => simplicityOf(createVolume({ ...input, ...change }));
  const at = (xs: readonly number[], zs: readonly number[]) => zs.map((z, k) => ({ origin: [xs[k]!, 0, z] as const }));

  test('an even, upright stack', () => {
    expect(facts({ slices: at([0, 0, 0, 0], [0, 2, 4, 6]) })).toMatchObject({
      even: true,
      shift: 'none',
      oneRescale: true,
      padded: false,
    });
  });
  test('a tilt is a step, a drift is a table', () => {
    expect(facts({})).toMatchObject({ even: true, shift: 'step', shiftStep: [2, -4] });
    expect(facts({ slices: at([0, 0.1, 0, 0], [0, 2, 4, 6]) })).toMatchObject({ shift: 'table' });
  });
  test('the bound counts in values: what is harmless on few is not on 65 535', () => {
    const slices = at([0, 0, 0, 0], [0, 2 + 4e-7, 4, 6]);
    expect(facts({ slices }).even).toBe(true);
    expect(
      facts({ slices, storedValues: Int16Array.from({ length: 24 }, (_, n) => (n % 2 ? -32768 : 32767)) }).even,
    ).toBe(false);
  });
  test('padding that never occurs is none', () => {
    const padded = (value: number) =>
      facts({ slices: input.slices.map((slice) => ({ ...slice, padding: [value, value] as const })) }).padded;
    expect([padded(-3), padded(-2000)]).toEqual([true, false]);
  });
});
