// A description -> its picture: by the reference alone, and by its general path.
import { type CpuSamplerOptions, createCpuSampler } from '../sampler/cpu/cpu-sampler.ts';
import type { PictureOptions } from '../sampler/sampler.ts';
import { type Colormap, createColormap } from '../voi/colormap.ts';
import { colormapTable } from '../voi/colormap-tables.ts';
import type { Volume } from '../volume/volume.ts';
import { greyPicture, interleavedPicture, type Picture, valuePicture } from './picture.ts';
import type { PlaneDescription } from './plane-description.ts';

/** null for grey. */
export function colormapOf({ colormap }: PlaneDescription): Colormap | null {
  if (colormap === 'grey') return null;
  return typeof colormap === 'string' ? { name: colormap, table: colormapTable(colormap) } : createColormap(colormap);
}

/**
 * @param specialised  as `createCpuSampler` has it: faster, and the same bits; what others are held to is drawn without
 * @throws ResliceError 'voi/bad-value' where the volume has no such VOI LUT
 */
export function drawDescription(
  volume: Volume,
  description: PlaneDescription,
  { specialised = false }: CpuSamplerOptions = {},
): Picture {
  const { plane, picture } = description;
  const { width, height } = plane;
  const sampler = createCpuSampler(volume, { specialised });
  if (picture === 'values') return valuePicture(sampler.values(plane, description), width, height);
  const options: PictureOptions = { ...description, window: description.window!, colormap: colormapOf(description) };
  if (picture === 'levels') return greyPicture(sampler.levels(plane, options), width, height);
  return interleavedPicture(sampler.colors(plane, options), 4, width, height);
}
