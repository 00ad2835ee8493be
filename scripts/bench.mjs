// `npm run bench`: figures, printed and never asserted. Everything in one run on one machine, as ratios; `npm run bench -- kernels`
// is a part: frames, kernels, views, pictures, loading, folder or terminal.
import { chromium } from 'playwright';
import { createServer } from 'vite';
import { BROWSER_ARGS } from './browser-args.mjs';
import { embedCodecs } from './embed-codecs.mjs';
import { ensureInstalled, ROOT } from './ensure-installed.mjs';
import { findBrowser } from './find-browser.mjs';

ensureInstalled();
const parts = process.argv.slice(2);
const wants = (part) => parts.length === 0 || parts.includes(part);
// Alone it needs no browser.
if (parts.length === 1 && wants('terminal')) {
  await import('./bench-terminal.mjs');
  process.exit();
}
const server = await createServer({
  configFile: false,
  root: ROOT,
  cacheDir: `${ROOT}/.cache/bench`,
  logLevel: 'warn',
  plugins: [embedCodecs()],
  server: { host: '127.0.0.1' },
  optimizeDeps: {
    entries: ['bench/page.ts'],
    include: ['twgl.js', 'dicom-parser', 'comlink', 'fflate', 'dcmjs'],
  },
});
await server.listen();
const browser = await chromium.launch({ executablePath: await findBrowser(), args: BROWSER_ARGS });
const page = await browser.newPage();
page.on('pageerror', (error) => console.error(String(error)));
page.setDefaultTimeout(600_000);
await page.goto(`http://127.0.0.1:${server.httpServer.address().port}/bench/index.html`);
await page.waitForFunction(() => 'resliceBench' in window);
const run = (name) => page.evaluate((called) => window.resliceBench[called](), name);

const { renderer, userAgent } = await run('device');
console.log(`${userAgent}\n${renderer}\n`);

if (wants('frames')) {
  console.log(
    '512×512×256 int16, 512² picture; median ms a frame, ended by a one-pixel readback; ratio to the bare shader, frame by frame',
  );
  console.log('stack           plane     gesture   bare  reslice  ratio   off by');
  for (const row of await run('frames')) {
    const cells = [row.stack.padEnd(16), row.plane.padEnd(10), row.what.padEnd(7), row.bareMs.toFixed(1).padStart(6)];
    console.log(
      `${cells.join('')}${row.resliceMs.toFixed(1).padStart(9)}${row.ratio.toFixed(2).padStart(7)}${String(row.worstLevel).padStart(5)} level`,
    );
  }
}

if (wants('kernels')) {
  console.log(
    '\n512×512×256 int16, 512² picture, by kernel and by slab (linear, mean); the bare shader takes one linear sample',
  );
  console.log('stack           plane     what        samples   bare  reslice  ratio  a sample    CPU');
  for (const row of await run('kernels')) {
    const cells = [row.stack.padEnd(16), row.plane.padEnd(10), row.what.padEnd(12), String(row.samples).padStart(7)];
    const times = [row.bareMs.toFixed(1).padStart(7), row.resliceMs.toFixed(1).padStart(9)];
    const ratios = [row.ratio.toFixed(2).padStart(7), (row.ratio / row.samples).toFixed(2).padStart(10)];
    console.log([...cells, ...times, ...ratios, row.cpuMs.toFixed(0).padStart(7)].join(''));
  }
}

if (wants('views')) {
  console.log(
    '\n512×512×256 int16, even; median ms from the changes to pictures on canvases, waits for frames left out',
  );
  console.log('views                                        planes alone  views  ratio');
  for (const row of await run('views'))
    console.log(
      `${row.what.padEnd(45)}${row.planesMs.toFixed(1).padStart(12)}${row.viewsMs.toFixed(1).padStart(7)}${row.ratio.toFixed(2).padStart(7)}`,
    );
}

if (wants('pictures')) {
  const created = await run('allocations');
  console.log(
    `\n${created.frames} frames of scrubbing and window drags: ${created.typedArrays} typed arrays, ${created.glObjects} GL objects created`,
  );

  const first = await run('firstPicture');
  console.log(
    `\n512×512×256 int16: ${first.cpuMs.toFixed(1)} ms a CPU picture of 512² (axial), ${first.uploadMs.toFixed(0)} ms to upload in ${first.steps} steps of at most ${first.longestStepMs.toFixed(0)} ms`,
  );
  console.log(
    `swap from CPU to GPU: ${first.differing} of ${first.pixels} pixels differ, by at most ${first.worstLevel} level`,
  );

  const load = await run('load');
  console.log(
    `\n${load.files} files of 512×512, ${(load.bytes / 2 ** 20).toFixed(0)} MiB: loaded in ${load.ms.toFixed(0)} ms; ${load.longTasks} tasks over 50 ms on the main thread (longest ${load.longestTask.toFixed(0)} ms), volume up in the texture included`,
  );
}
await browser.close();
await server.close();

if (wants('loading')) {
  console.log('');
  await import('./bench-loading.mjs');
}
if (wants('folder')) {
  console.log('');
  await import('./bench-folder.mjs');
}

if (wants('terminal')) {
  console.log('');
  await import('./bench-terminal.mjs');
}
