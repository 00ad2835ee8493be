// The ways in which this decoder refuses a stream. Whatever the bytes are, nothing else leaves it.
import { ResliceError } from '../../../errors.ts';

/** Not what the standard allows, or too short. */
export function corrupt(detail: string): never {
  throw new ResliceError('dicom/corrupt-codestream', { detail: `JPEG: ${detail}` });
}

export const truncated = (): never => corrupt('the data end too early');

/** A process of the standard that DICOM retired or never had. */
export function unsupported(detail: string): never {
  throw new ResliceError('dicom/unsupported-transfer-syntax', { detail: `JPEG: ${detail}` });
}

export const tooMuch = (detail: string): never => {
  throw new ResliceError('dicom/limit-exceeded', { detail: `JPEG: ${detail}` });
};
