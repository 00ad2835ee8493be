// VOI LUT Sequence out of files: several, their names, whose sign the first mapped value has, and what cannot be used.
import { describe, expect, test } from 'vitest';
import type { ImageHeader } from '../../src/dicom/image-header.ts';
import { loadSeries } from '../../src/load/load-series.ts';
import { type Changes, type Element, IMPLICIT, sliceBytes } from '../support/dicom-bytes.ts';
import { headerOf } from '../support/series-images.ts';

const item = (...elements: Element[]): Element[] => elements;
const table = (descriptor: readonly number[], entries: readonly number[], vr = 'US', ...more: Element[]) =>
  item(['LUTDescriptor', vr, descriptor], ...more, ['LUTData', 'US', entries]);
const read = (items: readonly (readonly Element[])[], changes: Changes = {}, syntax?: string): ImageHeader =>
  headerOf(sliceBytes({ ...changes, VOILUTSequence: ['SQ', items] }, syntax ? { syntax } : {}), 'a.dcm');
const UNSIGNED: Changes = { PixelRepresentation: ['US', [0]] };
const HU: Changes = { ...UNSIGNED, RescaleIntercept: ['DS', '-1024'], RescaleSlope: ['DS', '1'] };

test('all of them, in order, with their names', () => {
  const { voiLuts, windows, problems } = read([
    table([3, 10, 12], [0, 2000, 4095], 'US', ['LUTExplanation', 'LO', 'BONE']),
    table([2, 0xffff, 16], [0, 65535], 'SS'),
  ]);
  expect(voiLuts).toEqual([
    { firstMapped: 10, entries: Uint16Array.of(0, 2000, 4095), bits: 12, explanation: 'BONE' },
    { firstMapped: -1, entries: Uint16Array.of(0, 65535), bits: 16 },
  ]);
  expect([windows, problems]).toEqual([[], []]);
});

describe('the first mapped value 65024, which is −512 signed', () => {
  const first = (vr: string, changes: Changes, syntax?: string): number =>
    read([table([2, 65024, 8], [0, 255], vr)], changes, syntax).voiLuts[0]!.firstMapped;
  test.each<[string, number, string, Changes, string?]>([
    ['SS is signed', -512, 'SS', UNSIGNED],
    ['US is unsigned where such a value can be', 65024, 'US', UNSIGNED],
    ['US is a mistake where it cannot be and values below 0 can', -512, 'US', HU],
    ['US is a mistake in a signed image', -512, 'US', {}],
    ['without a VR: signed pixels', -512, 'US', {}, IMPLICIT],
    ['without a VR: unsigned pixels', 65024, 'US', UNSIGNED, IMPLICIT],
    ['without a VR: an intercept below 0', -512, 'US', HU, IMPLICIT],
    [
      'without a VR: an intercept that makes all positive',
      65024,
      'US',
      { RescaleIntercept: ['DS', '40000'] },
      IMPLICIT,
    ],
  ])('%s', (_, expected, vr, changes, syntax) => expect(first(vr, changes, syntax)).toBe(expected));
});

test('entries of 8 bits, one a byte and one a word; 65536 of them', () => {
  const bytes = read([item(['LUTDescriptor', 'US', [4, 0, 8]], ['LUTData', 'OW', Uint8Array.of(9, 8, 7, 255)])]);
  expect([...bytes.voiLuts[0]!.entries]).toEqual([9, 8, 7, 255]);
  expect([...read([table([4, 0, 8], [9, 8, 7, 255])]).voiLuts[0]!.entries]).toEqual([9, 8, 7, 255]);
  const all = read([item(['LUTDescriptor', 'US', [0, 0, 16]], ['LUTData', 'OW', new Uint8Array(131072)])]);
  expect(all.voiLuts[0]!.entries).toHaveLength(65536);
});

test('one that cannot be used is told of by its tag, and the next is used', () => {
  const { voiLuts, problems } = read([
    item(['LUTData', 'US', [1]]),
    item(['LUTDescriptor', 'US', [2, 0, 8]]),
    table([4, 0, 16], [1, 2]),
    table([2, 0, 32], [1, 2]),
    table([2, 0, 7], [1, 2]),
    table([2, 0, 8], [1, 256]),
    table([2, 0, 8], [1, 255]),
  ]);
  expect(voiLuts.map(({ entries }) => [...entries])).toEqual([[1, 255]]);
  expect(problems.map(({ code, at }) => [code, at.file, at.tag!.keyword])).toEqual([
    ...new Array(5).fill(['dicom/bad-value', 'a.dcm', 'LUTDescriptor']),
    ['dicom/bad-value', 'a.dcm', 'LUTData'],
  ]);
});

test("the volume has the middle slice's", async () => {
  const files = [0, 2, 4].map((z) => ({
    name: `${z}.dcm`,
    bytes: sliceBytes({
      SOPInstanceUID: ['UI', `1.2.3.${z}`],
      ImagePositionPatient: ['DS', `0\\0\\${z}`],
      VOILUTSequence: ['SQ', [table([2, z, 8], [0, 255])]],
    }),
  }));
  const [series] = await loadSeries(files);
  expect(series!.stacks[0]!.volume!.voiLuts.map(({ firstMapped }) => firstMapped)).toEqual([2]);
});
