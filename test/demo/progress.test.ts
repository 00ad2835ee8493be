// While a folder is read: pictures of what is there already, how far it is, and at the end what it took.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { PHANTOMS, phantomSeries } from '../../phantom/index.ts';
import { listLocal } from '../../scripts/serve-local.mjs';
import type { Volume } from '../../src/entry/cpu.ts';
import { loadSeries } from '../../src/entry/dicom.ts';
import { type DemoServer, drawnByGpu, expectReference, shown, startDemo, type TestWindow } from './open-demo.ts';

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

it('shows slices as they arrive, keeps what is set meanwhile, and tells times, memory and what draws', async () => {
  const { page, complaints, close } = await server.openPage([1440, 900], 'compare.html');
  // A slow disk: after forty files nothing more for the time being.
  let served = 0;
  let letGo = (): void => undefined;
  const held = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  await page.route(/\/local\/\d+$/, async (route) => {
    served++;
    if (served > 40) await held;
    await route.continue();
  });
  await page.goto(`${server.url}?test`);
  const bar = page.getByRole('progressbar', { name: 'Loading' });
  await bar.waitFor();
  const slices = () =>
    page.evaluate(async () => {
      const app = await (window as unknown as TestWindow).resliceTest?.app();
      return app?.desk.pictures.volume?.size[2] ?? 0;
    });
  await vi.waitUntil(async () => (await slices()) > 8, { timeout: 20_000 });
  expect(await slices()).toBeLessThanOrEqual(40);
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
