// One image of a series: a file's frame with its header, and its pixels until a volume has them.
import type { ImageHeader } from '../dicom/image-header.ts';
import type { FrameValues } from '../dicom/stored-values.ts';

export interface SeriesImage {
  readonly header: ImageHeader;
  /** From 0. */
  readonly frame: number;
  /** Length rows·columns (times samples per pixel, interleaved, in a colour picture), column fastest. */
  readonly storedValues: FrameValues;
}
