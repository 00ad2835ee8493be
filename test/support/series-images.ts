// Images of a series without files: headers as the reader makes them, with what a test wants changed.
import { readImageHeader } from '../../src/dicom/image-header.ts';
import { parse } from '../../src/dicom/parse.ts';
import { readStoredValues } from '../../src/dicom/stored-values.ts';
import type { Vec3 } from '../../src/math/vec3.ts';
import type { SeriesImage } from '../../src/series/image.ts';
import { type Changes, sliceBytes } from './dicom-bytes.ts';

let made = 0;

/** One slice at `position`; its file is `file`, its SOPInstanceUID new each time. */
export function imageAt(position: Vec3, changes: Changes = {}, file = `${++made}.dcm`): SeriesImage {
  const dataSet = parse(
    sliceBytes({
      SOPInstanceUID: ['UI', `1.2.3.4.${++made}`],
      ImagePositionPatient: ['DS', position.join('\\')],
      ...changes,
    }),
    file,
  );
  const header = readImageHeader(dataSet, file);
  return { header, frame: 0, storedValues: readStoredValues(dataSet, header.pixels, file) };
}

/** Axial slices at these z, mm, in this order; InstanceNumber counts from 1. */
export const axialAt = (positions: readonly number[], changes: Changes = {}): readonly SeriesImage[] =>
  positions.map((z, n) => imageAt([-1, -2, z], { InstanceNumber: ['IS', String(n + 1)], ...changes }));
