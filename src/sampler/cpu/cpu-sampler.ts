// The reference: the definitions of docs/sampling.md in float64, plain loops, every slice by its own plane and rescale.
// It draws the goldens, judges the shader, and keeps drawing where there is no GPU. To understand a pixel, step through
// `generalRow`.
import { checkPlane, type Plane } from '../../plane/plane.ts';
import { planeToStack } from '../../plane/plane-to-stack.ts';
import { paletteOf } from '../../voi/colormap.ts';
import { greyOf } from '../../voi/grey-of.ts';
import { toLevel } from '../../voi/to-level.ts';
import { checkVoi } from '../../voi/voi-lut.ts';
import type { Volume } from '../../volume/volume.ts';
import type { PictureOptions, SampleOptions, Sampler } from '../sampler.ts';
import { generalRow } from './general-row.ts';
import { linearRow } from './linear-row.ts';
import { sampleLinear } from './sample-linear.ts';
import { sampleNearest } from './sample-nearest.ts';
import { createStackGrid, placeGrid } from './stack-grid.ts';

export interface CpuSampler extends Sampler {
  /** Modality values in float64, length width·height, NaN outside. */
  values64(plane: Plane, options: SampleOptions, out?: Float64Array): Float64Array;
}

export interface CpuSamplerOptions {
  /** Off: every pixel by the general path, as goldens and comparisons want it. The bits are the same. */
  readonly specialised?: boolean;
}

const LEVELS = Uint8Array.from({ length: 256 }, (_, level) => level);

/**
 * Needs no browser. Allocates only what it hands out, and nothing where `out` is given and the width stays the same.
 * @throws ResliceError 'plane/bad-value' or 'voi/bad-value' from its methods
 */
export function createCpuSampler(volume: Volume, { specialised = true }: CpuSamplerOptions = {}): CpuSampler {
  const grid = createStackGrid(volume);
  let line = new Float64Array(0);

  function eachRow(plane: Plane, options: SampleOptions, take: (row: Float64Array, j: number) => void): void {
    checkPlane(plane);
    if (line.length !== plane.width) line = new Float64Array(plane.width);
    const map = planeToStack(plane, volume);
    placeGrid(grid, map);
    const skipPadding = grid.padded && options.padding !== 'keep';
    const nearest = options.interpolation === 'nearest';
    for (let j = 0; j < plane.height; j++) {
      if (!nearest && specialised) linearRow(grid, map, j, skipPadding, line);
      else generalRow(grid, map, j, nearest ? sampleNearest : sampleLinear, skipPadding, line);
      take(line, j);
    }
  }

  function values<T extends Float32Array | Float64Array>(plane: Plane, options: SampleOptions, out: T): T {
    eachRow(plane, options, (row, j) => out.set(row, j * plane.width));
    return out;
  }

  /** @param palette  what each level is written as */
  function picture<T extends Uint8Array | Uint32Array>(
    plane: Plane,
    options: PictureOptions,
    palette: T,
    outside: number,
    out: T,
  ): void {
    const grey = greyOf(checkVoi(options.window, volume.voiLuts), volume.voiLuts);
    const inverse = volume.inverse !== (options.invert ?? false) ? 1 : 0;
    eachRow(plane, options, (row, j) => {
      const start = j * plane.width;
      for (let i = 0; i < row.length; i++) {
        const value = row[i]!;
        out[start + i] = Number.isNaN(value) ? outside : palette[toLevel(grey(value), inverse)]!;
      }
    });
  }

  return {
    values: (plane, options, out) => values(plane, options, out ?? new Float32Array(plane.width * plane.height)),
    values64: (plane, options, out) => values(plane, options, out ?? new Float64Array(plane.width * plane.height)),
    levels(plane, options, out = new Uint8Array(plane.width * plane.height)) {
      picture(plane, options, LEVELS, 0, out);
      return out;
    },
    colors(plane, options, out = new Uint8ClampedArray(4 * plane.width * plane.height)) {
      const words = new Uint32Array(out.buffer, out.byteOffset, out.length / 4);
      picture(plane, options, paletteOf(options.colormap), 0xff000000, words);
      return out;
    },
    dispose() {
      line = new Float64Array(0);
    },
  };
}
