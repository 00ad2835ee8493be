import { describe, expect, test } from 'vitest';
import type { SeriesImage } from '../../src/series/image.ts';
import { median } from '../../src/series/median.ts';
import { missingPositions } from '../../src/series/missing-slices.ts';
import { sortSlices } from '../../src/series/sort-slices.ts';
import { type StackReport, stackReport } from '../../src/series/stack-report.ts';
import type { Changes } from '../support/dicom-bytes.ts';
import { axialAt, imageAt } from '../support/series-images.ts';

const report = (images: readonly SeriesImage[]): StackReport => stackReport(sortSlices(images));
const at = (positions: readonly number[], changes: Changes = {}): StackReport => report(axialAt(positions, changes));
const thick = (mm: string): Changes => ({ SliceThickness: ['DS', mm] });

test.each([
  [[3], 3],
  [[4, 1], 2.5],
  [[9, 1, 5], 5],
  [[4, 1, 3, 2], 2.5],
])('the median of %j is %d', (values, middle) => expect(median(values)).toBe(middle));

describe('an even stack', () => {
  test('has nothing to say', () => {
    const { words, ...facts } = at([0, 2, 4, 6]);
    expect(words).toEqual([]);
    expect(facts).toEqual({
      slices: 4,
      increment: { min: 2, median: 2, max: 2 },
      uneven: false,
      tiltDegrees: 0,
      missing: [],
      overlap: 0,
      sliceThickness: 2,
      duplicates: [],
      instanceNumbersDisagree: false,
      perSliceRescale: false,
      padded: false,
    });
  });

  test('of one slice has no increment', () => {
    const { increment, uneven, tiltDegrees, overlap, words } = at([5]);
    expect([increment, uneven, tiltDegrees, overlap, words]).toEqual([null, false, 0, null, []]);
  });
});

describe('spacing', () => {
  test('uneven steps', () => {
    const { uneven, increment, words } = at([0, 1, 3, 7, 8], thick('1'));
    expect(uneven).toBe(true);
    expect(increment).toEqual({ min: 1, median: 1.5, max: 4 });
    expect(words.join()).toContain('1 mm to 4 mm apart');
  });

  test.each([
    [0.009, false],
    [0.011, true],
  ])('a slice %d mm off its place at 2 mm steps: uneven %s', (off, uneven) => {
    expect(at([0, 2, 4 + off, 6, 8]).uneven).toBe(uneven);
  });

  test.each([
    [0.019, false],
    [0.021, true],
  ])('a slice %d mm off its place at 10 mm steps: uneven %s', (off, uneven) => {
    expect(at([0, 10, 20 + off, 30, 40]).uneven).toBe(uneven);
  });

  test.each([
    ['3', 1, '3 mm thick and overlap by 1 mm'],
    ['1.5', -0.5, '0.5 mm gap between slices 1.5 mm thick: 25 %'],
  ])('thickness %s against an increment of 2', (mm, overlap, words) => {
    const told = at([0, 2, 4], thick(mm));
    expect(told.overlap).toBe(overlap);
    expect(told.words.join()).toContain(words);
  });
});

describe('missing slices', () => {
  test.each<[string, number[], number[]]>([
    ['none', [0, 2, 4, 6], []],
    ['one', [0, 2, 4, 8, 10], [6]],
    ['two in a row', [0, 2, 4, 10, 12, 14], [6, 8]],
    ['two apart', [0, 2, 6, 8, 10, 12, 16, 18], [4, 14]],
    ['within 5 %', [0, 2, 4, 8.08, 10.08], [6]],
    ['beyond 5 %', [0, 2, 4, 8.12, 10.12], []],
    ['not where steps grow', [0, 1, 3, 6, 10], []],
    ['not of two slices', [0, 4], []],
    ['not where only half of the steps agree', [0, 1, 3, 5, 9], []],
  ])('%s', (_, positions, missing) => expect(missingPositions(positions)).toEqual(missing));

  test('are told with their places', () => {
    const { missing, words } = at([0, 2, 4, 8, 10]);
    expect(missing).toEqual([6]);
    expect(words.join()).toContain('A slice is missing, at 6 mm');
  });
});

describe('tilt', () => {
  test('is the angle between the way of the slices and their normal', () => {
    const angle = (18.5 * Math.PI) / 180;
    const cosines = [1, 0, 0, 0, Math.cos(angle).toFixed(10), (-Math.sin(angle)).toFixed(10)].join('\\');
    const tilted = [0, 2.5, 5].map((z) => imageAt([0, 0, z], { ImageOrientationPatient: ['DS', cosines] }));
    const { tiltDegrees, words } = report(tilted);
    expect(tiltDegrees).toBeCloseTo(18.5, 6);
    expect(words.join()).toContain('lean 18.5°');
  });

  test('is none in an oblique stack that goes along its normal', () => {
    const [c, s] = [Math.cos(0.3), Math.sin(0.3)];
    const cosines = ['1', '0', '0', '0', c.toFixed(12), (-s).toFixed(12)].join('\\');
    const oblique = [0, 3, 6].map((mm) => imageAt([0, mm * s, mm * c], { ImageOrientationPatient: ['DS', cosines] }));
    expect(report(oblique).tiltDegrees).toBeLessThan(1e-5);
  });
});

describe('the rest', () => {
  test('duplicates by file', () => {
    const again = imageAt([-1, -2, 2], { InstanceNumber: ['IS', '9'] }, 'again.dcm');
    const { duplicates, words } = report([...axialAt([0, 2, 4]), again]);
    expect(duplicates).toEqual(['again.dcm']);
    expect(words.join()).toContain('1 image shares its place');
  });

  test.each([
    [[0, 2, 4], false],
    [[4, 2, 0], false],
    [[2, 0, 4], true],
  ])('InstanceNumbers in the order of z = %j disagree: %s', (positions, disagree) => {
    expect(at(positions).instanceNumbersDisagree).toBe(disagree);
  });

  test('no InstanceNumbers do not disagree', () => {
    expect(at([2, 0, 4], { InstanceNumber: null }).instanceNumbersDisagree).toBe(false);
  });

  test('rescale a slice, and padding', () => {
    const own = imageAt([-1, -2, 2], { RescaleSlope: ['DS', '3'], PixelPaddingValue: ['SS', [0xfc18]] });
    const told = report([...axialAt([0]), own, ...axialAt([4])]);
    expect([told.perSliceRescale, told.padded]).toEqual([true, true]);
    expect(told.words.filter((word) => /slopes|Padding/.test(word))).toHaveLength(2);
  });

  test('what was odd in many files is one sentence', () => {
    const { words } = at([0, 2, 4, 6], { RescaleSlope: ['DS', '0'] });
    expect(words).toHaveLength(1);
    expect(words[0]).toMatch(/RescaleSlope \(0028,1053\): read as 1 \(and in 3 more of 4 slices\)$/);
  });
});
