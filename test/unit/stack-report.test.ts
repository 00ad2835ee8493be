import { describe, expect, test } from 'vitest';
import type { SeriesImage } from '../../src/series/image.ts';
import { joinReports } from '../../src/series/join-reports.ts';
import { median } from '../../src/series/median.ts';
import { missingPositions } from '../../src/series/missing-slices.ts';
import { sortSlices } from '../../src/series/sort-slices.ts';
import { splitTimes } from '../../src/series/split-times.ts';
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
  test('is told of in plain words', () => {
    const { words, ...facts } = at([0, 2, 4, 6]);
    expect(words).toEqual([
      'Slices are 2 mm thick, without gap or overlap.',
      '4 slices lie evenly, 2 mm apart.',
      'Slices lie straight above each other: no tilt, no drift.',
      'The files hold no window.',
    ]);
    expect(facts).toEqual({
      slices: 4,
      increment: { min: 2, median: 2, max: 2 },
      uneven: false,
      tiltDegrees: 0,
      drift: 0,
      missing: [],
      lacking: [],
      guessed: false,
      overlap: 0,
      sliceThickness: 2,
      duplicates: [],
      instanceNumbersDisagree: false,
      perSliceRescale: false,
      padded: false,
      lossy: null,
      windows: [],
      problems: [],
    });
  });

  test('of one slice has no increment', () => {
    const { increment, uneven, tiltDegrees, overlap, words } = at([5]);
    expect([increment, uneven, tiltDegrees, overlap]).toEqual([null, false, 0, null]);
    expect(words).toEqual(['The slice is 2 mm thick.', 'One slice.', 'The files hold no window.']);
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

  test('frames of one file share its InstanceNumber, and do not disagree', () => {
    const frames: Changes = { NumberOfFrames: ['IS', '3'], PixelData: ['OW', new Array<number>(18).fill(0)] };
    const rule: Changes = { ...frames, GridFrameOffsetVector: ['DS', '0\\2\\4'], InstanceNumber: ['IS', '7'] };
    const image = imageAt([0, 0, 0], rule);
    const at = (z: number) => ({
      ...image.header,
      geometry: { ...image.header.geometry!, imagePositionPatient: [0, 0, z] as const },
    });
    const images = [0, 2, 4].map((z, frame) => ({ ...image, frame, header: { ...at(z), frame } }));
    expect(report(images).instanceNumbersDisagree).toBe(false);
  });

  test('rescale a slice', () => {
    const own = imageAt([-1, -2, 2], { RescaleSlope: ['DS', '3'] });
    const told = report([...axialAt([0]), own, ...axialAt([4])]);
    expect(told.perSliceRescale).toBe(true);
    expect(told.words.join()).toContain('own rescale slopes');
  });

  test.each([
    ['that a pixel holds', 5, true],
    ['that no pixel holds', 99, false],
  ])('padding %s', (_, value, padded) => {
    const told = at([0, 2], { PixelPaddingValue: ['SS', [value]] });
    expect(told.padded).toBe(padded);
    expect(told.words.some((sentence) => sentence.startsWith('Padding'))).toBe(padded);
  });

  test('drift is how far slices lie off a straight line, sideways', () => {
    const told = report([0, 2, 4, 6].map((z, n) => imageAt([n % 2 === 0 ? 1 + z : z, 0, z])));
    // From x = 1 at z = 0 to x = 6 at z = 6 in 5/6 mm a mm: the second and the third lie 2/3 mm off.
    expect(told.drift).toBeCloseTo(2 / 3, 9);
    expect(told.words.join()).toContain('0.67 mm sideways');
    expect(report([0, 2, 4].map((z) => imageAt([z, 0, z]))).drift).toBeCloseTo(0, 9);
  });

  test('lossy history, of some slices and of all', () => {
    const lossy: Changes = {
      LossyImageCompression: ['CS', '01'],
      LossyImageCompressionMethod: ['CS', 'ISO_10918_1'],
      LossyImageCompressionRatio: ['DS', '12.04'],
    };
    expect(at([0, 2], lossy).lossy).toEqual({ slices: 2, methods: ['ISO_10918_1'], ratio: 12.04 });
    const some = report([...axialAt([0, 2]), ...axialAt([4], { LossyImageCompression: ['CS', '01'] })]);
    expect(some.lossy).toEqual({ slices: 1, methods: [], ratio: null });
    expect(at([0, 2], lossy).words.join()).toContain('The pictures were compressed with a loss (ISO_10918_1, 12:1)');
    expect(some.words.join()).toContain('1 of 3 slices were compressed with a loss: ');
  });

  test('windows, each once, with their names', () => {
    const window = (center: string, name: string): Changes => ({
      WindowCenter: ['DS', center],
      WindowWidth: ['DS', '80'],
      WindowCenterWidthExplanation: ['LO', name],
    });
    const told = report([...axialAt([0, 2], window('40', 'BRAIN')), ...axialAt([4], window('50', 'SOFT'))]);
    expect(told.windows.map(({ explanation }) => explanation)).toEqual(['BRAIN', 'SOFT']);
    expect(told.words).toContain('Windows in the files: 40/80 (BRAIN), 50/80 (SOFT).');
  });

  test('what was odd in many files is one sentence', () => {
    const { words, problems } = at([0, 2, 4, 6], { RescaleSlope: ['DS', '0'] });
    expect(problems).toHaveLength(1);
    expect(words.at(-1)).toBe(problems[0]);
    expect(words.at(-1)).toMatch(/RescaleSlope \(0028,1053\): read as 1 \(and in 3 more of 4 slices\)$/);
  });
});

describe('several times', () => {
  const time = (n: number, positions: readonly number[], changes: Changes = {}): readonly SeriesImage[] =>
    axialAt(positions, { TemporalPositionIdentifier: ['IS', String(n)], ...changes });

  test('a time that lacks slices says so, wherever they are', () => {
    const [first, second] = splitTimes([...time(1, [0, 2, 4, 6, 8]), ...time(2, [0, 2, 6])]);
    expect(stackReport(sortSlices(first!.images), first)).toMatchObject({ missing: [], lacking: [] });
    const told = stackReport(sortSlices(second!.images), second);
    expect(told).toMatchObject({ missing: [4, 8], lacking: [4, 8] });
    expect(told.words.join()).toContain("3 of the stack's 5 slices");
  });

  test('are told of together: the facts of any, what the words of others add with their index', () => {
    const lossy: Changes = { LossyImageCompression: ['CS', '01'], RescaleSlope: ['DS', '0'] };
    const images = [...time(1, [0, 2]), ...time(2, [0, 2], lossy), ...time(3, [0, 2], lossy)];
    const joined = joinReports(splitTimes(images).map((each) => stackReport(sortSlices(each.images), each)));
    expect(joined.lossy!.slices).toBe(4);
    expect(joined.problems).toHaveLength(2);
    expect(
      joined.words.filter((sentence) => sentence.startsWith('Times 1, 2: The pictures were compressed')),
    ).toHaveLength(1);
    expect(joined.words.filter((sentence) => sentence.includes('RescaleSlope'))).toHaveLength(2);
    expect(joined.words.filter((sentence) => sentence.includes('lie evenly'))).toEqual([
      '2 slices lie evenly, 2 mm apart.',
    ]);
  });
});
