// Moments as numbers, to order images by and to tell how far apart they lie. Source: DICOM PS3.5 6.2 (DA, DT, TM)
import type { DataSet } from './data-set.ts';
import type { Tag } from './tag.ts';

/** DA as seconds, UTC as if it were; with the dots of ACR-NEMA or without. */
export function dayOf(text: string | undefined): number | null {
  const match = /^(\d{4})\.?(\d\d)\.?(\d\d)$/.exec(text ?? '');
  return match ? Date.UTC(Number(match[1]), Number(match[2]) - 1, Number(match[3])) / 1000 : null;
}

/** TM as seconds of the day; with the colons of ACR-NEMA or without. */
export function timeOf(text: string | undefined): number | null {
  const match = /^(\d\d)(?::?(\d\d)(?::?(\d\d(?:\.\d+)?))?)?$/.exec(text ?? '');
  if (!match) return null;
  const [hours, minutes = 0, seconds = 0] = match.slice(1).map((part) => Number(part ?? 0));
  return hours! * 3600 + minutes * 60 + seconds;
}

/** DT as its day, its time of day and its offset from UTC as written; null where it has no time. */
export function splitDateTime(text: string | undefined) {
  const match = /^(\d{8})(\d{2}(?:\d{2}(?:\d{2}(?:\.\d+)?)?)?)([+-]\d{4})?$/.exec(text ?? '');
  const [day, time] = [dayOf(match?.[1]), timeOf(match?.[2])];
  return match && day !== null && time !== null ? { day, time, offset: match[3] } : null;
}

/** DT as ms; null where it is none. The offset from UTC is left out. */
export function momentOf(text: string): number | null {
  const parts = splitDateTime(text);
  return parts && (parts.day + parts.time) * 1000;
}

/** Of a date and a time that are two attributes, ms; on a day that does not matter where there is no date. */
export function momentOn(dataSet: DataSet, date: Tag, time: Tag): number | null {
  const seconds = timeOf(dataSet.text(time));
  return seconds === null ? null : ((dayOf(dataSet.text(date)) ?? 0) + seconds) * 1000;
}
