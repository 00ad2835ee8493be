import { ResliceError } from '../errors.ts';
import type { Picture } from './picture.ts';
import { isNpy, readNpy } from './read-npy.ts';
import { isPng, readPng } from './read-png.ts';

/**
 * By what the bytes are, whatever the file is called.
 * @throws ResliceError 'load/unreadable' as `readPng` and `readNpy`, and where they are neither
 */
export function readPicture(bytes: Uint8Array, file?: string): Picture {
  if (isPng(bytes)) return readPng(bytes, file);
  if (isNpy(bytes)) return readNpy(bytes, file);
  throw new ResliceError('load/unreadable', { file, detail: 'neither a PNG nor a .npy file' });
}
