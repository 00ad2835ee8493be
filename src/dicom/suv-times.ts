// How long before the scan the injection was: the part of SUV that files get wrong.
import type { ErrorCode } from '../errors.ts';
import type { DataSet } from './data-set.ts';
import { TAGS, type Tag } from './tag.ts';
import { UNIT_TAGS } from './unit-tags.ts';

/** Why there is no SUV: never a patient's value. */
export interface NoSuv {
  readonly tag: Tag;
  readonly detail: string;
  readonly code?: ErrorCode;
}

const DAY = 86400;

/** Half-lives after which nothing is left to measure: a longer time between injection and scan is a wrong one. */
const MOST_HALF_LIVES = 10;

/**
 * From the injection to the scan, s: 0 to 10 half-lives. The scan begins at the series' time, unless the series says that it began
 * after what it holds: then it was made later from another. The injection is its own date and time where that is within reach (a
 * de-identifier may have moved the one date and not the other), else the time of day of RadiopharmaceuticalStartTime before the scan:
 * of the day before where it is later than the scan's. That is certain only where 10 half-lives are less than a day.
 * Source: QIBA, as in suv.ts; DICOM PS3.3 C.8.9.2; PS3.5 6.2 (DA, DT, TM)
 */
export function secondsFromInjection(dataSet: DataSet, drug: DataSet, halfLife: number): number | NoSuv {
  const zone = offsetOf(dataSet.text(UNIT_TAGS.timezoneOffsetFromUTC));
  const date = dayOf(dataSet.text(UNIT_TAGS.seriesDate));
  const time = timeOf(dataSet.text(UNIT_TAGS.seriesTime));
  if (date === null) return { tag: UNIT_TAGS.seriesDate, detail: 'absent or no date' };
  if (time === null) return { tag: UNIT_TAGS.seriesTime, detail: 'absent or no time' };
  const scan = date + time;
  const acquired = timeOf(dataSet.text(TAGS.acquisitionTime));
  if (acquired !== null && scan > (dayOf(dataSet.text(TAGS.acquisitionDate)) ?? date) + acquired)
    return { tag: UNIT_TAGS.seriesTime, detail: 'after the acquisition: not the start of the scan' };
  const most = MOST_HALF_LIVES * halfLife;
  const within = (elapsed: number): boolean => elapsed >= 0 && elapsed <= most;
  const injected = dateTimeOf(drug.text(UNIT_TAGS.radiopharmaceuticalStartDateTime), zone);
  if (injected !== null && within(scan - injected)) return scan - injected;
  const start = timeOf(drug.text(UNIT_TAGS.radiopharmaceuticalStartTime));
  if (start !== null && most < DAY) {
    const elapsed = time >= start ? time - start : time - start + DAY;
    if (within(elapsed)) return elapsed;
  }
  if (injected !== null || (start !== null && most < DAY)) {
    const tag = injected === null ? UNIT_TAGS.radiopharmaceuticalStartTime : UNIT_TAGS.radiopharmaceuticalStartDateTime;
    return { tag, detail: `not within ${MOST_HALF_LIVES} half-lives before the scan` };
  }
  if (start !== null)
    return { tag: UNIT_TAGS.radiopharmaceuticalStartTime, detail: 'the day of the injection is not known' };
  return { tag: UNIT_TAGS.radiopharmaceuticalStartDateTime, detail: 'no start that can be related to the scan' };
}

/** DA as seconds, UTC as if it were; with the dots of ACR-NEMA or without. */
function dayOf(text: string | undefined): number | null {
  const match = /^(\d{4})\.?(\d\d)\.?(\d\d)$/.exec(text ?? '');
  return match ? Date.UTC(Number(match[1]), Number(match[2]) - 1, Number(match[3])) / 1000 : null;
}

/** TM as seconds of the day; with the colons of ACR-NEMA or without. */
function timeOf(text: string | undefined): number | null {
  const match = /^(\d\d)(?::?(\d\d)(?::?(\d\d(?:\.\d+)?))?)?$/.exec(text ?? '');
  if (!match) return null;
  const [hours, minutes = 0, seconds = 0] = match.slice(1).map((part) => Number(part ?? 0));
  return hours! * 3600 + minutes * 60 + seconds;
}

/** '+0100' as seconds. */
function offsetOf(text: string | undefined): number | null {
  const match = /^([+-])(\d\d)(\d\d)$/.exec(text ?? '');
  return match ? (match[1] === '-' ? -1 : 1) * (Number(match[2]) * 3600 + Number(match[3]) * 60) : null;
}

/**
 * DT in the zone of the data set's own dates and times. One that names its zone is null where the data set does not name its own: the
 * scanner's clock cannot be told from it.
 */
function dateTimeOf(text: string | undefined, zone: number | null): number | null {
  const match = /^(\d{8})(\d{2}(?:\d{2}(?:\d{2}(?:\.\d+)?)?)?)([+-]\d{4})?$/.exec(text ?? '');
  const [day, time] = [dayOf(match?.[1]), timeOf(match?.[2])];
  if (!match || day === null || time === null) return null;
  if (!match[3]) return day + time;
  const own = offsetOf(match[3]);
  return own === null || zone === null ? null : day + time - own + zone;
}
