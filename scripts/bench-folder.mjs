// A part of `npm run bench`, or `npm run bench:folder`: a folder of 1024 files dropped on the built demo, as a file manager does, and
// whether the page stayed awake: every task over 50 ms on its main thread, from before the drop until all is read and drawn by the GPU.
// Twice: as the page feels it, and by the thread's own clock, which leaves out what others took on a machine that is shared.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright';
import { preview } from 'vite';
import { BROWSER_ARGS } from './browser-args.mjs';
import { buildDemo } from './build-demo.mjs';
import { ensureInstalled } from './ensure-installed.mjs';
import { findBrowser } from './find-browser.mjs';
import { loadSource } from './load-source.mjs';

const [SLICES, SIDE, ROUNDS] = [1024, 256, Number(process.argv[2]) || 3];
/** ms */
const LONG = 50;

ensureInstalled();
const folder = mkdtempSync(join(tmpdir(), 'reslice-bench-folder-'));
try {
  const bytes = await writePhantom(join(folder, 'head'));
  await buildDemo(join(folder, 'site'));
  const server = await preview({
    configFile: false,
    root: folder,
    build: { outDir: 'site' },
    preview: { host: '127.0.0.1', port: 0 },
    logLevel: 'warn',
  });
  const url = `http://127.0.0.1:${server.httpServer.address().port}/?test`;
  const rounds = [];
  for (let n = 0; n < ROUNDS; n++) rounds.push(await measure(url, join(folder, 'head')));
  await server.close();
  const load = loadavg()[0].toFixed(1);
  console.log(
    `a folder of ${SLICES} files of ${SIDE}×${SIDE}, ${(bytes / 2 ** 20).toFixed(0)} MiB, dropped on the built demo; load ${load}`,
  );
  for (const { firstMs, completeMs, drawnMs, long, busy } of rounds) {
    const times = `first picture ${whole(firstMs)}, all read ${whole(completeMs)}, drawn by the GPU ${whole(drawnMs)} ms`;
    console.log(`  ${times}; tasks over ${LONG} ms as felt: ${tasks(long)}; by the thread's own clock: ${tasks(busy)}`);
  }
} finally {
  rmSync(folder, { recursive: true });
}

function whole(ms) {
  return ms.toFixed(0);
}

function tasks(all) {
  const long = all.filter((ms) => ms > LONG);
  return `${long.length} (longest ${whole(Math.max(0, ...all))})`;
}

/** One by one, so that little of it is in memory. @returns {Promise<number>} bytes */
async function writePhantom(to) {
  mkdirSync(to);
  const { module, close } = await loadSource('/phantom/index.ts');
  let bytes = 0;
  const options = { rows: SIDE, columns: SIDE, slices: SLICES, pixelSpacing: [0.9, 0.9], step: 0.19 };
  for await (const file of module.phantomFiles(options)) {
    writeFileSync(join(to, file.name), file.bytes);
    bytes += file.bytes.length;
  }
  await close();
  return bytes;
}

async function measure(url, dropped) {
  // A browser of its own each time: nothing is cached, nothing is warm.
  const browser = await chromium.launch({ executablePath: await findBrowser(), args: BROWSER_ARGS });
  try {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    page.on('pageerror', (error) => console.error(String(error)));
    page.on('console', (message) => message.type() === 'error' && console.error(message.text()));
    await page.goto(url);
    await page.getByText('Nothing is uploaded.').waitFor();
    await page.waitForTimeout(1000);
    const session = await page.context().newCDPSession(page);
    await page.evaluate(watch);
    await browser.startTracing(page, { categories: ['toplevel'] });
    const data = { items: [], files: [dropped], dragOperationsMask: 1 };
    for (const type of ['dragEnter', 'dragOver', 'drop'])
      await session.send('Input.dispatchDragEvent', { type, x: 300, y: 300, data });
    const found = await page.evaluate(() => window.folderBench());
    return { ...found, busy: busyTimes(JSON.parse(String(await browser.stopTracing()))) };
  } finally {
    await browser.close();
  }
}

/** @returns ms of CPU of each task of the page's main thread: the renderer's that has most of them */
function busyTimes({ traceEvents }) {
  const mains = traceEvents.filter(({ name, args }) => name === 'thread_name' && args.name === 'CrRendererMain');
  const of = ({ pid, tid }) =>
    traceEvents.filter((event) => event.pid === pid && event.tid === tid && event.ph === 'X' && event.tdur);
  const [most] = mains.map(of).toSorted((a, b) => b.length - a.length);
  if (!most?.length) throw new Error('the trace holds no task of the page');
  return most.map(({ tdur }) => tdur / 1000);
}

/** Runs in the page. */
function watch() {
  const long = [];
  let start = Number.POSITIVE_INFINITY;
  const observer = new PerformanceObserver((list) => {
    for (const { startTime, duration } of list.getEntries()) if (startTime + duration > start) long.push(duration);
  });
  observer.observe({ type: 'longtask' });
  document.addEventListener('drop', () => (start = performance.now()), { capture: true, once: true });
  const turn = () => new Promise((resolve) => setTimeout(resolve, 20));
  window.folderBench = async () => {
    const status = () => document.querySelector('.status .task')?.textContent ?? '';
    while (!/complete \d/.test(status())) await turn();
    const [firstMs, completeMs] = [...status().matchAll(/([\d.]+) s/g)].map(([, seconds]) => 1000 * Number(seconds));
    const { pictures } = (await window.resliceTest.app()).desk;
    const views = Object.values(pictures.mpr.views);
    while (!views.every((view) => view.drawnBy === 'gpu')) await turn();
    const drawnMs = performance.now() - start;
    // What comes after is the page's as well: histogram, thumbnail, report.
    await new Promise((resolve) => setTimeout(resolve, 3000));
    return { firstMs, completeMs, drawnMs, long };
  };
}
