// A data set as the rest of the reader sees it: attributes by tag, nothing of the parser.
import type { Tag } from './tag.ts';

/** Where an element's value lies in the file's bytes. */
export interface ElementPlace {
  readonly offset: number;
  readonly length: number;
  /** Value length FFFFFFFF: Pixel Data in fragments. */
  readonly undefinedLength: boolean;
}

export interface DataSet {
  /** The whole file. */
  readonly bytes: Uint8Array;
  has(tag: Tag): boolean;
  place(tag: Tag): ElementPlace | undefined;
  /** Without padding; undefined where absent or empty. Default repertoire only. */
  text(tag: Tag): string | undefined;
  /** The values between backslashes. */
  texts(tag: Tag): readonly string[];
  /** DS or IS: undefined where absent or empty, NaN for what is no number. */
  numbers(tag: Tag): readonly number[] | undefined;
  /** 16 bits as unsigned whatever the VR says (files write SS for US); undefined where absent or empty. */
  uint16(tag: Tag): number | undefined;
}
