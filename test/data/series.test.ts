// Series of real scans: which slices, in which order, where, and what the report says of them.
import { describe, expect, test } from 'vitest';
import { loadSeries } from '../../src/load/load-series.ts';
import type { Stack } from '../../src/load/series.ts';
import { FOUNDATION_CASES } from '../support/reference.ts';
import { shared, sharedFile, sharedFiles, sharedJson } from '../support/shared.ts';

interface SeriesEntry {
  readonly case: string;
  readonly of?: string;
  readonly seriesInstanceUID: string;
  readonly noGeometry?: boolean;
  readonly rows: number;
  readonly columns: number;
  readonly positions: readonly number[];
  readonly order: readonly string[];
  readonly medianStep?: number;
  readonly minStep?: number;
  readonly maxStep?: number;
  readonly uniform?: boolean;
  readonly shearDegrees?: number;
  readonly missingPositions?: readonly number[];
  readonly duplicates?: readonly (readonly { readonly path: string }[])[];
  readonly rescalePerSlice?: readonly (readonly [number, number])[];
}

const entries = shared
  ? sharedJson<SeriesEntry[]>('reference', 'series.json').filter((entry) =>
      FOUNDATION_CASES.includes(entry.case.slice(0, 3)),
    )
  : [];
/** The reference rounds positions to 5 decimals, mm, steps to 6, missing positions and degrees to 4. */
function near(value: number, reference: number, decimals: number): void {
  expect(Math.abs(value - reference), `${value} for ${reference}`).toBeLessThanOrEqual(0.51 * 10 ** -decimals);
}
const folderOf = (entry: SeriesEntry): string => (entry.of ? `${entry.case}/${entry.of}` : entry.case);

async function stacksOf(folder: string): Promise<readonly Stack[]> {
  const files = sharedFiles(folder).map((name) => ({ name, bytes: sharedFile('data', name) }));
  return (await loadSeries(files)).flatMap((series) => series.stacks);
}

describe.skipIf(!shared)('series of real scans', () => {
  // Without the scans one name stands for all, so that the summary counts what was skipped.
  const folders = shared ? [...new Set(entries.map(folderOf))] : ['no scans here'];
  test.each(folders)('%s', async (folder) => {
    // One entry a volume: a stack at several times has several.
    const found = (await stacksOf(folder)).flatMap(({ images, report, volumes }) => {
      const each = images.length / volumes.length;
      return volumes.map(({ time, volume }) => ({
        volume,
        report,
        images: images.slice(time * each, (time + 1) * each),
      }));
    });
    const expected = entries.filter((entry) => folderOf(entry) === folder);
    expect(found).toHaveLength(expected.length);
    for (const entry of expected) {
      const stack = found.find(({ images }) => images[0]!.file === entry.order[0])!;
      expect(stack, entry.order[0]).toBeDefined();
      expect(stack.images.map((image) => image.file)).toEqual(entry.order);
      const { volume, report } = stack;
      expect(volume.size).toEqual([entry.columns, entry.rows, entry.order.length]);
      for (const [k, slice] of volume.slices.entries()) near(slice.position, entry.positions[k]!, 5);
      if (entry.rescalePerSlice) {
        expect(volume.slices.map((slice) => [slice.rescaleSlope, slice.rescaleIntercept])).toEqual(
          entry.rescalePerSlice,
        );
      }
      if (entry.medianStep !== undefined) {
        near(report!.increment!.median, entry.medianStep, 6);
        near(report!.increment!.min, entry.minStep!, 6);
        near(report!.increment!.max, entry.maxStep!, 6);
        near(report!.tiltDegrees, entry.shearDegrees!, 4);
        expect(report!.uneven).toBe(!entry.uniform);
      }
      const missing = entry.missingPositions ?? [];
      expect(report!.missing).toHaveLength(missing.length);
      for (const [n, position] of missing.entries()) near(report!.missing[n]!, position, 4);
      const left = (entry.duplicates ?? []).flatMap((same) => same.slice(1).map((other) => other.path));
      expect([...report!.duplicates].sort()).toEqual(left.sort());
    }
  });
});
