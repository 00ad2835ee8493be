// The bar beside a picture: which colour stands for which modality value.
import { type Colormap, colorOf } from './colormap.ts';
import { greyOf } from './grey-of.ts';
import { toLevel } from './to-level.ts';
import type { VoiLut } from './voi-lut.ts';
import type { VoiWindow } from './voi-window.ts';

export interface ColorBarTick {
  /** A round modality value. */
  readonly value: number;
  /** Along the bar: 0 at its first colour, 1 at its last. */
  readonly at: number;
}

export interface ColorBar {
  /** Modality values of the first and the last colour. */
  readonly range: readonly [low: number, high: number];
  /** 256 × red, green, blue, from `range[0]` to `range[1]`. */
  readonly colors: Uint8Array;
  /** Ascending. */
  readonly ticks: readonly ColorBarTick[];
  readonly unit: string;
}

/** Ticks lie at least this share of the bar apart. */
const LEAST_APART = 0.2;
const COLORS = 256;

/**
 * The bar of a window, or of a VOI LUT: over the values from black to white; of SIGMOID, which never ends, over twice its width, where
 * grey goes from 0.018 to 0.982.
 * @param voi  a window, or the record of a volume's LUT (`volume.voiLuts[choice.lut]`)
 * @param colormap  null for grey
 * @param inverse  whether grey is 1 − grey: the volume's own inverse or the host's invert, not both
 */
export function colorBar(voi: VoiWindow | VoiLut, colormap: Colormap | null, inverse: boolean, unit: string): ColorBar {
  const [low, high] = rangeOf(voi);
  const grey = 'entries' in voi ? greyOf({ function: 'LUT', lut: 0 }, [voi]) : greyOf(voi, []);
  const colors = new Uint8Array(3 * COLORS);
  for (let n = 0; n < COLORS; n++) {
    const level = toLevel(grey(low + (n / (COLORS - 1)) * (high - low)), inverse ? 1 : 0);
    colors.set(colormap ? colorOf(level, colormap) : [level, level, level], 3 * n);
  }
  return { range: [low, high], colors, ticks: ticksOf(low, high), unit };
}

function rangeOf(voi: VoiWindow | VoiLut): readonly [low: number, high: number] {
  if ('entries' in voi) return [voi.firstMapped - 0.5, voi.firstMapped + voi.entries.length - 0.5];
  const { center, width } = voi;
  if (voi.function === 'SIGMOID') return [center - width, center + width];
  if (voi.function === 'LINEAR_EXACT') return [center - width / 2, center + width / 2];
  // A LINEAR window of width 1 is a step: half a value around it is shown.
  const half = Math.max(width - 1, 1) / 2;
  return [center - 0.5 - half, center - 0.5 + half];
}

/** Multiples of 1, 2 or 5 times a power of ten. */
function ticksOf(low: number, high: number): readonly ColorBarTick[] {
  const apart = (high - low) * LEAST_APART;
  const power = 10 ** Math.floor(Math.log10(apart));
  const step = power * [1, 2, 5, 10].find((factor) => factor * power >= apart)!;
  const first = Math.ceil(low / step);
  return Array.from({ length: Math.floor(high / step) - first + 1 }, (_, n) => {
    // Of 0.1 + 0.2 nobody wants to read the last digit.
    const value = Number(((first + n) * step).toPrecision(12));
    return { value, at: (value - low) / (high - low) };
  });
}
