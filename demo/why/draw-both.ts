// The same plane exactly (by the CPU reference) and conventionally, in short turns, so that the page stays responsive.
import { createCpuSampler, levelOf, type Plane, type Volume } from '../../src/entry/cpu.ts';
import { type ConventionalOptions, conventional, valueOfLevel } from './conventional.ts';

export interface Drawing {
  readonly levels: Uint8Array;
  /** Modality values, NaN outside. */
  readonly values: Float64Array;
}

export interface Both {
  readonly plane: Plane;
  readonly exact: Drawing;
  readonly conventional: Drawing;
  /** Whether values can be compared: an 8-bit level says nothing of them where the window is no straight line. */
  readonly comparable: boolean;
}

/** ms after which the page gets its turn; and pixels between two looks at the clock. */
const TURN = 10;
const STRIP = 8192;

/**
 * Where 8 bits come first, both drawings' values are kept to what the window shows, as a level says no more.
 * @returns null where it was stopped
 */
export async function drawBoth(
  volume: Volume,
  plane: Plane,
  options: ConventionalOptions,
  signal?: AbortSignal,
): Promise<Both | null> {
  const { width, height } = plane;
  const exact = emptyDrawing(width * height);
  const other = emptyDrawing(width * height);
  const sampler = createCpuSampler(volume);
  const levelsOf = levelOf(options.window, { voiLuts: volume.voiLuts, inverse: volume.inverse !== options.invert });
  const how = conventional(volume, options);
  const drawRow = how.rows(plane);
  const keep = keptTo(options);
  const line = new Float64Array(width);
  const rows = Math.max(1, Math.floor(STRIP / width));
  let begun = performance.now();
  for (let j = 0; j < height; j += rows) {
    const strip = stripOf(plane, j, Math.min(rows, height - j));
    const values = exact.values.subarray(j * width, (j + strip.height) * width);
    sampler.values64(strip, { interpolation: 'linear' }, values);
    for (let row = j; row < j + strip.height; row++) {
      drawRow(row, line);
      for (let i = 0, p = row * width; i < width; i++, p++) {
        const sample = line[i]!;
        other.levels[p] = how.level(sample);
        other.values[p] = how.value ? how.value(sample) : sample;
        exact.levels[p] = levelsOf(exact.values[p]!);
        exact.values[p] = keep(exact.values[p]!);
      }
    }
    if (performance.now() - begun < TURN) continue;
    await new Promise((resolve) => setTimeout(resolve));
    if (signal?.aborted) return null;
    begun = performance.now();
  }
  return signal?.aborted ? null : { plane, exact, conventional: other, comparable: how.value !== null };
}

const emptyDrawing = (pixels: number): Drawing => ({
  levels: new Uint8Array(pixels),
  values: new Float64Array(pixels),
});

/** Rows of a plane as a plane of their own. */
export function stripOf(plane: Plane, first: number, height: number): Plane {
  const below = (first + (height - 1) / 2 - (plane.height - 1) / 2) * plane.spacing[1];
  const center = plane.center.map((mm, axis) => mm + below * plane.down[axis]!) as unknown as Plane['center'];
  return { ...plane, center, height };
}

function keptTo({ window, simplifications }: ConventionalOptions): (value: number) => number {
  const value = simplifications.eightBitsFirst ? valueOfLevel(window) : null;
  if (!value) return (any) => any;
  const [low, high] = [value(0), value(255)];
  return (any) => Math.min(Math.max(any, low), high);
}
