// Where float32 may rightly draw something else than float64: what a picture that a GPU drew is not held to.
import { createCpuSampler } from '../sampler/cpu/cpu-sampler.ts';
import { isLutChoice } from '../voi/voi-lut.ts';
import type { Volume } from '../volume/volume.ts';
import { nearBreak } from './near-break.ts';
import { nearStep } from './near-step.ts';
import type { PlaneDescription } from './plane-description.ts';

/**
 * From the plane, the slice table, the padding and the reference's own float64 numbers; never from a picture that is compared.
 * @returns 1 where the picture jumps, length width·height
 */
export function breakMask(volume: Volume, description: PlaneDescription): Uint8Array {
  const { plane, window } = description;
  const mask = nearBreak(volume, plane, description);
  const lut = window && isLutChoice(window) ? volume.voiLuts[window.lut] : undefined;
  return lut ? nearStep(mask, createCpuSampler(volume).values64(plane, description), lut, volume) : mask;
}
