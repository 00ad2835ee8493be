// The built demo, served as plain files under a path of its own: small before a series is opened, whole without a network.
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { BROWSER_ARGS } from '../../scripts/browser-args.mjs';
import { buildDemo } from '../../scripts/build-demo.mjs';
import { complaintsOf } from './complaints.ts';
import { pane } from './open-demo.ts';
import { serveSite } from './site-server.ts';

const KIB = 1024;
let folder: string;
let browser: Browser;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'reslice-site-'));
  await buildDemo(join(folder, 'site'));
  const executablePath = process.env.RESLICE_CHROME ?? '/usr/bin/chromium';
  browser = await chromium.launch({ executablePath, args: [...BROWSER_ARGS] });
});
afterAll(async () => {
  await browser?.close();
  if (folder) rmSync(folder, { recursive: true, force: true });
});

const pages = () => readdirSync(join(folder, 'site')).filter((name) => name.endsWith('.html'));

async function open(context: BrowserContext, url: string): Promise<{ page: Page; complaints: string[] }> {
  const page = await context.newPage();
  const complaints = complaintsOf(page, new URL(url).origin);
  await page.goto(url);
  return { page, complaints };
}

const title = (page: Page) => page.getByRole('heading', { name: 'Any plane through a scan, exactly.' });

/** The phantom is read, and there are pictures of it. */
async function opened(page: Page): Promise<void> {
  await page.locator('.app[data-state=open][aria-busy=false]').waitFor({ timeout: 50_000 });
  await page.locator('.status .task', { hasText: /complete \d/ }).waitFor();
  expect(await pane(page, 'axial').isVisible()).toBe(true);
  // What lies over a picture comes a frame after it.
  await page.locator('[part~=pane-axial] [part~=letter]').first().waitFor();
}

it('has every page, each with a strict policy and no script or style in it', () => {
  expect(pages()).toEqual(expect.arrayContaining(['conformance.html', 'embed.html', 'index.html']));
  for (const name of pages()) {
    // Code that is shown is text.
    const html = readFileSync(join(folder, 'site', name), 'utf8').replace(/<pre>[\s\S]*?<\/pre>/g, '');
    const policy = /<meta http-equiv="Content-Security-Policy" content="([^"]+)"/.exec(html)?.[1];
    expect(policy).toMatch(/^default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self' blob:/);
    expect(policy).not.toMatch(/unsafe-inline|unsafe-eval'(?<!wasm-unsafe-eval')|\*/);
    expect(html.indexOf('Content-Security-Policy')).toBeLessThan(html.indexOf('<script'));
    expect(html).not.toMatch(/<style|\sstyle=|<script(?![^>]*\ssrc=)|\son\w+=/);
    // Relative, so that it may lie anywhere.
    for (const [, address] of html.matchAll(/\s(?:src|href)="([^"]+)"/g)) expect(address).toMatch(/^(\.\/|data:)/);
  }
});

it('is at most 100 KiB over the network before a series is opened', async () => {
  const server = await serveSite(join(folder, 'site'), '/some/where/');
  // What the page itself asks for; the service worker keeps the rest for later.
  const context = await browser.newContext({ serviceWorkers: 'block' });
  const { page, complaints } = await open(context, server.url);
  await title(page).waitFor();
  const remarks = () => complaints.filter((words) => !words.includes('blocked by Playwright'));
  await page.waitForLoadState('networkidle');
  const sum = server.sent.reduce((all, { bytes }) => all + bytes, 0);
  const parts = server.sent.map(({ path, bytes }) => `  ${path} ${(bytes / KIB).toFixed(1)} KiB`);
  console.log([`The start screen: ${(sum / KIB).toFixed(1)} KiB, gzipped`, ...parts].join('\n'));
  expect(sum).toBeGreaterThan(3 * KIB);
  expect(sum).toBeLessThanOrEqual(100 * KIB);
  expect(server.sent.filter(({ path }) => path.startsWith('404'))).toEqual([]);
  expect(await title(page).isVisible()).toBe(true);
  expect(remarks()).toEqual([]);
  await context.close();
  await server.close();
});

it('opens a phantom, and every page, after the server has gone', async () => {
  const server = await serveSite(join(folder, 'site'), '/some/where/');
  const context = await browser.newContext();
  const first = await open(context, server.url);
  await first.page.evaluate(async () => {
    const { active } = await navigator.serviceWorker.ready;
    if (active!.state !== 'activated')
      await new Promise((resolve) => active!.addEventListener('statechange', resolve, { once: true }));
  });
  const kept = server.sent.reduce((all, { bytes }) => all + bytes, 0);
  console.log(`Kept for offline use: ${server.sent.length} requests, ${(kept / KIB).toFixed(0)} KiB, gzipped`);
  expect(server.sent.filter(({ path }) => path.startsWith('404'))).toEqual([]);
  expect(first.complaints).toEqual([]);
  await first.page.close();
  await server.close();

  const { page, complaints } = await open(context, server.url);
  await page.getByRole('button', { name: 'Head with a bleed' }).click();
  await opened(page);
  // Snapshots, and colours, come lazily.
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save as PNG' }).click();
  await page.getByRole('menuitem', { name: 'Whole layout', exact: true }).click();
  expect((await download).suggestedFilename()).toBe('reslice-layout.png');
  expect(complaints).toEqual([]);
  await page.close();

  const linked = await open(context, `${server.url}index.html?x#v1&phantom=pet-per-slice-slope&map=hot-iron`);
  await opened(linked.page);
  expect(linked.complaints).toEqual([]);
  for (const name of pages()) {
    const other = await open(context, `${server.url}${name}`);
    expect(await other.page.getByRole('heading', { level: 1 }).first().isVisible()).toBe(true);
    expect(other.complaints.filter((words) => !/ReadPixels/.test(words))).toEqual([]);
    await other.page.close();
  }
  await context.close();
});

it('shows what is new with the next load, and lets the old go when no page of it is open', async () => {
  const copy = join(folder, 'copy');
  cpSync(join(folder, 'site'), copy, { recursive: true });
  const server = await serveSite(copy, '/');
  const context = await browser.newContext();
  const { page } = await open(context, server.url);
  await page.evaluate(() => navigator.serviceWorker.ready);
  const caches = (of: Page) => of.evaluate(() => globalThis.caches.keys());
  const before = await caches(page);
  expect(before).toHaveLength(1);
  const html = readFileSync(join(copy, 'index.html'), 'utf8');
  writeFileSync(join(copy, 'index.html'), html.replace('exactly.</h1>', 'exactly, anew.</h1>'));
  const worker = readFileSync(join(copy, 'sw.js'), 'utf8');
  writeFileSync(
    join(copy, 'sw.js'),
    worker.replace(/reslice-\$\{"(\w+)"\}/, (_, version) => `reslice-\${"${version}0"}`),
  );
  await page.reload();
  expect(await page.getByRole('heading', { name: 'Any plane through a scan, exactly, anew.' }).isVisible()).toBe(true);
  const isWaiting = () =>
    page.evaluate(async () => Boolean((await navigator.serviceWorker.getRegistration())?.waiting));
  await vi.waitUntil(isWaiting, { timeout: 20_000 });
  expect(await caches(page)).toHaveLength(2);
  await page.close();
  // The browser takes a moment to see that nobody has the old one.
  await new Promise((resolve) => setTimeout(resolve, 2000));
  const next = await open(context, server.url);
  await vi.waitUntil(async () => (await caches(next.page)).length === 1, { timeout: 20_000 });
  expect(await caches(next.page)).not.toEqual(before);
  expect(next.complaints).toEqual([]);
  await context.close();
  await server.close();
});
