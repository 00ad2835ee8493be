// Planes through real scans, computed by somebody else's code, met by the shader.
import { afterAll, describe, expect, test } from 'vitest';
import { loadSeries } from '../../src/load/load-series.ts';
import { closeDevice, openDevice, withSampler } from '../support/gpu.ts';
import { compareToReference, objectOf, type ReferencePlane, readNpy, volumeOf } from '../support/reference.ts';

const device = openDevice();
afterAll(() => closeDevice(device));

const fetched = async (path: string): Promise<Response> => {
  const response = await fetch(`/@shared/${path}`);
  if (!response.ok) throw new Error(`${path}: ${response.status}`);
  return response;
};
const bytesOf = async (path: string): Promise<Uint8Array> => new Uint8Array(await (await fetched(path)).arrayBuffer());

const index = await fetch('/@shared/reference/planes/planes.json');
const planes: readonly ReferencePlane[] = index.ok ? ((await index.json()) as ReferencePlane[]) : [];
const objects = [...new Set(planes.map(objectOf))];

describe.skipIf(!index.ok)('reference planes of real scans, GPU', () => {
  test('there are 85 of them', () => expect(planes).toHaveLength(85));

  test.each(objects)('%s', async (object) => {
    const names = object.endsWith('.dcm')
      ? [object]
      : ((await (await fetched(`data/${object}`)).json()) as string[]).map((name) => `${object}/${name}`);
    const files = await Promise.all(names.map(async (name) => ({ name, bytes: await bytesOf(`data/${name}`) })));
    const [series] = await loadSeries(files);
    const own = planes.filter((plane) => objectOf(plane) === object);
    expect(own).toHaveLength(5);
    for (const plane of own) {
      const volume = volumeOf(plane, series!);
      const { center, right, down, spacing, size } = plane;
      const geometry = { center, right, down, spacing: [spacing, spacing] as const, width: size[0], height: size[1] };
      const values = withSampler(device, volume, {}, (gpu) => gpu.values(geometry, { interpolation: 'linear' }));
      const { worst, coverage } = compareToReference(
        plane,
        values,
        readNpy(await bytesOf(`reference/planes/${plane.file}`)),
      );
      expect(coverage, plane.file).toBe(0);
      expect(worst, plane.file).toBeLessThanOrEqual(plane.tolerance);
    }
  });
});
