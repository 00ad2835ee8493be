// s01's border of padding, by the shader.
import { afterAll, expect, test } from 'vitest';
import { ownGrid } from '../../conformance/planes.ts';
import { loadSeries } from '../../src/load/load-series.ts';
import { checkPaddedBorder } from '../contract/padded-border.ts';
import { closeDevice, openDevice, withSampler } from '../support/gpu.ts';

const device = openDevice();
afterAll(() => closeDevice(device));
const FOLDER = 's01-ge-head-ct-tilt';
const listed = await fetch(`/@shared/data/${FOLDER}`);

test.skipIf(!listed.ok)("s01's border of padding, GPU", async () => {
  const files = await Promise.all(
    ((await listed.json()) as string[]).map(async (name) => ({
      name,
      bytes: new Uint8Array(await (await fetch(`/@shared/data/${FOLDER}/${name}`)).arrayBuffer()),
    })),
  );
  const volume = (await loadSeries(files))[0]!.stacks[0]!.volume!;
  withSampler(device, volume, {}, (gpu) => {
    const padded = checkPaddedBorder(volume, (plane, options) => gpu.values(plane, options));
    console.log(`s01, GPU: ${padded} pixels with padding among their taps`);
    const [columns, rows, count] = volume.size;
    const k = Math.floor(count / 2);
    const stored = volume.storedValues.subarray(k * columns * rows, (k + 1) * columns * rows);
    const { rescaleSlope, rescaleIntercept } = volume.slices[k]!;
    const own = gpu.values(ownGrid(volume, k), { interpolation: 'linear' });
    const expected = Float32Array.from(stored, (value) =>
      value === -1500 ? Number.NaN : value * rescaleSlope + rescaleIntercept,
    );
    expect(own).toEqual(expected);
  });
});
