// Every example, made from the packed package in a clean folder, in Chromium: the view's picture and the element's are the reference's,
// the wheel scrubs, nothing is complained of and nobody else is asked. Plain and React always, with what the clone has installed; all of
// them, installed by npm as a user would, in `npm run test:examples`.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Packed, pack } from '../support/packed.ts';
import { ROOT } from '../support/source-files.ts';
import { type ExamplePage, openExample, type Truth, truthOf } from './example-page.ts';
import { buildExample, type Site, serveFolder, setUp, startServer, startVite, takeDown } from './example-site.ts';
import { launch } from './open-plain.ts';

interface Way {
  readonly title: string;
  serve(place: string): Promise<Site>;
  /** How the worker's address begins: a file of the package, or a text. */
  readonly worker: RegExp;
}

const built = (title: string, folder: string): Way => ({
  title,
  serve: (place) => serveFolder(join(place, folder)),
  worker: /^blob:/,
});

const EXAMPLES: Readonly<Record<string, readonly Way[]>> = {
  plain: [
    { title: 'an import map', serve: (place) => serveFolder(place), worker: /\/dist\/read-worker\.js$/ },
    { title: 'one file', serve: (place) => serveFolder(place, 'single.html'), worker: /\/dist\/reslice\.min\.js$/ },
  ],
  react: [
    { title: 'under development, every component mounted twice', serve: startVite, worker: /^blob:/ },
    built('built', 'dist'),
  ],
  vue: [built('built by vite 5', 'dist')],
  svelte: [built('built', 'dist')],
  webpack: [built('built', 'public')],
  server: [{ title: 'rendered in Node', serve: (place) => startServer(place, 'server.js'), worker: /^blob:/ }],
};
/** Those whose framework listens to the element: its position is in words, too. */
const TELLING = ['react', 'vue', 'svelte', 'server'];
const QUICK = ['plain', 'react'];
const all = process.env.RESLICE_EXAMPLES === 'all';

const folder = mkdtempSync(join(tmpdir(), 'reslice-head-'));
const head = join(folder, 'head.zip');
let packed: Packed;
let browser: Browser;
let truth: Truth;

beforeAll(async () => {
  execFileSync(process.execPath, [join(ROOT, 'examples', 'write-head.mjs'), folder]);
  packed = pack('examples');
  [truth, browser] = await Promise.all([truthOf(head), launch()]);
});
afterAll(async () => {
  await browser?.close();
  rmSync(folder, { recursive: true });
});

describe.each(Object.keys(EXAMPLES).filter((name) => all || QUICK.includes(name)))('%s', (name) => {
  let place: string;
  beforeAll(() => {
    place = setUp(name, head, packed, all ? 'install' : 'link');
    buildExample(place);
  });
  afterAll(() => takeDown(place));

  test.each(EXAMPLES[name]!)('$title', async ({ serve, worker }) => {
    const site = await serve(place);
    try {
      const example = await openExample(browser, site.url, truth);
      for (const place of ['#view', '#element']) {
        await example.shows(truth.state, place);
        await example.wheel(100, place);
        await example.shows(truth.after(1), place);
        await example.wheel(-100, place);
        await example.wheel(-100, place);
        await example.shows(truth.after(-1), place);
      }
      if (TELLING.includes(name))
        await example.page.getByText(String(truth.after(-1).position), { exact: true }).waitFor();
      expect(example.workers.length).toBeGreaterThan(0);
      expect(example.workers.filter((address) => !worker.test(address))).toEqual([]);
      if (name === 'react') await comesAndGoes(example);
      expect(example.complaints).toEqual([]);
      await example.page.close();
    } finally {
      await site.close();
    }
  });
});

/** By the library and by the element, far more often than a page may have WebGL contexts (16): one that stayed would be complained of. */
async function comesAndGoes({ page, shows, held }: ExamplePage): Promise<void> {
  const [hide, show] = ['Hide', 'Show'].map((name) => page.getByRole('button', { name }));
  for (let n = 0; n < 100; n++) {
    await hide!.click();
    expect(await page.locator('canvas').count()).toBe(0);
    expect(await held()).toMatchObject({ contexts: 0, textures: 0 });
    await show!.click();
    await page.locator('#view canvas').waitFor();
    await page.locator('#element canvas').waitFor();
    // Contexts are made after the first picture; some go before that.
    if (n % 4 > 0)
      await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve))));
    expect((await held()).contexts).toBeLessThanOrEqual(2);
  }
  await shows(truth.state);
  await shows(truth.state, '#element');
  await hide!.click();
  const { made, ...rest } = await held();
  expect(made).toBeGreaterThan(20);
  expect(rest).toEqual({ contexts: 0, textures: 0 });
}

describe.runIf(all)('TypeScript 4.7', () => {
  test('reads the declarations', () => {
    const place = mkdtempSync(join(tmpdir(), 'reslice-old-types-'));
    const options = {
      noEmit: true,
      strict: true,
      module: 'node16',
      target: 'es2021',
      lib: ['es2021', 'dom'],
      types: [],
    };
    writeFileSync(join(place, 'package.json'), '{ "type": "module", "private": true }');
    writeFileSync(join(place, 'tsconfig.json'), JSON.stringify({ compilerOptions: options, files: ['use.ts'] }));
    const doors = ['reslice', 'reslice/dicom', 'reslice/cpu'];
    writeFileSync(join(place, 'use.ts'), doors.map((door, n) => `export * as door${n} from '${door}';`).join('\n'));
    const npm = ['install', '--prefer-offline', '--no-audit', '--no-fund', 'typescript@4.7.4', packed.tarball];
    execFileSync('npm', npm, { cwd: place, stdio: 'ignore' });
    execFileSync(process.execPath, [join(place, 'node_modules', 'typescript', 'bin', 'tsc'), '-p', place]);
    rmSync(place, { recursive: true });
  });
});
