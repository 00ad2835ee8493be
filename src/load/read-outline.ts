// A file's header without its pixels, where the header alone tells that they can be had.
import { createCodecs } from '../dicom/codecs/create-codecs.ts';
import { isDirectory, openHeaders } from '../dicom/image-header.ts';
import { loadUnitMappings } from '../dicom/load-unit-mappings.ts';
import { parse } from '../dicom/parse.ts';
import { pixelTagOf, readPixelFormat } from '../dicom/pixel-format.ts';
import { openPixels } from '../dicom/pixel-source.ts';
import { DEFLATED, transferSyntaxOf } from '../dicom/transfer-syntax.ts';
import { isResliceError } from '../errors.ts';
import type { SeriesImage } from '../series/image.ts';

/**
 * @param bytes  as long as the file, of which the first `known` have been read and the rest is 0
 * @returns the image with no stored values, of the kind that it has; null for whatever must be read whole to be known: compressed pixels,
 * which may turn out corrupt, frames, colours, wide pixels, Modality LUTs, a header longer than `known`, and all that is faulty
 */
export async function readOutline(bytes: Uint8Array, known: number, file: string): Promise<SeriesImage | null> {
  try {
    const dataSet = parse(bytes, file);
    const tag = isDirectory(dataSet) ? undefined : pixelTagOf(dataSet);
    if (!tag || dataSet.place(tag)!.offset > known) return null;
    const { uid, coding } = transferSyntaxOf(dataSet, file);
    if (coding !== 'native' || uid === DEFLATED) return null;
    const format = readPixelFormat(dataSet, file);
    const { kind, bitsAllocated, samplesPerPixel, numberOfFrames, signed } = format;
    const plain = kind === 'integer' && (bitsAllocated === 8 || bitsAllocated === 16);
    if (!plain || samplesPerPixel !== 1 || numberOfFrames !== 1) return null;
    // Checks that the file is long enough.
    openPixels(dataSet, format, file, createCodecs());
    const header = openHeaders(dataSet, format, file, await loadUnitMappings(dataSet))(0);
    if (header.modalityLut) return null;
    return { header, frame: 0, storedValues: signed ? new Int16Array() : new Uint16Array() };
  } catch (thrown) {
    if (isResliceError(thrown)) return null;
    throw thrown;
  }
}
