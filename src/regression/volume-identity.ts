// Which volume it is: by what it holds, not by what it is called. Nothing of it can be read back from a hash.
import { createHash } from 'node:crypto';
import type { Volume } from '../volume/volume.ts';

const known = new WeakMap<Volume, string>();

/**
 * SHA-256 of stored values and of everything that a picture follows from: size, spacing, orientation, each slice's origin, rescale and
 * padding, inversion, VOI LUTs. Windows are left out: a description has its own.
 */
export function volumeHash(volume: Volume): string {
  const before = known.get(volume);
  if (before) return before;
  const { size, pixelSpacing, orientation, slices, sliceThickness, unit, inverse, voiLuts, storedValues } = volume;
  const geometry = {
    size,
    pixelSpacing,
    orientation: [orientation.row, orientation.column, orientation.normal],
    slices: slices.map(({ origin, rescaleSlope, rescaleIntercept, padding }) => [
      origin,
      rescaleSlope,
      rescaleIntercept,
      padding,
    ]),
    // What a single slice reaches follows from it.
    sliceThickness: slices.length === 1 ? sliceThickness : null,
    unit,
    inverse,
    voiLuts: voiLuts.map(({ firstMapped, bits, entries }) => [firstMapped, bits, [...entries]]),
    cells: storedValues.constructor.name,
  };
  const { buffer, byteOffset, byteLength } = storedValues;
  const hash = createHash('sha256')
    .update(JSON.stringify(geometry))
    .update(new Uint8Array(buffer, byteOffset, byteLength))
    .digest('hex');
  known.set(volume, hash);
  return hash;
}
