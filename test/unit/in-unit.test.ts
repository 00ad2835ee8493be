// Other units of a volume, from files and from arrays, and what becomes of windows.
import { describe, expect, test } from 'vitest';
import { ownGrid } from '../../conformance/planes.ts';
import { isResliceError } from '../../src/errors.ts';
import { loadSeries } from '../../src/load/load-series.ts';
import { createCpuSampler } from '../../src/sampler/cpu/cpu-sampler.ts';
import { createVolume, type VolumeInput } from '../../src/volume/create-volume.ts';
import { inUnit } from '../../src/volume/in-unit.ts';
import { resolveWindow } from '../../src/volume/resolve-window.ts';
import type { Volume } from '../../src/volume/volume.ts';
import { type Changes, type Element, sliceBytes } from '../support/dicom-bytes.ts';
import { ENHANCED } from '../support/made-files.ts';

const read = async (slices: readonly Changes[]): Promise<Volume> => {
  const files = slices.map((changes, n) => ({
    name: `${n}`,
    bytes: sliceBytes({
      SOPInstanceUID: ['UI', `1.2.9.${n}`],
      ImagePositionPatient: ['DS', `0\\0\\${n * 2}`],
      PixelData: ['OW', [0, 1, 2, 3, 4, 5].map((v) => v + 10 * n)],
      ...changes,
    }),
  }));
  return (await loadSeries(files, { workers: 0 }))[0]!.stacks[0]!.volume!;
};

const GML: Changes = { Modality: ['CS', 'PT'], Units: ['CS', 'GML'] };
const map = (slope: number, intercept: number, ...more: Element[]): Changes => ({
  RealWorldValueMappingSequence: [
    'SQ',
    [
      [
        ['LUTLabel', 'SH', 'ADC'],
        ['RealWorldValueIntercept', 'FD', [intercept]],
        ['RealWorldValueSlope', 'FD', [slope]],
        ...more,
      ],
    ],
  ],
});

describe('units of a volume', () => {
  test('are those of its files, each slice with its own rescale', async () => {
    const volume = await read([1, 2, 3].map((slope) => ({ ...GML, RescaleSlope: ['DS', `${slope}`] })));
    expect(volume.unit).toBe('GML');
    expect(volume.units).toEqual([
      {
        name: 'SUVbw',
        unit: 'g/ml',
        source: 'Units (0054,1001) and SUVType (0054,1006)',
        rescales: [
          [1, 0],
          [2, 0],
          [3, 0],
        ],
      },
    ]);
  });

  test('are not those that a slice lacks', async () => {
    expect((await read([map(2, 1), {}, map(2, 1)])).units).toEqual([]);
    expect((await read([map(2, 1), map(3, 1)])).units[0]!.rescales).toEqual([
      [2, 1],
      [3, 1],
    ]);
  });

  test.each([
    [15, 1],
    [14, 0],
  ])('hold for every value: mapped to %i of 15 gives %i', async (last, count) => {
    const range: Element[] = [
      ['RealWorldValueLastValueMapped', 'SS', [last]],
      ['RealWorldValueFirstValueMapped', 'SS', [0]],
    ];
    expect((await read([map(2, 1, ...range), map(2, 1, ...range)])).units).toHaveLength(count);
  });

  test('of an Enhanced PET come by its own RescaleType', async () => {
    const { SharedFunctionalGroupsSequence: shared, ...rest } = ENHANCED;
    const [group] = shared![1] as Element[][];
    const value: Element = ['PixelValueTransformationSequence', 'SQ', [[['RescaleType', 'LO', 'BQML']]]];
    const bytes = sliceBytes({
      ...rest,
      Modality: ['CS', 'PT'],
      PerFrameFunctionalGroupsSequence: [
        'SQ',
        [5, 2].map((z): Element[] => [
          ['PlanePositionSequence', 'SQ', [[['ImagePositionPatient', 'DS', `0\\0\\${z}`]]]],
        ]),
      ],
      SharedFunctionalGroupsSequence: ['SQ', [[...group!, value]]],
    });
    const [series] = await loadSeries([{ name: 'a', bytes }], { workers: 0 });
    expect(series!.stacks[0]!.volume!.unit).toBe('BQML');
  });
});

const input: VolumeInput = {
  storedValues: Int16Array.of(0, 10, 20, 30, 40, 50),
  size: [1, 2, 3],
  pixelSpacing: [1, 1],
  orientation: { row: [1, 0, 0], column: [0, 1, 0] },
  slices: [0, 1, 2].map((z) => ({ origin: [0, 0, z], rescaleSlope: 2, rescaleIntercept: -10 })),
  unit: 'HU',
  windows: [
    { center: 40, width: 80, function: 'LINEAR', explanation: 'a' },
    { center: 40, width: 80, function: 'LINEAR_EXACT' },
    { center: 40, width: 1, function: 'LINEAR' },
    { center: 40, width: 80, function: 'SIGMOID' },
  ],
  voiLuts: [{ firstMapped: 0, entries: Uint16Array.of(0, 255), bits: 8 }],
  units: [
    { name: 'b', unit: 'g', source: 's', rescales: [1, 3, 5].map((slope) => [slope, 7] as const) },
    { name: 'falls', unit: 'g', source: 's', rescales: [1, 1, 1].map(() => [-1, 0] as const) },
  ],
};

describe('a volume in another unit', () => {
  const volume = createVolume(input);
  const other = inUnit(volume, 'b');

  test('shares its pixels and places, and has rescales, range and unit of its own', () => {
    expect(other.storedValues).toBe(volume.storedValues);
    expect(other.slices.map(({ position }) => position)).toEqual(volume.slices.map(({ position }) => position));
    expect(other.slices.map((slice) => [slice.rescaleSlope, slice.rescaleIntercept])).toEqual(
      input.units![0]!.rescales,
    );
    expect([other.unit, other.modalityRange, other.storedRange]).toEqual(['g', [7, 257], [0, 50]]);
    expect([volume.unit, volume.modalityRange]).toEqual(['HU', [-10, 90]]);
    expect([...createCpuSampler(other).values(ownGrid(other, 1), { interpolation: 'linear' })]).toEqual([67, 97]);
  });

  test('can be given in the others', () => expect(inUnit(other, 'falls').slices[0]!.rescaleSlope).toBe(-1));

  test('shows under its windows what the middle slice showed', () => {
    // A window of one value is a step: it has no width in LINEAR_EXACT.
    expect(other.windows.map(({ function: voi, explanation }) => [voi, explanation])).toEqual([
      ['LINEAR_EXACT', 'a'],
      ['LINEAR_EXACT', undefined],
      ['SIGMOID', undefined],
    ]);
    for (const [before, after] of [
      [0, 0],
      [1, 1],
      [3, 2],
    ] as const) {
      const levels = [volume.windows[before]!, other.windows[after]!].map((window, n) => {
        const each = n ? other : volume;
        return [...createCpuSampler(each).levels(ownGrid(each, 1), { interpolation: 'linear', window })];
      });
      expect(levels[1]).toEqual(levels[0]);
      expect(levels[0]![0]).not.toBe(levels[0]![1]);
    }
  });

  test('has no windows where it falls as stored values rise', () => {
    const falling = inUnit(volume, 'falls');
    expect(falling.windows).toEqual([]);
    expect(resolveWindow(falling).explanation).toBe('auto');
  });

  test('keeps VOI LUTs only where their values stay what they are', () => {
    expect(volume.voiLuts).toHaveLength(1);
    expect(other.voiLuts).toEqual([]);
    const rescales = [1, 2, 3].map((slope) => [slope, -10] as const);
    const same = createVolume({ ...input, units: [{ name: 'same', unit: 'g', source: 's', rescales }] });
    expect(inUnit(same, 'same').voiLuts).toBe(same.voiLuts);
    const lut = createVolume({ ...input, windows: [] });
    expect([resolveWindow(lut).function, resolveWindow(inUnit(lut, 'b')).explanation]).toEqual(['LUT', 'auto']);
  });

  test('that is not there is bad use', () => {
    let caught: unknown;
    try {
      inUnit(volume, 'c');
    } catch (error) {
      caught = error;
    }
    expect(isResliceError(caught, 'use/bad-argument')).toBe(true);
  });

  test.each([
    [[[1, 0]]],
    [
      [
        [1, 0],
        [0, 0],
        [1, 0],
      ],
    ],
    [
      [
        [1, 0],
        [1, Number.NaN],
        [1, 0],
      ],
    ],
  ] as [[number, number][]][])('is checked: %j', (rescales) => {
    const wrong = { ...input, units: [{ name: 'b', unit: 'g', source: 's', rescales }] };
    expect(() => createVolume(wrong)).toThrow(/volume\/bad-value/);
  });
});
