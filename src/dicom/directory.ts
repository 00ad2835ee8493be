// A DICOMDIR's file references. They are written by somebody else: what would lead out of the directory's folder is left out.
import type { DataSet } from './data-set.ts';
import { TAGS } from './tag.ts';

/** @returns the components of each file's path below the directory's folder. Source: DICOM PS3.3 F.3.2.2 */
export const referencedFiles = (dataSet: DataSet): readonly (readonly string[])[] =>
  dataSet
    .items(TAGS.directoryRecordSequence)
    .map((record) => record.texts(TAGS.referencedFileID))
    .filter((parts) => parts.length > 0 && parts.every(isName));

const isName = (part: string): boolean => /^[^/\\:\0]+$/.test(part) && part !== '.' && part !== '..';
