// A thousand random gestures: nothing complains, nothing of the GPU is kept, and the last pictures are the CPU's.
import type { Page } from 'playwright';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { PHANTOMS, type PhantomName, phantomSeries } from '../../phantom/index.ts';
import type { Volume } from '../../src/entry/cpu.ts';
import { loadSeries } from '../../src/entry/dicom.ts';
import { createRandom } from '../../src/math/random.ts';
import { glLive, spyOnGl } from './gl-live.ts';
import type { Hands } from './hands.ts';
import {
  type DemoServer,
  drawnByGpu,
  expectReference,
  type PlaneKey,
  settled,
  shown,
  startDemo,
  type TestWindow,
} from './open-demo.ts';
import { BY_MOUSE, BY_TOUCH, pick } from './random-gestures.ts';

/** Gestures before the page's answers are waited for. */
const TOGETHER = 8;
/** After these most of what a view makes once has been made. */
const WARM = 50;
/** What each of the five views may make and keep: a sheet, brackets of a slab, values of a window drag, values read, two tables. */
const A_VIEW = 6;

let server: DemoServer;
let volume: Volume;
beforeAll(async () => {
  const [series] = await loadSeries(await phantomSeries(PHANTOMS.head.options));
  volume = series!.stacks[0]!.volume!;
  server = await startDemo();
});
afterAll(() => server?.close());

/** What leaves the page, saves a file or asks the system for something cannot be hit. */
const OUT_OF_REACH = 'a, [aria-label="Open another series"], [aria-label="Save as PNG"], [aria-label="Full screen"]';

/** The pictures that are seen, each as the CPU reference draws its state; those still to be drawn are waited for. */
async function expectPictures(page: Page): Promise<void> {
  const seen = await page.evaluate(async () => {
    const { pictures } = (await (window as unknown as TestWindow).resliceTest.app())!.desk;
    const all = ['axial', 'sagittal', 'coronal', 'oblique', 'acquired'] as const;
    return all.filter((name) => pictures.viewOf(name)!.canvas.checkVisibility());
  });
  expect(seen.length).toBeGreaterThan(0);
  const check = async (key: PlaneKey): Promise<void> => {
    const picture = await shown(page, key);
    expect(picture.drawnBy).toBe('gpu');
    try {
      expectReference(picture, volume);
    } catch (error) {
      throw new Error(`${key}: ${JSON.stringify(picture.state)}`, { cause: error });
    }
  };
  for (const key of seen) await vi.waitFor(() => check(key), { timeout: 30_000, interval: 250 });
}

/** Every cine stops, and colours go, as levels are compared. */
async function calmDown(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const { pictures } = (await (window as unknown as TestWindow).resliceTest.app())!.desk;
    for (const name of ['axial', 'sagittal', 'coronal', 'oblique', 'acquired'] as const) {
      // What a press of Escape in the picture is; a hidden one cannot have the focus.
      const picture = pictures.viewOf(name)!.canvas.parentElement!;
      for (let n = 0; n < 3; n++) picture.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape' }));
    }
    document.querySelector<HTMLElement>('.time-panel [aria-label=Pause]')?.click();
    pictures.set({ colormap: 'grey' });
  });
  await settled(page);
}

/** Opens phantoms one after the other in the place of what is open, laid out and sampled as at first. */
const reopen = (page: Page, phantoms: readonly PhantomName[]): Promise<void> =>
  page.evaluate(async (names) => {
    const { session, pictures } = (await (window as unknown as TestWindow).resliceTest.app())!.desk;
    pictures.set({ interpolation: 'linear' });
    pictures.active = 'axial';
    pictures.layout = innerWidth < 720 ? 'one' : '2x2';
    for (const name of names) {
      const ended = new Promise<void>((resolve) => session.ended.listen(() => resolve()));
      location.hash = `v1&phantom=${name}`;
      await ended;
    }
  }, phantoms);

it.each([
  ['mouse and keys', 700, [1280, 720], BY_MOUSE, 20_261],
  ['fingers', 300, [390, 844], BY_TOUCH, 7],
] as const)(
  'survives %s: %i gestures',
  async (_, count, size, gestures, seed) => {
    // Half the pixels each way: on a machine without a GPU slabs of cubic samples take long.
    const { page, complaints, close } = await server.open(size, '', 0.5);
    await spyOnGl(page);
    await page.goto(`${server.url}?test&phantom=head`);
    await drawnByGpu(page);
    const first = await glLive(page);
    // A sheet that is made, as the page's policy refuses one that is written into it.
    await page.evaluate((rule) => {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(rule);
      document.adoptedStyleSheets.push(sheet);
    }, `${OUT_OF_REACH} { pointer-events: none !important; }`);
    // Selected text of the help sheet may be dragged elsewhere: the driver, not the page, then loses count of the mouse's events.
    await page.evaluate(() => document.addEventListener('dragstart', (event) => event.preventDefault()));
    const session = await page.context().newCDPSession(page);
    const hands: Hands = { page, session, random: createRandom(seed), pending: [] };
    const done: string[] = [];
    let warm = first;
    try {
      while (done.length < count && complaints.length === 0) {
        done.push(await pick(hands.random, gestures)(hands));
        if (done.length % TOGETHER === 0) await Promise.all(hands.pending.splice(0));
        if (done.length === WARM) warm = await glLive(page);
      }
      await Promise.all(hands.pending.splice(0));
      await calmDown(page);
      await expectPictures(page);
      const last = await glLive(page);
      expect(last.contexts).toBe(first.contexts);
      expect(last.buffers).toBe(warm.buffers);
      expect(last.textures).toBeLessThanOrEqual(first.textures + 5 * A_VIEW);
      // Views make what they need when they need it first; with another volume all of it is given back.
      await reopen(page, ['head-uneven', 'head']);
      await drawnByGpu(page);
      await expectPictures(page);
      expect(await glLive(page)).toEqual(first);
      expect(complaints).toEqual([]);
    } catch (error) {
      const [cause, last] = [(error as Error).message, done.slice(-15).join('\n  ')];
      throw new Error(`seed ${seed}, after ${done.length} gestures, ${complaints}: ${cause}\n  ${last}`, {
        cause: error,
      });
    }
    await close();
  },
  240_000,
);
