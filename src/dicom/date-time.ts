// Moments as numbers, to order images by and to tell how far apart they lie.
import type { DataSet } from './data-set.ts';
import type { Tag } from './tag.ts';

const MOMENT = /^(\d{4})(\d\d)(\d\d)(\d\d)(?::?(\d\d))?(?::?(\d\d(?:\.\d+)?))?/;

/** DT, or DA and TM together, as ms; null where it is none. The offset from UTC is left out. Source: DICOM PS3.5 6.2 */
export function momentOf(text: string): number | null {
  const match = MOMENT.exec(text);
  if (!match) return null;
  const [year, month, day, hour, minute, second] = match.slice(1).map((part) => Number(part ?? 0)) as number[];
  return Date.UTC(year!, month! - 1, day, hour, minute) + second! * 1000;
}

/** Of a date and a time that are two attributes; on a day that does not matter where there is no date. */
export const momentOn = (dataSet: DataSet, date: Tag, time: Tag): number | null =>
  momentOf((dataSet.text(date) ?? '19700101').replace(/[.]/g, '') + (dataSet.text(time) ?? ''));
