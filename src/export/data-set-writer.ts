// A data set that is being written: explicit little endian, by keyword, in tag order whatever the order of the calls.
import { EXPLICIT_LITTLE_ENDIAN } from '../dicom/transfer-syntax.ts';
import { misfit } from '../edit/check-value.ts';
import type { Dictionary } from '../edit/dictionary.ts';
import { encodeText } from '../edit/encode-text.ts';
import { encodeElement, encodeItem, encodeValue, fitsElement, joinBytes } from '../edit/encode-value.ts';
import { ResliceError } from '../errors.ts';

export const EXPLICIT = { explicit: true, bigEndian: false } as const;

/** Encoded elements by tag. */
export type Elements = Map<number, Uint8Array>;

export interface DataSetWriter {
  readonly elements: Elements;
  /** Values as texts; several, or none: the element is there, and empty. */
  put(keyword: string, ...values: readonly (string | number)[]): void;
  /** Words for people, out of files or from a caller, made to fit a line of 64 characters; what SpecificCharacterSet lacks is '?'. */
  putWords(keyword: string, ...texts: readonly string[]): void;
  putSequence(keyword: string, ...items: readonly DataSetWriter[]): void;
  putBytes(keyword: string, vr: string, bytes: Uint8Array): void;
}

/** @param terms  SpecificCharacterSet's values */
export function createWriter(dictionary: Dictionary, terms: readonly string[] = [], signed = false): DataSetWriter {
  const elements: Elements = new Map();
  const entry = (keyword: string) => {
    const found = dictionary.byKeyword(keyword);
    if (!found) throw new ResliceError('use/bad-argument', { detail: `DICOM has no keyword ${keyword}` });
    return found;
  };
  const writer: DataSetWriter = {
    elements,
    putWords(keyword, ...texts) {
      const fit = texts.map((text) =>
        [...text.replace(/[\\\p{Cc}]/gu, ' ')]
          .slice(0, 64)
          .map((character) => (encodeText(character, terms) ? character : '?'))
          .join(''),
      );
      writer.put(keyword, ...fit);
    },
    put(keyword, ...values) {
      const { tag, vr: standard } = entry(keyword);
      const vr = standard === 'US or SS' ? (signed ? 'SS' : 'US') : standard;
      const text = values.join('\\');
      const takes = misfit(text, vr);
      const bytes = takes ? null : encodeValue(text, vr, EXPLICIT, terms);
      if (!bytes || !fitsElement(vr, bytes.length, EXPLICIT))
        throw new ResliceError('edit/bad-value', { tag: { keyword, id: '' }, detail: takes ?? 'cannot be written' });
      elements.set(tag, encodeElement(tag, vr, bytes, EXPLICIT));
    },
    putSequence(keyword, ...items) {
      const { tag } = entry(keyword);
      const content = joinBytes(items.map((item) => encodeItem(dataSetBytes(item.elements), EXPLICIT)));
      elements.set(tag, encodeElement(tag, 'SQ', content, EXPLICIT));
    },
    putBytes(keyword, vr, bytes) {
      const { tag } = entry(keyword);
      elements.set(tag, encodeElement(tag, vr, bytes, EXPLICIT));
    },
  };
  return writer;
}

export const dataSetBytes = (elements: Elements): Uint8Array<ArrayBuffer> =>
  joinBytes([...elements].sort(([a], [b]) => a - b).map(([, bytes]) => bytes));

/** Who wrote a file. Made once for Reslice, by the rule of DICOM PS3.5 B.2. */
const IMPLEMENTATION_CLASS_UID = '2.25.162939364573015747821543203148425567136';

/** A whole file: preamble, file meta information, data set. Source: DICOM PS3.10 7.1 */
export function fileBytes(
  dictionary: Dictionary,
  {
    sopClassUID,
    sopInstanceUID,
    version,
  }: { readonly sopClassUID: string; readonly sopInstanceUID: string; readonly version: string },
  elements: Elements,
): Uint8Array<ArrayBuffer> {
  const meta = createWriter(dictionary);
  meta.putBytes('FileMetaInformationVersion', 'OB', Uint8Array.of(0, 1));
  meta.put('MediaStorageSOPClassUID', sopClassUID);
  meta.put('MediaStorageSOPInstanceUID', sopInstanceUID);
  meta.put('TransferSyntaxUID', EXPLICIT_LITTLE_ENDIAN);
  meta.put('ImplementationClassUID', IMPLEMENTATION_CLASS_UID);
  meta.put('ImplementationVersionName', `RESLICE ${version}`.slice(0, 16));
  const rest = dataSetBytes(meta.elements);
  const length = createWriter(dictionary);
  length.put('FileMetaInformationGroupLength', rest.length);
  const head = new Uint8Array(132);
  head.set([0x44, 0x49, 0x43, 0x4d], 128);
  return joinBytes([head, dataSetBytes(length.elements), rest, dataSetBytes(elements)]);
}
