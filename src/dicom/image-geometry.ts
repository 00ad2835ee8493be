// Where an image lies in the patient. Anything missing or unusable is a reason, not a failure: the pixels stay readable.
import { ResliceError } from '../errors.ts';
import { orthonormalize } from '../math/orthonormal.ts';
import type { Vec3 } from '../math/vec3.ts';
import type { DataSet } from './data-set.ts';
import { TAGS, type Tag } from './tag.ts';

export interface ImageGeometry {
  /** Centre of the first pixel, LPS mm. */
  readonly imagePositionPatient: Vec3;
  /** Unit vectors as written: along increasing column index, along increasing row index. */
  readonly row: Vec3;
  readonly column: Vec3;
  /** mm: [between rows, between columns]. */
  readonly pixelSpacing: readonly [row: number, column: number];
}

/**
 * @param holder  where position and orientation are: the data set itself, or a detector in it
 * @returns the geometry, or why there is none. Source: DICOM PS3.3 C.7.6.2.1.1 and 10.7.1.3
 */
export function readGeometry(dataSet: DataSet, file: string, holder = dataSet): ImageGeometry | ResliceError {
  const read = (tag: Tag, count: number, from = holder): readonly number[] | ResliceError => {
    const values = from.numbers(tag);
    if (!values) return new ResliceError('dicom/missing-tag', { file, tag });
    if (values.length !== count || !values.every(Number.isFinite)) {
      return new ResliceError('dicom/bad-value', { file, tag, detail: `not ${count} numbers` });
    }
    return values;
  };
  const position = read(TAGS.imagePositionPatient, 3);
  const cosines = read(TAGS.imageOrientationPatient, 6);
  const spacing = read(TAGS.pixelSpacing, 2, dataSet);
  for (const read of [position, cosines, spacing]) if (read instanceof ResliceError) return read;
  const [a, b, c, d, e, f] = cosines as [number, number, number, number, number, number];
  const [rowSpacing, columnSpacing] = spacing as [number, number];
  if (!orthonormalize([a, b, c], [d, e, f])) {
    return new ResliceError('dicom/bad-value', {
      file,
      tag: TAGS.imageOrientationPatient,
      detail: 'not two orthogonal unit vectors',
    });
  }
  if (!(rowSpacing > 0 && columnSpacing > 0)) {
    return new ResliceError('dicom/bad-value', { file, tag: TAGS.pixelSpacing, detail: 'not above 0' });
  }
  return {
    imagePositionPatient: position as unknown as Vec3,
    row: [a, b, c],
    column: [d, e, f],
    pixelSpacing: [rowSpacing, columnSpacing],
  };
}
