// A data set as the rest of the reader sees it: attributes by tag, nothing of the parser.
import type { Tag } from './tag.ts';

/** Where an element's value lies in the file's bytes. */
export interface ElementPlace {
  /** As written; undefined in implicit VR. */
  readonly vr: string | undefined;
  readonly offset: number;
  /** Without a sequence's delimiter. */
  readonly length: number;
  /** Value length FFFFFFFF: Pixel Data in fragments. */
  readonly undefinedLength: boolean;
}

export interface DataSet {
  /** The whole file; inflated where it was deflated. */
  readonly bytes: Uint8Array;
  readonly bigEndian: boolean;
  has(tag: Tag): boolean;
  place(tag: Tag): ElementPlace | undefined;
  /**
   * Without padding; undefined where absent or empty. Default repertoire only.
   * @throws ResliceError 'dicom/limit-exceeded' over 1024 bytes; of `texts` over 65536, of `numbers` over 2 MiB
   */
  text(tag: Tag): string | undefined;
  /** The values between backslashes. */
  texts(tag: Tag): readonly string[];
  /** For people: decoded as SpecificCharacterSet says. What is over 1024 bytes is cut. */
  label(tag: Tag): string | undefined;
  /** For people, the values between backslashes: decoded first, since a character's second byte may look like one. */
  labels(tag: Tag): readonly string[];
  /** Undefined where absent or empty; DS or IS that is no number is NaN, 64-bit integers are rounded. */
  numbers(tag: Tag): readonly number[] | undefined;
  /** 16 bits as unsigned whatever the VR says (files write SS for US); undefined where absent or empty. */
  uint16(tag: Tag): number | undefined;
  /** A sequence's items, in order; [] where absent. @throws ResliceError of the kinds of `parse` */
  items(tag: Tag): readonly DataSet[];
}
