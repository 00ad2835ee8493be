// The same object twice, as on a CD with a copy of itself, counts once; two images under one UID are two images.
import { TAGS, type Tag } from '../dicom/tag.ts';
import { ResliceError } from '../errors.ts';
import type { SeriesImage } from '../series/image.ts';

type Frames = readonly SeriesImage[];

/**
 * @param objects  the frames of each file that holds an image
 * @param tell  a copy that is left out is a note; an image that shares its UID with another is a problem, and both are kept
 * @returns the images, in order
 */
export function distinctObjects(objects: readonly Frames[], tell: (problem: ResliceError) => void): SeriesImage[] {
  const seen = new Map<string, Frames[]>();
  return objects.flatMap((frames) => {
    const { sopInstanceUID: uid, file } = frames[0]!.header;
    const others = seen.get(uid) ?? [];
    if (!uid || others.length === 0) {
      seen.set(uid, [frames]);
      return frames;
    }
    const differences = others.map((other) => differenceOf(other, frames));
    const copied = differences.indexOf(null);
    const other = others[Math.max(copied, 0)]![0]!.header.file;
    if (copied >= 0) {
      const detail = `the same object as ${other}`;
      tell(new ResliceError('dicom/bad-value', { file, tag: TAGS.sopInstanceUID, detail }));
      return [];
    }
    others.push(frames);
    const detail = `not that of ${other}, which has the same SOPInstanceUID; both are kept`;
    tell(new ResliceError('dicom/bad-value', { file, tag: differences[0]!, detail }));
    return frames;
  });
}

/** The first attribute that shows them to be two; null for a copy, in whatever transfer syntax. */
function differenceOf(a: Frames, b: Frames): Tag | null {
  if (a.length !== b.length) return TAGS.numberOfFrames;
  if (a[0]!.header.instanceNumber !== b[0]!.header.instanceNumber) return TAGS.instanceNumber;
  const differs = (same: (x: SeriesImage, y: SeriesImage) => boolean): boolean =>
    a.some((image, n) => !same(image, b[n]!));
  if (differs((x, y) => placeOf(x) === placeOf(y))) return TAGS.imagePositionPatient;
  return differs(samePixels) ? TAGS.pixelData : null;
}

const placeOf = ({ header: { geometry } }: SeriesImage): string =>
  geometry ? [geometry.imagePositionPatient, geometry.row, geometry.column].join() : '';

/** Pixels that were compressed with a loss once more are those of a copy. */
function samePixels(a: SeriesImage, b: SeriesImage): boolean {
  if (a.storedValues.length !== b.storedValues.length) return false;
  if (a.header.lossy !== b.header.lossy) return true;
  return a.storedValues.every((value, p) => Object.is(value, b.storedValues[p]));
}
