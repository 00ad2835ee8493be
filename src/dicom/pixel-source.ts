// Pixel Data -> stored values, frame by frame, whatever the transfer syntax. Lengths are checked before anything is allocated.
import { ResliceError } from '../errors.ts';
import type { Cells } from './codecs/cells.ts';
import { type Codecs, frameBytes } from './codecs/create-codecs.ts';
import type { DataSet, ElementPlace } from './data-set.ts';
import { namingFile, withFile } from './fail-parse.ts';
import { readFrames } from './fragments.ts';
import { bitCells, cellsOf, reverse, unpack422 } from './native-cells.ts';
import { type PixelFormat, pixelTagOf } from './pixel-format.ts';
import { type CellBits, type FrameValues, storedValuesOf } from './stored-values.ts';
import { TAGS } from './tag.ts';
import { transferSyntaxOf } from './transfer-syntax.ts';

export interface PixelSource {
  /**
   * Length rows·columns·samplesPerPixel, column fastest, samples interleaved. May share the file's memory.
   * @throws ResliceError 'dicom/corrupt-codestream', 'dicom/limit-exceeded', 'dicom/bad-value', 'dicom/unsupported-transfer-syntax'
   */
  frame(index: number): Promise<FrameValues>;
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
    return { frame: async (index) => nativeFrame(dataSet, place, format, index) };
  }
  if (!place.undefinedLength) {
    throw new ResliceError('dicom/bad-value', {
      file,
      tag,
      detail: 'not in fragments, and the transfer syntax has some',
    });
  }
  const frames = namingFile(file, () => readFrames(dataSet, place, format.numberOfFrames), tag);
  return {
    async frame(index) {
      try {
        const decoded = await codecs.decode(coding, frames[index]!, format);
        if (!(decoded instanceof Uint8Array)) return decodedFrame(decoded, format);
        if (decoded.length < frameBytes(format)) {
          throw new ResliceError('dicom/truncated', { detail: `frame ${index + 1} is too short` });
        }
        return byteFrame(decoded, format, 0, false);
      } catch (thrown) {
        throw withFile(thrown, file, tag);
      }
    },
  };
}

/** Half the chroma of native YBR_FULL_422 is not there: two bytes a pixel. */
const is422 = ({ photometricInterpretation, samplesPerPixel, bitsAllocated }: PixelFormat): boolean =>
  photometricInterpretation === 'YBR_FULL_422' && samplesPerPixel === 3 && bitsAllocated === 8;

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
  const bit = frameBits(format) * index;
  const pixels = dataSet.bytes.subarray(place.offset, place.offset + place.length);
  // Written as 16-bit words, bytes change places in pairs: annex A.3 of PS3.5 has no other way to put 8 bits into OW.
  if (dataSet.bigEndian && format.bitsAllocated <= 8 && place.vr !== 'OB') {
    const swapped = pixels.slice();
    reverse(swapped, 2);
    return byteFrame(swapped, format, bit, false);
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
 * Where codestream and header disagree, the header is believed about sign and BitsStored, the codestream about how many bits a
 * sample has: unsigned samples of fewer bits than BitsStored are sign extended from their own top bit.
 */
function decodedFrame({ samples, precision, signed }: Cells, format: PixelFormat): FrameValues {
  if (precision > format.bitsAllocated) {
    const detail = `the codestream has ${precision} bits a sample`;
    throw new ResliceError('dicom/bad-value', { tag: TAGS.bitsAllocated, detail });
  }
  const bitsStored = signed ? format.bitsStored : Math.min(format.bitsStored, precision);
  const shifted = precision > format.highBit && format.highBit >= format.bitsStored;
  const bits: CellBits = {
    bitsStored,
    highBit: shifted ? format.highBit : bitsStored - 1,
    signed: format.signed,
  };
  return storedValuesOf(samples, format, bits);
}
