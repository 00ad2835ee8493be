// The built package after a bundler has taken it apart, and as one file: the same values in workers, every decoder's WASM found, under a
// Content-Security-Policy; and on the page where the policy forbids the worker.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright';
import { build } from 'vite';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildSingleFile } from '../../scripts/single-file.mjs';
import { loadSeries } from '../../src/load/load-series.ts';
import { CODED } from '../support/coded-files.ts';
import { buildDist } from '../support/dist.ts';
import { MADE } from '../support/made-files.ts';
import { launch, STRICT, servePlain, WITHOUT_WORKERS } from './open-plain.ts';
import { summarise } from './plain/summarise.js';

const KINDS: Readonly<Record<string, Uint8Array<ArrayBuffer>>> = {
  native: MADE['explicit little endian']!,
  deflated: MADE.deflated!,
  'jpeg-lossless': CODED['JPEG lossless'].bytes,
  'jpeg-ls': CODED['JPEG-LS'].bytes,
  'jpeg-2000': CODED['JPEG 2000'].bytes,
  'jpeg-xl': CODED['JPEG XL'].bytes,
};
const BLOB = STRICT.replace("worker-src 'self'", 'worker-src blob:');

const folder = mkdtempSync(join(tmpdir(), 'reslice-bundled-'));
const [made, bundled, single] = ['made', 'bundled', 'single'].map((name) => join(folder, name)) as [
  string,
  string,
  string,
];
let browser: Browser;

beforeAll(async () => {
  mkdirSync(made);
  for (const [name, bytes] of Object.entries(KINDS)) writeFileSync(join(made, `${name}.dcm`), bytes);
  const dist = buildDist('bundled-page');
  await build({
    configFile: false,
    logLevel: 'error',
    root: dist,
    build: {
      outDir: bundled,
      rollupOptions: {
        input: { index: join(dist, 'index.js'), dicom: join(dist, 'dicom.js') },
        preserveEntrySignatures: 'strict',
        output: { entryFileNames: '[name].js', assetFileNames: '[name][extname]', chunkFileNames: '[name]-[hash].js' },
      },
    },
  });
  await buildSingleFile(single);
  for (const door of ['index', 'dicom']) writeFileSync(join(single, `${door}.js`), `export * from './reslice.min.js';`);
  browser = await launch();
});
afterAll(async () => {
  await browser?.close();
  rmSync(folder, { recursive: true });
});

const MODES = [
  { title: 'bundled, in a worker', dist: bundled, policy: BLOB, started: true, stopped: [] },
  {
    title: 'bundled, where blob: is forbidden, on the page',
    dist: bundled,
    policy: STRICT,
    started: false,
    stopped: ['worker-src'],
  },
  { title: 'one file, in a worker', dist: single, policy: STRICT, started: true, stopped: [] },
  {
    title: 'one file, where workers are forbidden',
    dist: single,
    policy: WITHOUT_WORKERS,
    started: false,
    stopped: ['worker-src'],
  },
];

/** A worker that is stopped must be known at once: waited for (5 s) with every file, it would take longer. */
const PATIENCE = 25_000;

describe.each(MODES)('$title', ({ dist, policy, started, stopped }) => {
  test(
    'every kind of file reads, and a picture is drawn',
    async () => {
      const site = await servePlain(browser, dist, policy, { made });
      try {
        const page = await site.open();
        for (const [name, bytes] of Object.entries(KINDS)) {
          const expected = await summarise(loadSeries, { name, bytes }, { workers: 0 });
          expect(await page.read([`made/${name}.dcm`], 1), name).toEqual([expected]);
        }
        expect(page.workers()).toBe(started ? Object.keys(KINDS).length : 0);
        expect(await page.draw('made/native.dcm')).toBe('gpu');
        // Every page's own probe of the policy, and nothing else but what is meant to be stopped.
        const [probe, ...others] = await page.violations();
        expect(probe).toBe('script-src');
        expect([...new Set(others)]).toEqual(stopped);
        expect(page.complaints.filter((text) => stopped.length === 0 || !/worker/i.test(text))).toEqual([]);
      } finally {
        site.close();
      }
    },
    PATIENCE,
  );
});
