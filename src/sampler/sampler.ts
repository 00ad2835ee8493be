// What both samplers keep: the same plane, the same definitions (docs/sampling.md), one in float64 and one on the GPU.
import type { Plane } from '../plane/plane.ts';
import type { Colormap } from '../voi/colormap.ts';
import type { VoiTransform } from '../voi/voi-lut.ts';

export type Interpolation = 'linear' | 'nearest' | 'cubic';

/** A thick slab instead of a plane: samples along the plane's normal, both faces included (docs/sampling.md). */
export interface Slab {
  /** mm; 0 is a single sample. */
  readonly thickness: number;
  /** Over the samples that are inside; none inside is outside. */
  readonly mode: 'mean' | 'max' | 'min';
}

/** Everything that decides a picture's modality values. */
export interface SampleOptions {
  readonly interpolation: Interpolation;
  /** 'skip' (default): padding is no measurement. 'keep': padding is sampled like any other value. */
  readonly padding?: 'skip' | 'keep';
  /** null or absent: none. */
  readonly slab?: Slab | null;
}

/** Everything that decides a picture's levels. */
export interface PictureOptions extends SampleOptions {
  readonly window: VoiTransform;
  /** The host's invert, after the file's own (MONOCHROME1). */
  readonly invert?: boolean;
  /** Level -> colour; null or left out: grey. Levels themselves have none. */
  readonly colormap?: Colormap | null;
}

/** Draws planes through one volume. Rows run top down. */
export interface Sampler {
  /** Levels 0 to 255, length width·height, into `out` where given. Outside is 0. */
  levels(plane: Plane, options: PictureOptions, out?: Uint8Array): Uint8Array;
  /**
   * The picture: red, green, blue, 255 for each pixel, length 4·width·height, into `out` where given (a whole number of
   * 4 bytes into its buffer). Outside is opaque black whatever the map, which levels cannot tell from level 0.
   */
  colors(plane: Plane, options: PictureOptions, out?: Uint8ClampedArray): Uint8ClampedArray;
  /** Modality values, length width·height, NaN outside, into `out` where given. */
  values(plane: Plane, options: SampleOptions, out?: Float32Array): Float32Array;
  /** Gives back what it holds; safe to call twice. */
  dispose(): void;
}
