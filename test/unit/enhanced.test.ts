// Objects of several frames: functional groups, grid frame offsets, NM vectors; and what units their values can be given in.
import { describe, expect, test } from 'vitest';
import { loadSeries } from '../../src/load/load-series.ts';
import { type Changes, sliceBytes } from '../support/dicom-bytes.ts';
import { DOSE, ENHANCED } from '../support/made-files.ts';

const stackOf = async (changes: Changes) => {
  const [series] = await loadSeries([{ name: 'a.dcm', bytes: sliceBytes(changes) }]);
  return series!.stacks[0]!;
};

describe('functional groups', () => {
  test('give each frame its own place and rescale, in order of place', async () => {
    const { volume, images } = await stackOf(ENHANCED);
    expect(images.map(({ frame }) => frame)).toEqual([1, 0]);
    expect(volume!.slices.map(({ position }) => position)).toEqual([2, 5]);
    expect(volume!.slices.map(({ rescaleSlope, rescaleIntercept }) => [rescaleSlope, rescaleIntercept])).toEqual([
      [2, -10],
      [1, -10],
    ]);
    expect([...volume!.storedValues]).toEqual([6, 7, 8, 9, 10, 11, 0, 1, 2, 3, 4, 5]);
    expect([volume!.pixelSpacing, volume!.sliceThickness]).toEqual([[0.5, 0.25], 3]);
  });

  test('that lack a frame leave that frame without a place, and say so', async () => {
    const groups = ENHANCED.PerFrameFunctionalGroupsSequence!;
    const { volume, reason } = await stackOf({
      ...ENHANCED,
      PerFrameFunctionalGroupsSequence: ['SQ', (groups[1] as readonly never[]).slice(1)],
      SharedFunctionalGroupsSequence: ['SQ', [[]]],
    });
    expect(volume).toBeNull();
    expect(reason!.at.tag!.keyword).toBe('ImageOrientationPatient');
  });
});

describe('grid frame offsets', () => {
  const slices = async (changes: Changes) => (await stackOf({ ...DOSE, ...changes })).volume!.slices;

  test('are distances along the normal', async () => {
    expect((await slices({})).map(({ origin }) => origin)).toEqual([
      [-1, -2, 0],
      [-1, -2, 2.5],
      [-1, -2, 6],
    ]);
  });

  test('are patient z where the first is not 0', async () => {
    const absolute = await slices({ GridFrameOffsetVector: ['DS', '10\\12\\14'] });
    expect(absolute.map(({ position }) => position)).toEqual([10, 12, 14]);
  });

  test('come with dose in Gy', async () => {
    const { volume } = await stackOf(DOSE);
    expect([volume!.unit, volume!.modalityRange]).toEqual(['Gy', [0, 1700]]);
  });
});

describe('NM', () => {
  const nm = (changes: Changes): Changes => ({
    Modality: ['CS', 'NM'],
    ImageType: ['CS', 'ORIGINAL\\PRIMARY\\RECON TOMO\\EMISSION'],
    NumberOfFrames: ['IS', '4'],
    SpacingBetweenSlices: ['DS', '3'],
    PixelData: ['OW', Array.from({ length: 24 }, (_, n) => n)],
    ...changes,
  });

  test('slices lie SpacingBetweenSlices apart, and the spacing may fall', async () => {
    const positions = async (changes: Changes): Promise<readonly number[]> =>
      (await stackOf(nm(changes))).volume!.slices.map(({ position }) => position);
    expect(await positions({})).toEqual([0, 3, 6, 9]);
    expect(await positions({ SpacingBetweenSlices: ['DS', '-3'] })).toEqual([-9, -6, -3, 0]);
  });

  test('position and orientation may stand with the detector', async () => {
    const own: Changes = { ImagePositionPatient: null, ImageOrientationPatient: null };
    const { volume } = await stackOf(
      nm({
        ...own,
        DetectorInformationSequence: [
          'SQ',
          [
            [
              ['ImagePositionPatient', 'DS', '5\\6\\7'],
              ['ImageOrientationPatient', 'DS', '1\\0\\0\\0\\1\\0'],
            ],
          ],
        ],
      }),
    );
    expect(volume!.slices.map(({ origin }) => origin[2])).toEqual([7, 10, 13, 16]);
  });

  test('energy windows are stacks of their own', async () => {
    const [series] = await loadSeries([
      {
        name: 'a.dcm',
        bytes: sliceBytes(nm({ EnergyWindowVector: ['US', [1, 1, 2, 2]], SliceVector: ['US', [1, 2, 1, 2]] })),
      },
    ]);
    expect(series!.stacks.map(({ volume }) => volume!.slices.map(({ position }) => position))).toEqual([
      [0, 3],
      [0, 3],
    ]);
    expect(new Set(series!.stacks.map(({ label }) => label)).size).toBe(2);
  });

  test('frames of a dynamic study have one position, and no volume', async () => {
    const { volume, reason, pictures } = await stackOf(nm({ ImageType: ['CS', 'ORIGINAL\\PRIMARY\\DYNAMIC'] }));
    expect(volume).toBeNull();
    expect(reason!.at.detail).toBe('several frames, and one position for all of them');
    expect(pictures).toHaveLength(4);
  });
});
