// What a command that writes many files has done, in one line on stderr.
import type { CliIo } from './io.ts';

export const fileCount = (count: number): string => (count === 1 ? '1 file' : `${count} files`);

export const tellWritten = (count: number, out: string, io: CliIo): void =>
  io.err(`reslice: ${fileCount(count)} written to ${out}\n`);
