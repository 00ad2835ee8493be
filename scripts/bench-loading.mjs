// The second part of `npm run bench`, or `npm run bench:loading`: from 256 files on loopback to the first picture, beside dwv in the
// same run, and the memory that takes. The files come from a process of their own, so that serving them costs both the same.
import { execFileSync, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { chromium } from 'playwright';
import { createServer } from 'vite';
import { BROWSER_ARGS } from './browser-args.mjs';
import { ensureInstalled, ROOT } from './ensure-installed.mjs';
import { findBrowser } from './find-browser.mjs';

const ROUNDS = Number(process.argv[2] ?? 7);

ensureInstalled();
ensureInstalled(join(ROOT, 'bench', 'peers'));
const vite = join(ROOT, 'node_modules', 'vite', 'bin', 'vite.js');
const dist = join(ROOT, '.cache', 'dist');
execFileSync(process.execPath, [vite, 'build', '--outDir', dist, '--emptyOutDir', '--logLevel', 'error'], {
  cwd: ROOT,
});
const series = fork(join(ROOT, 'scripts', 'serve-series.mjs'));
const [{ port, folder, files, bytes }] = await once(series, 'message');
const server = await createServer({
  configFile: false,
  root: join(ROOT, 'bench', 'peers'),
  cacheDir: `${ROOT}/.cache/bench-peers`,
  logLevel: 'warn',
  server: { host: '127.0.0.1', fs: { allow: [ROOT] } },
  optimizeDeps: { include: ['dwv'] },
});
await server.listen();
const origin = `http://127.0.0.1:${server.httpServer.address().port}`;
const urls = Array.from({ length: files }, (_, n) => `http://127.0.0.1:${port}/${n}.dcm`);

async function measure(peer, orientation) {
  // A browser of its own each time: nothing is cached, nothing is warm.
  const browser = await chromium.launch({ executablePath: await findBrowser(), args: BROWSER_ARGS });
  try {
    const page = await browser.newPage();
    page.on('pageerror', (error) => console.error(String(error)));
    page.on('console', (message) => message.type() === 'error' && console.error(message.text()));
    await page.goto(`${origin}/${peer}.html?dist=${dist}`);
    await page.waitForFunction(() => 'peerBench' in window);
    return await page.evaluate(([all, plane]) => window.peerBench(all, plane), [urls, orientation]);
  } finally {
    await browser.close();
  }
}

const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
const rows = { reslice: [], dwv: [] };
for (let round = 0; round < ROUNDS; round++) {
  for (const peer of round % 2 ? ['dwv', 'reslice'] : ['reslice', 'dwv'])
    rows[peer].push(await measure(peer, 'sagittal'));
}
const of = (peer, what) => rows[peer].map((row) => row[what]);
const ms = (values) =>
  `${median(values).toFixed(0)} (${Math.min(...values).toFixed(0)} to ${Math.max(...values).toFixed(0)})`;
const { reslice, dwv } = rows;
console.log(
  `${files} CT files of 512×512, ${(bytes / 2 ** 20).toFixed(0)} MiB over loopback; ms from the first request, median of ${ROUNDS} (least to most)
  first sagittal picture of all:  Reslice ${ms(of('reslice', 'completeMs'))}, dwv ${ms(of('dwv', 'completeMs'))}; ratio ${median(reslice.map((row, n) => row.completeMs / dwv[n].completeMs)).toFixed(2)}
  Reslice: first acquired picture ${ms(of('reslice', 'firstMs'))}, ${ms(reslice.map((row) => row.firstMs - row.arrivedMs))} after its file had arrived
           all read ${ms(of('reslice', 'loadedMs'))}, all on the GPU ${ms(of('reslice', 'uploadedMs'))}
  dwv:     first picture of any kind ${ms(of('dwv', 'firstMs'))}, all read ${ms(of('dwv', 'loadedMs'))}`,
);
await server.close();
const [memory] = await once(
  fork(join(ROOT, 'scripts', 'bench-memory.mjs'), [dist, folder], { execArgv: ['--expose-gc'] }),
  'message',
);
console.log(
  `  Reslice in Node: ${memory.over.toFixed(2)} × raw at the peak on top of the volume (arrayBuffers, sampled every 10 ms)`,
);
series.disconnect();
