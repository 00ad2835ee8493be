// `reslice render`: one plane, by the CPU reference, to a picture or to numbers.
import { ResliceError } from '../errors.ts';
import { PLANE_NAMES } from '../plane/named-plane.ts';
import { createCpuSampler } from '../sampler/cpu/cpu-sampler.ts';
import type { Interpolation, SampleOptions } from '../sampler/sampler.ts';
import { COLORMAP_NAMES } from '../voi/colormap.ts';
import { loadColormap } from '../voi/load-colormap.ts';
import { resolveWindow } from '../volume/resolve-window.ts';
import type { CliIo } from './io.ts';
import {
  formatOf,
  parseIndex,
  parsePosition,
  parseSize,
  parseSlab,
  parseSpacing,
  parseVec3,
  parseWindow,
  parseWord,
} from './parse-options.ts';
import { pickVolume } from './pick-volume.ts';
import { readPaths } from './read-paths.ts';
import { checkTogether, type PlaneOptions, renderPlane } from './render-plane.ts';
import { npyBytes } from './write-npy.ts';
import { pngBytes } from './write-png.ts';

/** The options as they were typed. */
export type RenderWords = Readonly<
  Partial<
    Record<
      | 'series'
      | 'stack'
      | 'time'
      | 'plane'
      | 'position'
      | 'center'
      | 'right'
      | 'down'
      | 'size'
      | 'spacing'
      | 'slab'
      | 'mode'
      | 'interpolation'
      | 'window'
      | 'colormap'
      | 'padding',
      string
    >
  >
> & { readonly out: string };

/** @throws ResliceError; everything that can be seen to be wrong is told before a file is read */
export async function render(paths: readonly string[], words: RenderWords, io: CliIo): Promise<void> {
  const format = formatOf(words.out);
  const where = planeOptions(words);
  checkTogether(where);
  const window = words.window === undefined ? 'file' : parseWindow(words.window);
  const colormap = await loadColormap(parseWord('--colormap', COLORMAP_NAMES, words.colormap ?? 'grey'));
  const options: SampleOptions = {
    interpolation: parseWord<Interpolation>(
      '--interpolation',
      ['nearest', 'linear', 'cubic'],
      words.interpolation ?? 'linear',
    ),
    slab: parseSlab(words.slab, words.mode),
    padding: parseWord('--padding', ['skip', 'keep'] as const, words.padding ?? 'skip'),
  };
  const pick = {
    ...(words.series === undefined ? {} : { series: words.series }),
    stack: parseIndex('--stack', words.stack ?? '0'),
    time: parseIndex('--time', words.time ?? '0'),
  };
  const { series } = await readPaths(paths, io);
  const volume = pickVolume(series, pick);
  const plane = renderPlane(volume, where);
  const sampler = createCpuSampler(volume);
  const values = sampler.values(plane, options);
  if (values.every(Number.isNaN))
    io.err(
      'reslice: the plane does not meet the stack, so all of the picture is outside; `reslice info` tells its reach\n',
    );
  const picture = () => {
    const shown = { ...options, colormap, window: resolveWindow(volume, window) };
    return colormap ? sampler.colors(plane, shown) : sampler.levels(plane, shown);
  };
  const bytes =
    format === 'npy'
      ? npyBytes(values, plane.width, plane.height)
      : await pngBytes(picture(), plane.width, plane.height);
  try {
    await io.writeFile(words.out, bytes);
  } catch (cause) {
    throw new ResliceError('use/bad-argument', { detail: `--out ${words.out} cannot be written` }, { cause });
  }
}

function planeOptions(words: RenderWords): PlaneOptions {
  const { plane, position, center, right, down, size, spacing } = words;
  return {
    ...(plane === undefined ? {} : { plane: parseWord('--plane', PLANE_NAMES, plane) }),
    ...(position === undefined ? {} : { position: parsePosition(position) }),
    ...(center === undefined ? {} : { center: parseVec3('--center', center) }),
    ...(right === undefined ? {} : { right: parseVec3('--right', right) }),
    ...(down === undefined ? {} : { down: parseVec3('--down', down) }),
    ...(size === undefined ? {} : { size: parseSize(size) }),
    ...(spacing === undefined ? {} : { spacing: parseSpacing(spacing) }),
  };
}
