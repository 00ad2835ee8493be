// One image of a series: a file's frame with its header, and its pixels until a volume has them.
import type { ImageHeader } from '../dicom/image-header.ts';

export interface SeriesImage {
  readonly header: ImageHeader;
  /** From 0. */
  readonly frame: number;
  /** Length rows·columns, column fastest. */
  readonly storedValues: Int16Array | Uint16Array;
}
