import { readFile } from 'node:fs/promises';

/** A file's bytes in a buffer of their own, which may be transferred. Small ones come out of Node's pool, which may not. */
export async function readBytes(path: string): Promise<ArrayBuffer> {
  const bytes = await readFile(path);
  if (bytes.byteLength === bytes.buffer.byteLength) return bytes.buffer as ArrayBuffer;
  return bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer;
}
