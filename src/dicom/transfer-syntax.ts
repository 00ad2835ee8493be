// What is read and what is refused, by UID, before pixels are touched.
import { ResliceError } from '../errors.ts';
import type { DataSet } from './data-set.ts';
import { TAGS } from './tag.ts';

export interface TransferSyntax {
  readonly uid: string;
  readonly name: string;
}

/** Source: DICOM PS3.5 annex A */
const READ: readonly TransferSyntax[] = [
  { uid: '1.2.840.10008.1.2', name: 'Implicit VR Little Endian' },
  { uid: '1.2.840.10008.1.2.1', name: 'Explicit VR Little Endian' },
];

/** @throws ResliceError 'dicom/unsupported-transfer-syntax' naming the UID, 'dicom/missing-tag' */
export function transferSyntaxOf(dataSet: DataSet, file: string): TransferSyntax {
  const tag = TAGS.transferSyntaxUID;
  const uid = dataSet.text(tag);
  if (!uid) throw new ResliceError('dicom/missing-tag', { file, tag });
  const known = READ.find((syntax) => syntax.uid === uid);
  if (!known)
    throw new ResliceError('dicom/unsupported-transfer-syntax', {
      file,
      tag,
      detail: /^[\d.]{1,64}$/.test(uid) ? uid : 'not a UID',
    });
  return known;
}
