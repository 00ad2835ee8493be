// Encapsulated Pixel Data -> the bytes of each frame. Offset tables are used where they are needed and there, and never trusted
// without a look: every offset must be a fragment's own.
import type { DataSet, ElementPlace } from './data-set.ts';
import { readItems } from './elements.ts';
import { failParse } from './fail-parse.ts';
import { TAGS } from './tag.ts';

interface Fragment {
  /** From the first fragment's item tag, as offset tables count. */
  readonly offset: number;
  readonly bytes: Uint8Array;
}

/**
 * @returns a frame's fragments joined, one entry a frame
 * @throws ResliceError 'dicom/truncated' where a fragment runs past the file's end or frames are missing, 'dicom/bad-value', without
 * the file's name. Source: DICOM PS3.5 A.4, PS3.3 C.7.6.3.1.8 (Extended Offset Table)
 */
export function readFrames(dataSet: DataSet, place: ElementPlace, frames: number): readonly Uint8Array[] {
  const { table, fragments } = readFragments(dataSet, place, frames);
  if (fragments.length === 0) throw failParse('dicom/truncated', 'no fragments', TAGS.pixelData);
  if (frames === 1) return [join(fragments)];
  if (fragments.length === frames) return fragments.map(({ bytes }) => bytes);
  const starts = extendedOffsets(dataSet) ?? (table.length > 0 ? table : codestreamStarts(fragments));
  if (starts.length < frames) {
    const detail = `${fragments.length} fragments for ${frames} frames, and no table that tells them apart`;
    throw failParse(fragments.length < frames ? 'dicom/truncated' : 'dicom/bad-value', detail, TAGS.pixelData);
  }
  const indexOf = new Map(fragments.map(({ offset }, index) => [offset, index]));
  const indices = starts.slice(0, frames).map((start) => indexOf.get(start) ?? -1);
  if (indices.some((index, n) => index < 0 || (n > 0 && index <= indices[n - 1]!))) {
    throw failParse('dicom/bad-value', 'an offset table that does not fit the fragments', TAGS.pixelData);
  }
  return indices.map((index, n) => join(fragments.slice(index, indices[n + 1] ?? fragments.length)));
}

/** Fragments may be short; where there are over 131072 of them most are not. */
const mostFragments = ({ length }: ElementPlace): number => Math.max(131072, Math.floor(length / 64));

function readFragments({ bytes }: DataSet, place: ElementPlace, frames: number) {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const options = { fragments: true, most: mostFragments(place), tag: TAGS.pixelData };
  const items = readItems(bytes, { explicit: true, bigEndian: false }, place, options);
  const [first, ...rest] = items;
  const offsets = first ? Math.min(Math.floor((first.end - first.start) / 4), frames) : 0;
  const table = Array.from({ length: offsets }, (_, n) => view.getUint32(first!.start + 4 * n, true));
  const base = (rest[0]?.start ?? 0) - 8;
  const fragments = rest.map(
    ({ start, end }): Fragment => ({ offset: start - 8 - base, bytes: bytes.subarray(start, end) }),
  );
  return { table, fragments };
}

const extendedOffsets = (dataSet: DataSet): readonly number[] | undefined => dataSet.numbers(TAGS.extendedOffsetTable);

/** Without a table a frame begins where a codestream does: FFD8 (JPEG, JPEG-LS), FF4F (JPEG 2000). */
const codestreamStarts = (fragments: readonly Fragment[]): readonly number[] =>
  fragments
    .filter(({ bytes }) => bytes[0] === 0xff && (bytes[1] === 0xd8 || bytes[1] === 0x4f))
    .map(({ offset }) => offset);

function join(fragments: readonly Fragment[]): Uint8Array {
  if (fragments.length === 1) return fragments[0]!.bytes;
  const whole = new Uint8Array(fragments.reduce((sum, { bytes }) => sum + bytes.length, 0));
  let at = 0;
  for (const { bytes } of fragments) {
    whole.set(bytes, at);
    at += bytes.length;
  }
  return whole;
}
