// Modality LUT Sequence: a table from stored values to modality values, which wins over slope and intercept.
import { ResliceError } from '../errors.ts';
import type { DataSet } from './data-set.ts';
import { withFile } from './fail-parse.ts';
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
    return { ...readLut(item, signed, file), unit: type && type !== 'US' ? type : 'a.u.' };
  } catch (refused) {
    problems.push(withFile(refused, file, TAGS.modalityLutSequence));
    return null;
  }
}

function readLut(item: DataSet, signed: boolean, file: string): { firstMapped: number; entries: Uint16Array } {
  const bad = (detail: string): never => {
    throw new ResliceError('dicom/bad-value', { file, tag: TAGS.lutDescriptor, detail });
  };
  const descriptor = item.place(TAGS.lutDescriptor);
  const data = item.place(TAGS.lutData);
  if (!descriptor || descriptor.length < 6 || !data) return bad('no table');
  const view = new DataView(item.bytes.buffer, item.bytes.byteOffset, item.bytes.byteLength);
  const word = (at: number): number => view.getUint16(at, !item.bigEndian);
  const count = word(descriptor.offset) || 65536;
  const first = word(descriptor.offset + 2);
  const bits = word(descriptor.offset + 4);
  if (bits !== 8 && (bits < 9 || bits > 16)) return bad(`${bits} bits an entry`);
  // Entries of 8 bits come one a byte or one a word: the length tells.
  const bytes = data.length < count * 2 ? 1 : 2;
  if (data.length < count * bytes) return bad(`${data.length} bytes for ${count} entries`);
  const entries = Uint16Array.from({ length: count }, (_, n) =>
    bytes === 1 ? item.bytes[data.offset + n]! : word(data.offset + 2 * n),
  );
  // Signed like the pixels, whatever its VR says.
  return { firstMapped: signed && first > 32767 ? first - 65536 : first, entries };
}

/** Stored value -> modality value. */
export const lookUp = ({ firstMapped, entries }: ModalityLut, stored: number): number =>
  entries[Math.min(Math.max(Math.round(stored) - firstMapped, 0), entries.length - 1)]!;
