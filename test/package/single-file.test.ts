// A page with one script, dist/reslice.min.js, and one element, under a strict policy.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { PHANTOMS, phantomSeries } from '../../phantom/index.ts';
import { buildSingleFile } from '../../scripts/single-file.mjs';
import type { ResliceMprElement } from '../../src/entry/element.ts';
import { loadSeries } from '../../src/load/load-series.ts';
import { createCpuSampler } from '../../src/sampler/cpu/cpu-sampler.ts';
import { drawnPlane } from '../../src/view/drawn-plane.ts';
import { serveElements, WITH_BLOB } from './open-element.ts';
import { launch } from './open-plain.ts';

const dist = mkdtempSync(join(tmpdir(), 'reslice-single-file-'));
let browser: Browser;

beforeAll(async () => {
  await buildSingleFile(dist);
  browser = await launch();
});
afterAll(async () => {
  await browser?.close();
  rmSync(dist, { recursive: true });
});

test('draws every pane as the reference, reads in itself as the worker, and asks for nothing else', async () => {
  const site = await serveElements(dist, WITH_BLOB, ['head'], 'single-file');
  const page = await browser.newPage({ viewport: { width: 900, height: 700 } });
  const complaints: string[] = [];
  const workers: string[] = [];
  page.on('worker', (worker) => workers.push(worker.url()));
  // A violation of the policy is an error of the console.
  page.on('console', (message) => ['error', 'warning'].includes(message.type()) && complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('request', (request) => request.url().startsWith(site.url) || complaints.push(request.url()));
  await page.goto(`${site.url}page/index.html`);
  await page.waitForFunction(
    () => {
      const { views } = document.querySelector('reslice-mpr') as ResliceMprElement;
      return views && Object.values(views).every(({ drawnBy }) => drawnBy === 'gpu');
    },
    null,
    { timeout: 30_000 },
  );
  const panes = await page.evaluate(() => {
    const { views } = document.querySelector('reslice-mpr') as ResliceMprElement;
    return Object.values(views!).map((view) => {
      const { width, height } = view.canvas;
      const copy = new OffscreenCanvas(width, height).getContext('2d')!;
      copy.drawImage(view.canvas, 0, 0);
      const { data } = copy.getImageData(0, 0, width, height);
      return { width, height, state: view.state, red: Array.from({ length: width * height }, (_, p) => data[4 * p]!) };
    });
  });
  const { options, field } = PHANTOMS.head;
  const [series] = await loadSeries(await phantomSeries(options, field), { workers: 0 });
  const volume = series!.stacks[0]!.volume!;
  expect(panes).toHaveLength(4);
  for (const { width, height, state, red } of panes) {
    const plane = drawnPlane(volume, state, width, height);
    const levels = createCpuSampler(volume).levels(plane, { ...state, colormap: null });
    const off = red.reduce((sum, level, p) => sum + Number(Math.abs(level - levels[p]!) > 1), 0);
    expect(new Set(red).size).toBeGreaterThan(20);
    expect(off / red.length).toBeLessThan(0.001);
  }
  expect(workers.length).toBeGreaterThan(0);
  expect(workers.filter((address) => address !== `${site.url}reslice.min.js`)).toEqual([]);
  expect(site.asked.filter((path) => path.endsWith('.js')).every((path) => path === '/reslice.min.js')).toBe(true);
  expect(complaints).toEqual([]);
  await page.close();
  site.close();
});
