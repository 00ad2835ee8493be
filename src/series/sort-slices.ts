// Order slices by where they are, not by what they are called. InstanceNumber counts down on some scanners and repeats on
// others, so it only breaks ties; a disagreement is reported, not obeyed.
import { type Orthonormal, orthonormalize } from '../math/orthonormal.ts';
import { dot } from '../math/vec3.ts';
import type { SeriesImage } from './image.ts';

/** Slices nearer than this along the normal are duplicates by position, mm. */
const SAME_PLACE = 0.01;

export interface SortedSlices {
  /** Ascending along the normal, one a place. */
  readonly slices: readonly SeriesImage[];
  /** mm along the normal, patient space, ascending. */
  readonly positions: readonly number[];
  /** The middle slice's, index floor(n/2). */
  readonly orientation: Orthonormal;
  /** Left out: another slice is at the same place. */
  readonly duplicates: readonly SeriesImage[];
}

/** Images of a stack that lie at one place, the one to be used first. */
export interface Place {
  /** mm along the normal, patient space. */
  readonly position: number;
  readonly images: readonly SeriesImage[];
}

/**
 * @param images  one stack at one time, each with geometry, at least one
 * Source: DICOM PS3.3 C.7.6.2.1.1
 */
export function sortSlices(images: readonly SeriesImage[]): SortedSlices {
  const { places, orientation } = placesOf(images);
  return {
    slices: places.map((place) => place.images[0]!),
    positions: places.map((place) => place.position),
    orientation,
    duplicates: places.flatMap((place) => place.images.slice(1)),
  };
}

/** A stack's places, ascending along the normal of its middle one. */
export function placesOf(images: readonly SeriesImage[]): {
  readonly places: readonly Place[];
  readonly orientation: Orthonormal;
} {
  // The middle slice is known only once they are in order: order by the first file's normal, then by the middle one's.
  const rough = along(images, orientationOf(images[0]!));
  const orientation = orientationOf(rough[Math.floor(rough.length / 2)]!.images[0]!);
  return { places: along(images, orientation), orientation };
}

function orientationOf(image: SeriesImage): Orthonormal {
  const { row, column } = image.header.geometry!;
  return orthonormalize(row, column)!;
}

function along(images: readonly SeriesImage[], orientation: Orthonormal): readonly Place[] {
  const placed = images.map((image) => ({
    image,
    position: dot(image.header.geometry!.imagePositionPatient, orientation.normal),
  }));
  placed.sort((a, b) => a.position - b.position);
  const places: Place[] = [];
  for (let from = 0; from < placed.length; ) {
    let to = from + 1;
    // Against the one before, not the first of them: whichever is chosen, the next place is then far enough away.
    while (to < placed.length && placed[to]!.position - placed[to - 1]!.position < SAME_PLACE) to++;
    const here = placed.slice(from, to).sort((a, b) => byName(a.image, b.image));
    places.push({ position: here[0]!.position, images: here.map(({ image }) => image) });
    from = to;
  }
  return places;
}

function byName(a: SeriesImage, b: SeriesImage): number {
  const number = (image: SeriesImage): number => image.header.instanceNumber ?? Number.POSITIVE_INFINITY;
  if (number(a) !== number(b)) return number(a) - number(b);
  return a.header.file < b.header.file ? -1 : a.header.file > b.header.file ? 1 : a.frame - b.frame;
}
