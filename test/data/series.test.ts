// Series of real scans: which slices, in which order, where, and what the report says of them.
import { describe, expect, test } from 'vitest';
import { loadSeries } from '../../src/load/load-series.ts';
import type { Stack } from '../../src/load/series.ts';
import { folderOf } from '../support/reference.ts';
import { shared, sharedFile, sharedFiles, sharedJson } from '../support/shared.ts';

/** A file, or one of its frames. */
type Placed = string | readonly [path: string, frame: number];

interface SeriesEntry {
  readonly case: string;
  readonly of?: string;
  readonly modality: string;
  readonly noGeometry?: boolean;
  readonly images?: number;
  readonly files?: readonly string[];
  readonly rows: number;
  readonly columns: number;
  readonly positions: readonly number[];
  readonly order: readonly Placed[];
  readonly medianStep?: number;
  readonly minStep?: number;
  readonly maxStep?: number;
  readonly uniform?: boolean;
  readonly shearDegrees?: number;
  readonly inPlaneDeviationFromLineMm?: number;
  readonly missingPositions?: readonly number[];
  readonly duplicates?: readonly (readonly { readonly path: string }[])[];
  readonly rescalePerSlice?: readonly (readonly [number, number])[];
}

const entries = shared ? sharedJson<SeriesEntry[]>('reference', 'series.json') : [];

/** The reference rounds positions to 5 decimals, mm, steps to 6, missing positions and degrees to 4. */
function near(value: number, reference: number, decimals: number): void {
  expect(Math.abs(value - reference), `${value} for ${reference}`).toBeLessThanOrEqual(0.51 * 10 ** -decimals);
}

async function stacksOf(folder: string): Promise<readonly Stack[]> {
  const files = sharedFiles(folder).map((name) => ({ name, bytes: sharedFile('data', name) }));
  return (await loadSeries(files)).flatMap((series) => series.stacks);
}

const nameOf = (placed: Placed): string => (typeof placed === 'string' ? `${placed} 0` : placed.join(' '));

describe.skipIf(!shared)('series of real scans', () => {
  test('there are 91 of them', () => expect(entries).toHaveLength(91));

  // Without the scans one name stands for all, so that the summary counts what was skipped.
  const folders = shared ? [...new Set(entries.map(folderOf))] : ['no scans here'];
  test.each(folders)('%s', async (folder) => {
    const stacks = await stacksOf(folder);
    const expected = entries.filter((entry) => folderOf(entry) === folder);
    const flat = expected.filter((entry) => entry.noGeometry);
    expect(stacks.filter(({ volume }) => !volume).map(({ pictures }) => pictures.length)).toEqual(
      flat.map((entry) => entry.images),
    );
    for (const { reason, images } of stacks.filter(({ volume }) => !volume)) {
      expect(reason!.at.file).toBe(images[0]!.file);
    }
    // One entry a volume: a stack at several times has several.
    const found = stacks.flatMap(({ images, report, volumes }) => {
      const each = images.length / volumes.length;
      expect(new Set(volumes.map(({ label }) => label)).size).toBe(volumes.length);
      if (volumes.length > 1) expect(report!.words.join()).not.toMatch(/guess|This time has/);
      return volumes.map(({ time, volume, report }) => ({
        volume,
        report,
        images: images.slice(time * each, (time + 1) * each).map(({ file, frame }) => `${file} ${frame}`),
      }));
    });
    expect(found).toHaveLength(expected.length - flat.length);
    for (const entry of expected.filter((one) => !one.noGeometry)) {
      const order = entry.order.map(nameOf);
      const stack = found.find(({ images }) => images[0] === order[0])!;
      expect(stack, order[0]).toBeDefined();
      expect(stack.images).toEqual(order);
      const { volume, report } = stack;
      expect(volume.size).toEqual([entry.columns, entry.rows, order.length]);
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
        // The reference's is the largest of three coordinates, the report's their length.
        const deviation = entry.inPlaneDeviationFromLineMm!;
        expect(report!.drift).toBeGreaterThan(deviation - 0.51e-5);
        expect(report!.drift).toBeLessThan(deviation * Math.sqrt(3) + 2e-5);
      }
      const missing = entry.missingPositions ?? [];
      expect(report!.missing).toHaveLength(missing.length);
      for (const [n, position] of missing.entries()) near(report!.missing[n]!, position, 4);
      const left = (entry.duplicates ?? []).flatMap((same) => same.slice(1).map((other) => other.path));
      expect([...report!.duplicates].sort()).toEqual(left.sort());
    }
  });
});
