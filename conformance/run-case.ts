// A case, run on a device: every plane's values and every picture's levels against the float64 reference, held to the promise.
import { isResliceError } from '../src/errors.ts';
import type { Plane } from '../src/plane/plane.ts';
import { nearBreak } from '../src/regression/near-break.ts';
import { nearStep } from '../src/regression/near-step.ts';
import { createCpuSampler } from '../src/sampler/cpu/cpu-sampler.ts';
import type { GpuDevice } from '../src/sampler/gpu/device.ts';
import { GpuSampler } from '../src/sampler/gpu/gpu-sampler.ts';
import { type Colormap, paletteOf } from '../src/voi/colormap.ts';
import { isLutChoice } from '../src/voi/voi-lut.ts';
import type { Volume } from '../src/volume/volume.ts';
import type { Picture } from './axes.ts';
import { casePlanes, type NamedPlane } from './case-planes.ts';
import type { ConformanceCase } from './cases.ts';
import { compareLevels, compareValues } from './compare-levels.ts';
import { levelsOf, unroundedLevel } from './levels-of.ts';
import {
  atEdge,
  judgedCounts,
  judgedShare,
  type PictureCount,
  percent,
  percentOf,
  worstCount,
} from './picture-shares.ts';
import { type Tally, tallyOf } from './tally.ts';
import { upload } from './with-sampler.ts';

/** The promise (DESIGN §5). */
export const PROMISE = {
  level: 1,
  /** Of the pixels of a picture (picture-shares.ts). */
  differing: 0.001,
  /** Of the pixels of a case. */
  masked: 0.01,
  /** Of the largest modality value. */
  value: 1.5e-6,
} as const;

/** Fewer pixels than these prove nothing: inside, over a case's planes; and compared, over its pictures. */
const LEAST_INSIDE = 150;
const LEAST_PIXELS = 3000;

export interface CaseResult extends Tally {
  readonly name: string;
  /** The plane and the picture with the most to see: the largest difference of levels, else of values. */
  readonly worstAt: { readonly plane: string; readonly picture: string } | null;
  /** The picture with the largest share of pixels that differ, of those that are judged by themselves; null where none differs. */
  readonly worstPicture: PictureCount | null;
  readonly passed: boolean;
  /** In words; none where it passed. */
  readonly failures: readonly string[];
}

export interface RunOptions {
  /** One plane and three pictures of it, which differ from case to case, instead of all. */
  readonly thin?: boolean;
  /** Names for the shaders' #ifdef: how a shader is broken on purpose. */
  readonly defines?: readonly string[];
}

/** Planes of a case. */
export function planesOf(entry: ConformanceCase, volume: Volume, thin = false): readonly NamedPlane[] {
  const { slab } = entry.options;
  const all = casePlanes(volume, entry.name, slab !== undefined);
  if (!thin) return all;
  const { turn } = entry;
  // A slice of a few pixels would be all of a case.
  const [columns, rows] = volume.size;
  const own = columns * rows < LEAST_PIXELS / 3 ? 4 : 3;
  // Compiling is most of a short run's time, and a second plane is often a second program.
  if (volume.size[2] < 3) return [all[turn % 2 ? 0 : 3]!];
  // Four times as far out, a slab's coarse picture has hardly a pixel inside.
  return [all[(slab ? [0, 1, 2, 4, 5] : [0, 1, 2, own, 4, 5, 6, 7])[turn % (slab ? 5 : 8)]!]!];
}

/** Pictures of a plane. */
export function picturesOf(entry: ConformanceCase, volume: Volume, thin = false): readonly Picture[] {
  const all = entry.grey.pictures(volume);
  if (!thin) return all;
  // Three apart: narrow and wide windows take turns in the list.
  return [0, 3, 6].map((step) => all[(entry.turn + step) % all.length]!);
}

/** Runs a case, a turn a picture, so that a page stays alive between them. */
export function* caseTurns(
  device: GpuDevice,
  entry: ConformanceCase,
  { thin = false, defines = [] }: RunOptions = {},
): Generator<undefined, CaseResult> {
  const parts: Partial<Tally>[] = [];
  const counts: PictureCount[] = [];
  const failures: string[] = [];
  const volume = entry.volume();
  const largest = Math.max(...volume.modalityRange.map(Math.abs));
  const { options } = entry;
  const cpu = createCpuSampler(volume, { specialised: false });
  const texture = upload(device, volume);
  const gpu = new GpuSampler(device, texture, { defines });
  let isFirst = true;
  let worstAt: CaseResult['worstAt'] = null;
  let most = 0;
  const see = (amount: number, plane: string, picture: Picture): void => {
    if (amount > most) [most, worstAt] = [amount, { plane, picture: wordsOf(picture) }];
  };
  try {
    for (const { name, plane } of planesOf(entry, volume, thin)) {
      yield;
      const mask = nearBreak(volume, plane, options);
      const reference = cpu.values64(plane, options);
      const values = compareValues(gpu.values(plane, options), reference, mask);
      parts.push({ inside: values.inside, worstValue: values.worst / largest });
      if (values.coverage > 0) failures.push(`${name}: ${values.coverage} pixels are inside on one side only`);
      if (!(values.worst / largest <= PROMISE.value))
        failures.push(`${name}: a value is off by ${(values.worst / largest).toExponential(2)} of the largest`);
      const pictures = picturesOf(entry, volume, thin);
      // Far below a level, so that any level comes before any value.
      see(Math.min(values.worst / largest, 1) * 1e-9, name, pictures[0]!);
      for (const picture of pictures) {
        yield;
        const expected = levelsOf(reference, picture, volume);
        // What saves sampling once a picture is what the reference draws itself.
        if (isFirst && !same(expected, cpu.levels(plane, { ...options, ...picture })))
          failures.push(`${name}: the reference's picture is not its values' picture`);
        isFirst = false;
        const { colormap } = picture;
        const drawn = gpu.levels(plane, { ...options, ...picture });
        const breaks = breaksOf(volume, picture, mask, reference);
        const levels = compareLevels(drawn, expected, breaks);
        if (colormap) {
          const wrong = wrongColours(gpu.colors(plane, { ...options, ...picture }), drawn, reference, colormap, mask);
          if (wrong > 0) failures.push(`${name}, ${wordsOf(picture)}: ${wrong} pixels have not their level's colour`);
        }
        see(levels.worst + levels.differing, name, picture);
        const { compared: pixels, masked, worst: worstLevel } = levels;
        const differing = Math.round(levels.differing * pixels);
        parts.push({ pictures: 1, pixels, masked, worstLevel, differing });
        const level = unroundedLevel(picture, volume);
        const decided = drawn.reduce(
          (sum, shown, p) => sum + Number(!breaks[p] && shown !== expected[p] && !atEdge(level(reference[p]!))),
          0,
        );
        counts.push({ plane: name, picture: wordsOf(picture), pixels, differing, decided });
        if (levels.worst > PROMISE.level) failures.push(`${name}, ${wordsOf(picture)}: off by ${levels.worst} levels`);
      }
    }
  } catch (error) {
    failures.push(isResliceError(error) ? error.message : String(error));
  } finally {
    gpu.dispose();
    texture.dispose();
  }
  const total = tallyOf(parts);
  const shares = total.pixels + total.masked;
  const judged = judgedCounts(counts);
  for (const count of judged) {
    if (judgedShare(count) >= PROMISE.differing)
      failures.push(`${count.plane}, ${count.picture}: ${percentOf(count)} of the pixels differ`);
  }
  // Three pictures of one plane may all lie at edges.
  if (!thin && total.differing > 0 && total.differing >= PROMISE.differing * total.pixels)
    failures.push(`${percent(total.differing, total.pixels)} of all pixels differ`);
  if (total.masked >= PROMISE.masked * shares)
    failures.push(`${((100 * total.masked) / shares).toFixed(2)} % of the pixels are masked`);
  if (total.inside < LEAST_INSIDE) failures.push(`only ${total.inside} pixels are inside`);
  if (total.pixels < LEAST_PIXELS) failures.push(`only ${total.pixels} pixels are compared`);
  return {
    name: entry.name,
    ...total,
    worstAt,
    worstPicture: worstCount(judged),
    passed: failures.length === 0,
    failures,
  };
}

export function runCase(device: GpuDevice, entry: ConformanceCase, options: RunOptions = {}): CaseResult {
  const turns = caseTurns(device, entry, options);
  for (;;) {
    const turn = turns.next();
    if (turn.done) return turn.value;
  }
}

export interface CasePicture {
  readonly width: number;
  readonly height: number;
  readonly cpu: Uint8Array;
  readonly gpu: Uint8Array;
  readonly mask: Uint8Array;
}

/** One picture of a case by both samplers, to look at. */
export function drawCase(
  device: GpuDevice,
  entry: ConformanceCase,
  plane: Plane,
  picture: Picture,
  { defines = [] }: RunOptions = {},
): CasePicture {
  const volume = entry.volume();
  const options = { ...entry.options, ...picture };
  const cpu = createCpuSampler(volume, { specialised: false });
  const texture = upload(device, volume);
  const gpu = new GpuSampler(device, texture, { defines });
  try {
    return {
      width: plane.width,
      height: plane.height,
      cpu: cpu.levels(plane, options),
      gpu: gpu.levels(plane, options),
      mask: breaksOf(volume, picture, nearBreak(volume, plane, options), cpu.values64(plane, options)),
    };
  } finally {
    gpu.dispose();
    texture.dispose();
  }
}

/** `mask`, and where a VOI LUT jumps. */
const breaksOf = (volume: Volume, { window }: Picture, mask: Uint8Array, reference: Float64Array): Uint8Array =>
  isLutChoice(window) ? nearStep(mask, reference, volume.voiLuts[window.lut]!, volume) : mask;

/** Pixels whose colour is not the map's at the level that was drawn, or not black outside. */
function wrongColours(
  colours: Uint8ClampedArray,
  levels: Uint8Array,
  reference: Float64Array,
  colormap: Colormap,
  mask: Uint8Array,
): number {
  const pixels = new Uint32Array(colours.buffer, colours.byteOffset, levels.length);
  const palette = paletteOf(colormap);
  const black = 0xff000000;
  return pixels.reduce(
    (wrong, pixel, p) =>
      mask[p] || pixel === (Number.isNaN(reference[p]!) ? black : palette[levels[p]!]!) ? wrong : wrong + 1,
    0,
  );
}

/** A picture's window in words. */
export function wordsOf({ window, invert, colormap }: Picture): string {
  const digits = (x: number): string => String(Number(x.toPrecision(4)));
  const voi = isLutChoice(window)
    ? `LUT ${window.lut}`
    : `${digits(window.center)}/${digits(window.width)} ${window.function}`;
  return [voi, invert ? 'inverted' : '', colormap?.name ?? ''].filter(Boolean).join(', ');
}

const same = (a: Uint8Array, b: Uint8Array): boolean => a.every((level, p) => level === b[p]);
