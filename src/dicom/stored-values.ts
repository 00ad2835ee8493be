// Cells -> stored values: bits masked, sign extended, 8 bits widened to 16.
import type { CellArray } from './native-cells.ts';
import type { PixelFormat } from './pixel-format.ts';

/** A frame's stored values; 8-bit pixels are widened, floating point pixels are as the file has them. */
export type FrameValues = Int16Array | Uint16Array | Int32Array | Uint32Array | Float32Array | Float64Array;

export interface CellBits {
  readonly bitsStored: number;
  readonly highBit: number;
  readonly signed: boolean;
}

/**
 * @returns same length; `cells` themselves where they are stored values already (16 or 32 whole bits, floating point)
 * Source: DICOM PS3.5 8.1.1 (pixel cells)
 */
export function storedValuesOf(cells: CellArray, format: PixelFormat, bits: CellBits = format): FrameValues {
  if (cells instanceof Float32Array || cells instanceof Float64Array) return cells;
  const { signed } = format;
  const wide = format.bitsAllocated === 32;
  const whole = bits.bitsStored === cells.BYTES_PER_ELEMENT * 8;
  if (whole && cells.BYTES_PER_ELEMENT === 4 && wide)
    return signed ? viewAs(Int32Array, cells) : (cells as Uint32Array);
  if (whole && cells.BYTES_PER_ELEMENT === 2 && !wide)
    return signed ? viewAs(Int16Array, cells) : (cells as Uint16Array);
  const values = wide
    ? new (signed ? Int32Array : Uint32Array)(cells.length)
    : new (signed ? Int16Array : Uint16Array)(cells.length);
  const down = bits.highBit - bits.bitsStored + 1;
  const up = 32 - bits.bitsStored;
  if (bits.signed) for (let p = 0; p < cells.length; p++) values[p] = ((cells[p]! >>> down) << up) >> up;
  else for (let p = 0; p < cells.length; p++) values[p] = ((cells[p]! >>> down) << up) >>> up;
  return values;
}

const viewAs = <T>(type: new (buffer: ArrayBufferLike, offset: number, length: number) => T, cells: CellArray): T =>
  new type(cells.buffer, cells.byteOffset, cells.length);
