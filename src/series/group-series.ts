// Which images belong together: by series, then into stacks that can be sampled as one.
import type { ImageGeometry } from '../dicom/image-geometry.ts';
import type { ImageHeader } from '../dicom/image-header.ts';
import { cross, dot, type Vec3 } from '../math/vec3.ts';
import { groupBy } from './group-by.ts';
import type { SeriesImage } from './image.ts';
import { MOSTLY, type NumberOf, partByValue } from './part-places.ts';
import { placesOf } from './sort-slices.ts';
import { splitTimes } from './split-times.ts';
import { indexIn } from './time-keys.ts';

/** Orientations nearer than this are one, rad; spacings nearer than this, mm. */
const SAME_ANGLE = 0.001;
const SAME_SPACING = 1e-4;
/** Positions nearer than this are one place, mm. */
const SAME_PLACE = 0.01;

/** Images by SeriesInstanceUID, in the order in which each series was met. */
export const groupSeries = (images: Images): ReadonlyMap<string, Images> =>
  groupBy(images, (image) => image.header.seriesInstanceUID);

type Key = (header: ImageHeader) => unknown;

/** What tells stacks of one grid apart, be it a single slice. */
const KEYS: readonly Key[] = [
  (header) => header.stackID,
  (header) => header.frameGroup,
  (header) => header.segmentNumber,
  (header) => header.imageType.includes('LOCALIZER'),
  // What follows the third value differs within one scan (ADD); where it makes stacks of its own they lie in the same places.
  (header) => header.imageType.slice(0, 3).join('\\'),
];

/** Numbers of noise in their last digits: what differs by less is one. */
const MEASURED: readonly { readonly numberOf: NumberOf; readonly absolute: number; readonly relative: number }[] = [
  { numberOf: (header) => header.echoTime, absolute: 0.05, relative: 0.01 },
  { numberOf: (header) => header.diffusionBValue, absolute: 1, relative: 0.01 },
];

type Images = readonly SeriesImage[];

/**
 * A series' images by size, geometry and what their values mean, then by stack, segment, image type, echo and b-value, then by frame
 * of reference and by an enhanced object's own dimensions. Images without geometry make a stack of their own a size.
 */
export function groupStacks(images: Images): readonly Images[] {
  const stacks: SeriesImage[][] = [];
  for (const image of images) {
    const stack = stacks.find(([first]) => belongs(image, first!));
    if (stack) stack.push(image);
    else stacks.push([image]);
  }
  const steps: readonly ((stack: Images) => readonly Images[])[] = [
    ...KEYS.map((key) => (stack: Images) => groupsOf(stack, key)),
    ...MEASURED.map(({ numberOf, absolute, relative }) => (stack: Images) => {
      const valueAt = clusters(
        stack.map(({ header }) => numberOf(header)),
        absolute,
        relative,
      );
      return groupsOf(stack, (header) => valueAt.get(numberOf(header)));
    }),
    splitByFrameOfReference,
    splitByImageType,
    splitByDirection,
    splitByDimensions,
  ];
  return steps.reduce((all: readonly Images[], step) => all.flatMap(step), stacks);
}

const groupsOf = (stack: Images, key: Key): readonly Images[] => [
  ...groupBy(stack, ({ header }) => key(header)).values(),
];

/** Each value -> the least of those that it is one with: no two neighbours among them are farther apart than noise. */
function clusters(values: readonly (number | null)[], absolute: number, relative: number): Map<number | null, number> {
  const ordered = [...new Set(values)].filter((value) => value !== null).sort((a, b) => a - b);
  const least = new Map<number | null, number>();
  for (const [n, value] of ordered.entries()) {
    const before = ordered[n - 1];
    const same = before !== undefined && value - before <= Math.max(absolute, relative * value);
    least.set(value, same ? least.get(before)! : value);
  }
  return least;
}

/**
 * Only where each group has at least two slices (de-identifiers give every slice its own frame of reference), or where all groups lie
 * in the same places: they would be duplicates else.
 */
function splitByFrameOfReference(stack: Images): readonly Images[] {
  const groups = groupsOf(stack, (header) => header.frameOfReferenceUID);
  const apart = groups.every((group) => slicesIn(group) >= 2) || inSamePlaces(groups);
  return apart ? groups : [stack];
}

function splitByImageType(stack: Images): readonly Images[] {
  const groups = groupsOf(stack, (header) => header.imageType.join('\\'));
  return inSamePlaces(groups) ? groups : [stack];
}

/** Diffusion directions that lie at the same places. */
function splitByDirection(stack: Images): readonly Images[] {
  const nameOf = ({ diffusionDirection }: ImageHeader): string =>
    diffusionDirection?.map((part) => part.toFixed(4)).join() ?? '';
  const ranks = new Map([...new Set(stack.map(({ header }) => nameOf(header)))].map((name, n) => [name, n]));
  if (ranks.size === 1 || !hasGeometry(stack)) return [stack];
  const parts = partByValue(placesOf(stack).places, (header) => ranks.get(nameOf(header))!, MOSTLY);
  return parts?.map(({ images }) => images) ?? [stack];
}

const slicesIn = (images: Images): number => (hasGeometry(images) ? placesOf(images).places.length : images.length);
const hasGeometry = ([first]: Images): boolean => first!.header.geometry !== null;

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

function inSamePlaces(groups: readonly Images[]): boolean {
  const [first, ...others] = groups.map(positionsOf);
  return others.every(
    (places) =>
      places.length === first!.length && places.every((place, n) => Math.abs(place - first![n]!) < SAME_PLACE),
  );
}

/** mm along the normal, ascending; NaN without geometry. */
function positionsOf(images: Images): readonly number[] {
  return images
    .map(({ header: { geometry } }) =>
      geometry ? dot(geometry.imagePositionPatient, cross(geometry.row, geometry.column)) : Number.NaN,
    )
    .sort((a, b) => a - b);
}

/**
 * By each dimension of an enhanced object that tells frames at the same places apart and is no time; by one that nobody knows only
 * where all else leaves frames in one place.
 */
function splitByDimensions(stack: Images): readonly Images[] {
  if (!hasGeometry(stack)) return [stack];
  for (const { name, kind } of stack[0]!.header.dimensions) {
    if (kind === 'time') continue;
    const parts = partByValue(placesOf(stack).places, indexIn(name), MOSTLY);
    if (!parts || (kind === 'unknown' && !leavesDuplicates(stack))) continue;
    return parts.flatMap(({ images }) => splitByDimensions(images));
  }
  return [stack];
}

const leavesDuplicates = (stack: Images): boolean =>
  splitTimes(stack).some(({ images }) => placesOf(images).places.length < images.length);
