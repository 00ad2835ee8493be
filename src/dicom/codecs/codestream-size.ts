// What a codestream's own header says of its size: a look at it is cheap, a decoder that believes 65535 × 65535 is not.
import { ResliceError } from '../../errors.ts';
import type { FrameShape } from './cells.ts';

interface Size {
  readonly columns: number;
  readonly rows: number;
  /** Undefined where only decoding tells. */
  readonly components?: number;
}

export interface Jpeg2000Size extends Size {
  /** Where the codestream begins: after the boxes of a JP2 file, which some writers put around it. */
  readonly start: number;
}

/** Bytes from SOC to the byte of SIZ that holds the first component's sign and precision. */
export const SSIZ = 42;

/** Tiles that cost a decoder more than their pixels do. */
const TILES = 1024;
const TILE_PIXELS = 256;

/** SIZ follows SOC at once. Null for what is no JPEG 2000. Source: ITU-T T.800 A.5.1, I.4 and I.5.4 (boxes) */
export function jpeg2000Size(bytes: Uint8Array): Jpeg2000Size | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const start = startsWith(bytes, [0xff, 0x4f]) ? 0 : boxAt(view, 'jp2c');
  if (start === null || bytes.length < start + SSIZ + 1 || view.getUint32(start) !== 0xff4fff51) return null;
  const word = (at: number): number => view.getUint32(start + at);
  const [columns, rows] = [word(8) - word(16), word(12) - word(20)];
  const [across, down] = [(word(8) - word(32)) / word(24), (word(12) - word(36)) / word(28)];
  if (!(Math.ceil(across) * Math.ceil(down) <= Math.max(TILES, (columns * rows) / TILE_PIXELS))) return null;
  return { columns, rows, components: view.getUint16(start + 40), start };
}

/** The contents of the first box of a kind, at the top level. Source: ITU-T T.800 I.4 */
function boxAt(view: DataView, kind: string): number | null {
  const name = [...kind].reduce((word, letter) => word * 256 + letter.charCodeAt(0), 0);
  for (let at = 0; at + 8 <= view.byteLength; ) {
    const length = view.getUint32(at);
    const head = length === 1 ? 16 : 8;
    if (view.getUint32(at + 4) === name) return at + head;
    // 0 is to the end of the file; a length of 64 bits that fills its upper half is beyond it.
    const large = length === 1 && at + 16 <= view.byteLength && view.getUint32(at + 8) === 0;
    const whole = large ? view.getUint32(at + 12) : length;
    if (whole < head) return null;
    at += whole;
  }
  return null;
}

const startsWith = (bytes: Uint8Array, start: readonly number[]): boolean =>
  start.every((byte, n) => bytes[n] === byte);

/** Source: ITU-T T.87 C.2.2 (SOF55) */
export function jpegLsSize(bytes: Uint8Array): Size | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let at = 2; at + 10 <= bytes.length && bytes[at] === 0xff; at += 2 + view.getUint16(at + 2)) {
    if (bytes[at + 1] !== 0xf7) continue;
    return { rows: view.getUint16(at + 5), columns: view.getUint16(at + 7), components: bytes[at + 9]! };
  }
  return null;
}

/** Widths that are not written but follow from the height. Source: ISO/IEC 18181-1, table of the size header's ratios */
const RATIOS: readonly (readonly [number, number])[] = [
  [1, 1],
  [12, 10],
  [4, 3],
  [3, 2],
  [16, 9],
  [5, 4],
  [2, 1],
];

/** The size header follows the signature, with or without boxes around it. Source: ISO/IEC 18181-1 (SizeHeader), 18181-2 (boxes) */
export function jpegXlSize(bytes: Uint8Array): Size | null {
  const start = jpegXlStart(bytes);
  if (start === null || bytes[start] !== 0xff || bytes[start + 1] !== 0x0a) return null;
  let bit = (start + 2) * 8;
  const read = (count: number): number => {
    let value = 0;
    for (let n = 0; n < count; n++, bit++) value += ((bytes[bit >> 3]! >> (bit & 7)) & 1) * 2 ** n;
    return value;
  };
  const small = read(1) === 1;
  const side = (): number => (small ? (read(5) + 1) * 8 : read([9, 13, 18, 30][read(2)]!) + 1);
  const rows = side();
  const ratio = RATIOS[read(3) - 1];
  return { rows, columns: ratio ? Math.floor((rows * ratio[0]) / ratio[1]) : side() };
}

/** `jxlp`, a part of the codestream, begins with its number. */
function jpegXlStart(bytes: Uint8Array): number | null {
  if (startsWith(bytes, [0xff, 0x0a])) return 0;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const part = boxAt(view, 'jxlp');
  return boxAt(view, 'jxlc') ?? (part === null ? null : part + 4);
}

/** @throws ResliceError 'dicom/corrupt-codestream' where the codestream is no picture of this shape, without the file's name */
export function requireSize(size: Size | null, { columns, rows, samplesPerPixel }: FrameShape, title: string): void {
  if (!size) throw new ResliceError('dicom/corrupt-codestream', { detail: `${title}: no frame header` });
  const components = size.components ?? samplesPerPixel;
  if (size.columns === columns && size.rows === rows && components === samplesPerPixel) return;
  const detail = `${title}: ${size.columns} × ${size.rows} × ${components} in the codestream, not as the header says`;
  throw new ResliceError('dicom/corrupt-codestream', { detail });
}
