// Ways into the demo: a folder dropped from the file manager, the file dialog, several series; and a context that is lost.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { PHANTOMS, type PhantomFile, phantomSeries } from '../../phantom/index.ts';
import type { Volume } from '../../src/entry/cpu.ts';
import { loadSeries } from '../../src/entry/dicom.ts';
import { at, type DemoServer, drawnByGpu, expectReference, shown, startDemo, type TestWindow } from './open-demo.ts';

const SMALL = { rows: 60, columns: 52, slices: 12, pixelSpacing: [4, 4], step: 12 } as const;

let server: DemoServer;
let folder: string;
let tilted: readonly PhantomFile[];
let uneven: readonly PhantomFile[];

const volumeOf = async (files: readonly PhantomFile[]): Promise<Volume> =>
  (await loadSeries(files))[0]!.stacks[0]!.volume!;

beforeAll(async () => {
  tilted = await phantomSeries({ ...PHANTOMS['head-tilt-20'].options, ...SMALL, seriesDescription: 'Head, tilted' });
  uneven = await phantomSeries({ ...PHANTOMS['head-uneven'].options, ...SMALL, seed: 2 });
  folder = mkdtempSync(join(tmpdir(), 'reslice-demo-'));
  for (const [name, files] of [
    ['a/deep/er', tilted],
    ['b', uneven],
  ] as const) {
    mkdirSync(join(folder, 'cd', name), { recursive: true });
    for (const file of files) writeFileSync(join(folder, 'cd', name, file.name), file.bytes);
  }
  writeFileSync(join(folder, 'cd', 'a', 'README.TXT'), 'hello');
  server = await startDemo();
});
afterAll(async () => {
  await server?.close();
  if (folder) rmSync(folder, { recursive: true, force: true });
});

const badges = (page: Page) => page.locator('.badges .badge').allTextContents();

it('opens a folder that is dropped, searched to its depth, and lets choose between its series', async () => {
  const { page, complaints, close } = await server.open();
  const [x, y] = await at(page, 'axial', 0.5, 0.5);
  const session = await page.context().newCDPSession(page);
  const data = { items: [], files: [join(folder, 'cd')], dragOperationsMask: 1 };
  for (const type of ['dragEnter', 'dragOver'] as const)
    await session.send('Input.dispatchDragEvent', { type, x, y, data });
  await page.locator('.drop-veil').waitFor({ state: 'visible' });
  await session.send('Input.dispatchDragEvent', { type: 'drop', x, y, data });
  const chooser = page.locator('.series-panel select');
  await chooser.waitFor();
  expect(await page.locator('.drop-veil').isVisible()).toBe(false);
  const names = await chooser.locator('option').allTextContents();
  expect(names.toSorted()).toEqual(['Head, tilted', 'Head, uneven slices']);
  expect(await page.locator('.problems li b').allTextContents()).toEqual(['cd/a/README.TXT']);

  for (const [title, files] of [
    ['Head, uneven slices', uneven],
    ['Head, tilted', tilted],
  ] as const) {
    await chooser.selectOption({ label: title });
    await drawnByGpu(page);
    const volume = await volumeOf(files);
    for (const key of ['axial', 'sagittal', 'coronal'] as const) expectReference(await shown(page, key), volume);
  }
  expect(await badges(page)).toEqual(['tilt 20.0°']);
  expect(complaints).toEqual([]);
  await close();
});

it('opens files from the dialog', async () => {
  const { page, complaints, close } = await server.open();
  const dialog = page.waitForEvent('filechooser');
  await page.locator('[data-action=open-files]').click();
  await (await dialog).setFiles(uneven.map(({ name }) => join(folder, 'cd', 'b', name)));
  await page.locator('.series-name', { hasText: 'Head, uneven slices' }).waitFor();
  await drawnByGpu(page);
  expect(await badges(page)).toContain('uneven spacing');
  expectReference(await shown(page, 'coronal'), await volumeOf(uneven));
  expect(complaints).toEqual([]);
  await close();
});

it('says why a series has no volume', async () => {
  const { page, close } = await server.open();
  const dialog = page.waitForEvent('filechooser');
  await page.locator('[data-action=open-files]').click();
  const bytes = Buffer.from(tilted[0]!.bytes);
  // Another tag in place of ImagePositionPatient (0020,0032): readable pixels without a place.
  const tag = bytes.indexOf(Buffer.from([0x20, 0x00, 0x32, 0x00]));
  bytes[tag + 2] = 0x31;
  await (await dialog).setFiles([{ name: 'nowhere.dcm', mimeType: '', buffer: bytes }]);
  await page.locator('.report li', { hasText: 'No volume' }).waitFor();
  expect(await page.locator('.pane canvas').count()).toBe(0);
  await page.keyboard.press('1');
  await page.keyboard.press('ArrowDown');
  await close();
});

it('draws one canvas pixel a device pixel, also at a ratio of 1.5', async () => {
  const { page, close } = await server.open([1024, 768], '&phantom=head-uneven', 1.5);
  const volume = await volumeOf(await phantomSeries(PHANTOMS['head-uneven'].options));
  const pane = await shown(page, 'coronal');
  const box = (await page.locator('.pane[data-plane=coronal] canvas').boundingBox())!;
  expect(Math.abs(pane.plane.width - box.width * 1.5)).toBeLessThan(1);
  expectReference(pane, volume);
  await close();
});

it('keeps drawing by the CPU while the context is lost, says so, and goes back to the GPU', async () => {
  const { page, complaints, close } = await server.open([1024, 768]);
  const lose = (how: 'loseContext' | 'restoreContext') =>
    page.evaluate((call) => {
      const keeper = window as unknown as { lost?: WEBGL_lose_context } & TestWindow;
      keeper.lost ??= keeper.glContext()!.getExtension('WEBGL_lose_context')!;
      keeper.lost[call]();
    }, how);
  const volume = await volumeOf(await phantomSeries(PHANTOMS.head.options));
  const badge = page.locator('.pane[data-plane=axial] .corner.badge');
  expect(await badge.isVisible()).toBe(false);
  await lose('loseContext');
  await badge.waitFor({ state: 'visible' });
  expect(await badge.textContent()).toBe('CPU · context lost');
  await page.keyboard.press('2');
  await page.waitForTimeout(200);
  const byCpu = await shown(page, 'sagittal');
  expect(byCpu.drawnBy).toBe('cpu');
  expectReference(byCpu, volume);
  await lose('restoreContext');
  await badge.waitFor({ state: 'hidden' });
  await drawnByGpu(page);
  expectReference(await shown(page, 'sagittal'), volume);
  expect(complaints.filter((text) => !/CONTEXT_LOST_WEBGL|context (was )?lost/i.test(text))).toEqual([]);
  await close();
});
