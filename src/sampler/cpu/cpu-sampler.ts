// The reference: the definitions of docs/sampling.md in float64, plain loops, every slice by its own plane and rescale.
// It draws the goldens, judges the shader, and keeps drawing where there is no GPU. To understand a pixel, step through
// `generalRow`.
import { checkPlane, type Plane } from '../../plane/plane.ts';
import { atDepth, type PlaneToStack, planeToStack } from '../../plane/plane-to-stack.ts';
import { paletteOf } from '../../voi/colormap.ts';
import { greyOf } from '../../voi/grey-of.ts';
import { toLevel } from '../../voi/to-level.ts';
import { checkVoi } from '../../voi/voi-lut.ts';
import type { Volume } from '../../volume/volume.ts';
import type { Interpolation, PictureOptions, SampleOptions, Sampler, Slab } from '../sampler.ts';
import { type SampleRange, sampleRange } from '../slab.ts';
import { addSample, SLAB_START } from './add-sample.ts';
import { generalRow } from './general-row.ts';
import { linearRow } from './linear-row.ts';
import { sampleCubic } from './sample-cubic.ts';
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

const KERNELS: Readonly<Record<Interpolation, typeof sampleLinear>> = {
  linear: sampleLinear,
  nearest: sampleNearest,
  cubic: sampleCubic,
};
const LEVELS = Uint8Array.from({ length: 256 }, (_, level) => level);

/**
 * Needs no browser. Allocates only what it hands out, and nothing where `out` is given and the size stays the same.
 * @throws ResliceError 'plane/bad-value', 'voi/bad-value' or, of a slab, 'use/bad-argument' from its methods
 */
export function createCpuSampler(volume: Volume, { specialised = true }: CpuSamplerOptions = {}): CpuSampler {
  const grid = createStackGrid(volume);
  let line = new Float64Array(0);
  // A slab's sums over the picture, and over how many samples.
  let sums = new Float64Array(0);
  let counts = new Uint32Array(0);

  function eachRow(plane: Plane, options: SampleOptions, take: (row: Float64Array, j: number) => void): void {
    checkPlane(plane);
    if (line.length !== plane.width) line = new Float64Array(plane.width);
    const map = planeToStack(plane, volume);
    const range = sampleRange(options.slab, map, plane, volume, grid);
    if (range.step > 0) {
      slabRows(plane, map, options, range, options.slab!.mode, take);
      return;
    }
    placeGrid(grid, map);
    for (let j = 0; j < plane.height; j++) {
      sampleRow(map, j, options);
      take(line, j);
    }
  }

  /** Row j of a plane that the grid is placed for, into `line`. */
  function sampleRow(map: PlaneToStack, j: number, { interpolation, padding }: SampleOptions): void {
    const skipPadding = grid.padded && padding !== 'keep';
    if (interpolation === 'linear' && specialised) linearRow(grid, map, j, skipPadding, line);
    else generalRow(grid, map, j, KERNELS[interpolation], skipPadding, line);
  }

  /** A slab is planes, one a sample, each sampled as it would be by itself. */
  function slabRows(
    { width, height }: Plane,
    map: PlaneToStack,
    options: SampleOptions,
    { first, count, step }: SampleRange,
    mode: Slab['mode'],
    take: (row: Float64Array, j: number) => void,
  ): void {
    if (sums.length !== width * height) {
      sums = new Float64Array(width * height);
      counts = new Uint32Array(width * height);
    }
    sums.fill(SLAB_START[mode]);
    counts.fill(0);
    for (let n = 0; n < count; n++) {
      const sample = atDepth(map, volume, (first + n) * step);
      placeGrid(grid, sample);
      for (let j = 0; j < height; j++) {
        sampleRow(sample, j, options);
        for (let i = 0, p = j * width; i < width; i++, p++) {
          const value = line[i]!;
          if (Number.isNaN(value)) continue;
          sums[p] = addSample(sums[p]!, value, mode);
          counts[p]!++;
        }
      }
    }
    for (let j = 0; j < height; j++) {
      for (let i = 0, p = j * width; i < width; i++, p++) {
        if (counts[p] === 0) line[i] = Number.NaN;
        else line[i] = mode === 'mean' ? sums[p]! / counts[p]! : sums[p]!;
      }
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
      sums = new Float64Array(0);
      counts = new Uint32Array(0);
    },
  };
}
