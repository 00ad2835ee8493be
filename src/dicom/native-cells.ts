// Native Pixel Data -> the cells of a frame, in place where they lie as they are needed. Source: DICOM PS3.5 8.1, 8.2, annex D
import type { PixelFormat } from './pixel-format.ts';

export type CellArray = Uint8Array | Uint16Array | Uint32Array | Float32Array | Float64Array;

const PROBE = new Uint8Array(Uint16Array.of(1).buffer);
/** Whether this machine stores the low byte first, as nearly all do. */
const LITTLE = PROBE[0] === 1;

/**
 * @param bytes  one frame's, from its first cell on
 * @returns length columns·rows·samplesPerPixel, interleaved; shares `bytes`' memory where alignment and byte order allow
 */
export function cellsOf(bytes: Uint8Array, format: PixelFormat, bigEndian: boolean): CellArray {
  const count = format.rows * format.columns * format.samplesPerPixel;
  const size = format.bitsAllocated / 8;
  const whole = bytes.subarray(0, count * size);
  const aligned = whole.byteOffset % size === 0 && bigEndian !== LITTLE;
  const own = aligned || size === 1 ? whole : whole.slice();
  if (!aligned && size > 1 && bigEndian === LITTLE) reverse(own, size);
  const cells = view(own, count, format);
  return format.planar && format.samplesPerPixel > 1 ? interleaved(cells, format.samplesPerPixel) : cells;
}

function view(bytes: Uint8Array, count: number, { kind, bitsAllocated }: PixelFormat): CellArray {
  const { buffer, byteOffset } = bytes;
  if (kind === 'float') {
    return bitsAllocated === 32
      ? new Float32Array(buffer, byteOffset, count)
      : new Float64Array(buffer, byteOffset, count);
  }
  if (bitsAllocated === 8) return bytes;
  return bitsAllocated === 16 ? new Uint16Array(buffer, byteOffset, count) : new Uint32Array(buffer, byteOffset, count);
}

/** Reverses the bytes of each group of `size`, in place; a last group that is not whole stays. */
export function reverse(bytes: Uint8Array, size: number): void {
  for (let at = 0; at + size <= bytes.length; at += size) bytes.subarray(at, at + size).reverse();
}

/** Plane after plane -> pixel after pixel. */
export function interleaved<T extends CellArray>(planes: T, samples: number): T {
  const out = planes.slice() as T;
  const count = planes.length / samples;
  for (let n = 0; n < samples; n++) for (let p = 0; p < count; p++) out[p * samples + n] = planes[n * count + p]!;
  return out;
}

/**
 * Pixels of one bit, lowest bit first, one byte each.
 * @param start  in bits: frames follow each other without padding
 */
export function bitCells(bytes: Uint8Array, start: number, count: number): Uint8Array {
  const cells = new Uint8Array(count);
  for (let p = 0; p < count; p++) cells[p] = (bytes[(start + p) >> 3]! >> ((start + p) & 7)) & 1;
  return cells;
}

/** Native YBR_FULL_422 holds Y Y Cb Cr for two pixels: each gets its own Y Cb Cr. Source: DICOM PS3.3 C.7.6.3.1.2 */
export function unpack422(bytes: Uint8Array, count: number): Uint8Array {
  const cells = new Uint8Array(count * 3);
  for (let p = 0; p < count; p++) {
    const pair = (p >> 1) * 4;
    cells[p * 3] = bytes[pair + (p & 1)]!;
    cells[p * 3 + 1] = bytes[pair + 2]!;
    cells[p * 3 + 2] = bytes[pair + 3]!;
  }
  return cells;
}
