// Pixel Data -> stored values: bits masked, sign extended. The length is checked before anything is allocated.
import { ResliceError } from '../errors.ts';
import type { DataSet } from './data-set.ts';
import type { PixelFormat } from './pixel-format.ts';
import { TAGS } from './tag.ts';

/**
 * One frame's stored values, length rows·columns, column fastest. Shares the file's memory where the pixels lie there as they
 * are needed (16 of 16 bits, even offset); 8-bit pixels are widened.
 * @throws ResliceError 'dicom/truncated' where fewer pixels are there than the header says
 * Source: DICOM PS3.5 8.1.1 (pixel cells)
 */
export function readStoredValues(
  dataSet: DataSet,
  format: PixelFormat,
  file: string,
  frame = 0,
): Int16Array | Uint16Array {
  const { rows, columns, numberOfFrames, bitsAllocated } = format;
  const place = dataSet.place(TAGS.pixelData)!;
  const frameBytes = rows * columns * (bitsAllocated / 8);
  const there = Math.min(place.undefinedLength ? 0 : place.length, dataSet.bytes.length - place.offset);
  if (frameBytes * numberOfFrames > there) {
    const detail = `${there} of ${frameBytes * numberOfFrames} bytes`;
    throw new ResliceError('dicom/truncated', { file, tag: TAGS.pixelData, detail });
  }
  const start = place.offset + frame * frameBytes;
  return bitsAllocated === 8 ? from8(dataSet.bytes, start, format) : from16(dataSet.bytes, start, format);
}

function from8(bytes: Uint8Array, start: number, format: PixelFormat): Int16Array | Uint16Array {
  const count = format.rows * format.columns;
  const values = format.signed ? new Int16Array(count) : new Uint16Array(count);
  if (format.bitsStored === 8) {
    const cells = bytes.subarray(start, start + count);
    values.set(format.signed ? new Int8Array(cells.buffer, cells.byteOffset, count) : cells);
    return values;
  }
  const fix = fixCell(format);
  for (let p = 0; p < count; p++) values[p] = fix(bytes[start + p]!);
  return values;
}

function from16(bytes: Uint8Array, start: number, format: PixelFormat): Int16Array | Uint16Array {
  const count = format.rows * format.columns;
  const whole = format.bitsStored === 16;
  const aligned = (bytes.byteOffset + start) % 2 === 0;
  const buffer = aligned ? bytes.buffer : bytes.slice(start, start + count * 2).buffer;
  const cells = new Uint16Array(buffer, aligned ? bytes.byteOffset + start : 0, count);
  if (whole) return format.signed ? new Int16Array(cells.buffer, cells.byteOffset, count) : cells;
  const values = format.signed ? new Int16Array(count) : new Uint16Array(count);
  const fix = fixCell(format);
  for (let p = 0; p < count; p++) values[p] = fix(cells[p]!);
  return values;
}

/** A cell's own bits, without overlays or garbage above and below them, sign extended. */
function fixCell({ bitsStored, highBit, signed }: PixelFormat): (cell: number) => number {
  const down = highBit - bitsStored + 1;
  const up = 32 - bitsStored;
  return signed ? (cell) => ((cell >> down) << up) >> up : (cell) => (((cell >>> down) << up) >>> up) >>> 0;
}
