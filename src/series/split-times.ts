// One stack at several times: as many images at every place, told apart by what the scanner wrote of time.
import type { ImageHeader } from '../dicom/image-header.ts';
import type { SeriesImage } from './image.ts';
import { placesOf } from './sort-slices.ts';

/**
 * @param images  one stack, each with geometry
 * @returns the images of each time, in order of time; all in one where nothing tells them apart (they are duplicates then)
 */
export function splitTimes(images: readonly SeriesImage[]): readonly (readonly SeriesImage[])[] {
  const places = placesOf(images).places.map((place) => place.images);
  const times = places[0]!.length;
  if (times === 1 || places.some((place) => place.length !== times)) return [images];
  const timeOf = TIMES.find((key) => places.every((place) => tellsApart(place, key)));
  if (!timeOf) return [images];
  // Trigger times differ from place to place: their rank is the time. TemporalPositionIdentifier is a rank already.
  const ranked = places.map((place) => place.toSorted((a, b) => timeOf(a.header)! - timeOf(b.header)!));
  return Array.from({ length: times }, (_, time) => ranked.map((place) => place[time]!));
}

type TimeOf = (header: ImageHeader) => number | null;

/** Temporal positions are often 1 everywhere, and then they tell nothing. Source: DICOM PS3.3 C.7.6.2.1.1, C.8.9.4 */
const TIMES: readonly TimeOf[] = [
  (header) => header.temporalPositionIdentifier,
  (header) => header.triggerTime,
  (header) => header.frameReferenceTime,
  (header) => header.acquisitionNumber,
];

function tellsApart(place: readonly SeriesImage[], timeOf: TimeOf): boolean {
  const times = place.map((image) => timeOf(image.header));
  return !times.includes(null) && new Set(times).size === times.length;
}
