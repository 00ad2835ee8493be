// What a loaded folder is: series, their stacks, and the volumes in them.
import type { ImageHeader } from '../dicom/image-header.ts';
import type { ResliceError } from '../errors.ts';
import type { SeriesImage } from '../series/image.ts';
import type { StackReport } from '../series/stack-report.ts';
import type { Volume } from '../volume/volume.ts';

export interface TimedVolume {
  /** Index in time, from 0. */
  readonly time: number;
  /** What tells it from the other times, for example 'trigger time 322 ms'; empty for the only one. */
  readonly label: string;
  /** ms by the clock that the files tell times by: since the trigger, the series' start, or the first time. Null where none tells. */
  readonly milliseconds: number | null;
  readonly volume: Volume;
  /** Of this time alone. */
  readonly report: StackReport;
}

export interface Stack {
  readonly label: string;
  /** Where there is a volume: in slice order, time after time. */
  readonly images: readonly ImageHeader[];
  /** The first time's, with what is to be said of the others; null where there is no geometry to report on. */
  readonly report: StackReport | null;
  readonly volumes: readonly TimedVolume[];
  /** The first of `volumes`, or null; then `reason` says why, and `pictures` holds the pixels. */
  readonly volume: Volume | null;
  readonly reason: ResliceError | null;
  readonly pictures: readonly SeriesImage[];
}

export interface Series {
  readonly seriesInstanceUID: string;
  readonly modality: string;
  readonly description: string;
  readonly number: number | null;
  readonly stacks: readonly Stack[];
}
