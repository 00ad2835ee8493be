// The reference planes of real scans, asked for at the command line and read back from its .npy files.
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { loadSeries } from '../../src/load/load-series.ts';
import { reslice } from '../support/cli.ts';
import { compareToReference, objectOf, type ReferencePlane, readNpy, volumeOf } from '../support/reference.ts';
import { shared, sharedFile, sharedFiles, sharedJson } from '../support/shared.ts';

const planes = shared ? sharedJson<ReferencePlane[]>('reference', 'planes', 'planes.json') : [];

/** Which stack and time of a series it is. */
async function whichOf(plane: ReferencePlane): Promise<readonly string[]> {
  const files = sharedFiles(objectOf(plane)).map((name) => ({ name, bytes: sharedFile('data', name) }));
  const [series] = await loadSeries(files);
  const volume = volumeOf(plane, series!);
  for (const [stack, { volumes }] of series!.stacks.entries()) {
    const time = volumes.findIndex((timed) => timed.volume === volume);
    if (time >= 0) return ['--stack', String(stack), '--time', String(time)];
  }
  throw new Error(`${plane.file}: no such volume`);
}

describe.skipIf(!shared)('reference planes of real scans, reslice render --out F.npy', () => {
  test.each(planes.map((plane) => [plane.file, plane] as const))('%s', async (_, plane) => {
    const { center, right, down, spacing, size } = plane;
    const where = Object.entries({ center, right, down }).flatMap(([name, vector]) => [`--${name}`, vector.join(',')]);
    const files = sharedFiles(objectOf(plane)).map((name) => join(shared!, 'data', name));
    const pick = ['--series', plane.series, ...(plane.splitValue === undefined ? [] : await whichOf(plane))];
    const grid = ['--size', size.join('x'), '--spacing', String(spacing)];
    const { status, err, written } = await reslice(
      'render',
      ...files,
      ...where,
      ...grid,
      ...pick,
      '--out',
      'plane.npy',
    );
    expect([status, err]).toEqual([0, expect.not.stringContaining('Error')]);
    const { worst, coverage } = compareToReference(
      plane,
      Float64Array.from(readNpy(written.get('plane.npy')!)),
      readNpy(sharedFile('reference', 'planes', plane.file)),
    );
    expect(coverage).toBe(0);
    expect(worst).toBeLessThanOrEqual(plane.tolerance);
  });
});
