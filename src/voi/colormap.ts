// Colour maps as records: level -> colour. The tables are a chunk of their own (load-colormap.ts).
import { ResliceError } from '../errors.ts';

/** A table that is at hand. */
export interface Colormap {
  readonly name: string;
  /** 256 × red, green, blue, each 0 to 255; one row a level. */
  readonly table: Uint8Array;
}

/** `grey` is no table at all. */
export const COLORMAP_NAMES = [
  'grey',
  'grey-inverted',
  'hot-iron',
  'pet',
  'hot-metal-blue',
  'pet-20-step',
  'viridis',
] as const;

export type ColormapName = (typeof COLORMAP_NAMES)[number];

/** A table of the caller's own: 768 numbers, or 256 times [red, green, blue], whole, 0 to 255. */
export interface OwnColormap {
  readonly name: string;
  readonly table: ArrayLike<number> | readonly (readonly [red: number, green: number, blue: number])[];
}

const bad = (name: string): ResliceError =>
  new ResliceError('voi/bad-value', { detail: `no colour map: ${String(name)}` });

/**
 * A caller's own table, checked and copied.
 * @throws ResliceError 'voi/bad-value' where it is not 256 colours of whole numbers from 0 to 255
 */
export function createColormap(colormap: OwnColormap): Colormap {
  const { name, table } = Object(colormap) as OwnColormap;
  const numbers = Array.from((table ?? []) as ArrayLike<number | readonly number[]>).flat();
  const valid = numbers.every((n) => Number.isInteger(n) && n >= 0 && n <= 255);
  if (typeof name !== 'string' || numbers.length !== 768 || !valid) throw bad(name);
  return { name, table: Uint8Array.from(numbers) };
}

/** @throws ResliceError 'voi/bad-value' where no colour map has that name */
export function checkColormapName(name: ColormapName): ColormapName {
  if (!COLORMAP_NAMES.includes(name)) throw bad(name);
  return name;
}

/** Level -> colour. Twin: shaders/lib/color-of.glsl, which reads `paletteOf` */
export const colorOf = (level: number, { table }: Colormap): readonly [red: number, green: number, blue: number] => [
  table[3 * level]!,
  table[3 * level + 1]!,
  table[3 * level + 2]!,
];

/** The opaque colour of every level, 0xffBBGGRR: red comes first in memory on every machine that runs this. */
export const paletteOf = (colormap: Colormap | null | undefined): Uint32Array<ArrayBuffer> =>
  Uint32Array.from({ length: 256 }, (_, level) => {
    const [red, green, blue] = colormap ? colorOf(level, colormap) : [level, level, level];
    return (0xff000000 | (blue << 16) | (green << 8) | red) >>> 0;
  });
