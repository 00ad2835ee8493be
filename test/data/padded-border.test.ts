// s01: a real head CT, tilted and unevenly spaced, with PixelPaddingValue −1500 around its field of view.
import { expect, test } from 'vitest';
import { ownGrid } from '../../conformance/planes.ts';
import { loadSeries } from '../../src/load/load-series.ts';
import { createCpuSampler } from '../../src/sampler/cpu/cpu-sampler.ts';
import { checkPaddedBorder } from '../contract/padded-border.ts';
import { shared, sharedFile, sharedFiles } from '../support/shared.ts';

test.skipIf(!shared)("s01's border of padding, CPU", async () => {
  const files = sharedFiles('s01-ge-head-ct-tilt').map((name) => ({ name, bytes: sharedFile('data', name) }));
  const volume = (await loadSeries(files))[0]!.stacks[0]!.volume!;
  expect(volume.slices.map(({ padding }) => padding)).toEqual(volume.slices.map(() => [-1500, -1500]));
  const cpu = createCpuSampler(volume, { specialised: false });
  console.log(
    `s01, CPU: ${checkPaddedBorder(volume, (plane, options) => cpu.values64(plane, options))} pixels with padding among their taps`,
  );

  // At a slice's own grid: outside exactly where padding is stored, the stored values elsewhere; all of them with padding kept.
  const [columns, rows, count] = volume.size;
  const k = Math.floor(count / 2);
  const { rescaleSlope, rescaleIntercept } = volume.slices[k]!;
  const stored = volume.storedValues.subarray(k * columns * rows, (k + 1) * columns * rows);
  const measured = Float64Array.from(stored, (value) => value * rescaleSlope + rescaleIntercept);
  for (const interpolation of ['linear', 'nearest'] as const) {
    const skipped = cpu.values64(ownGrid(volume, k), { interpolation });
    expect(skipped).toEqual(measured.map((value, p) => (stored[p] === -1500 ? Number.NaN : value)));
    expect(cpu.values64(ownGrid(volume, k), { interpolation, padding: 'keep' })).toEqual(measured);
  }
  expect(stored.filter((value) => value === -1500).length).toBeGreaterThan(1000);
});
