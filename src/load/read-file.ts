// One file's bytes -> its images.
import { isDirectory, readImageHeader } from '../dicom/image-header.ts';
import { parse } from '../dicom/parse.ts';
import { readStoredValues } from '../dicom/stored-values.ts';
import { isResliceError, ResliceError } from '../errors.ts';
import type { SeriesImage } from '../series/image.ts';

/**
 * @returns the file's frames; none for a DICOMDIR, which is an index
 * @throws ResliceError of the kinds of `readImageHeader` and `readStoredValues`, naming the file
 */
export function readFile(bytes: Uint8Array, file: string): readonly SeriesImage[] {
  const dataSet = parse(bytes, file);
  if (isDirectory(dataSet)) return [];
  try {
    const header = readImageHeader(dataSet, file);
    return Array.from({ length: header.pixels.numberOfFrames }, (_, frame) => ({
      header,
      frame,
      storedValues: readStoredValues(dataSet, header.pixels, file, frame),
    }));
  } catch (error) {
    if (isResliceError(error)) throw error;
    throw new ResliceError('dicom/bad-value', { file, detail: 'cannot be read' }, { cause: error });
  }
}
