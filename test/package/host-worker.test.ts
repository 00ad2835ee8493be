// A bundled site that makes the workers itself, under a policy that allows its own files and no `blob:`: they decode, not the page.
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright';
import { build } from 'vite';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { loadSeries } from '../../src/load/load-series.ts';
import { CODED } from '../support/coded-files.ts';
import { buildDist } from '../support/dist.ts';
import { ROOT } from '../support/source-files.ts';
import type { Summary } from '../support/summary.ts';
import { type ElementSite, serveElements } from './open-element.ts';
import { launch, STRICT } from './open-plain.ts';
import { summarise } from './plain/summarise.js';

interface HostWindow {
  readonly host: {
    read(path: string): Promise<Summary>;
    show(src: string): Promise<readonly number[]>;
    answers(): readonly number[];
    violations(): readonly string[];
    fetched(): readonly string[];
  };
}

const KINDS = { 'JPEG-LS': 'charls', 'JPEG 2000': 'openjpeg', 'JPEG XL': 'libjxl' } as const;

const folder = mkdtempSync(join(tmpdir(), 'reslice-host-worker-'));
let browser: Browser;
let site: ElementSite;

beforeAll(async () => {
  // A site that has the package installed, found by its name and bundled by what its package.json says.
  const installed = join(folder, 'node_modules', 'reslice');
  mkdirSync(installed, { recursive: true });
  cpSync(join(ROOT, 'package.json'), join(installed, 'package.json'));
  cpSync(buildDist('host-worker'), join(installed, 'dist'), { recursive: true });
  for (const name of ['host-worker', 'plain'])
    cpSync(join(import.meta.dirname, name), join(folder, name), { recursive: true });
  const root = join(folder, 'host-worker');
  const built = join(folder, 'built');
  await build({
    configFile: false,
    logLevel: 'error',
    root,
    build: { outDir: built, assetsDir: '.', rollupOptions: { output: { chunkFileNames: '[name]-[hash].js' } } },
  });
  site = await serveElements(built, STRICT, ['head']);
  for (const name of Object.keys(KINDS))
    writeFileSync(join(site.folder, `${name}.dcm`), CODED[name as 'JPEG-LS'].bytes);
  browser = await launch();
});
afterAll(async () => {
  await browser?.close();
  site?.close();
  rmSync(folder, { recursive: true });
});

async function open() {
  const page = await browser.newPage();
  const workers: string[] = [];
  const complaints: string[] = [];
  page.on('worker', (worker) => workers.push(worker.url()));
  page.on('console', (message) => ['error', 'warning'].includes(message.type()) && complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(String(error)));
  await page.goto(`${site.url}index.html`);
  await page.waitForFunction(() => 'host' in window);
  const ask = <K extends keyof HostWindow['host']>(key: K, ...args: Parameters<HostWindow['host'][K]>) =>
    page.evaluate(
      ([name, list]) => {
        const { host } = window as unknown as HostWindow;
        return (host[name as K] as (...given: readonly unknown[]) => unknown)(...list);
      },
      [key as string, args as readonly unknown[]] as const,
    ) as Promise<Awaited<ReturnType<HostWindow['host'][K]>>>;
  return { page, workers, complaints, ask };
}

test.each(Object.entries(KINDS))('%s is decoded in the worker that the host has made', async (kind, codec) => {
  const { page, workers, complaints, ask } = await open();
  const expected = await summarise(loadSeries, { name: kind, bytes: CODED[kind as 'JPEG-LS'].bytes }, { workers: 0 });
  expect(expected).toHaveProperty('sha256');
  expect(await ask('read', `/made/${encodeURIComponent(kind)}.dcm`)).toEqual(expected);
  expect(workers).toEqual([expect.stringMatching(new RegExp(`^${site.url}[\\w-]*worker[\\w-]*\\.js$`))]);
  // That it runs, and what it has read.
  expect(await ask('answers')).toEqual([2]);
  expect((await ask('fetched')).filter((path) => path.includes(codec))).toEqual([]);
  expect([...(await ask('violations')), ...complaints]).toEqual([]);
  await page.close();
});

test("an element's src is read in it too", async () => {
  const { page, workers, complaints, ask } = await open();
  expect(await ask('show', '/made/head.json')).toHaveLength(3);
  expect(workers.length).toBeGreaterThan(0);
  expect(workers.filter((address) => !address.startsWith(site.url))).toEqual([]);
  expect((await ask('answers')).reduce((sum, count) => sum + count)).toBeGreaterThan(workers.length);
  expect([...(await ask('violations')), ...complaints]).toEqual([]);
  await page.close();
});
