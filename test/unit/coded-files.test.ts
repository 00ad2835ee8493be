// Codestreams that other software wrote, small enough to be here: the one pixel-by-pixel check of each decoder that runs everywhere.
import { expect, test } from 'vitest';
import { readFile } from '../../src/load/read-file.ts';
import { CODED } from '../support/coded-files.ts';

test.each(Object.entries(CODED))('%s gives its picture', async (name, { bytes, values, tolerance }) => {
  const [image] = await readFile(bytes, name);
  expect(image!.storedValues).toHaveLength(values.length);
  const worst = Math.max(...values.map((value, p) => Math.abs(value - image!.storedValues[p]!)));
  expect(worst).toBeLessThanOrEqual(tolerance);
});
