// An example's page in Chromium, and what it must show: what the CPU reference computes from the same files.
import { readFileSync } from 'node:fs';
import type { Browser, Page } from 'playwright';
import { expect } from 'vitest';
import { loadSeries } from '../../src/load/load-series.ts';
import { createCpuSampler } from '../../src/sampler/cpu/cpu-sampler.ts';
import { drawnPlane } from '../../src/view/drawn-plane.ts';
import { scrub } from '../../src/view/gesture.ts';
import { firstState, type ViewState } from '../../src/view/view-state.ts';
import type { Volume } from '../../src/volume/volume.ts';

const SIZE = 240;

export interface ExamplePage {
  readonly page: Page;
  /** Console warnings and errors, uncaught errors, answers that are none, requests to anywhere else. */
  readonly complaints: readonly string[];
  /** Addresses of the workers that were started. */
  readonly workers: readonly string[];
  /** Waits for the picture of a state, in `#view` unless told otherwise. */
  shows(state: ViewState, place?: string): Promise<void>;
  wheel(down: number, place?: string): Promise<void>;
  /** What the page has of WebGL. */
  held(): Promise<Held>;
}

export interface Held {
  /** Contexts that have ever been made. */
  readonly made: number;
  /** And not given back. */
  readonly contexts: number;
  /** Made and not deleted, by whichever context. */
  readonly textures: number;
}

export interface Truth {
  readonly volume: Volume;
  /** What every example shows first. */
  readonly state: ViewState;
  readonly after: (steps: number) => ViewState;
}

export async function truthOf(head: string): Promise<Truth> {
  const [series] = await loadSeries([{ name: 'head.zip', bytes: new Uint8Array(readFileSync(head)) }]);
  const { volume } = series!.stacks[0]!;
  const state = firstState([volume!], { plane: 'sagittal', window: 'brain' });
  return { volume: volume!, state, after: (steps) => scrub(volume!, state, steps) };
}

export async function openExample(browser: Browser, url: string, { volume }: Truth): Promise<ExamplePage> {
  const page = await browser.newPage({ viewport: { width: 500, height: 500 } });
  const complaints: string[] = [];
  const workers: string[] = [];
  page.on('worker', (worker) => workers.push(worker.url()));
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) complaints.push(`${message.type()}: ${message.text()}`);
  });
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on(
    'response',
    (response) => response.status() >= 400 && complaints.push(`${response.status()} ${response.url()}`),
  );
  page.on('request', (request) => {
    const asked = new URL(request.url());
    if (!['blob:', 'data:'].includes(asked.protocol) && asked.origin !== new URL(url).origin)
      complaints.push(asked.href);
  });
  await page.addInitScript(countGl);
  await page.goto(url);
  return {
    page,
    complaints,
    workers,
    async shows(state, place = '#view') {
      const levels = createCpuSampler(volume).levels(drawnPlane(volume, state, SIZE, SIZE), {
        ...state,
        colormap: null,
      });
      expect(new Set(levels).size, 'a picture, not a surface').toBeGreaterThan(20);
      const wanted = Buffer.from(levels).toString('base64');
      await page.waitForFunction(isWithinOne, [wanted, place] as const, { timeout: 15_000, polling: 'raf' });
    },
    async wheel(down, place = '#view') {
      await page.locator(place).hover();
      await page.mouse.wheel(0, down);
    },
    held: () => page.evaluate(() => (window as unknown as { glHeld(): Held }).glHeld()),
  };
}

/** Whether the picture is there, of that size, grey, and at most one off everywhere. */
function isWithinOne([base64, place]: readonly [string, string]): boolean {
  const levels = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
  const host = document.querySelector(place);
  const canvas = (host?.shadowRoot ?? host)?.querySelector('canvas');
  if (!canvas || canvas.width * canvas.height !== levels.length) return false;
  const copy = new OffscreenCanvas(canvas.width, canvas.height).getContext('2d', { willReadFrequently: true })!;
  copy.drawImage(canvas, 0, 0);
  const { data } = copy.getImageData(0, 0, canvas.width, canvas.height);
  return levels.every((level, p) => [0, 1, 2].every((channel) => Math.abs(data[4 * p + channel]! - level) <= 1));
}

/** Runs in the page before its scripts: counts what is made of WebGL and given back. */
function countGl(): void {
  const contexts = new Set<WebGL2RenderingContext>();
  const textures = new Set<WebGLTexture | null>();
  const gl = WebGL2RenderingContext.prototype;
  for (const { prototype } of [HTMLCanvasElement, OffscreenCanvas]) {
    const canvas = prototype as unknown as Record<string, (...args: unknown[]) => unknown>;
    const { getContext } = canvas;
    canvas.getContext = function (...args) {
      const made = getContext!.apply(this, args);
      if (made instanceof WebGL2RenderingContext) contexts.add(made);
      return made;
    };
  }
  const { createTexture, deleteTexture } = gl;
  gl.createTexture = function () {
    const made = createTexture.call(this);
    textures.add(made);
    return made;
  };
  gl.deleteTexture = function (texture) {
    textures.delete(texture);
    deleteTexture.call(this, texture);
  };
  const glHeld = (): Held => ({
    made: contexts.size,
    contexts: [...contexts].filter((context) => !context.isContextLost()).length,
    textures: textures.size,
  });
  Object.assign(window, { glHeld });
}
