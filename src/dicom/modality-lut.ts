// Modality LUT Sequence: a table from stored values to modality values, which wins over slope and intercept.
import type { ResliceError } from '../errors.ts';
import type { DataSet } from './data-set.ts';
import { withFile } from './fail-parse.ts';
import { readLutTable } from './lut-table.ts';
import { TAGS } from './tag.ts';

export interface ModalityLut {
  /** The stored value that the first entry is for; what is below gets the first entry, what is above the last. */
  readonly firstMapped: number;
  readonly entries: Uint16Array;
  /** ModalityLUTType: 'HU', 'OD', … */
  readonly unit: string;
}

/**
 * @returns null where there is none, or none that can be used: then `problems` says so
 * Source: DICOM PS3.3 C.11.1.1
 */
export function readModalityLut(
  dataSet: DataSet,
  signed: boolean,
  file: string,
  problems: ResliceError[],
): ModalityLut | null {
  const item = dataSet.items(TAGS.modalityLutSequence)[0];
  if (!item) return null;
  try {
    const type = item.text(TAGS.modalityLutType);
    // Signed like the pixels, whatever its VR says.
    const { firstMapped, entries } = readLutTable(item, file, () => signed);
    return { firstMapped, entries, unit: type && type !== 'US' ? type : 'a.u.' };
  } catch (refused) {
    problems.push(withFile(refused, file, TAGS.modalityLutSequence));
    return null;
  }
}

/** Stored value -> modality value. */
export const lookUp = ({ firstMapped, entries }: ModalityLut, stored: number): number =>
  entries[Math.min(Math.max(Math.round(stored) - firstMapped, 0), entries.length - 1)]!;
