// Which images belong together: by series, then into stacks that can be sampled as one.
import type { ImageGeometry } from '../dicom/image-geometry.ts';
import type { ImageHeader } from '../dicom/image-header.ts';
import { cross, dot, type Vec3 } from '../math/vec3.ts';
import type { SeriesImage } from './image.ts';

/** Orientations nearer than this are one, rad; spacings nearer than this, mm. */
const SAME_ANGLE = 0.001;
const SAME_SPACING = 1e-4;
/** Positions nearer than this are one place, mm. */
const SAME_PLACE = 0.01;

/** Images by SeriesInstanceUID, in the order in which each series was met. */
export const groupSeries = (images: readonly SeriesImage[]): ReadonlyMap<string, readonly SeriesImage[]> =>
  groupBy(images, (image) => image.header.seriesInstanceUID);

type Key = (header: ImageHeader) => string | number | null;

/** What else tells stacks of one grid apart. */
const KEYS: readonly Key[] = [
  (header) => header.frameOfReferenceUID,
  (header) => header.stackID,
  (header) => header.frameGroup,
  // What follows the third value differs within one scan (ADD); where it makes stacks of its own they lie in the same places.
  (header) => header.imageType.slice(0, 3).join('\\'),
  (header) => header.echoTime,
  (header) => header.diffusionBValue,
];
const KEYS_OF_SAME_PLACES: readonly Key[] = [(header) => header.imageType.join('\\')];

/**
 * A series' images by size, geometry and what their values mean, then by frame of reference, stack, image type, echo and b-value.
 * Images without geometry make a stack of their own a size.
 */
export function groupStacks(images: readonly SeriesImage[]): readonly (readonly SeriesImage[])[] {
  const stacks: SeriesImage[][] = [];
  for (const image of images) {
    const stack = stacks.find(([first]) => belongs(image, first!));
    if (stack) stack.push(image);
    else stacks.push([image]);
  }
  const split = (
    all: readonly (readonly SeriesImage[])[],
    keys: readonly Key[],
    least: number,
  ): readonly (readonly SeriesImage[])[] =>
    keys.reduce((split, key) => split.flatMap((stack) => splitBy(stack, key, least)), all);
  return split(split(stacks, KEYS, 2), KEYS_OF_SAME_PLACES, Number.POSITIVE_INFINITY);
}

function belongs(image: SeriesImage, first: SeriesImage): boolean {
  const [a, b] = [image.header, first.header];
  if (a.pixels.rows !== b.pixels.rows || a.pixels.columns !== b.pixels.columns) return false;
  // One array holds a stack's values, and one window draws them: kinds, units and inversions do not mix.
  if (image.storedValues.constructor !== first.storedValues.constructor) return false;
  if (a.unit !== b.unit || a.inverse !== b.inverse || !a.modalityLut !== !b.modalityLut) return false;
  if (!a.geometry || !b.geometry)
    return a.geometry === b.geometry && a.pixels.numberOfFrames === b.pixels.numberOfFrames;
  return sameGrid(a.geometry, b.geometry);
}

function sameGrid(a: ImageGeometry, b: ImageGeometry): boolean {
  const near = (x: number, y: number): boolean => Math.abs(x - y) <= SAME_SPACING;
  const along = (x: Vec3, y: Vec3): boolean => dot(x, y) >= Math.cos(SAME_ANGLE) * Math.sqrt(dot(x, x) * dot(y, y));
  const spacing = near(a.pixelSpacing[0], b.pixelSpacing[0]) && near(a.pixelSpacing[1], b.pixelSpacing[1]);
  return spacing && along(a.row, b.row) && along(a.column, b.column);
}

/**
 * Only where each group has `least` slices (de-identifiers give every slice its own frame of reference), or where all groups lie in
 * the same places: they would be duplicates else.
 */
function splitBy(stack: readonly SeriesImage[], key: Key, least: number): readonly (readonly SeriesImage[])[] {
  const groups = [...groupBy(stack, ({ header }) => key(header)).values()];
  const apart = groups.every((group) => group.length >= least) || inSamePlaces(groups);
  return groups.length > 1 && apart ? groups : [stack];
}

function inSamePlaces(groups: readonly (readonly SeriesImage[])[]): boolean {
  const [first, ...others] = groups.map(placesOf);
  return others.every(
    (places) =>
      places.length === first!.length && places.every((place, n) => Math.abs(place - first![n]!) < SAME_PLACE),
  );
}

/** mm along the normal, ascending; NaN without geometry. */
function placesOf(images: readonly SeriesImage[]): readonly number[] {
  return images
    .map(({ header: { geometry } }) =>
      geometry ? dot(geometry.imagePositionPatient, cross(geometry.row, geometry.column)) : Number.NaN,
    )
    .sort((a, b) => a - b);
}

function groupBy<T, K>(items: readonly T[], keyOf: (item: T) => K): Map<K, T[]> {
  const groups = new Map<K, T[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group) group.push(item);
    else groups.set(keyOf(item), [item]);
  }
  return groups;
}
