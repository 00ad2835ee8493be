// One file's bytes -> its images.
import { type Codecs, createCodecs } from '../dicom/codecs/create-codecs.ts';
import { withFile } from '../dicom/fail-parse.ts';
import { isDirectory, readImageHeaders, requireImage } from '../dicom/image-header.ts';
import { inflateDataSet } from '../dicom/inflate-data-set.ts';
import { loadUnitMappings } from '../dicom/load-unit-mappings.ts';
import { parse } from '../dicom/parse.ts';
import { readPixelFormat } from '../dicom/pixel-format.ts';
import { openPixels } from '../dicom/pixel-source.ts';
import type { SeriesImage } from '../series/image.ts';

/**
 * @param codecs  shared by the files of a load, so that each decoder is loaded once
 * @returns the file's frames; none for a DICOMDIR, which is an index
 * @throws ResliceError of the kinds of `parse`, `readPixelFormat`, `openPixels` and `readImageHeaders`, naming the file
 */
export async function readFile(
  bytes: Uint8Array,
  file: string,
  codecs: Codecs = createCodecs(),
): Promise<readonly SeriesImage[]> {
  try {
    const dataSet = parse(bytes, file, await inflateDataSet(bytes, file));
    if (isDirectory(dataSet)) return [];
    requireImage(dataSet, file);
    const format = readPixelFormat(dataSet, file);
    const pixels = openPixels(dataSet, format, file, codecs);
    const images: SeriesImage[] = [];
    const readMappings = await loadUnitMappings(dataSet);
    for (const header of readImageHeaders(dataSet, format, file, readMappings)) {
      images.push({ header, frame: header.frame, storedValues: await pixels.frame(header.frame) });
    }
    return images;
  } catch (thrown) {
    throw withFile(thrown, file);
  }
}
