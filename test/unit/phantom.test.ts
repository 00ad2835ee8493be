import { describe, expect, test } from 'vitest';
import {
  HEAD_POINTS,
  HEAD_VALUES,
  headValueAt,
  isInRamp,
  linearField,
  type PhantomOptions,
  phantomGeometry,
  phantomSeries,
  phantomVolumeInput,
  rampValueAt,
  toDS,
  withDefaults,
} from '../../phantom/index.ts';
import { loadSeries } from '../../src/load/load-series.ts';
import { dot, type Vec3 } from '../../src/math/vec3.ts';
import { createVolume } from '../../src/volume/create-volume.ts';

const small: Partial<PhantomOptions> = { rows: 24, columns: 20, slices: 7, pixelSpacing: [8, 9], step: 20 };

describe('the analytic head', () => {
  test('has its values where it says', () => {
    expect(headValueAt(HEAD_POINTS.bleed)).toBeCloseTo(HEAD_VALUES.bleed, 6);
    expect(headValueAt(HEAD_POINTS.ventricle)).toBeCloseTo(HEAD_VALUES.csf, 6);
    expect(headValueAt(HEAD_POINTS.white)).toBeCloseTo(HEAD_VALUES.white, 6);
    expect(headValueAt(HEAD_POINTS.air)).toBe(HEAD_VALUES.air);
    expect(headValueAt(HEAD_POINTS.sinus)).toBeCloseTo(HEAD_VALUES.air, 6);
  });

  test('bleeds on the left alone', () => {
    const [x, y, z] = HEAD_POINTS.bleed;
    expect(headValueAt([-x, y, z])).toBeLessThan(45);
  });

  test('has a linear ramp known at every point', () => {
    for (const p of [
      [6, 116, 8],
      [-30, 110, 60],
      [40, 121, -50],
    ] satisfies Vec3[]) {
      expect(isInRamp(p, 1)).toBe(true);
      expect(headValueAt(p)).toBeCloseTo(rampValueAt(p), 9);
    }
    expect(isInRamp([6, 116, 90], 0)).toBe(false);
  });
});

describe('geometry', () => {
  test('a tilted gantry moves along the table, not along the normal', () => {
    const slices = phantomGeometry(withDefaults({ gantryTilt: 20, step: 4, slices: 5 }));
    const [first, second] = [slices[0]!.imagePositionPatient, slices[1]!.imagePositionPatient];
    expect(second[0] - first[0]).toBeCloseTo(0, 6);
    expect(second[1] - first[1]).toBeCloseTo(0, 6);
    expect(second[2] - first[2]).toBeCloseTo(4, 6);
    expect(slices[0]!.column[2]).toBeCloseTo(-Math.sin((20 * Math.PI) / 180), 9);
  });

  test('slices can be uneven and missing', () => {
    const slices = phantomGeometry(withDefaults({ unevenSteps: [1, 0.5], slices: 5, step: 2, missing: [3] }));
    const z = slices.map((slice) => slice.imagePositionPatient[2]);
    expect(z.slice(1).map((value, k) => value - z[k]!)).toEqual([2, 1, 3]);
  });

  test('decimal strings are short and exact enough', () => {
    for (const value of [1 / 3, -123.456789, 1e-9, 0, -0.9396926207859084]) {
      expect(toDS(value).length).toBeLessThanOrEqual(16);
      expect(Math.abs(Number(toDS(value)) - value)).toBeLessThanOrEqual(Math.abs(value) * 1e-8);
    }
  });
});

describe('as DICOM files', () => {
  test.each<[string, Partial<PhantomOptions>]>([
    ['explicit, signed 16', {}],
    ['implicit', { transferSyntaxUID: '1.2.840.10008.1.2' }],
    ['unsigned 12 of 16', { signed: false, bitsStored: 12, rescaleIntercept: () => -1024 }],
    ['signed 12 of 16', { bitsStored: 12 }],
    ['unsigned 8', { signed: false, bitsStored: 8, rescaleSlope: () => 16, rescaleIntercept: () => -1024 }],
    ['signed 8', { bitsStored: 8, rescaleSlope: () => 16, rescaleIntercept: () => 1024 }],
    ['a slope each', { rescaleSlope: (k) => 0.1 * (k + 1) }],
    [
      'tilted, uneven, drifting, shuffled',
      { gantryTilt: -17, unevenSteps: [1, 0.3], drift: 3, shuffled: true, instanceNumbers: 'falling' },
    ],
    ['padded MONOCHROME1', { padding: -2000, photometricInterpretation: 'MONOCHROME1' }],
    ['sagittal', { row: [0, 1, 0], column: [0, 0, -1] }],
  ])('%s: the reader finds what was written', async (_, knobs) => {
    const options = { ...small, ...knobs };
    const [series] = await loadSeries(await phantomSeries(options));
    const read = series!.stacks[0]!.volume!;
    const meant = createVolume(phantomVolumeInput(options));
    expect(read.size).toEqual(meant.size);
    expect([...read.storedValues]).toEqual([...meant.storedValues]);
    expect(read.slices).toEqual(meant.slices);
    expect(read.unit).toBe('HU');
    expect(read.inverse).toBe(meant.inverse);
    expect(read.windows).toEqual(meant.windows);
    expect(read.modalityRange).toEqual(meant.modalityRange);
  });

  test('holds a linear field to half a stored step', async () => {
    const field = linearField([1.5, -2, 0.75], 30);
    const volume = createVolume(phantomVolumeInput({ ...small, gantryTilt: 11 }, field));
    const { row, column } = volume.orientation;
    volume.slices.forEach(({ origin }, k) => {
      const p: Vec3 = [0, 1, 2].map(
        (axis) => origin[axis]! + 5 * 9 * row[axis]! + 6 * 8 * column[axis]!,
      ) as unknown as Vec3;
      const stored = volume.storedValues[(k * 24 + 6) * 20 + 5]!;
      expect(Math.abs(stored - (dot([1.5, -2, 0.75], p) + 30))).toBeLessThanOrEqual(0.5 + 1e-6);
    });
  });
});
