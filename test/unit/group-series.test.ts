import { describe, expect, test } from 'vitest';
import { groupSeries, groupStacks } from '../../src/series/group-series.ts';
import type { SeriesImage } from '../../src/series/image.ts';
import { splitTimes } from '../../src/series/split-times.ts';
import type { Changes, Value } from '../support/dicom-bytes.ts';
import { axialAt, imageAt } from '../support/series-images.ts';

const sizes = (images: readonly SeriesImage[]): number[] => groupStacks(images).map((stack) => stack.length);
const cosines = (degrees: number): Changes => {
  const angle = (degrees * Math.PI) / 180;
  const column = [0, Math.cos(angle).toFixed(12), Math.sin(angle).toFixed(12)];
  return { ImageOrientationPatient: ['DS', ['1', '0', '0', ...column].join('\\')] };
};
const mixed = (changes: Changes): readonly SeriesImage[] => [...axialAt([0, 1]), ...axialAt([2, 3], changes)];

test('series by SeriesInstanceUID, in the order in which they are met', () => {
  const other: Changes = { SeriesInstanceUID: ['UI', '1.2.9'] };
  const images = [imageAt([0, 0, 0], other), imageAt([0, 0, 1]), imageAt([0, 0, 2], other)];
  const groups = groupSeries(images);
  expect([...groups.keys()]).toEqual(['1.2.9', '1.2.3']);
  expect(groups.get('1.2.9')).toEqual([images[0], images[2]]);
});

describe('one stack', () => {
  const degrees = 180 / Math.PI;
  test.each<[string, Changes]>([
    ['directions 0.0009 rad apart', cosines(0.0009 * degrees)],
    ['spacings 0.00005 mm apart', { PixelSpacing: ['DS', '0.50005\\0.25'] }],
    ['other bits in the same sign', { BitsStored: ['US', [12]], HighBit: ['US', [11]] }],
    ['other slopes', { RescaleSlope: ['DS', '3'] }],
    ['other windows', { WindowCenter: ['DS', '40'], WindowWidth: ['DS', '80'] }],
  ])('%s', (_, changes) => expect(sizes(mixed(changes))).toEqual([4]));

  test('a frame of reference a slice, as de-identifiers write it', () => {
    const images = [0, 1, 2].map((z) => imageAt([0, 0, z], { FrameOfReferenceUID: ['UI', `1.7.${z}`] }));
    expect(sizes(images)).toEqual([3]);
  });

  test('a frame of reference a place, at two times', () => {
    const images = [1, 2].flatMap((n) =>
      [0, 1, 2].map((z) =>
        imageAt([0, 0, z], { FrameOfReferenceUID: ['UI', `1.7.${z}`], TemporalPositionIdentifier: ['IS', String(n)] }),
      ),
    );
    expect(sizes(images)).toEqual([6]);
  });

  test('an echo time a slice, by noise', () => {
    const images = [0, 1, 2].map((z) => imageAt([0, 0, z], { EchoTime: ['DS', `${4 + z / 100}`] }));
    expect(sizes(images)).toEqual([3]);
  });
});

describe('two stacks', () => {
  const degrees = 180 / Math.PI;
  const us = (value: number): ['US', Value] => ['US', [value]];
  test.each<[string, Changes]>([
    ['directions 0.0011 rad apart', cosines(0.0011 * degrees)],
    ['opposite directions', { ImageOrientationPatient: ['DS', '1\\0\\0\\0\\-1\\0'] }],
    ['spacings 0.0002 mm apart', { PixelSpacing: ['DS', '0.5\\0.2502'] }],
    ['sizes', { Rows: us(3), Columns: us(2) }],
    ['signedness, which would wrap', { PixelRepresentation: us(0) }],
    ['units', { RescaleType: ['LO', 'mgml'] }],
    ['inversion', { PhotometricInterpretation: ['CS', 'MONOCHROME1'] }],
    ['geometry and none', { ImagePositionPatient: null }],
    ['frames of reference of two slices each', { FrameOfReferenceUID: ['UI', '1.7'] }],
    ['echo times of two slices each', { EchoTime: ['DS', '80'] }],
  ])('%s', (_, changes) => expect(sizes(mixed(changes))).toEqual([2, 2]));

  test('slices and a file of several frames in one place', () => {
    const several: Changes = { NumberOfFrames: ['IS', '2'], PixelData: ['OW', new Array<number>(12).fill(0)] };
    const file = imageAt([0, 0, 5], several);
    expect(sizes([...axialAt([0, 1, 2]), file, { ...file, frame: 1 }])).toEqual([3, 2]);
  });

  test('water and fat in the same places; not what a scanner adds to some slices', () => {
    const type = (last: string): Changes => ({ ImageType: ['CS', `DERIVED\\PRIMARY\\DIXON\\${last}`] });
    expect(sizes([...axialAt([0, 1, 2], type('WATER')), ...axialAt([0, 1, 2], type('FAT'))])).toEqual([3, 3]);
    expect(sizes([...axialAt([0, 1, 2], type('')), ...axialAt([3, 4], type('ADD'))])).toEqual([5]);
  });

  test('two echoes of one slice', () => {
    const echo = (time: string): Changes => ({ EchoTime: ['DS', time] });
    expect(sizes([...axialAt([7], echo('10')), ...axialAt([7], echo('20'))])).toEqual([1, 1]);
    expect(sizes([...axialAt([7], echo('10')), ...axialAt([8], echo('20'))])).toEqual([1, 1]);
  });

  test('echoes closer than noise, in the same places, are never mixed', () => {
    const echo = (time: string): Changes => ({ EchoTime: ['DS', time], AcquisitionNumber: ['IS', time.slice(-1)] });
    const images = [...axialAt([0, 1, 2], echo('0.03')), ...axialAt([0, 1, 2], echo('0.07'))];
    expect(
      groupStacks(images)
        .flatMap(splitTimes)
        .map((time) => time.images.map(({ header }) => header.echoTime)),
    ).toEqual([
      [0.03, 0.03, 0.03],
      [0.07, 0.07, 0.07],
    ]);
  });

  test('a frame of reference of two slices at two times each', () => {
    const frame = (uid: string, n: number): Changes => ({
      FrameOfReferenceUID: ['UI', uid],
      TemporalPositionIdentifier: ['IS', String(n)],
    });
    const of = (uid: string, z: readonly number[]) => [1, 2].flatMap((n) => axialAt(z, frame(uid, n)));
    expect(sizes([...of('1.7', [0, 1]), ...of('1.8', [2, 3])])).toEqual([4, 4]);
  });

  test('diffusion directions of one b-value, be the last broken off', () => {
    const along = (x: number, y: number): Changes => ({
      DiffusionBValue: ['FD', [1000]],
      DiffusionGradientOrientation: ['FD', [x, y, 0]],
    });
    expect(sizes([...axialAt([0, 1, 2], along(1, 0)), ...axialAt([0, 1], along(0, 1))])).toEqual([3, 2]);
  });
});

describe('a lone slice is a stack of its own, in place of another or not', () => {
  const base: Changes = {
    ImageType: ['CS', 'ORIGINAL\\PRIMARY\\AXIAL'],
    EchoTime: ['DS', '10'],
    DiffusionBValue: ['FD', [0]],
  };
  test.each<[string, Changes]>([
    ['echo time', { EchoTime: ['DS', '80'] }],
    ['b-value', { DiffusionBValue: ['FD', [500]] }],
    ['stack', { StackID: ['SH', '2'] }],
    ['image type', { ImageType: ['CS', 'ORIGINAL\\PRIMARY\\MPR'] }],
    ['localizer', { ImageType: ['CS', 'ORIGINAL\\PRIMARY\\AXIAL\\LOCALIZER'] }],
    ['segment', { ReferencedSegmentNumber: ['US', [2]] }],
  ])('of another %s', (_, changes) => {
    for (const z of [1, 7]) {
      const other = imageAt([-1, -2, z], { ...base, InstanceNumber: ['IS', '0'], ...changes });
      const stacks = groupStacks([...axialAt([0, 1, 2, 3], base), other]);
      expect(stacks.map((stack) => stack.length)).toEqual([4, 1]);
      expect(stacks[1]).toEqual([other]);
    }
  });
});
