// While a folder is read: pictures of what is there already, how far it is, and at the end what it took.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { PHANTOMS, phantomSeries } from '../../phantom/index.ts';
import { listLocal } from '../../scripts/serve-local.mjs';
import type { Volume } from '../../src/entry/cpu.ts';
import { loadSeries } from '../../src/entry/dicom.ts';
import {
  type Demo,
  type DemoServer,
  drawnByGpu,
  drop,
  expectReference,
  shown,
  startDemo,
  type TestWindow,
} from './open-demo.ts';

let server: DemoServer;
let folder: string;
let volume: Volume;

beforeAll(async () => {
  const files = await phantomSeries(PHANTOMS.head.options);
  volume = (await loadSeries(files))[0]!.stacks[0]!.volume!;
  folder = mkdtempSync(join(tmpdir(), 'reslice-progress-'));
  for (const { name, bytes } of files) writeFileSync(join(folder, name), bytes);
  server = await startDemo({ files: listLocal([folder]) });
});
afterAll(async () => {
  await server?.close();
  if (folder) rmSync(folder, { recursive: true, force: true });
});

/** A page whose disk is slow: after forty files nothing more comes until it is let go. */
async function openSlowly(): Promise<{ demo: Demo; letGo(): void }> {
  const demo = await server.openPage([1440, 900], 'compare.html');
  let served = 0;
  let letGo = (): void => undefined;
  const held = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  await demo.page.route(/\/local\/\d+$/, async (route) => {
    served++;
    if (served > 40) await held;
    // Of those that are still held when their page has gone.
    await route.continue().catch(() => undefined);
  });
  await demo.page.goto(`${server.url}?test`);
  return { demo, letGo: () => letGo() };
}

/** How many slices are shown. */
const slicesOn = (page: Page): Promise<number> =>
  page.evaluate(async () => {
    const app = await (window as unknown as TestWindow).resliceTest?.app();
    return app?.desk.pictures.volume?.size[2] ?? 0;
  });

it('shows slices as they arrive, keeps what is set meanwhile, and tells times, memory and what draws', async () => {
  const { demo, letGo } = await openSlowly();
  const { page, complaints, close } = demo;
  const bar = page.getByRole('progressbar', { name: 'Loading' });
  await bar.waitFor();
  await vi.waitUntil(async () => (await slicesOn(page)) > 8, { timeout: 20_000 });
  expect(await slicesOn(page)).toBeLessThanOrEqual(40);
  await vi.waitUntil(async () => (await shown(page, 'coronal')).levels.some((level) => level > 100), {
    timeout: 10_000,
  });
  expect(await page.locator('.status .task').textContent()).toMatch(/^Reading \d+ \/ 64$/);
  const done = Number(await bar.getAttribute('aria-valuenow'));
  expect(done).toBeGreaterThan(10);
  expect(done).toBeLessThan(80);
  await page.getByRole('button', { name: 'stroke' }).click();

  letGo();
  await drawnByGpu(page);
  expect(await bar.isVisible()).toBe(false);
  for (const key of ['axial', 'coronal'] as const) {
    const picture = await shown(page, key);
    expect(picture.state.window).toMatchObject({ width: 40, explanation: 'stroke' });
    expectReference(picture, volume);
  }
  expect(await page.locator('.status .task').textContent()).toMatch(/^first picture [\d.]+ s, complete [\d.]+ s$/);
  expect(await page.locator('.status .cost').textContent()).toMatch(/^\d+ ms · 6\.1 MiB · .+$/);
  expect(complaints).toEqual([]);
  await close();
});

it('goes on where a word is dragged about, and says for good that a part is a part where reading is cut off', async () => {
  const { demo, letGo } = await openSlowly();
  const { page, close } = demo;
  await vi.waitUntil(async () => (await slicesOn(page)) > 8, { timeout: 20_000 });
  await page.evaluate(() => {
    const dataTransfer = new DataTransfer();
    dataTransfer.setData('text/plain', 'a word');
    for (const type of ['dragover', 'drop'])
      document.body.dispatchEvent(new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true }));
  });
  expect(await page.getByRole('progressbar', { name: 'Loading' }).isVisible()).toBe(true);
  expect(await page.locator('.drop-veil').isVisible()).toBe(false);

  await drop(page, [{ name: 'notes.txt', bytes: [...Buffer.from('no image')] }]);
  await page.locator('.app[aria-busy=false]').waitFor();
  letGo();
  expect(await page.locator('.status .task').textContent()).toBe('Incomplete: reading was cut off');
  expect(await page.locator('[aria-selected=true] .badge').allTextContents()).toContain('incomplete');
  await page.getByRole('tab', { name: 'Report' }).click();
  // It is written in the frame after it is seen.
  const title = page.locator('.report-panel h2').first();
  await vi.waitUntil(async () => (await title.textContent()) === 'This stack, incomplete', { timeout: 10_000 });
  expect(await page.locator('.report-words li').first().textContent()).toMatch(/^Reading was cut off/);
  expect(await slicesOn(page)).toBeGreaterThan(8);
  await close();
});
