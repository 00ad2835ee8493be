import { expect, test } from 'vitest';
import { extentOf } from '../../src/math/extent.ts';
import type { SeriesImage } from '../../src/series/image.ts';
import { sortSlices } from '../../src/series/sort-slices.ts';
import { stackReport } from '../../src/series/stack-report.ts';
import { createVolume } from '../../src/volume/create-volume.ts';
import { simplicityOf } from '../../src/volume/slice-table.ts';
import { imageAt } from '../support/series-images.ts';

/** More than a call takes as arguments. */
const MANY = 200_000;

test('the extent of many numbers, of one, of none', () => {
  const many = Float64Array.from({ length: MANY }, (_, n) => Math.abs(n - 1000));
  expect(extentOf(many)).toEqual([0, MANY - 1001]);
  expect(extentOf([-3])).toEqual([-3, -3]);
  expect(extentOf([])).toEqual([Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]);
});

test('a stack of very many slices has a report and a slice table', () => {
  const one = imageAt([0, 0, 0]);
  const images = Array.from(
    { length: MANY },
    (_, z): SeriesImage => ({
      ...one,
      header: { ...one.header, geometry: { ...one.header.geometry!, imagePositionPatient: [0, 0, z] } },
    }),
  );
  expect(stackReport(sortSlices(images)).increment).toEqual({ min: 1, median: 1, max: 1 });
  const volume = createVolume({
    storedValues: new Int16Array(MANY),
    size: [1, 1, MANY],
    pixelSpacing: [1, 1],
    orientation: { row: [1, 0, 0], column: [0, 1, 0] },
    slices: Array.from({ length: MANY }, (_, z) => ({ origin: [0, 0, z] as const })),
  });
  expect(simplicityOf(volume).even).toBe(true);
});
