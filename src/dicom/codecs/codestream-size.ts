// What a codestream's own header says of its size: a look at it is cheap, a decoder that believes 65535 × 65535 is not.
import { ResliceError } from '../../errors.ts';
import type { FrameShape } from './cells.ts';

interface Size {
  readonly columns: number;
  readonly rows: number;
  readonly components: number;
}

/** SIZ follows SOC at once. Null for JP2 boxes and what is no JPEG 2000. Source: ITU-T T.800 A.5.1 */
export function jpeg2000Size(bytes: Uint8Array): Size | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < 43 || view.getUint32(0) !== 0xff4fff51) return null;
  return {
    columns: view.getUint32(8) - view.getUint32(16),
    rows: view.getUint32(12) - view.getUint32(20),
    components: view.getUint16(40),
  };
}

/** The byte of SIZ that holds the first component's sign and precision. */
export const SSIZ = 42;

/** Source: ITU-T T.87 C.2.2 (SOF55) */
export function jpegLsSize(bytes: Uint8Array): Size | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let at = 2; at + 10 <= bytes.length && bytes[at] === 0xff; at += 2 + view.getUint16(at + 2)) {
    if (bytes[at + 1] !== 0xf7) continue;
    return { rows: view.getUint16(at + 5), columns: view.getUint16(at + 7), components: bytes[at + 9]! };
  }
  return null;
}

/** @throws ResliceError 'dicom/corrupt-codestream' where the codestream is no picture of this shape, without the file's name */
export function requireSize(size: Size | null, { columns, rows, samplesPerPixel }: FrameShape, title: string): void {
  if (!size) throw new ResliceError('dicom/corrupt-codestream', { detail: `${title}: no frame header` });
  if (size.columns === columns && size.rows === rows && size.components === samplesPerPixel) return;
  const detail = `${title}: ${size.columns} × ${size.rows} × ${size.components} in the codestream, not as the header says`;
  throw new ResliceError('dicom/corrupt-codestream', { detail });
}
