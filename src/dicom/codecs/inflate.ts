// Deflate with a bound: a few kB can swell to a gigabyte, so the stream is stopped where it passes what is allowed.
import { Inflate } from 'fflate';
import { isResliceError, ResliceError } from '../../errors.ts';

/** Input a turn: what one turn can swell to (1032-fold at most) is what may be over the limit before it is noticed. */
const CHUNK = 16384;

/**
 * Raw deflate; bytes after its end are left alone (padding).
 * @param limit  bytes that may come out
 * @throws ResliceError 'dicom/limit-exceeded' beyond the limit, 'dicom/corrupt-codestream' for no deflate or too little of it,
 * without the file's name. Source: RFC 1951; DICOM PS3.5 A.5 and A.4.13
 */
export function inflate(bytes: Uint8Array, limit: number): Uint8Array {
  const parts: Uint8Array[] = [];
  let total = 0;
  let whole = false;
  const stream = new Inflate((part, final) => {
    total += part.length;
    if (total > limit) throw new ResliceError('dicom/limit-exceeded', { detail: `inflates to over ${limit} bytes` });
    if (part.length > 0) parts.push(part);
    whole ||= final;
  });
  try {
    for (let at = 0; at < bytes.length; at += CHUNK) {
      stream.push(bytes.subarray(at, at + CHUNK), at + CHUNK >= bytes.length);
    }
  } catch (cause) {
    if (isResliceError(cause)) throw cause;
    throw new ResliceError('dicom/corrupt-codestream', { detail: 'not deflate, or not all of it' }, { cause });
  }
  if (!whole) throw new ResliceError('dicom/corrupt-codestream', { detail: 'deflate data end too early' });
  const [only] = parts;
  if (parts.length === 1) return only!;
  const joined = new Uint8Array(total);
  let at = 0;
  for (const part of parts) {
    joined.set(part, at);
    at += part.length;
  }
  return joined;
}
