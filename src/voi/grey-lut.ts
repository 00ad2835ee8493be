import type { VoiLut } from './voi-lut.ts';

/**
 * VOI LUT Sequence: modality value -> grey, 0 to 1: the entry nearest to the value, the end entries beyond the ends.
 * Twin: shaders/lib/grey-lut.glsl. Source: DICOM PS3.3 C.11.2.1.1
 */
export function greyLut(modalityValue: number, { firstMapped, entries, bits }: VoiLut): number {
  const index = Math.floor(modalityValue + 0.5) - firstMapped;
  return entries[Math.min(Math.max(index, 0), entries.length - 1)]! / (2 ** bits - 1);
}
