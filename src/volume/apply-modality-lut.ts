// Slices with a Modality LUT, after it: their values are modality values then, and every sampler needs slope and intercept only.
import { lookUp, type ModalityLut } from '../dicom/modality-lut.ts';
import type { FrameValues } from '../dicom/stored-values.ts';
import type { SeriesImage } from '../series/image.ts';
import type { PaddingRange } from './volume.ts';

/**
 * @returns the same slices where none has a table; else all as unsigned 16 bits. Padding becomes a value that no table gives; where
 * tables give all 65536 it stays in
 * Source: DICOM PS3.3 C.11.1.1
 */
export function applyModalityLuts(slices: readonly SeriesImage[]): readonly SeriesImage[] {
  if (slices.every(({ header }) => !header.modalityLut)) return slices;
  const padding = unused(slices);
  return slices.map((image) => {
    const { header, storedValues } = image;
    if (!header.modalityLut) return image;
    return {
      ...image,
      storedValues: lookUpAll(storedValues, header.modalityLut, padding === null ? null : header.padding, padding ?? 0),
      header: { ...header, padding: header.padding && padding !== null ? [padding, padding] : null },
    };
  });
}

function lookUpAll(values: FrameValues, lut: ModalityLut, padding: PaddingRange | null, padded: number): Uint16Array {
  const [low, high] = padding ?? [1, 0];
  return Uint16Array.from(values, (stored) => (stored >= low && stored <= high ? padded : lookUp(lut, stored)));
}

/** A value that no table holds. */
function unused(slices: readonly SeriesImage[]): number | null {
  const taken = new Uint8Array(65536);
  for (const { header } of slices) for (const entry of header.modalityLut?.entries ?? []) taken[entry] = 1;
  const found = taken.indexOf(0);
  return found < 0 ? null : found;
}
