// LUT Descriptor and LUT Data, which Modality LUT and VOI LUT items share.
import { ResliceError } from '../errors.ts';
import type { DataSet } from './data-set.ts';
import { TAGS } from './tag.ts';

export interface LutTable {
  /** The input value that the first entry is for. */
  readonly firstMapped: number;
  readonly entries: Uint16Array;
  readonly bits: number;
}

/**
 * @param signed  whether the first mapped value, read as unsigned, is meant signed; with the descriptor's VR as written
 * @throws ResliceError 'dicom/bad-value' where the item holds no table that can be used
 * Source: DICOM PS3.3 C.11.1.1.1 and C.11.2.1.1
 */
export function readLutTable(
  item: DataSet,
  file: string,
  signed: (first: number, vr: string | undefined) => boolean,
): LutTable {
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
  const bytes = bits === 8 && data.length < count * 2 ? 1 : 2;
  if (data.length < count * bytes) return bad(`${data.length} bytes for ${count} entries`);
  // Of a big-endian word the second byte is the first entry.
  const swapped = item.bigEndian && data.vr === 'OW';
  const entries = Uint16Array.from({ length: count }, (_, n) =>
    bytes === 1 ? item.bytes[data.offset + (swapped ? n ^ 1 : n)]! : word(data.offset + 2 * n),
  );
  return { firstMapped: first > 32767 && signed(first, descriptor.vr) ? first - 65536 : first, entries, bits };
}
