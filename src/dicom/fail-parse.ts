// An error of the walk through a data set, which knows no file name: `parse` adds it.
import { type ErrorCode, isResliceError, ResliceError } from '../errors.ts';
import { TAGS, type Tag } from './tag.ts';

export const failParse = (code: ErrorCode, detail: string, tag?: Tag): ResliceError =>
  new ResliceError(code, { detail, tag });

/** Runs `work`; what it throws leaves as a ResliceError that names the file, and `tag` where it names none. */
export function namingFile<T>(file: string, work: () => T, tag?: Tag): T {
  try {
    return work();
  } catch (thrown) {
    throw withFile(thrown, file, tag);
  }
}

/** @param tag  the element being read, for errors that name none */
export function withFile(thrown: unknown, file: string, tag?: Tag): ResliceError {
  if (isResliceError(thrown)) {
    if (thrown.at.file) return thrown;
    return new ResliceError(
      thrown.code,
      { ...thrown.at, file, tag: thrown.at.tag ?? tag },
      { cause: thrown.cause ?? thrown },
    );
  }
  return new ResliceError('dicom/bad-value', { file, tag, detail: 'cannot be read' }, { cause: thrown });
}

export const notAsSyntaxSays = (): ResliceError =>
  failParse('dicom/bad-value', 'the data set is not written as the transfer syntax says', TAGS.transferSyntaxUID);
