// The bytes of a .npy file -> a picture of values. Source: NumPy, numpy.lib.format, versions 1.0 to 3.0
import { ResliceError } from '../errors.ts';
import { type Picture, valuePicture } from './picture.ts';

const MAGIC = [0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59];

export const isNpy = (bytes: Uint8Array): boolean => MAGIC.every((byte, n) => bytes[n] === byte);

/** By kind and bytes, as `descr` has them after the byte order. 64-bit integers, which a number cannot hold, are refused. */
const READERS: Readonly<Record<string, (view: DataView, at: number, little: boolean) => number>> = {
  f4: (view, at, little) => view.getFloat32(at, little),
  f8: (view, at, little) => view.getFloat64(at, little),
  i1: (view, at) => view.getInt8(at),
  u1: (view, at) => view.getUint8(at),
  i2: (view, at, little) => view.getInt16(at, little),
  u2: (view, at, little) => view.getUint16(at, little),
  i4: (view, at, little) => view.getInt32(at, little),
  u4: (view, at, little) => view.getUint32(at, little),
};

/**
 * @param file  its name, for errors
 * @throws ResliceError 'load/unreadable' where it is no .npy file, ends early, or holds anything but [height, width] real numbers
 */
export function readNpy(bytes: Uint8Array, file?: string): Picture {
  const unreadable = (detail: string): ResliceError => new ResliceError('load/unreadable', { file, detail });
  if (!isNpy(bytes) || bytes.length < 12) throw unreadable('not a .npy file');
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const [prelude, length] = bytes[6] === 1 ? [10, view.getUint16(8, true)] : [12, view.getUint32(8, true)];
  const start = prelude + length;
  const header = new TextDecoder('latin1').decode(bytes.subarray(prelude, Math.min(start, prelude + 4096)));
  const [, order, kind] = /'descr':\s*'([<>|=])(\w+)'/.exec(header) ?? [];
  const fortran = /'fortran_order':\s*True/.test(header);
  const shape = /'shape':\s*\(([\d\s,]*)\)/.exec(header)?.[1]?.match(/\d+/g)?.map(Number);
  const read = READERS[kind ?? ''];
  if (!read || !order || order === '=') throw unreadable(`values of the kind ${kind ?? 'that it tells'} are not read`);
  if (shape?.length !== 2) throw unreadable('a plane has two dimensions, height and width');
  const [height, width] = shape as [number, number];
  const each = Number(kind!.slice(1));
  if (!(width > 0 && height > 0) || bytes.length !== start + width * height * each)
    throw unreadable(`${height} × ${width} values do not fill the file`);
  const values = new Float64Array(width * height);
  for (let p = 0; p < values.length; p++) {
    const n = fortran ? (p % width) * height + Math.floor(p / width) : p;
    values[p] = read(view, start + n * each, order === '<');
  }
  return valuePicture(values, width, height);
}
