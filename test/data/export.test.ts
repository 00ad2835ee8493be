// Real scans and the phantom as derived series: our own reader makes of the files one volume whose values are those that were drawn.
import { describe, expect, test } from 'vitest';
import { PHANTOMS, phantomSeries } from '../../phantom/index.ts';
import { editElements } from '../../src/edit/edit-elements.ts';
import {
  compareAgain,
  type ExportRequest,
  exportFrom,
  halfStep,
  type NamedBytes,
  readAgain,
} from '../support/exported.ts';
import { shared, sharedFile, sharedFiles } from '../support/shared.ts';
import { walkFile } from '../support/walk-elements.ts';

const CASES: readonly (readonly [folder: string, request: ExportRequest])[] = [
  ['s01-ge-head-ct-tilt', { plane: 'axial', step: 6, pixel: 1 }],
  ['s01-ge-head-ct-tilt', { plane: 'acquired' }],
  ['s02-lidc-chest-ct', { plane: 'coronal', step: 15, pixel: 1.5 }],
  ['s03-t1-brain-oblique', { plane: 'sagittal', step: 8, pixel: 1 }],
  ['s03-t1-brain-oblique', { plane: 'axial', step: 40, pixel: 1, interpolation: 'cubic' }],
  ['s05-skull-phantom-ct-tilt', { plane: 'axial', step: 5, pixel: 1 }],
  ['s07-sagittal-mr-fruit', { plane: 'axial', step: 12, slab: { thickness: 6, mode: 'max' } }],
  ['s09-pet-per-slice-slope', { plane: 'coronal' }],
  ['s10-mr-nonsquare-per-slice-slope', { plane: 'acquired' }],
  ['s09-pet-per-slice-slope', { plane: 'axial', interpolation: 'nearest' }],
];

async function roundTrip(inputs: readonly NamedBytes[], request: ExportRequest) {
  const exported = await exportFrom(inputs, request);
  const series = await readAgain(exported.files);
  expect(series).toHaveLength(1);
  expect(series[0]!.stacks).toHaveLength(1);
  const [stack] = series[0]!.stacks;
  expect(stack!.volumes).toHaveLength(1);
  const again = stack!.volume!;
  expect(again.size).toEqual([exported.planes[0]!.width, exported.planes[0]!.height, exported.planes.length]);
  const found = compareAgain(exported, again, request);
  expect(found.coverage).toBe(0);
  expect(found.worst).toBeLessThanOrEqual(halfStep(exported.volume, exported.files[0]!.step));
  expect(found.place).toBeLessThan(1e-9);
  const [plane] = exported.planes;
  expect(again.pixelSpacing).toEqual([plane!.spacing[1], plane!.spacing[0]].map((mm) => expect.closeTo(mm, 12)));
  for (const [axis, value] of plane!.right.entries()) expect(again.orientation.row[axis]).toBeCloseTo(value, 12);
  for (const [axis, value] of plane!.down.entries()) expect(again.orientation.column[axis]).toBeCloseTo(value, 12);
  expect(again.unit).toBe(exported.volume.unit);
  expect(again.windows).toEqual(exported.volume.windows);
  expect(again.voiLuts).toEqual(exported.volume.voiLuts);
  return { exported, again, stack: stack!, found };
}

const told = ({ pixels, outside, worst }: { pixels: number; outside: number; worst: number }): string =>
  `${pixels} pixels, ${outside} outside, within ${worst.toFixed(6)} of a step`;

describe.skipIf(!shared)('real scans', () => {
  test.each(CASES)('%s %j', async (folder, request) => {
    const inputs = sharedFiles(folder).map((name) => ({ name, bytes: sharedFile('data', name) }));
    const { exported, again, stack, found } = await roundTrip(inputs, request);
    const { source, volume, files } = exported;
    console.log(
      `${folder} ${request.plane}: ${files.length} files, ${told(found)} of ${files[0]!.step} ${volume.unit}`,
    );
    // One slope is kept.
    const [first] = volume.slices;
    if (volume.slices.every(({ rescaleSlope }) => rescaleSlope === first!.rescaleSlope))
      expect([again.slices[0]!.rescaleSlope, again.slices[0]!.rescaleIntercept]).toEqual([
        first!.rescaleSlope,
        first!.rescaleIntercept,
      ]);
    const [before, after] = [source.images[0]!, stack.images[0]!];
    expect(after.studyInstanceUID).toBe(before.studyInstanceUID);
    const frame = source.images[Math.floor(volume.slices.length / 2)]!.frameOfReferenceUID;
    // Where the sources have none, a new one: it says at least that these planes lie in one space.
    if (frame) expect(after.frameOfReferenceUID).toBe(frame);
    else expect(after.frameOfReferenceUID).toMatch(/^2\.25\./);
    expect(after.seriesInstanceUID).not.toBe(before.seriesInstanceUID);
    expect(new Set(stack.images.map(({ sopInstanceUID }) => sopInstanceUID)).size).toBe(files.length);
    expect(after.lossy).toBe(before.lossy);
  });

  const LUTS = [
    'voi_lut_sequence',
    'three_windows',
    'voi_sigmoid',
    'ct_monochrome1',
    'modality_lut_sequence',
    'scientific_ds',
  ];
  test.each(LUTS)('windows, VOI LUTs and inversion of s14 %s', async (name) => {
    const path = `s14-luts-windows/${name}.dcm`;
    const { exported, again } = await roundTrip([{ name: path, bytes: sharedFile('data', path) }], {
      plane: 'acquired',
    });
    expect(again.inverse).toBe(exported.volume.inverse);
    expect(again.voiLuts.length + again.windows.length).toBeGreaterThan(0);
  });

  test('numbers of a big-endian source are turned round, in items too', async () => {
    const path = 's15-pixel-formats/ct_big_endian.dcm';
    const { bytes } = await editElements(sharedFile('data', path), [
      { path: 'PregnancyStatus', value: '2' },
      { path: 'ProcedureCodeSequence[0].ContextGroupVersion', value: '20200101' },
      { path: 'RequestAttributesSequence[0].ReferencedStudySequence[0].ReferencedFrameNumber', value: '7' },
      { path: 'RequestAttributesSequence[0].SelectorUSValue', value: '258\\3' },
    ]);
    const { exported } = await roundTrip([{ name: path, bytes }], { plane: 'acquired' });
    const { elements } = walkFile(exported.files[0]!.bytes);
    const at = (place: string) => elements.find((element) => element.path === place)!;
    expect(at('0010,21C0').value.readUInt16LE()).toBe(2);
    expect([at('0040,0275[0]/0072,007A').vr, [...at('0040,0275[0]/0072,007A').value]]).toEqual(['US', [2, 1, 3, 0]]);
    expect(at('0040,0275[0]/0008,1110[0]/0008,1160').value.toString()).toBe('7 ');
  });

  test('a plane of one slice is as thick as that slice', async () => {
    const inputs = sharedFiles('s01-ge-head-ct-tilt').map((name) => ({ name, bytes: sharedFile('data', name) }));
    const textIn = (bytes: Uint8Array, path: string): string =>
      walkFile(bytes)
        .elements.find((element) => element.path === path)!
        .value.toString('latin1')
        .replace(/[\0 ]+$/, '');
    const thickness = new Map(
      inputs.map(({ bytes }) => [textIn(bytes, '0008,0018'), Number(textIn(bytes, '0018,0050'))]),
    );
    expect(new Set(thickness.values()).size).toBe(2);
    const { files } = await exportFrom(inputs, { plane: 'acquired' });
    expect(files).toHaveLength(inputs.length);
    for (const { bytes } of files)
      expect(Number(textIn(bytes, '0018,0050'))).toBe(thickness.get(textIn(bytes, '0008,2112[0]/0008,1155')));
  });

  test('a tilted head comes out upright', async () => {
    const folder = 's01-ge-head-ct-tilt';
    const inputs = sharedFiles(folder).map((name) => ({ name, bytes: sharedFile('data', name) }));
    const { exported, again, stack } = await roundTrip(inputs, { plane: 'axial', step: 10, pixel: 2 });
    expect(Math.abs(exported.source.report!.tiltDegrees)).toBeGreaterThan(18);
    expect(Math.abs(stack.report!.tiltDegrees)).toBeLessThan(1e-6);
    expect(again.orientation).toEqual({ row: [1, 0, 0], column: [0, 1, 0], normal: [0, 0, 1] });
    expect(stack.report!.uneven).toBe(false);
  });
});

describe('phantoms', () => {
  const SMALL = { rows: 48, columns: 40, slices: 12, pixelSpacing: [5, 5], step: 9 } as const;

  test.each(Object.entries(PHANTOMS))('%s', async (_, { options, field }) => {
    const inputs = await phantomSeries({ ...options, ...SMALL }, field);
    const { exported, found } = await roundTrip(inputs, { plane: 'sagittal' });
    console.log(`${exported.files.length} files, ${told(found)} of ${exported.files[0]!.step}`);
    expect(found.pixels - found.outside).toBeGreaterThan(1000);
  });
});
