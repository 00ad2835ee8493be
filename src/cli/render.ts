// `reslice render`: one plane, by the CPU reference, to a picture or to numbers.
import { ResliceError } from '../errors.ts';
import { PLANE_NAMES } from '../plane/named-plane.ts';
import { createCpuSampler } from '../sampler/cpu/cpu-sampler.ts';
import { npyBytes } from '../sampler/npy-bytes.ts';
import type { Interpolation, SampleOptions } from '../sampler/sampler.ts';
import { COLORMAP_NAMES } from '../voi/colormap.ts';
import { loadColormap } from '../voi/load-colormap.ts';
import { resolveWindow } from '../volume/resolve-window.ts';
import type { CliIo } from './io.ts';
import {
  checkFormat,
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
  checkFormat(format, { window: words.window, colormap: words.colormap });
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
  const picture = () => {
    const shown = { ...options, colormap, window: resolveWindow(volume, window) };
    return colormap ? sampler.colors(plane, shown) : sampler.levels(plane, shown);
  };
  const values = () => sampler.values(plane, options);
  const cells = format === 'npy' ? values() : picture();
  // Black has other reasons too: only then are a picture's values looked at.
  if (isBlank(cells) && values().every(Number.isNaN))
    io.err(
      `reslice: ${words.out}: no pixel of this plane has a value: it lies beside the stack (\`reslice info\` tells its reach), or on padding alone\n`,
    );
  const bytes =
    cells instanceof Float32Array
      ? npyBytes(cells, plane.width, plane.height)
      : (await import('../sampler/png-bytes.ts')).pngBytes(cells, plane.width, plane.height);
  try {
    await io.writeFile(words.out, bytes);
  } catch (cause) {
    throw new ResliceError('use/bad-argument', { detail: `--out ${words.out} cannot be written` }, { cause });
  }
}

/** Of values: none; of levels and colours: black. */
const isBlank = (cells: Float32Array | Uint8Array | Uint8ClampedArray): boolean =>
  cells instanceof Float32Array
    ? cells.every(Number.isNaN)
    : cells.every((part, n) => part === 0 || (cells instanceof Uint8ClampedArray && n % 4 === 3));

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
