// Pixel Data -> stored values, frame by frame, whatever the transfer syntax. Lengths are checked before anything is allocated.
import { ResliceError } from '../errors.ts';
import type { Cells } from './codecs/cells.ts';
import type { Codecs } from './codecs/create-codecs.ts';
import type { DataSet, ElementPlace } from './data-set.ts';
import { namingFile, withFile } from './fail-parse.ts';
import { readFrames } from './fragments.ts';
import { bitCells, cellsOf, reverse, unpack422 } from './native-cells.ts';
import { type PixelFormat, pixelTagOf } from './pixel-format.ts';
import { type CellBits, type FrameValues, storedValuesOf } from './stored-values.ts';
import { TAGS, type Tag } from './tag.ts';
import { transferSyntaxOf } from './transfer-syntax.ts';

export interface Frame {
  /** Length rows·columns·samplesPerPixel, column fastest, samples interleaved. May share the file's memory. */
  readonly values: FrameValues;
  /** Where codestream and header say different things of the samples; the header is believed. */
  readonly problem: ResliceError | null;
}

export interface PixelSource {
  /** @throws ResliceError 'dicom/corrupt-codestream', 'dicom/limit-exceeded', 'dicom/bad-value', 'dicom/unsupported-transfer-syntax' */
  frame(index: number): Promise<Frame>;
}

/** @throws ResliceError 'dicom/truncated' where fewer pixels are there than the header says, 'dicom/bad-value' */
export function openPixels(dataSet: DataSet, format: PixelFormat, file: string, codecs: Codecs): PixelSource {
  const { coding } = transferSyntaxOf(dataSet, file);
  const tag = pixelTagOf(dataSet)!;
  const place = dataSet.place(tag)!;
  if (coding === 'native') {
    if (place.undefinedLength) {
      throw new ResliceError('dicom/bad-value', {
        file,
        tag,
        detail: 'in fragments, and the transfer syntax has none',
      });
    }
    requireLength(dataSet, place, format, file);
    return { frame: async (index) => ({ values: nativeFrame(dataSet, place, format, index), problem: null }) };
  }
  if (!place.undefinedLength) {
    throw new ResliceError('dicom/bad-value', {
      file,
      tag,
      detail: 'not in fragments, and the transfer syntax has some',
    });
  }
  const frames = namingFile(file, () => readFrames(dataSet, place, format.numberOfFrames), tag);
  const coded = coding === 'rle' ? unpackedRle(format) : format;
  return {
    async frame(index) {
      try {
        requirePlausible(frames[index]!, format);
        const decoded = await codecs.decode(coding, frames[index]!, format);
        if (!(decoded instanceof Uint8Array)) return decodedFrame(decoded, format, file);
        if (decoded.length * 8 < frameBits(coded)) {
          throw new ResliceError('dicom/truncated', { detail: `frame ${index + 1} is too short` });
        }
        return { values: byteFrame(decoded, coded, 0, false), problem: null };
      } catch (thrown) {
        throw withFile(thrown, file, tag);
      }
    },
  };
}

/** Half the chroma of native YBR_FULL_422 is not there: two bytes a pixel. */
const is422 = ({ photometricInterpretation, samplesPerPixel, bitsAllocated }: PixelFormat): boolean =>
  photometricInterpretation === 'YBR_FULL_422' && samplesPerPixel === 3 && bitsAllocated === 8;

/** What the decoder gives, whatever the header says of the segments: pixel after pixel, each with all its samples. */
const unpackedRle = (format: PixelFormat): PixelFormat => ({
  ...format,
  planar: false,
  photometricInterpretation: format.photometricInterpretation.replace('YBR_FULL_422', 'YBR_FULL'),
});

/** Samples that any codestream may claim, and a byte of it beyond that: a black picture of 4096 × 4096 needs a hundred bytes. */
const FREE = 2 ** 24;
const FOLD = 2 ** 14;

/** Before a decoder is let loose: a few bytes may claim 65535 × 65535. */
function requirePlausible(bytes: Uint8Array, { rows, columns, samplesPerPixel }: PixelFormat): void {
  const samples = rows * columns * samplesPerPixel;
  if (samples <= Math.max(FREE, bytes.length * FOLD)) return;
  throw new ResliceError('dicom/limit-exceeded', { detail: `${samples} samples from ${bytes.length} bytes` });
}

function frameBits(format: PixelFormat): number {
  const pixels = format.rows * format.columns;
  return is422(format) ? Math.ceil(pixels / 2) * 32 : pixels * format.samplesPerPixel * format.bitsAllocated;
}

function requireLength(dataSet: DataSet, place: ElementPlace, format: PixelFormat, file: string): void {
  const needed = Math.ceil((frameBits(format) * format.numberOfFrames) / 8);
  const there = Math.min(place.length, dataSet.bytes.length - place.offset);
  if (needed <= there) return;
  const detail = `${there} of ${needed} bytes`;
  throw new ResliceError('dicom/truncated', { file, tag: pixelTagOf(dataSet), detail });
}

function nativeFrame(dataSet: DataSet, place: ElementPlace, format: PixelFormat, index: number): FrameValues {
  const bits = frameBits(format);
  const bit = bits * index;
  const pixels = dataSet.bytes.subarray(place.offset, place.offset + place.length);
  // Written as 16-bit words, bytes change places in pairs: annex A.3 of PS3.5 has no other way to put 8 bits into OW.
  if (dataSet.bigEndian && format.bitsAllocated <= 8 && place.vr !== 'OB') {
    const from = Math.floor(bit / 16) * 2;
    const swapped = pixels.slice(from, Math.ceil((bit + bits) / 16) * 2);
    reverse(swapped, 2);
    return byteFrame(swapped, format, bit - from * 8, false);
  }
  return byteFrame(pixels, format, bit, dataSet.bigEndian);
}

/** @param bit  where the frame begins in `bytes` */
function byteFrame(bytes: Uint8Array, format: PixelFormat, bit: number, bigEndian: boolean): FrameValues {
  const pixels = format.rows * format.columns;
  const from = bytes.subarray(Math.floor(bit / 8));
  if (format.bitsAllocated === 1) {
    return storedValuesOf(bitCells(from, bit % 8, pixels), format, { bitsStored: 1, highBit: 0, signed: false });
  }
  if (is422(format)) return storedValuesOf(unpack422(from, pixels), format);
  return storedValuesOf(cellsOf(from, format, bigEndian), format);
}

/**
 * Bits Stored and Pixel Representation of the header say what the decoded bits mean: PS3.5 8.2 asks that the codestream agree, and
 * where it does not, a decoder's own idea of it would make values that the file's other readers do not see.
 */
function decodedFrame({ samples, precision, signed }: Cells, format: PixelFormat, file: string): Frame {
  if (precision > format.bitsAllocated) {
    const detail = `the codestream has ${precision} bits a sample`;
    throw new ResliceError('dicom/bad-value', { tag: TAGS.bitsAllocated, detail });
  }
  // Signed samples are two's complement of the whole cell already.
  const width = samples.BYTES_PER_ELEMENT * 8;
  const bitsStored = signed ? Math.min(format.bitsStored, width) : format.bitsStored;
  const shifted = precision > format.highBit && format.highBit >= format.bitsStored;
  const bits: CellBits = {
    bitsStored,
    highBit: shifted ? format.highBit : bitsStored - 1,
    signed: format.signed,
  };
  const values = storedValuesOf(samples, format, bits);
  return { values, problem: disagreement(samples, precision, signed, format, file) };
}

/** What makes it doubtful what a value means; that bits of 0 are written above Bits Stored does not. */
function disagreement(
  samples: Cells['samples'],
  precision: number,
  signed: boolean | null,
  { signed: asSigned, bitsStored, highBit }: PixelFormat,
  file: string,
): ResliceError | null {
  const told = (tag: Tag, detail: string) => new ResliceError('dicom/bad-value', { file, tag, detail });
  if (signed !== null && signed !== asSigned) {
    return told(TAGS.pixelRepresentation, `the codestream's samples are ${signed ? 'signed' : 'unsigned'}`);
  }
  if (!signed && asSigned && precision < bitsStored) {
    return told(TAGS.bitsStored, `signed, and the codestream has ${precision} bits without a sign`);
  }
  if (
    precision > bitsStored &&
    highBit === bitsStored - 1 &&
    isWider(samples, signed ? samples.BYTES_PER_ELEMENT * 8 : precision, bitsStored, asSigned)
  ) {
    return told(TAGS.bitsStored, `the codestream's samples need up to ${precision} bits`);
  }
  return null;
}

/** Whether a sample of `width` bits loses one that counts: neither 0 nor the sign once more. */
function isWider(samples: Cells['samples'], width: number, bitsStored: number, signed: boolean): boolean {
  const up = 32 - bitsStored;
  const cell = 2 ** width - 1;
  for (let p = 0; p < samples.length; p++) {
    const sample = samples[p]!;
    const low = (sample << up) >>> up;
    if (sample !== low && !(signed && sample === (((low << up) >> up) & cell))) return true;
  }
  return false;
}
