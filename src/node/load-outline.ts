// Series by their headers: what is there and where, and the pixels of those slices that somebody asks for. Of files on a slow disk or a
// network, that is a small part of their bytes.
import { open } from 'node:fs/promises';
import { createCodecs } from '../dicom/codecs/create-codecs.ts';
import type { ImageHeader } from '../dicom/image-header.ts';
import type { ResliceError } from '../errors.ts';
import { buildSeries } from '../load/build-series.ts';
import { readFile } from '../load/read-file.ts';
import { readInput } from '../load/read-input.ts';
import { readOutline } from '../load/read-outline.ts';
import type { Series } from '../load/series.ts';
import { groupSeries } from '../series/group-series.ts';
import type { SeriesImage } from '../series/image.ts';
import type { Volume } from '../volume/volume.ts';
import type { FoundFile } from './find-files.ts';
import { readBytes } from './read-bytes.ts';

/** Headers are mostly shorter, bytes. */
const HEAD = 64 * 2 ** 10;
/** Files that are open at a time. */
const LANES = 16;

export interface Outline {
  /** As a full load has them, but that stored values may be 0 and ranges of values, and reports of padding, are not known. */
  readonly series: readonly Series[];
  readonly problems: readonly ResliceError[];
  /**
   * Puts the pixels of slices where they belong.
   * @param images  the volume's, in slice order
   * @param slices  indices
   */
  fill(volume: Volume, images: readonly ImageHeader[], slices: Iterable<number>): Promise<void>;
}

/**
 * @param worth  whether to go on, by the header of the middle file
 * @returns null where a full load is needed to know what is there: archives, one object twice, what is not `worth` it
 */
export async function loadOutline(
  found: readonly FoundFile[],
  worth: (header: ImageHeader) => boolean,
): Promise<Outline | null> {
  const middle = found[Math.floor(found.length / 2)];
  const first = middle && (await outlineOf(middle));
  if (!first || !worth(first.header)) return null;
  const read = await readAll(found);
  if (!read) return null;
  const images = read.flatMap((result) => result.images);
  const objects = new Set(images.map(({ header }) => `${header.sopInstanceUID} ${header.frame}`));
  if (images.length === 0 || objects.size < images.length) return null;
  const fileOf = new Map(read.flatMap(({ path, images }) => images.map(({ header }) => [header, path] as const)));
  const waiting = new Set(images.filter(({ storedValues }) => storedValues.length === 0).map(({ header }) => header));
  const series: Series[] = [];
  for (const group of groupSeries(images).values()) series.push(await buildSeries(group, () => undefined));
  return {
    series,
    problems: read.flatMap(({ problem }) => problem ?? []),
    async fill({ storedValues, size }, headers, slices) {
      for (const k of slices) {
        const header = headers[k]!;
        if (!waiting.delete(header)) continue;
        const [image] = await readFile(new Uint8Array(await readBytes(fileOf.get(header)!)), header.file);
        storedValues.set(image!.storedValues, k * size[0] * size[1]);
      }
    },
  };
}

interface Read {
  readonly path: string;
  readonly images: readonly SeriesImage[];
  readonly problem: ResliceError | null;
}

/** In the order of the files; null where one is an archive. */
async function readAll(found: readonly FoundFile[]): Promise<readonly Read[] | null> {
  const codecs = createCodecs();
  const results: Read[] = [];
  let [next, archive] = [0, false];
  const lane = async (): Promise<void> => {
    while (next < found.length && !archive) {
      const n = next++;
      const { name, path } = found[n]!;
      const image = await outlineOf(found[n]!);
      if (image) {
        results[n] = { path, images: [image], problem: null };
        continue;
      }
      const { images, files, problem } = await readInput({ name, arrayBuffer: () => readBytes(path) }, false, codecs);
      archive ||= files.length > 0;
      results[n] = { path, images, problem };
    }
  };
  await Promise.all(Array.from({ length: LANES }, lane));
  return archive ? null : results;
}

async function outlineOf({ name, path }: FoundFile): Promise<SeriesImage | null> {
  try {
    const file = await open(path);
    try {
      const { size } = await file.stat();
      const bytes = new Uint8Array(size);
      const { bytesRead } = await file.read(bytes, 0, Math.min(size, HEAD), 0);
      return await readOutline(bytes, bytesRead, name);
    } finally {
      await file.close();
    }
  } catch {
    // Whoever reads it whole says what is wrong with it.
    return null;
  }
}
