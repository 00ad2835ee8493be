// `npm start -- PATH` on a real head CT, tilted and unevenly spaced: its sagittal canvas is the CPU reference's, overlay off.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { listLocal } from '../../scripts/serve-local.mjs';
import { sharedFolder } from '../../scripts/serve-shared.mjs';
import { loadSeries } from '../../src/entry/dicom.ts';
import { expectReference, settled, shown, startDemo } from './open-demo.ts';

const folder = sharedFolder();

it.skipIf(folder === null)('s01 opens with its tilt and its uneven steps right', async () => {
  const files = listLocal([join(folder!, 'data', 's01-ge-head-ct-tilt')]);
  const [series] = await loadSeries(
    files.map(({ name, path }) => ({ name, bytes: new Uint8Array(readFileSync(path)) })),
  );
  const volume = series!.stacks[0]!.volume!;
  const server = await startDemo({ files });
  try {
    const { page, complaints } = await server.open();
    await page.keyboard.press('o');
    await settled(page);
    for (const key of ['sagittal', 'coronal', 'axial'] as const) expectReference(await shown(page, key), volume);
    expect(await page.locator('.badges .badge').allTextContents()).toEqual(['tilt 18.5°', 'uneven spacing']);
    expect(await page.locator('.overlay').first().isVisible()).toBe(false);
    expect(complaints).toEqual([]);
  } finally {
    await server.close();
  }
});
