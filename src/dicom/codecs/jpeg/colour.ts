// Planes -> pixels: each component brought to the picture's size as libjpeg does, and YCbCr turned into RGB where that is asked for.
import type { Component, Frame } from './frame.ts';
import type { Plane } from './plane.ts';

type Samples = Uint8Array | Uint16Array;

/** @returns a plane of exactly columns × rows */
function fullSize({ columns, rows, across, down }: Frame, component: Component, plane: Plane): Samples {
  const [wide, tall] = [across / component.across, down / component.down];
  const full = plane.samples.constructor as new (length: number) => Samples;
  const out = new full(columns * rows);
  const smooth = wide === 2 && tall <= 2 && component.width > 2;
  for (let y = 0; y < rows; y++) {
    const line = out.subarray(y * columns, (y + 1) * columns);
    if (smooth) smoothLine(line, plane, y, tall);
    else {
      const from = Math.floor(y / tall) * plane.stride;
      for (let x = 0; x < columns; x++) line[x] = plane.samples[from + Math.floor(x / wide)]!;
    }
  }
  return out;
}

/**
 * Triangle filter: 3/4 of the nearer sample, 1/4 of the farther, both ways; rounding alternates so that it adds no bias.
 * Source: libjpeg's h2v1 and h2v2 "fancy" upsampling
 */
function smoothLine(line: Samples, { samples, stride, width, height }: Plane, y: number, tall: number): void {
  const row = Math.floor(y / tall);
  const near = row * stride;
  const other = tall === 1 ? row : Math.min(Math.max(row + (y % 2 === 0 ? -1 : 1), 0), height - 1);
  const far = other * stride;
  const sum = (x: number): number => (tall === 1 ? samples[near + x]! : 3 * samples[near + x]! + samples[far + x]!);
  // Weights of a quarter, or of a sixteenth where two rows are joined; what is added before the shift differs left and right.
  const [shift, leftward, rightward] = tall === 1 ? [2, 1, 2] : [4, 8, 7];
  for (let x = 0; x < line.length; x++) {
    const at = x >> 1;
    const beside = at + (x % 2 === 0 ? -1 : 1);
    const here = sum(at);
    const there = beside < 0 || beside >= width ? here : sum(beside);
    line[x] = (3 * here + there + (x % 2 === 0 ? leftward : rightward)) >> shift;
  }
}

/** Interleaved, length columns·rows·components. */
export function joinPlanes(frame: Frame, planes: readonly Plane[], toRgb: boolean): Samples {
  const count = planes.length;
  const full = planes.map((plane, n) => fullSize(frame, frame.components[n]!, plane));
  const [only] = full;
  if (count === 1) return only!;
  const out = new (only!.constructor as new (length: number) => Samples)(only!.length * count);
  full.forEach((plane, n) => {
    for (let p = 0; p < plane.length; p++) out[p * count + n] = plane[p]!;
  });
  if (toRgb && count === 3) convert(out, frame.precision);
  return out;
}

const HALF = 1 << 15;
const fixed = (factor: number): number => Math.floor(factor * 65536 + 0.5);
const [RED, GREEN_CB, GREEN_CR, BLUE] = [1.402, 0.34414, 0.71414, 1.772].map(fixed) as [number, number, number, number];

/** Source: ITU-T T.871 (JFIF) 7, in libjpeg's 16-bit fractions */
function convert(pixels: Samples, precision: number): void {
  const top = 2 ** precision - 1;
  const centre = 2 ** (precision - 1);
  const clamp = (value: number): number => (value < 0 ? 0 : value > top ? top : value);
  for (let p = 0; p < pixels.length; p += 3) {
    const y = pixels[p]!;
    const cb = pixels[p + 1]! - centre;
    const cr = pixels[p + 2]! - centre;
    pixels[p] = clamp(y + ((RED * cr + HALF) >> 16));
    pixels[p + 1] = clamp(y + ((-GREEN_CB * cb - GREEN_CR * cr + HALF) >> 16));
    pixels[p + 2] = clamp(y + ((BLUE * cb + HALF) >> 16));
  }
}
