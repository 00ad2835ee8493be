// Which images belong together: by series, then into stacks that can be sampled as one.
import type { ImageGeometry } from '../dicom/image-geometry.ts';
import { dot, type Vec3 } from '../math/vec3.ts';
import type { SeriesImage } from './image.ts';

/** Orientations nearer than this are one, rad; spacings nearer than this, mm. */
const SAME_ANGLE = 0.001;
const SAME_SPACING = 1e-4;

/** Images by SeriesInstanceUID, in the order in which each series was met. */
export const groupSeries = (images: readonly SeriesImage[]): ReadonlyMap<string, readonly SeriesImage[]> =>
  groupBy(images, (image) => image.header.seriesInstanceUID);

/**
 * A series' images by size, geometry and what their values mean; images without geometry make a stack of their own a size,
 * and so does a file of several frames.
 */
export function groupStacks(images: readonly SeriesImage[]): readonly (readonly SeriesImage[])[] {
  const stacks: SeriesImage[][] = [];
  for (const image of images) {
    const stack = stacks.find(([first]) => belongs(image, first!));
    if (stack) stack.push(image);
    else stacks.push([image]);
  }
  return stacks
    .flatMap((stack) => splitBy(stack, (image) => image.header.frameOfReferenceUID))
    .flatMap((stack) => splitBy(stack, (image) => image.header.echoTime));
}

function belongs(image: SeriesImage, first: SeriesImage): boolean {
  const [a, b] = [image.header, first.header];
  if (a.pixels.rows !== b.pixels.rows || a.pixels.columns !== b.pixels.columns) return false;
  // One array holds a stack's values, and one window draws them: signs, units and inversions do not mix.
  if (a.pixels.signed !== b.pixels.signed || a.unit !== b.unit || a.inverse !== b.inverse) return false;
  if ((a.pixels.numberOfFrames > 1 || b.pixels.numberOfFrames > 1) && a !== b) return false;
  if (!a.geometry || !b.geometry) return a.geometry === b.geometry;
  return sameGrid(a.geometry, b.geometry);
}

function sameGrid(a: ImageGeometry, b: ImageGeometry): boolean {
  const near = (x: number, y: number): boolean => Math.abs(x - y) <= SAME_SPACING;
  const along = (x: Vec3, y: Vec3): boolean => dot(x, y) >= Math.cos(SAME_ANGLE) * Math.sqrt(dot(x, x) * dot(y, y));
  const spacing = near(a.pixelSpacing[0], b.pixelSpacing[0]) && near(a.pixelSpacing[1], b.pixelSpacing[1]);
  return spacing && along(a.row, b.row) && along(a.column, b.column);
}

/** Only where each group has two slices or more: de-identifiers give every slice its own frame of reference. */
function splitBy(
  stack: readonly SeriesImage[],
  keyOf: (image: SeriesImage) => string | number | null,
): readonly (readonly SeriesImage[])[] {
  const groups = [...groupBy(stack, keyOf).values()];
  return groups.length > 1 && groups.every((group) => group.length >= 2) ? groups : [stack];
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
