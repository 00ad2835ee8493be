// Planes through real scans, computed by somebody else's code from the same definitions, met by the CPU reference.
import { describe, expect, test } from 'vitest';
import { loadSeries } from '../../src/load/load-series.ts';
import type { Series } from '../../src/load/series.ts';
import { createCpuSampler } from '../../src/sampler/cpu/cpu-sampler.ts';
import { compareToReference, objectOf, type ReferencePlane, readNpy, volumeOf } from '../support/reference.ts';
import { shared, sharedFile, sharedFiles, sharedJson } from '../support/shared.ts';

const planes = shared ? sharedJson<ReferencePlane[]>('reference', 'planes', 'planes.json') : [];
const known = new Map<string, Promise<Series>>();

function seriesOf(object: string): Promise<Series> {
  const found = known.get(object) ?? load(object);
  known.set(object, found);
  return found;
}

async function load(object: string): Promise<Series> {
  const files = sharedFiles(object).map((name) => ({ name, bytes: sharedFile('data', name) }));
  return (await loadSeries(files))[0]!;
}

describe.skipIf(!shared)('reference planes of real scans, CPU', () => {
  test('there are 85 of them', () => expect(planes).toHaveLength(85));

  test.each(planes.map((plane) => [plane.file, plane] as const))('%s', async (_, plane) => {
    const sampler = createCpuSampler(volumeOf(plane, await seriesOf(objectOf(plane))), { specialised: false });
    const { center, right, down, spacing, size } = plane;
    const geometry = { center, right, down, spacing: [spacing, spacing] as const, width: size[0], height: size[1] };
    const values = sampler.values64(geometry, { interpolation: 'linear' });
    const { worst, coverage } = compareToReference(
      plane,
      values,
      readNpy(sharedFile('reference', 'planes', plane.file)),
    );
    expect(coverage).toBe(0);
    expect(worst).toBeLessThanOrEqual(plane.tolerance);
  });
});
