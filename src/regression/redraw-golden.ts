// A golden drawn again from its own description.

import { writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { isResliceError, ResliceError } from '../errors.ts';
import type { Volume } from '../volume/volume.ts';
import { comparePictures, type PictureComparison } from './compare-pictures.ts';
import { drawDescription } from './draw-description.ts';
import { type Golden, goldenFiles, pictureBytes, pictureFileOf, readGolden, readGoldenPicture } from './golden.ts';
import type { Picture } from './picture.ts';
import { volumeHash } from './volume-identity.ts';

/** A golden to be drawn again. */
export interface GoldenToRedraw {
  readonly json: string;
  readonly golden: Golden;
  /** The files that it names as its source, as absolute paths; none where it names none. */
  readonly sourceFiles: readonly string[];
}

export interface Redrawn {
  readonly picture: Picture;
  /** The picture that was there; null where there was none, or none that can be read. */
  readonly before: Picture | null;
  /** What was there against what has been drawn; null where there was none. */
  readonly against: PictureComparison | null;
}

/** @throws ResliceError 'golden/missing' where there is no such description, 'golden/bad-file' */
export function openGolden(path: string): GoldenToRedraw {
  const json = resolve(goldenFiles(path).json);
  const golden = readGolden({ json });
  if (!golden) throw new ResliceError('golden/missing', { file: json, detail: 'no description of what it shows' });
  const files = golden.source && 'files' in golden.source ? golden.source.files : [];
  return { json, golden, sourceFiles: files.map((file) => resolve(dirname(json), file)) };
}

/**
 * Draws it by the reference, from the volume that it was drawn from: recognised among `volumes` by its hash.
 * @param write  whether the picture takes the place of the one that is there; true where absent
 * @throws ResliceError 'golden/other-volume' where none of the volumes is its own
 */
export function redrawGolden(
  path: string,
  volumes: Volume | readonly Volume[],
  { write = true }: { readonly write?: boolean } = {},
): Redrawn {
  const { json, golden } = openGolden(path);
  const own = [volumes].flat().find((volume) => volumeHash(volume) === golden.volume.sha256);
  if (!own) {
    const detail = `none of the volumes given has its SHA-256 ${golden.volume.sha256.slice(0, 12)}…`;
    throw new ResliceError('golden/other-volume', { file: json, detail });
  }
  const picture = drawDescription(own, golden.description);
  const file = pictureFileOf(json, golden);
  const before = kept(file);
  const against = before && comparePictures(before, picture);
  if (write && !against?.same) writeFileSync(file, pictureBytes(picture));
  return { picture, before, against };
}

/** One that cannot be read is as good as none. */
function kept(file: string): Picture | null {
  try {
    return readGoldenPicture({ picture: file });
  } catch (error) {
    if (isResliceError(error)) return null;
    throw error;
  }
}
