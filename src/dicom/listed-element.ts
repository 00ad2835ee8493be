// A file's elements as a header browser is given them, and the dictionary that it may bring.
import type { ResliceError } from '../errors.ts';

/** One element as it stands in a file. Texts are the file's own: set them as text, never as markup. */
export interface ListedElement {
  readonly group: number;
  readonly element: number;
  /** '(0028,0030)' */
  readonly id: string;
  /** 'PixelSpacing'; '' where nobody knows. */
  readonly keyword: string;
  /** As written; by the dictionary where the file does not write it; 'UN' where that does not know. */
  readonly vr: string;
  /** Whose private element it is: '' where nobody has claimed it, null where it is not private. */
  readonly privateCreator: string | null;
  /** What it holds; `bytes` and `pixels` have a length only. */
  readonly kind: 'values' | 'items' | 'bytes' | 'pixels';
  /** Bytes of the value in the file. */
  readonly length: number;
  readonly values: readonly string[];
  /** Whether values or items are not all there, being too many. */
  readonly cut: boolean;
  readonly items: readonly (readonly ListedElement[])[];
  /** Why its items cannot be had. */
  readonly problem: ResliceError | null;
}

export interface DictionaryEntry {
  readonly keyword: string;
  /** As DICOM PS3.6 writes it, also 'US or SS'. */
  readonly vr: string;
}

export type ElementDictionary = (group: number, element: number) => DictionaryEntry | undefined;

export interface ElementList {
  /** As it was asked for. */
  readonly file: string;
  /** File meta information, then the data set as far as Pixel Data. */
  readonly elements: readonly ListedElement[];
  /** Whether some are left out, being too many. */
  readonly cut: boolean;
}
