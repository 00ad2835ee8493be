// A program that can be called by its path, as `npx` does in a clone.
import { chmodSync, existsSync } from 'node:fs';
import { join } from 'node:path';

/** @param {string} file  in the build's folder @returns {import('vite').Plugin} */
export const executable = (file) => ({
  name: 'reslice-executable',
  apply: 'build',
  writeBundle({ dir }) {
    const program = join(dir, file);
    if (existsSync(program)) chmodSync(program, 0o755);
  },
});
