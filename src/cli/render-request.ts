// The words of `render` -> what is asked for. Everything that can be seen to be wrong without a file is told here.
import { PLANE_NAMES, type PlaneName } from '../plane/named-plane.ts';
import type { Interpolation, SampleOptions } from '../sampler/sampler.ts';
import { COLORMAP_NAMES, type Colormap } from '../voi/colormap.ts';
import { loadColormap } from '../voi/load-colormap.ts';
import type { WindowRequest } from '../volume/resolve-window.ts';
import { outputNames } from './output-names.ts';
import {
  badUse,
  checkFormat,
  formatOf,
  type PictureFormat,
  parseGrid,
  parseIndex,
  parsePosition,
  parseSize,
  parseSlab,
  parseSpacing,
  parseStep,
  parseVec3,
  parseWindow,
  parseWord,
} from './parse-options.ts';
import type { Pick } from './pick-volume.ts';
import { checkTogether, type PlaneOptions } from './render-plane.ts';

export const RENDER_OPTIONS = [
  'series',
  'stack',
  'time',
  'plane',
  'position',
  'center',
  'right',
  'down',
  'size',
  'spacing',
  'slab',
  'mode',
  'interpolation',
  'window',
  'colormap',
  'padding',
  'depth',
  'montage',
  'all',
  'step',
] as const;

/** The options as they were typed. */
export type RenderWords = Readonly<Partial<Record<(typeof RENDER_OPTIONS)[number], string>>> & { readonly out: string };

/** One file of many tiles, or many files. */
export type Several =
  | { readonly kind: 'montage'; readonly columns: number; readonly rows: number }
  | { readonly kind: 'all'; readonly step: number | undefined };

export interface RenderRequest {
  readonly out: string;
  readonly format: PictureFormat;
  /** Bits of a grey PNG. */
  readonly depth: 8 | 16;
  readonly where: PlaneOptions;
  readonly several: Several | null;
  readonly window: WindowRequest;
  readonly colormap: Colormap | null;
  readonly options: SampleOptions;
  readonly pick: Pick;
}

/** @throws ResliceError 'use/bad-argument' */
export async function parseRender(words: RenderWords): Promise<RenderRequest> {
  const several = parseSeveral(words);
  const format = several?.kind === 'all' ? outputNames(words.out, 1).format : formatOf(words.out);
  const { window, colormap, depth } = words;
  checkFormat(format, { window, colormap, depth });
  if (several?.kind === 'montage' && format === 'npy')
    throw badUse('--montage makes one picture: give --out F.png, or --all PLANE for the values of each plane');
  const bits = parseWord('--depth', ['8', '16'], depth ?? '8') === '16' ? 16 : 8;
  if (bits === 16 && colormap !== undefined)
    throw badUse('--depth 16 is grey: colours have 8 bits, leave --colormap out');
  const where = planeOptions(words);
  checkTogether(where);
  return {
    out: words.out,
    format,
    depth: bits,
    where,
    several,
    window: window === undefined ? 'file' : parseWindow(window),
    colormap: await loadColormap(parseWord('--colormap', COLORMAP_NAMES, colormap ?? 'grey')),
    options: {
      interpolation: parseWord<Interpolation>(
        '--interpolation',
        ['nearest', 'linear', 'cubic'],
        words.interpolation ?? 'linear',
      ),
      slab: parseSlab(words.slab, words.mode),
      padding: parseWord('--padding', ['skip', 'keep'] as const, words.padding ?? 'skip'),
    },
    pick: {
      ...(words.series === undefined ? {} : { series: words.series }),
      stack: parseIndex('--stack', words.stack ?? '0'),
      time: parseIndex('--time', words.time ?? '0'),
    },
  };
}

const parsePlane = (option: string, text: string): PlaneName => parseWord(option, PLANE_NAMES, text);

function planeOptions(words: RenderWords): PlaneOptions {
  const { plane, all, position, center, right, down, size, spacing } = words;
  const name = all === undefined ? plane : all;
  return {
    ...(name === undefined ? {} : { plane: parsePlane(all === undefined ? '--plane' : '--all', name) }),
    ...(position === undefined ? {} : { position: parsePosition(position) }),
    ...(center === undefined ? {} : { center: parseVec3('--center', center) }),
    ...(right === undefined ? {} : { right: parseVec3('--right', right) }),
    ...(down === undefined ? {} : { down: parseVec3('--down', down) }),
    ...(size === undefined ? {} : { size: parseSize(size) }),
    ...(spacing === undefined ? {} : { spacing: parseSpacing(spacing) }),
  };
}

/** What contradicts several planes is told first: what is left is as for one. */
function parseSeveral(words: RenderWords): Several | null {
  const { montage, all, step } = words;
  if (step !== undefined && all === undefined) throw badUse('--step goes with --all PLANE');
  if (montage === undefined && all === undefined) return null;
  if (montage !== undefined && all !== undefined) throw badUse('--montage and --all both say how many: leave one out');
  const option = montage === undefined ? '--all' : '--montage';
  for (const name of ['position', 'center', 'right', 'down'] as const)
    if (words[name] !== undefined) throw badUse(`${option} goes through the whole stack: leave --${name} out`);
  if (montage !== undefined) {
    const [columns, rows] = parseGrid(montage);
    return { kind: 'montage', columns, rows };
  }
  if (words.plane !== undefined) throw badUse('--all names the plane itself: leave --plane out');
  return { kind: 'all', step: step === undefined ? undefined : parseStep(step) };
}
