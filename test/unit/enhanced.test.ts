// Objects of several frames: functional groups, grid frame offsets, NM vectors; and what units their values can be given in.
import { describe, expect, test } from 'vitest';
import { loadSeries } from '../../src/load/load-series.ts';
import { type Changes, type Element, sliceBytes } from '../support/dicom-bytes.ts';
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

describe('functional groups that are not what they seem', () => {
  const four: Changes = { NumberOfFrames: ['IS', '4'], PixelData: ['OW', new Array<number>(24).fill(0)] };

  test('none at all: frames share one position, and it is no place for four', async () => {
    const { volume, reason } = await stackOf({ ...four, PerFrameFunctionalGroupsSequence: ['SQ', []] });
    expect([volume, reason!.at.detail]).toEqual([null, 'several frames, and one position for all of them']);
  });

  test('an empty attribute of a frame hides nothing', async () => {
    const [, groups] = ENHANCED.PerFrameFunctionalGroupsSequence!;
    const measures = ['PixelMeasuresSequence', 'SQ', [[['PixelSpacing', 'DS', '']]]] as const;
    const { volume } = await stackOf({
      ...ENHANCED,
      PerFrameFunctionalGroupsSequence: ['SQ', (groups as (readonly Element[])[]).map((group) => [...group, measures])],
    });
    expect(volume!.pixelSpacing).toEqual([0.5, 0.25]);
  });
});

describe('dimensions', () => {
  type Frame = readonly [z: number, ...indices: number[]];
  const AT: Readonly<Record<string, readonly number[]>> = {
    place: [0x0020, 0x0032],
    time: [0x0020, 0x9128],
    reference: [0x0018, 0x9151],
    direction: [0x0018, 0x9089],
    contrast: [0x0018, 0x9344],
    private: [0x2005, 0x1011],
  };
  const dimensions = (
    pointers: readonly string[],
    frames: readonly Frame[],
    own: (n: number) => Element[] = () => [],
  ) =>
    stacksOf({
      ...ENHANCED,
      NumberOfFrames: ['IS', String(frames.length)],
      PixelData: ['OW', frames.flatMap((_, n) => new Array<number>(6).fill(n))],
      ...(pointers.length > 0
        ? {
            DimensionIndexSequence: [
              'SQ',
              pointers.map((name): Element[] => [['DimensionIndexPointer', 'AT', AT[name]!]]),
            ],
          }
        : {}),
      PerFrameFunctionalGroupsSequence: [
        'SQ',
        frames.map(([z, ...indices], n): Element[] => [
          ['FrameContentSequence', 'SQ', [[...own(n), ['DimensionIndexValues', 'UL', indices]]]],
          ['PlanePositionSequence', 'SQ', [[['ImagePositionPatient', 'DS', `0\\0\\${z}`]]]],
        ]),
      ],
    });
  const stacksOf = async (changes: Changes) => {
    const [series] = await loadSeries([{ name: 'a.dcm', bytes: sliceBytes(changes) }]);
    return series!.stacks;
  };
  const firsts = (stacks: Awaited<ReturnType<typeof stacksOf>>) =>
    stacks.map(({ volumes }) => volumes.map(({ volume }) => [...volume.storedValues].filter((_, n) => n % 6 === 0)));
  const grid = (places: number, others: number): Frame[] =>
    Array.from({ length: others }, (_, other) =>
      Array.from({ length: places }, (_, place): Frame => [place * 2, place + 1, other + 1]),
    ).flat();
  const two = [
    [0, 1, 2],
    [3, 4, 5],
  ];

  test('of time are times, be the last broken off', async () => {
    expect(firsts(await dimensions(['place', 'time'], grid(3, 2)))).toEqual([two]);
    const [stack] = await dimensions(['place', 'time'], grid(3, 2).slice(0, -1));
    expect(stack!.volumes.map(({ label, volume }) => [label, volume.size[2]])).toEqual([
      ['temporal position 1', 3],
      ['temporal position 2', 2],
    ]);
    expect(stack!.report!.words.join()).toContain("Time 1: This time has 2 of the stack's 3 slices");
  });

  test.each(['direction', 'contrast', 'private'])('of %s are stacks', async (name) => {
    const stacks = await dimensions(['place', name], grid(3, 2));
    expect(firsts(stacks)).toEqual(two.map((stack) => [stack]));
    expect(new Set(stacks.map(({ label }) => label)).size).toBe(2);
  });

  test('that nothing explains are stacks', async () => {
    const stacks = await dimensions([], grid(3, 2));
    expect(firsts(stacks)).toEqual(two.map((stack) => [stack]));
    expect(stacks.map(({ label }) => label)).toEqual(['dimension 2: 1, 3 × 3 × 2', 'dimension 2: 2, 3 × 3 × 2']);
  });

  test('that are private and count the slices, or the frames of times, part nothing', async () => {
    const counted = grid(3, 2).map(([z, place, time], n): Frame => [z, place!, time!, n + 1, place!]);
    expect(firsts(await dimensions(['place', 'time', 'private', 'private'], counted))).toEqual([two]);
    const once = [0, 1, 2].map((n): Frame => [n, n + 1]);
    expect(firsts(await dimensions(['private'], once))).toEqual([[[0, 1, 2]]]);
    const times = [0, 1, 2].map((n): Frame => [0, n + 1, n + 1]);
    expect(firsts(await dimensions(['time', 'private'], times))).toEqual([[[0], [1], [2]]]);
  });

  test('by a clock that runs on from slice to slice are its rank', async () => {
    const frames = grid(3, 2).map(([z], n): Frame => [z, n + 1]);
    const [stack] = await dimensions(['reference'], frames, (n) => [
      ['FrameReferenceDateTime', 'DT', `2020010110000${n}`],
    ]);
    expect(firsts([stack!])).toEqual([two]);
    expect(stack!.volumes.map(({ milliseconds }) => milliseconds)).toEqual([0, 3000]);
  });

  test('segments are stacks wherever they lie', async () => {
    const of = (segment: number, z: number): Element[] => [
      ['PlanePositionSequence', 'SQ', [[['ImagePositionPatient', 'DS', `0\\0\\${z}`]]]],
      ['SegmentIdentificationSequence', 'SQ', [[['ReferencedSegmentNumber', 'US', [segment]]]]],
    ];
    const stacks = await stacksOf({
      ...ENHANCED,
      NumberOfFrames: ['IS', '5'],
      PixelData: ['OW', Array.from({ length: 30 }, (_, n) => Math.floor(n / 6))],
      PerFrameFunctionalGroupsSequence: ['SQ', [of(1, 0), of(1, 2), of(2, 2), of(2, 4), of(2, 6)]],
    });
    expect(firsts(stacks)).toEqual([[[0, 1]], [[2, 3, 4]]]);
    expect(stacks.map(({ label }) => label)).toEqual(['segment 1, 2 × 3 × 2', 'segment 2, 3 × 3 × 2']);
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

  test('each detector has its own place', async () => {
    const detector = (x: number, right: number): Element[] => [
      ['ImagePositionPatient', 'DS', `${x}\\0\\0`],
      ['ImageOrientationPatient', 'DS', `${right}\\0\\0\\0\\1\\0`],
    ];
    const changes = nm({
      ImagePositionPatient: null,
      ImageOrientationPatient: null,
      DetectorVector: ['US', [1, 1, 2, 2]],
      SliceVector: ['US', [1, 2, 1, 2]],
      DetectorInformationSequence: ['SQ', [detector(0, 1), detector(100, -1)]],
    });
    const [series] = await loadSeries([{ name: 'a.dcm', bytes: sliceBytes(changes) }]);
    expect(series!.stacks.map(({ volume }) => volume!.slices.map(({ origin }) => origin.map((n) => n + 0)))).toEqual([
      [
        [0, 0, 0],
        [0, 0, 3],
      ],
      [
        [100, 0, 0],
        [100, 0, -3],
      ],
    ]);
    expect(series!.stacks.map(({ label }) => label)).toEqual(['detector 1, 2 × 3 × 2', 'detector 2, 2 × 3 × 2']);
  });

  test.each<[string, string]>([
    ['PhaseVector', 'phase'],
    ['RRIntervalVector', 'R-R interval'],
    ['TimeSlotVector', 'time slot'],
  ])('%s tells times', async (vector, name) => {
    const changes = nm({ [vector]: ['US', [1, 1, 2, 2]], SliceVector: ['US', [1, 2, 1, 2]] });
    const [series] = await loadSeries([{ name: 'a.dcm', bytes: sliceBytes(changes) }]);
    expect(series!.stacks).toHaveLength(1);
    expect(series!.stacks[0]!.volumes.map(({ label, volume }) => [label, volume.storedValues[0]])).toEqual([
      [`${name} 1`, 0],
      [`${name} 2`, 12],
    ]);
  });

  test.each<[string, string, number[]]>([
    [
      'a raw SPECT',
      'ORIGINAL\\PRIMARY\\TOMO\\EMISSION',
      [0x0054, 0x0010, 0x0054, 0x0020, 0x0054, 0x0050, 0x0054, 0x0090],
    ],
    ['a raw gated SPECT', 'ORIGINAL\\PRIMARY\\GATED TOMO\\EMISSION', [0x0054, 0x0050]],
    ['a rotational XA', 'ORIGINAL\\PRIMARY\\3DRA', [0x0018, 0x1520]],
    ['a run in time', 'ORIGINAL\\PRIMARY\\AXIAL', [0x0018, 0x1063]],
  ])('frames of %s are no slices', async (_, type, pointer) => {
    const { volume, reason } = await stackOf(nm({ ImageType: ['CS', type], FrameIncrementPointer: ['AT', pointer] }));
    expect(volume).toBeNull();
    expect([reason!.at.tag!.keyword, reason!.at.detail]).toEqual([
      'FrameIncrementPointer',
      expect.stringContaining('projections, not slices'),
    ]);
  });

  test('frames of any type that go by SpacingBetweenSlices are slices, others of no reconstruction are not', async () => {
    const type: Changes = { ImageType: ['CS', 'ORIGINAL\\PRIMARY\\TOMO'] };
    const pointed = await stackOf(nm({ ...type, FrameIncrementPointer: ['AT', [0x0018, 0x0088]] }));
    expect(pointed.volume!.size[2]).toBe(4);
    expect((await stackOf(nm(type))).volume).toBeNull();
  });

  test('frames of a dynamic study have one position, and no volume', async () => {
    const { volume, reason, pictures } = await stackOf(nm({ ImageType: ['CS', 'ORIGINAL\\PRIMARY\\DYNAMIC'] }));
    expect(volume).toBeNull();
    expect(reason!.at.detail).toBe('several frames, and one position for all of them');
    expect(pictures).toHaveLength(4);
  });
});
