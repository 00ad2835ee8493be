// What was odd in the files of a stack: one sentence a kind, however many slices share it.
import type { ImageHeader } from '../dicom/image-header.ts';
import type { ResliceError } from '../errors.ts';

/** In the order in which each kind was met; the first file is named. */
export function problemWords(headers: readonly ImageHeader[]): readonly string[] {
  const kinds = new Map<string, { first: ResliceError; count: number }>();
  for (const problem of headers.flatMap((header) => header.problems)) {
    const key = [problem.code, problem.at.tag?.id, problem.at.detail].join('|');
    const known = kinds.get(key);
    if (known) known.count++;
    else kinds.set(key, { first: problem, count: 1 });
  }
  return [...kinds.values()].map(({ first, count }) =>
    count === 1 ? first.message : `${first.message} (and in ${count - 1} more of ${headers.length} slices)`,
  );
}
