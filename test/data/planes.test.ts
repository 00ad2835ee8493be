// Planes through real scans, computed by somebody else's code from the same definitions, met by the CPU reference.
import { describe, expect, test } from 'vitest';
import { loadSeries } from '../../src/load/load-series.ts';
import { createCpuSampler } from '../../src/sampler/cpu/cpu-sampler.ts';
import type { Volume } from '../../src/volume/volume.ts';
import {
  compareToReference,
  FOUNDATION_CASES,
  folderOf,
  type ReferencePlane,
  readNpy,
  timeOf,
} from '../support/reference.ts';
import { shared, sharedFile, sharedFiles, sharedJson } from '../support/shared.ts';

const planes = shared
  ? sharedJson<ReferencePlane[]>('reference', 'planes', 'planes.json').filter((plane) =>
      FOUNDATION_CASES.includes(plane.case.slice(0, 3)),
    )
  : [];
const volumes = new Map<string, Promise<readonly Volume[]>>();

function volumesOf(folder: string): Promise<readonly Volume[]> {
  const known = volumes.get(folder) ?? loadVolumes(folder);
  volumes.set(folder, known);
  return known;
}

async function loadVolumes(folder: string): Promise<readonly Volume[]> {
  const files = sharedFiles(folder).map((name) => ({ name, bytes: sharedFile('data', name) }));
  const [series] = await loadSeries(files);
  return series!.stacks[0]!.volumes.map(({ volume }) => volume);
}

describe.skipIf(!shared)('reference planes of real scans, CPU', () => {
  test('there are 70 of them', () => expect(planes).toHaveLength(70));

  test.each(planes.map((plane) => [plane.file, plane] as const))('%s', async (_, plane) => {
    const sampler = createCpuSampler((await volumesOf(folderOf(plane)))[timeOf(plane)]!, { specialised: false });
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
