// The words of a command line -> records. Pure; a wrong word leaves as 'use/bad-argument' with the option's name and what it takes.
import { ResliceError } from '../errors.ts';
import type { Vec3 } from '../math/vec3.ts';
import type { Slab } from '../sampler/sampler.ts';
import { isPresetName, PRESETS } from '../voi/presets.ts';
import { isValidWindow, type VoiFunction } from '../voi/voi-window.ts';
import type { WindowRequest } from '../volume/resolve-window.ts';

/** Plain decimal numbers only: Number() would also take '', '0x10' and 'Infinity'. */
const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;

/** A record, so that a new function cannot be forgotten here. */
const FUNCTIONS: Readonly<Record<VoiFunction, true>> = { LINEAR: true, LINEAR_EXACT: true, SIGMOID: true };

/** Pixel indices are exact in the shader below this (docs/sampling.md), and a typing error does not fill the memory. */
export const MOST_PIXELS = 16384;

export function badUse(detail: string, options?: ErrorOptions): ResliceError {
  return new ResliceError('use/bad-argument', { detail }, options);
}

const wrong = (option: string, takes: string, text: string): ResliceError =>
  badUse(`${option} takes ${takes}, not '${text}'`);

function toNumber(text: string): number | null {
  const value = NUMBER.test(text) ? Number(text) : Number.NaN;
  return Number.isFinite(value) ? value : null;
}

export function parsePosition(text: string): number {
  const value = toNumber(text);
  if (value === null) throw wrong('--position', 'a number of mm', text);
  return value;
}

/** The largest difference that does not count. */
export function parseTolerance(text: string): number {
  const value = toNumber(text);
  if (value === null || value < 0) throw wrong('--tolerance', 'a number, 0 or more', text);
  return value;
}

export function parseIndex(option: string, text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw wrong(option, 'a whole number counted from 0', text);
  return Number(text);
}

export function parseVec3(option: string, text: string): Vec3 {
  const [x, y, z, ...more] = text.split(',').map((part) => toNumber(part.trim()));
  if (x == null || y == null || z == null || more.length > 0) throw wrong(option, 'three numbers x,y,z', text);
  return [x, y, z];
}

export function parseSize(text: string): readonly [width: number, height: number] {
  const [, width, height] = /^(\d{1,9})x(\d{1,9})$/i.exec(text) ?? [];
  const size = [Number(width), Number(height)] as const;
  if (!size.every((pixels) => pixels >= 1 && pixels <= MOST_PIXELS))
    throw wrong('--size', `WIDTHxHEIGHT in pixels, 1 to ${MOST_PIXELS} each`, text);
  return size;
}

/** MM is both ways; MMxMM is across, then down. */
export function parseSpacing(text: string): readonly [across: number, down: number] {
  const parts = text.split(/x/i).map(toNumber);
  const [across, down = across] = parts;
  if (across == null || down == null || parts.length > 2 || !(across > 0 && down > 0))
    throw wrong('--spacing', 'MM or MMxMM above 0', text);
  return [across, down];
}

/** Tiles of a montage. */
export function parseGrid(text: string): readonly [columns: number, rows: number] {
  const [, columns, rows] = /^(\d{1,3})x(\d{1,3})$/i.exec(text) ?? [];
  const grid = [Number(columns), Number(rows)] as const;
  if (!grid.every((tiles) => tiles >= 1)) throw wrong('--montage', 'COLUMNSxROWS of tiles, such as 4x5', text);
  return grid;
}

export function parseStep(text: string): number {
  const mm = toNumber(text);
  if (mm === null || !(mm > 0)) throw wrong('--step', 'MM above 0', text);
  return mm;
}

/** What each is when it is not given: no slab, and the mean. */
export function parseSlab(thickness: string | undefined, mode: string | undefined): Slab | null {
  // First, so that who has mistaken the mode is told what there is, slab or not.
  const checked = parseWord<Slab['mode']>('--mode', ['mean', 'max', 'min'], mode ?? 'mean');
  if (thickness === undefined) {
    if (mode !== undefined) throw badUse(`--mode ${mode} says what a slab shows: give its thickness too, --slab MM`);
    return null;
  }
  const mm = toNumber(thickness);
  if (mm === null || mm < 0) throw wrong('--slab', 'a thickness in mm, 0 or more', thickness);
  return { thickness: mm, mode: checked };
}

/** C/W, C/W/FUNCTION (LINEAR where it is left out, as in DICOM), a preset's name, auto, or file: what is drawn where nothing is asked for. */
export function parseWindow(text: string): WindowRequest {
  if (text === 'auto' || text === 'file' || isPresetName(text)) return text;
  if (!text.includes('/'))
    throw wrong(
      '--window',
      `CENTER/WIDTH, CENTER/WIDTH/FUNCTION, auto, file or one of ${Object.keys(PRESETS).join(', ')}`,
      text,
    );
  const [first = '', second = '', name = 'LINEAR', ...more] = text.split('/');
  const [center, width] = [toNumber(first), toNumber(second)];
  const voiFunction = name.toUpperCase();
  if (center === null || width === null || more.length > 0)
    throw wrong('--window', 'CENTER/WIDTH or CENTER/WIDTH/FUNCTION', text);
  if (!isFunction(voiFunction))
    throw badUse(`--window knows the functions ${Object.keys(FUNCTIONS).join(', ')}, not '${name}'`);
  const window = { center, width, function: voiFunction };
  if (!isValidWindow(window))
    throw badUse(`--window ${text}: the width must be ${voiFunction === 'LINEAR' ? 'at least 1' : 'above 0'}`);
  return window;
}

const isFunction = (name: string): name is VoiFunction => Object.hasOwn(FUNCTIONS, name);

/** One of the words that an option takes. */
export function parseWord<W extends string>(option: string, words: readonly W[], text: string): W {
  const word = words.find((known) => known === text);
  if (word === undefined) throw wrong(option, `one of ${words.join(', ')}`, text);
  return word;
}

export type PictureFormat = 'png' | 'npy';

export function formatOf(out: string): PictureFormat {
  const ending = /\.([a-z0-9]+)$/i.exec(out)?.[1]?.toLowerCase();
  if (ending === 'png' || ending === 'npy') return ending;
  throw wrong('--out', 'F.png (levels), F.npy (modality values) or F.dcm', out);
}

/** Values have neither window nor colours: whoever asks for those and numbers would take the ones that come for something else. */
export function checkFormat(
  format: PictureFormat,
  asked: Readonly<Record<'window' | 'colormap' | 'depth', string | undefined>>,
): void {
  if (format !== 'npy') return;
  for (const [name, word] of Object.entries(asked))
    if (word !== undefined)
      throw badUse(
        `--${name} is about greys, and a .npy file holds modality values: leave it out, or give --out F.png`,
      );
}
