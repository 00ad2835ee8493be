// A page without a bundler on the built package, under a Content-Security-Policy.
import { join } from 'node:path';
import { type Browser, chromium, type Page } from 'playwright';
import { BROWSER_ARGS } from '../../scripts/browser-args.mjs';
import { serveDist } from '../support/dist.ts';
import type { Summary } from '../support/summary.ts';

export const STRICT = "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self'";
export const WITHOUT_WORKERS = STRICT.replace("worker-src 'self'", "worker-src 'none'");

/** What plain/main.js hands out. */
interface PlainWindow {
  readonly plain: {
    read(path: string, workers: number): Promise<Summary>;
    draw(path: string): Promise<string>;
    violations(): string[];
    fetched(): string[];
  };
}

export interface PlainPage {
  /** How many workers have been started. */
  readonly workers: () => number;
  /** Console errors and uncaught errors. */
  readonly complaints: readonly string[];
  /** @param paths  on the server, read one by one */
  read(paths: readonly string[], workers: number): Promise<readonly Summary[]>;
  draw(path: string): Promise<string>;
  /** Directives of the policy that stopped something. */
  violations(): Promise<readonly string[]>;
  fetched(): Promise<readonly string[]>;
}

export interface PlainSite {
  /** Paths without their leading slash, the page's own and those of its workers. */
  readonly asked: () => readonly string[];
  /** Loads the page, anew where it was open: nothing is cached, and `asked` begins anew. */
  open(): Promise<PlainPage>;
  close(): void;
}

export const launch = (): Promise<Browser> =>
  chromium.launch({ executablePath: process.env.RESLICE_CHROME ?? '/usr/bin/chromium', args: [...BROWSER_ARGS] });

/** @param folders  served beside the package, by their first path component */
export async function servePlain(
  browser: Browser,
  dist: string,
  policy: string,
  folders: Readonly<Record<string, string>>,
): Promise<PlainSite> {
  const server = await serveDist(dist, policy, { ...folders, test: join(import.meta.dirname, 'plain') });
  const page = await browser.newPage();
  const complaints: string[] = [];
  let workers = 0;
  page.on('worker', () => workers++);
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(String(error)));
  return {
    asked: () => server.asked.map((path) => path.slice(1)),
    close: server.close,
    async open() {
      // What the page before still asks for must not be counted as this one's.
      await page.goto('about:blank');
      server.asked.length = 0;
      complaints.length = 0;
      workers = 0;
      await page.goto(server.url);
      await page.waitForFunction(() => 'plain' in window);
      return { ...methods(page), workers: () => workers, complaints };
    },
  };
}

function methods(page: Page): Omit<PlainPage, 'workers' | 'complaints'> {
  return {
    read: (paths, workers) =>
      page.evaluate(
        async ([list, count]) => {
          const summaries: Summary[] = [];
          const { plain } = window as unknown as PlainWindow;
          for (const path of list) summaries.push(await plain.read(path, count));
          return summaries;
        },
        [paths.map((path) => `/${path.split('/').map(encodeURIComponent).join('/')}`), workers] as const,
      ),
    draw: (path) => page.evaluate((at) => (window as unknown as PlainWindow).plain.draw(at), `/${path}`),
    violations: () => page.evaluate(() => (window as unknown as PlainWindow).plain.violations()),
    fetched: () => page.evaluate(() => (window as unknown as PlainWindow).plain.fetched()),
  };
}
