// The volume that a request is about, with the pixels that it needs: a plane along the slices needs its neighbours only.
import type { ImageHeader } from '../dicom/image-header.ts';
import { isResliceError } from '../errors.ts';
import { cross, dot, type Vec3 } from '../math/vec3.ts';
import { findFiles } from '../node/find-files.ts';
import { loadOutline } from '../node/load-outline.ts';
import { PATIENT_AXES } from '../plane/named-plane.ts';
import { neededSlices } from '../sampler/cpu/needed-slices.ts';
import type { Volume } from '../volume/volume.ts';
import type { CliIo } from './io.ts';
import { pickImages, pickVolume } from './pick-volume.ts';
import { problemTeller, readPaths } from './read-paths.ts';
import { planesOf } from './render-pictures.ts';
import type { RenderRequest } from './render-request.ts';

/** Between the plane's normal and that of the slices, as a cosine: more oblique planes meet most slices. */
const ALONG = 0.9;
/** Of the slices: with more, reading them all at once is quicker. */
const SHARE = 0.5;

export interface ReadVolume {
  readonly volume: Volume;
  /** How many of its slices have their pixels. */
  readonly slices: number;
}

/** The same pictures come out of it as of a volume that was read whole. @throws as `readPaths` and `pickVolume` */
export async function readVolume(paths: readonly string[], request: RenderRequest, io: CliIo): Promise<ReadVolume> {
  const near = await readNear(paths, request, io);
  if (near) return near;
  const { series } = await readPaths(paths, io);
  const volume = pickVolume(series, request.pick);
  return { volume, slices: volume.size[2] };
}

/** Null where all pixels are needed, or might be. */
async function readNear(paths: readonly string[], request: RenderRequest, io: CliIo): Promise<ReadVolume | null> {
  const windowed = request.format !== 'npy';
  if (request.several || (windowed && request.window === 'auto')) return null;
  const outline = await loadOutline(findFiles(paths), (header) => isAlong(header, request));
  if (!outline) return null;
  const picked = attempt(() => pickImages(outline.series, request.pick));
  if (!picked) return null;
  const { volume, images } = picked;
  // Without a window of the file's own, one is made of all values.
  const made = windowed && request.window === 'file' && volume.windows.length + volume.voiLuts.length === 0;
  if (made) return null;
  const needed = attempt(() => neededSlices(volume, planesOf(volume, request)[0]!, request.options));
  if (!needed) return null;
  const [first, last] = needed;
  const slices = last - first + 1;
  if (slices > SHARE * volume.size[2]) return null;
  const teller = problemTeller(io);
  for (const problem of outline.problems) teller.tell(problem);
  teller.end();
  await outline.fill(
    volume,
    images,
    Array.from({ length: slices }, (_, n) => first + n),
  );
  return { volume, slices };
}

/** What is wrong is said once everything has been read, as it would be then. */
function attempt<T>(run: () => T): T | null {
  try {
    return run();
  } catch (thrown) {
    if (isResliceError(thrown)) return null;
    throw thrown;
  }
}

function isAlong({ geometry }: ImageHeader, { where }: RenderRequest): boolean {
  if (!geometry) return false;
  const normal = cross(geometry.row, geometry.column);
  const { right, down, plane = 'acquired' } = where;
  const along: Vec3 = right && down ? cross(right, down) : plane === 'acquired' ? normal : PATIENT_AXES[plane].along;
  const length = Math.sqrt(dot(along, along) * dot(normal, normal));
  return Math.abs(dot(along, normal)) > ALONG * length;
}
