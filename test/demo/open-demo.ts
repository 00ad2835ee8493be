// The demo in a real browser, and what its canvases are held to.
import { type Browser, chromium, type Locator, type Page } from 'playwright';
import { expect, vi } from 'vitest';
import { compareLevels } from '../../conformance/compare-levels.ts';
import type { App } from '../../demo/app/app.ts';
import type { PlaneKey } from '../../demo/app/pictures.ts';
import { BROWSER_ARGS } from '../../scripts/browser-args.mjs';
import { serveDemo } from '../../scripts/serve-demo.mjs';
import { serveSite } from '../../src/cli/serve-site.ts';
import { createCpuSampler, type Plane, type Volume } from '../../src/entry/cpu.ts';
import type { ViewState } from '../../src/entry/index.ts';
import { nearBreak } from '../../src/regression/near-break.ts';
import { builtSite } from './built-site.ts';
import { complaintsOf } from './complaints.ts';

export type { PlaneKey };

/** What the page hands out for `?test`. */
export interface TestWindow {
  readonly resliceTest: { app(): Promise<App> | null };
  /** The page's one WebGL2 context. */
  readonly glContext: () => WebGL2RenderingContext | null;
}

export interface Demo {
  readonly page: Page;
  /** Console errors and warnings, uncaught errors, failed or foreign requests. */
  readonly complaints: readonly string[];
  close(): Promise<void>;
}

export type Size = readonly [width: number, height: number];

export interface PageOptions {
  /** What the console may say. */
  readonly expected?: RegExp;
  /** Motion is unwanted. */
  readonly stillness?: boolean;
  /** Runs before the page's own. */
  readonly script?: () => void;
}

type LocalFiles = NonNullable<NonNullable<Parameters<typeof serveDemo>[0]>['files']>;

export interface DemoServer {
  readonly url: string;
  /** @param query  what to open: a phantom where it is not told; '' is the start screen */
  open(size?: Size, query?: string, scale?: number): Promise<Demo>;
  /** Any page of the demo, as it is when it has loaded. */
  openPage(size: Size, path: string, options?: PageOptions): Promise<Demo>;
  close(): Promise<void>;
}

/** Playwright's own word, where it keeps a page from registering one. */
const NO_WORKER = /Service Worker registration blocked by Playwright/;

/**
 * @param files  a folder's, as `listLocal` lists them
 * @param dev  by the dev server, as `npm start` does; else the built demo, as `reslice view` and every site serve it
 */
export async function startDemo({
  files = [],
  dev = false,
}: {
  files?: LocalFiles;
  dev?: boolean;
} = {}): Promise<DemoServer> {
  const server = dev ? await serveDemo({ files, live: false }) : await serveSite(await builtSite(), files, { key: '' });
  const executablePath = process.env.RESLICE_CHROME ?? '/usr/bin/chromium';
  const browser: Browser = await chromium.launch({ executablePath, args: [...BROWSER_ARGS] });
  const begin = async (
    [width, height]: Size,
    { scale = 1, expected, stillness = false, script }: PageOptions & { scale?: number },
  ): Promise<Demo> => {
    const hasTouch = width < 720;
    const page = await browser.newPage({
      viewport: { width, height },
      deviceScaleFactor: scale,
      hasTouch,
      // It would fetch all parts anew for each page; offline.test.ts is about it.
      serviceWorkers: 'block',
      reducedMotion: stillness ? 'reduce' : 'no-preference',
    });
    if (dev) await page.routeWebSocket(/.*/, () => undefined);
    const said = expected ? new RegExp(`${NO_WORKER.source}|${expected.source}`) : NO_WORKER;
    if (script) await page.addInitScript(script);
    return { page, complaints: complaintsOf(page, server.url, said), close: () => page.close() };
  };
  return {
    url: server.url,
    async openPage(size, path, options = {}) {
      const demo = await begin(size, options);
      await demo.page.goto(`${server.url}${path}`);
      return demo;
    },
    async open(size = [1440, 900], query = 'phantom=head', scale = 1) {
      const demo = await begin(size, { scale });
      const { page } = demo;
      // The renderer keeps its context to itself; the test needs it to lose it.
      await page.addInitScript(() => {
        const getContext = OffscreenCanvas.prototype.getContext as (kind: string, options?: unknown) => unknown;
        let context: WebGL2RenderingContext | null = null;
        OffscreenCanvas.prototype.getContext = function (this: OffscreenCanvas, kind: string, options?: unknown) {
          const made = getContext.call(this, kind, options);
          // The first: another is asked for the device's name, and given back.
          if (kind === 'webgl2') context ??= made as WebGL2RenderingContext;
          return made;
        } as OffscreenCanvas['getContext'];
        Object.assign(window, { glContext: () => context });
      });
      await page.goto(`${server.url}?test&${query}`);
      if (query) await drawnByGpu(page);
      return demo;
    },
    async close() {
      await browser.close();
      await server.close();
    },
  };
}

/** The whole series is read, and every picture that is seen is drawn by the GPU. */
export async function drawnByGpu(page: Page): Promise<void> {
  const ready = () =>
    page.evaluate(async () => {
      const root = document.querySelector<HTMLElement>('.app')!;
      const app = await (window as unknown as TestWindow).resliceTest?.app();
      if (!app || root.dataset.state !== 'open' || root.ariaBusy === 'true') return false;
      const { mpr, acquired } = app.desk.pictures;
      const views = [...Object.values(mpr.views ?? {}), acquired.view];
      const seen = views.filter((view) => view !== null).filter(({ canvas }) => canvas.checkVisibility());
      return seen.length > 0 && seen.every((view) => view.drawnBy === 'gpu');
    });
  await vi.waitUntil(ready, { timeout: 60_000, interval: 50 });
  await settled(page);
}

/** After the frames in which pictures and then overlays follow a change. */
export const settled = (page: Page): Promise<void> =>
  page.evaluate(() => {
    const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
    return frame()
      .then(frame)
      .then(frame)
      .then(() => undefined);
  });

/** After every pane has drawn anew: `change` may need a table that is still to be loaded, and until then the old pictures stand. */
export async function redrawn(page: Page, change: () => Promise<unknown>): Promise<void> {
  const handle = await page.evaluateHandle(async () => {
    const app = (await (window as unknown as TestWindow).resliceTest.app())!;
    const views = Object.values(app.desk.pictures.mpr.views!).filter(({ canvas }) => canvas.checkVisibility());
    const next = (view: (typeof views)[number]) =>
      new Promise<void>((resolve) => {
        const off = view.on('rendered', () => {
          off();
          resolve();
        });
      });
    // Wrapped, as the handle of a promise would be waited for.
    return { drawn: Promise.all(views.map(next)) };
  });
  await change();
  await handle.evaluate(({ drawn }) => drawn.then(() => undefined));
  await settled(page);
}

export interface Shown {
  readonly plane: Plane;
  readonly state: ViewState;
  /** Where a named plane lies, mm; NaN of a geometry. */
  readonly position: number;
  readonly drawnBy: 'gpu' | 'cpu';
  readonly levels: Uint8Array;
}

/** What a pane shows: its state, and its canvas's levels. */
export async function shown(page: Page, key: PlaneKey): Promise<Shown> {
  const raw = await page.evaluate(async (plane) => {
    const app = (await (window as unknown as TestWindow).resliceTest.app())!;
    const view = app.desk.pictures.viewOf(plane)!;
    // A copy: a view's own canvas cannot be read.
    const copy = new OffscreenCanvas(view.canvas.width, view.canvas.height);
    const context = copy.getContext('2d', { alpha: false, willReadFrequently: true })!;
    context.drawImage(view.canvas, 0, 0);
    const { data } = context.getImageData(0, 0, copy.width, copy.height);
    let text = '';
    for (let p = 0; p < data.length; p += 4) text += String.fromCharCode(data[p]!);
    return { plane: view.plane, state: view.state, drawnBy: view.drawnBy, text: btoa(text) };
  }, key);
  const { text, ...rest } = raw;
  const axis = { axial: 2, sagittal: 0, coronal: 1 }[rest.state.plane as string];
  const position = rest.state.position ?? (axis === undefined ? Number.NaN : rest.plane.center[axis]!);
  return { ...rest, position, levels: new Uint8Array(Buffer.from(text, 'base64')) };
}

/** The canvas shows what the CPU reference draws of the state, within DESIGN's bound. */
export function expectReference({ plane, state, levels }: Shown, volume: Volume): void {
  const mask = nearBreak(volume, plane, state);
  const reference = createCpuSampler(volume).levels(plane, { ...state, colormap: null });
  expect(levels.length).toBe(reference.length);
  const { worst, differing, compared } = compareLevels(levels, reference, mask);
  expect(worst).toBeLessThanOrEqual(1);
  expect(differing).toBeLessThan(0.001);
  expect(compared).toBeGreaterThan(0.98 * levels.length);
}

/** A pane's picture. Elements' shadow roots are open to locators. */
export const pane = (page: Page, key: PlaneKey): Locator =>
  key === 'acquired'
    ? page.locator('reslice-view [part~=picture]')
    : page.locator(`[part~=pane-${key}] [part~=picture]`);

/** A point of a pane's picture, as shares of its width and height, in page px. */
export async function at(page: Page, key: PlaneKey, across: number, down: number): Promise<readonly [number, number]> {
  const box = (await pane(page, key).boundingBox())!;
  return [Math.round(box.x + box.width * across), Math.round(box.y + box.height * down)];
}

export async function drag(
  page: Page,
  from: readonly [number, number],
  by: readonly [number, number],
  button: 'left' | 'middle' | 'right' = 'left',
): Promise<void> {
  await page.mouse.move(...from);
  await page.mouse.down({ button });
  await page.mouse.move(from[0] + by[0] / 2, from[1] + by[1] / 2);
  await page.mouse.move(from[0] + by[0], from[1] + by[1]);
  await page.mouse.up({ button });
  await settled(page);
}

/** Drops files on the page, as a file manager does. */
export async function drop(page: Page, files: readonly { name: string; bytes: readonly number[] }[]): Promise<void> {
  await page.evaluate((dropped) => {
    const dataTransfer = new DataTransfer();
    for (const { name, bytes } of dropped) dataTransfer.items.add(new File([new Uint8Array(bytes)], name));
    const event = { dataTransfer, bubbles: true, cancelable: true };
    document.body.dispatchEvent(new DragEvent('dragover', event));
    document.body.dispatchEvent(new DragEvent('drop', event));
  }, files);
}
