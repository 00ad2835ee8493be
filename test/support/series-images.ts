// Images of a series without files: headers as the reader makes them, with what a test wants changed.
import { type ImageHeader, openHeaders } from '../../src/dicom/image-header.ts';
import { parse } from '../../src/dicom/parse.ts';
import { readPixelFormat } from '../../src/dicom/pixel-format.ts';
import { readUnitMappings } from '../../src/dicom/unit-mappings.ts';
import type { Vec3 } from '../../src/math/vec3.ts';
import type { SeriesImage } from '../../src/series/image.ts';
import { type Changes, sliceBytes } from './dicom-bytes.ts';

let made = 0;

/** The header of a file of one frame. */
export function headerOf(bytes: Uint8Array, file: string): ImageHeader {
  const dataSet = parse(bytes, file);
  return openHeaders(dataSet, readPixelFormat(dataSet, file), file, readUnitMappings)(0);
}

/** One slice at `position`; its file is `file`, its SOPInstanceUID new each time; values 0 to 5. */
export function imageAt(position: Vec3, changes: Changes = {}, file = `${++made}.dcm`): SeriesImage {
  const bytes = sliceBytes({
    SOPInstanceUID: ['UI', `1.2.3.4.${++made}`],
    ImagePositionPatient: ['DS', position.join('\\')],
    ...changes,
  });
  const header = headerOf(bytes, file);
  const { rows, columns, signed } = header.pixels;
  const values = Array.from({ length: rows * columns }, (_, n) => n);
  return { header, frame: 0, storedValues: signed ? Int16Array.from(values) : Uint16Array.from(values) };
}

/** Axial slices at these z, mm, in this order; InstanceNumber counts from 1. */
export const axialAt = (positions: readonly number[], changes: Changes = {}): readonly SeriesImage[] =>
  positions.map((z, n) => imageAt([-1, -2, z], { InstanceNumber: ['IS', String(n + 1)], ...changes }));
