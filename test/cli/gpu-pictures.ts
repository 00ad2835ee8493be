// Runs in a browser: pictures by the GPU, out of a phantom's files.
import { openSuiteDevice } from '../../conformance/open-device.ts';
import { withSampler } from '../../conformance/with-sampler.ts';
import { PHANTOMS, type PhantomName, type PhantomOptions, phantomSeries } from '../../phantom/index.ts';
import { loadSeries } from '../../src/load/load-series.ts';
import type { Plane } from '../../src/plane/plane.ts';
import type { PictureOptions } from '../../src/sampler/sampler.ts';
import type { Volume } from '../../src/volume/volume.ts';

export interface GpuPicture {
  readonly name: PhantomName;
  readonly plane: Plane;
  readonly options: PictureOptions;
}

/** @param own  options of every phantom @returns levels, as they travel out of a page */
export async function gpuPictures(
  own: Partial<PhantomOptions>,
  wanted: readonly GpuPicture[],
): Promise<readonly (readonly number[])[]> {
  const device = openSuiteDevice();
  const volumes = new Map<PhantomName, Volume>();
  const pictures: (readonly number[])[] = [];
  for (const { name, plane, options } of wanted) {
    const { options: preset, field } = PHANTOMS[name];
    const volume =
      volumes.get(name) ??
      (await loadSeries(await phantomSeries({ ...preset, ...own }, field), { workers: 0 }))[0]!.stacks[0]!.volume!;
    volumes.set(name, volume);
    pictures.push(withSampler(device, volume, {}, (sampler) => [...sampler.levels(plane, options)]));
  }
  return pictures;
}
