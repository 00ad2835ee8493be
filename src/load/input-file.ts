import { ResliceError } from '../errors.ts';

/** A browser's File, or a name with bytes. What `arrayBuffer()` gives is used up: it may be transferred to a worker. */
export type InputFile =
  | { readonly name: string; readonly bytes: Uint8Array | ArrayBuffer }
  | { readonly name: string; arrayBuffer(): Promise<ArrayBuffer> };

/** @throws ResliceError 'load/unreadable' */
export async function bytesOf(file: InputFile): Promise<Uint8Array> {
  // Asked for first: a File of today has `bytes` too, as a method.
  if (!('arrayBuffer' in file)) return file.bytes instanceof Uint8Array ? file.bytes : new Uint8Array(file.bytes);
  try {
    return new Uint8Array(await file.arrayBuffer());
  } catch (cause) {
    throw new ResliceError('load/unreadable', { file: file.name }, { cause });
  }
}
