// One file's bytes -> its images.
import { type Codecs, createCodecs } from '../dicom/codecs/create-codecs.ts';
import { withFile } from '../dicom/fail-parse.ts';
import { isDirectory, openHeaders, requireImage } from '../dicom/image-header.ts';
import { inflateDataSet } from '../dicom/inflate-data-set.ts';
import { loadUnitMappings } from '../dicom/load-unit-mappings.ts';
import { parse } from '../dicom/parse.ts';
import { readPixelFormat } from '../dicom/pixel-format.ts';
import { openPixels } from '../dicom/pixel-source.ts';
import { isResliceError } from '../errors.ts';
import type { SeriesImage } from '../series/image.ts';
import type { Pause } from '../volume/build-volume.ts';

/**
 * @param codecs  shared by the files of a load, so that each decoder is loaded once
 * @returns the file's frames; none for a DICOMDIR, which is an index
 * @throws ResliceError of the kinds of `parse`, `readPixelFormat`, `openPixels` and `openHeaders`, naming the file; 'load/aborted'
 */
export async function readFile(
  bytes: Uint8Array,
  file: string,
  codecs: Codecs = createCodecs(),
  pause: Pause = () => undefined,
): Promise<readonly SeriesImage[]> {
  try {
    const dataSet = parse(bytes, file, await inflateDataSet(bytes, file));
    if (isDirectory(dataSet)) return [];
    requireImage(dataSet, file);
    const format = readPixelFormat(dataSet, file);
    const pixels = openPixels(dataSet, format, file, codecs);
    const images: SeriesImage[] = [];
    const headerOf = openHeaders(dataSet, format, file, await loadUnitMappings(dataSet));
    for (let frame = 0; frame < format.numberOfFrames; frame++) {
      await pause();
      const header = headerOf(frame);
      const { values, problem } = await pixels.frame(frame);
      const told = problem ? { ...header, problems: [...header.problems, problem] } : header;
      images.push({ header: told, frame, storedValues: values });
    }
    return images;
  } catch (thrown) {
    if (isResliceError(thrown, 'load/aborted')) throw thrown;
    throw withFile(thrown, file);
  }
}
