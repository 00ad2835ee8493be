// What the suite varies, one list an axis. A new kernel, slab or grey function is one entry here, and meets everything else.
import type { Interpolation, PictureOptions, Slab } from '../src/sampler/sampler.ts';
import type { Colormap } from '../src/voi/colormap.ts';
import { colormapTable } from '../src/voi/colormap-tables.ts';
import type { VoiLut } from '../src/voi/voi-lut.ts';
import type { VoiFunction } from '../src/voi/voi-window.ts';
import type { StoredValues, Volume } from '../src/volume/volume.ts';
import {
  aroundOne,
  ctNoise,
  fewBits,
  type Geometry,
  identity,
  noise,
  perSlice,
  type Rescale,
  waves,
  wideNoise,
  wideWaves,
} from './volumes.ts';

const SIZE = [67, 61, 23] as const;

/** Where slices lie. */
export const GEOMETRIES: Readonly<Record<string, Geometry>> = {
  even: { size: SIZE },
  uneven: { size: SIZE, steps: [1, 0.3, 2.2] },
  tilted: { size: SIZE, tilt: 18.5 },
  'tilted back, uneven': { size: SIZE, tilt: -12, steps: [1, 0.3, 2.2] },
  drifting: { size: SIZE, drift: 1.5 },
  'drifting, tilted, uneven': { size: SIZE, drift: 0.8, tilt: 9, steps: [1, 0.3, 2.2] },
  'missing slices': { size: SIZE, steps: [1, 1, 1, 2, 1, 3] },
  'feet first': { size: SIZE, row: [-1, 0, 0], column: [0, 1, 0], tilt: -7 },
  'on the side': { size: SIZE, row: [0, 1, 0], column: [-1, 0, 0] },
  'sagittal, anisotropic': { size: SIZE, row: [0, 1, 0], column: [0, 0, -1], pixelSpacing: [0.45, 1.3] },
  'coronal, uneven': { size: SIZE, row: [1, 0, 0], column: [0, 0, -1], steps: [1, 0.6] },
  'double oblique, far': {
    size: SIZE,
    row: [0.9, 0.3, 0.316],
    column: [-0.31, 0.95, -0.02],
    origin: [612, -870, 1403],
  },
  'one slice': { size: [67, 61, 1], sliceThickness: 4 },
  'two slices': { size: [67, 61, 2] },
  '2000 slices': { size: [11, 9, 2000], step: 0.5 },
};

export interface Content {
  readonly values: (size: Geometry['size']) => StoredValues;
  /** A stored value that marks padding. */
  readonly padding: number;
  /**
   * A content that this one is drawn like, choice by choice: it brings other numbers, not other programs, and compiling is most of a
   * run's time.
   */
  readonly like?: string;
}

/** Signedness, range and smoothness of stored values. */
export const CONTENTS: Readonly<Record<string, Content>> = {
  'int16 noise': { values: (size) => noise(size, 'int16', 5), padding: -1500 },
  'uint16 noise': { values: (size) => noise(size, 'uint16', 6), padding: 7 },
  'CT noise': { values: (size) => ctNoise(size, 7), padding: -2000 },
  'int16 waves': { values: (size) => waves(size, 'int16'), padding: -32768 },
  'uint16 waves': { values: (size) => waves(size, 'uint16'), padding: 65535 },
  'int32 noise': { values: (size) => wideNoise(size, 8), padding: -(2 ** 31) },
  'float32 waves': { values: (size) => wideWaves(size), padding: -1e6 },
  // Few bits lie far from 0 as texels; values that hardly differ need all bits of a float32.
  'uint16 of 10 bits': { values: (size) => fewBits(size, 9), padding: 2000, like: 'uint16 noise' },
  'float32 around 1': { values: (size) => aroundOne(size, 10), padding: 0, like: 'float32 waves' },
};

export const RESCALES: Readonly<Record<string, Rescale>> = { 'one slope': identity, 'own slopes': perSlice };

/** No padding; padding skipped; padding there but kept. */
export const PADDINGS = ['unpadded', 'padded', 'padding kept'] as const;
export type Padding = (typeof PADDINGS)[number];

export const KERNELS: readonly Interpolation[] = ['linear', 'nearest', 'cubic'];

/** Slabs; none for most cases. */
export const SLABS: Readonly<Record<string, Slab | null>> = {
  plane: null,
  'mean of 5 mm': { thickness: 5, mode: 'mean' },
  'max of 5 mm': { thickness: 5, mode: 'max' },
  'min of 5 mm': { thickness: 5, mode: 'min' },
  'mean of 1.3 mm': { thickness: 1.3, mode: 'mean' },
  'max of 12 mm': { thickness: 12, mode: 'max' },
};

export type Picture = Pick<PictureOptions, 'window' | 'invert' | 'colormap'>;

export interface Grey {
  /** MONOCHROME1. */
  readonly inverse?: boolean;
  /** VOI LUTs of the volume. */
  readonly luts?: readonly VoiLut[];
  /** Pictures across the spread of values, the narrowest window of the promise among them. */
  readonly pictures: (volume: Volume) => readonly Picture[];
}

/** Least width for which the promise holds (DESIGN §5). */
export function narrowest({ modalityRange: [min, max] }: Volume): number {
  return Math.max(3, 7e-5 * (max - min));
}

const SPREAD = [0.02, 0.25, 0.5, 0.81, 0.99];

/** At each place of the spread the narrowest window and a wider one. */
export const windows =
  (...functions: readonly VoiFunction[]) =>
  (volume: Volume): readonly Picture[] => {
    const [min, max] = volume.modalityRange;
    return SPREAD.flatMap((share, n) => {
      const center = min + share * (max - min);
      const widths = [narrowest(volume), Math.max(narrowest(volume), (max - min) / (n + 1))];
      return widths.map((width, w) => ({
        window: { center, width, function: functions[(n + w) % functions.length]! },
      }));
    });
  };

const lutOf = (count: number, bits: number, gamma: number): Uint16Array =>
  Uint16Array.from({ length: count }, (_, n) => Math.round((2 ** bits - 1) * (n / (count - 1)) ** gamma));

/** Rising by a root, by a square and straight over all of 16 bits; and falling in steps of 30 levels. */
const LUTS: readonly VoiLut[] = [
  { firstMapped: -512, entries: lutOf(1024, 12, 0.5), bits: 12 },
  { firstMapped: -1024, entries: lutOf(4096, 16, 2), bits: 16 },
  { firstMapped: -32768, entries: lutOf(65536, 16, 1), bits: 16 },
  { firstMapped: -100, entries: Uint16Array.from({ length: 300 }, (_, n) => 255 - 30 * Math.floor(n / 40)), bits: 8 },
];

const COLORMAPS: readonly Colormap[] = (['hot-iron', 'pet-20-step', 'viridis'] as const).map((name) => ({
  name,
  table: colormapTable(name),
}));

export const GREYS: Readonly<Record<string, Grey>> = {
  LINEAR: { pictures: windows('LINEAR') },
  LINEAR_EXACT: { pictures: windows('LINEAR_EXACT') },
  MONOCHROME1: { inverse: true, pictures: windows('LINEAR', 'LINEAR_EXACT') },
  inverted: {
    pictures: (volume) => windows('LINEAR_EXACT', 'LINEAR')(volume).map((picture) => ({ ...picture, invert: true })),
  },
  SIGMOID: { pictures: windows('SIGMOID') },
  'VOI LUTs': {
    luts: LUTS,
    pictures: () =>
      LUTS.flatMap((_, lut): Picture[] => [
        { window: { function: 'LUT', lut } },
        { window: { function: 'LUT', lut }, invert: true },
      ]),
  },
  'colour maps': {
    pictures: (volume) =>
      windows('LINEAR', 'SIGMOID')(volume).map((picture, n) => ({ ...picture, colormap: COLORMAPS[n % 3]! })),
  },
};
