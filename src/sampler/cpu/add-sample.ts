import type { Slab } from '../sampler.ts';

/** What a slab of each mode starts from: adding a first sample to it gives that sample. */
export const SLAB_START: Readonly<Record<Slab['mode'], number>> = {
  mean: 0,
  max: Number.NEGATIVE_INFINITY,
  min: Number.POSITIVE_INFINITY,
};

/** One more sample of a slab: their sum, or the extreme so far. Twin: shaders/lib/add-sample.glsl */
export const addSample = (sum: number, value: number, mode: Slab['mode']): number =>
  mode === 'mean' ? sum + value : mode === 'max' ? Math.max(sum, value) : Math.min(sum, value);
