// The state in the address, and what is remembered, in a real browser.
import type { Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { decodeLink } from '../../demo/link/link.ts';
import type { ViewState } from '../../src/entry/index.ts';
import {
  type DemoServer,
  drawnByGpu,
  type PlaneKey,
  pane,
  redrawn,
  settled,
  shown,
  startDemo,
  type TestWindow,
} from './open-demo.ts';

let server: DemoServer;
beforeAll(async () => {
  server = await startDemo();
});
afterAll(() => server?.close());

const hashOf = (page: Page): Promise<string> => page.evaluate(() => location.hash);

/** After what the page writes at most every 400 ms. */
const written = (page: Page): Promise<void> => page.waitForTimeout(600);

const states = (page: Page): Promise<Readonly<Record<PlaneKey, ViewState>>> =>
  page.evaluate(async () => {
    const { pictures } = (await (window as unknown as TestWindow).resliceTest.app())!.desk;
    const names = ['axial', 'sagittal', 'coronal', 'oblique', 'acquired'] as const;
    return Object.fromEntries(names.map((name) => [name, pictures.viewOf(name)!.state])) as Record<PlaneKey, ViewState>;
  });

const task = (page: Page) => page.locator('.status .task');

async function press(page: Page, key: PlaneKey, keys: readonly string[]): Promise<void> {
  await pane(page, key).focus();
  for (const each of keys) await page.keyboard.press(each);
}

/** What it is, the address, and what of it cannot be shown. */
const HOSTILE: readonly (readonly [what: string, hash: string, left: string | null])[] = [
  [
    'far away, unknown and too much',
    '#v1&at=99999,-99999,99999&window=nonsense&map=constructor&time=7&axial=zoom:200',
    'time, window, colormap',
  ],
  ['no values', '#v1&at=NaN,,&axes=1,1,1,1,1,1,1,1,1&layout=<b>&axial=zoom:0', 'at, axes, layout, axial'],
  ['prototypes', '#v1&__proto__=1&constructor=2&map=__proto__&axial=__proto__:1', 'map'],
  ['markup', '#v1&window=<img src=x onerror=alert(1)>', 'window'],
  ['half an escape', '#%E0%A4%A', null],
  ['a book', `#v1&at=1,2,3&${'x=y&'.repeat(1000)}`, null],
];

describe('a link', () => {
  it('opens the same pictures on another page, to the level', async () => {
    const first = await server.open();
    const { page } = first;
    await press(page, 'axial', ['+', '+', '[', 'h', 'Shift+ArrowLeft', '3', 'i']);
    await press(page, 'coronal', ['s', '{', 'x']);
    await page.keyboard.down('x');
    await page.keyboard.press(']');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.up('x');
    await page.getByRole('radio', { name: 'One large, three small' }).click();
    await page.locator('.color-list').selectOption('hot-iron');
    await written(page);
    await settled(page);
    const hash = await hashOf(page);
    expect(decodeLink(hash)).toMatchObject({
      value: { phantom: 'head', layout: '1+3', kernel: 'linear', invert: true, map: 'hot-iron', window: 'stroke' },
      ignored: [],
    });
    expect(decodeLink(hash).value.axes).toBeDefined();
    const second = await server.open([1440, 900], `x${hash}`);
    const [before, after] = [await states(page), await states(second.page)];
    for (const name of ['axial', 'sagittal', 'coronal', 'oblique'] as const) {
      expect(after[name].zoom).toBeCloseTo(before[name].zoom, 5);
      const { zoom: _, plane: a, pan: panBefore, position: __, ...restBefore } = before[name];
      const { zoom: ___, plane: b, pan: panAfter, position: ____, ...restAfter } = after[name];
      expect(restAfter).toEqual(restBefore);
      for (const n of [0, 1] as const) expect(panAfter[n]).toBeCloseTo(panBefore[n], 5);
      const flat = (plane: ViewState['plane']) => (typeof plane === 'string' ? [] : Object.values(plane).flat());
      flat(a).forEach((part, n) => {
        expect(flat(b)[n]).toBeCloseTo(part as number, 5);
      });
    }
    const pictures = await Promise.all([page, second.page].map((each) => shown(each, 'coronal')));
    // A millionth of a millimetre may take a rounding over an edge, here and there.
    const differing = pictures[0]!.levels.filter((level, n) => Math.abs(level - pictures[1]!.levels[n]!) > 1).length;
    expect(differing).toBeLessThan(pictures[0]!.levels.length / 10_000);
    expect([...first.complaints, ...second.complaints]).toEqual([]);
    await first.close();
    await second.close();
  });

  it('is followed when the address changes, with another phantom too', async () => {
    const { page, complaints, close } = await server.open();
    await redrawn(page, () =>
      page.evaluate(() => {
        location.hash = 'v1&at=10,20,30&kernel=nearest&window=bone&axial=zoom:3';
      }),
    );
    expect((await states(page)).axial).toMatchObject({ position: 30, zoom: 3, interpolation: 'nearest' });
    expect((await states(page)).sagittal.position).toBe(10);
    await page.evaluate(() => {
      location.hash = 'v1&phantom=head-tilt-20&at=5,6,7&pane=acquired&coronal=turn:90';
    });
    await page.waitForFunction(() => document.querySelector('.series-list')?.textContent?.includes('tilted'));
    await vi.waitUntil(async () => (await states(page)).axial.position === 7, { timeout: 30_000 });
    await page.locator('.app[aria-busy=false]').waitFor();
    expect((await states(page)).coronal).toMatchObject({ position: 6, rotation: 90 });
    expect((await states(page)).axial.zoom).toBe(1);
    expect(await page.locator('reslice-view').isVisible()).toBe(true);
    await written(page);
    expect(decodeLink(await hashOf(page)).value).toMatchObject({ phantom: 'head-tilt-20', at: [5, 6, 7] });
    expect(complaints).toEqual([]);
    await close();
  });

  it('opens its phantom from the start screen', async () => {
    const { page, complaints, close } = await server.open([390, 844], '');
    await page.evaluate(() => {
      location.hash = 'v1&phantom=head&at=1,2,3';
    });
    await drawnByGpu(page);
    expect((await states(page)).axial.position).toBe(3);
    expect(complaints).toEqual([]);
    await close();
  });

  it('is the sender’s way to look, not the reader’s: it leaves what is remembered alone', async () => {
    const { page, close } = await server.open([1440, 900], 'phantom=head#v1&layout=one&kernel=cubic');
    expect((await states(page)).axial.interpolation).toBe('cubic');
    const remembered = () => page.evaluate(() => localStorage.getItem('reslice-settings') ?? '');
    expect(await remembered()).not.toMatch(/kernel|layout/);
    await page.evaluate(() => {
      location.hash = 'v1&layout=1+3&kernel=nearest';
    });
    await vi.waitUntil(async () => (await states(page)).axial.interpolation === 'nearest');
    expect(await remembered()).not.toMatch(/kernel|layout/);
    await page.getByRole('radio', { name: 'Four planes' }).click();
    await vi.waitUntil(async () => (await remembered()) === 'v1&layout=2x2');
    await close();
  });

  it('is written a few times a second at most, however fast somebody scrubs', async () => {
    const { page, close } = await server.open();
    await page.evaluate(() => {
      const replace = history.replaceState.bind(history);
      const times: number[] = [];
      history.replaceState = (...given) => {
        times.push(performance.now());
        replace(...given);
      };
      Object.assign(window, { times });
    });
    const before = await hashOf(page);
    await pane(page, 'axial').hover();
    for (let n = 0; n < 40; n++) {
      await page.mouse.wheel(0, n % 8 < 4 ? 100 : -100);
      await page.waitForTimeout(40);
    }
    await page.mouse.wheel(0, 100);
    await written(page);
    const times = await page.evaluate(() => (window as unknown as { times: number[] }).times);
    expect(times.length).toBeGreaterThan(1);
    for (const [n, time] of times.slice(1).entries()) expect(time - times[n]!).toBeGreaterThan(200);
    expect(await hashOf(page)).not.toBe(before);
    await close();
  });

  it('is copied without what else the address says, and holds nothing of the patient', async () => {
    const { page, close } = await server.open();
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await page.getByRole('button', { name: 'Copy link' }).click();
    await vi.waitUntil(async () => (await task(page).textContent())?.startsWith('Link copied'));
    const link = await page.evaluate(() => navigator.clipboard.readText());
    expect(link.startsWith(`${server.url}#v1&phantom=head&at=36,-6,20&`)).toBe(true);
    const told = await page.evaluate(async () => {
      const { session, chosen } = (await (window as unknown as TestWindow).resliceTest.app())!.desk;
      const { seriesInstanceUID, description } = chosen!.series as { seriesInstanceUID: string; description?: string };
      return [seriesInstanceUID, description ?? '', ...session.files.keys()].filter(Boolean);
    });
    expect(told.length).toBeGreaterThan(10);
    for (const text of told) expect(link).not.toContain(text);
    expect(decodeURIComponent(link)).toMatch(/#[a-zA-Z0-9&=,.:/+_-]+$/);
    await close();
  });

  it('that is hostile harms nothing, and says so quietly', async () => {
    const { page, complaints, close } = await server.open([1440, 900], `phantom=head${HOSTILE[0]![1]}`);
    for (const [n, [what, hash, left]] of HOSTILE.entries()) {
      // The first with the page itself, the others in its address.
      if (n > 0) {
        await page.evaluate((text) => {
          location.hash = 'v1&at=0,0,0';
          location.hash = text;
        }, hash);
        await settled(page);
      }
      const { axial } = await states(page);
      expect([what, axial.position]).not.toEqual([what, Number.NaN]);
      if (left)
        expect([what, await task(page).textContent()]).toEqual([what, `The link's ${left} cannot be shown here`]);
      expect(await page.locator('img').count()).toBe(0);
    }
    expect(complaints).toEqual([]);
    await close();
  });
});

describe('settings', () => {
  it('are there again with the next page, theme first of all', async () => {
    const { page, complaints, close } = await server.open();
    const theme = () => page.evaluate(() => document.documentElement.dataset.theme);
    expect(await theme()).toBe('dark');
    await page.getByRole('button', { name: 'Theme: dark' }).click();
    expect(await theme()).toBe('light');
    // Pictures stay dark.
    expect(await pane(page, 'axial').evaluate((each) => getComputedStyle(each).backgroundColor)).toBe('rgb(0, 0, 0)');
    await page.getByRole('radio', { name: 'Pan' }).click();
    await page.getByRole('radio', { name: 'One large, three small' }).click();
    await press(page, 'axial', ['k', 'o']);
    const { overlay, interpolation } = (await states(page)).axial;
    expect([Object.values(overlay).some(Boolean), interpolation]).toEqual([false, 'cubic']);
    // What is there when the body begins is there before anything is painted.
    await page.addInitScript(() => {
      new MutationObserver((_, observer) => {
        if (!document.body) return;
        Object.assign(window, { firstTheme: document.documentElement.dataset.theme });
        observer.disconnect();
      }).observe(document, { childList: true, subtree: true });
    });
    await page.goto(`${server.url}?test&phantom=head-uneven`);
    await drawnByGpu(page);
    expect(await page.evaluate(() => (window as unknown as { firstTheme: string }).firstTheme)).toBe('light');
    expect((await states(page)).sagittal).toMatchObject({ overlay, interpolation });
    expect((await states(page)).acquired).toMatchObject({ overlay, interpolation });
    for (const name of ['Pan', 'One large, three small'])
      expect(await page.getByRole('radio', { name }).getAttribute('aria-checked')).toBe('true');
    expect(await page.evaluate(() => localStorage.getItem('reslice-settings'))).toBe(
      'v1&theme=light&layout=1+3&tool=pan&overlay=none&kernel=cubic',
    );
    expect(complaints).toEqual([]);
    await close();
  });

  it('are none where storage is forbidden, and everything works', async () => {
    const { page, complaints, close } = await server.open([390, 844], '');
    await page.addInitScript(() => {
      Object.defineProperty(window, 'localStorage', {
        get() {
          throw new DOMException('forbidden', 'SecurityError');
        },
      });
    });
    await page.goto(`${server.url}?test&phantom=head`);
    await drawnByGpu(page);
    await page.getByRole('button', { name: 'More' }).click();
    await page.getByRole('button', { name: 'Theme: dark' }).click();
    expect(await page.evaluate(() => document.documentElement.dataset.theme)).toBe('light');
    await press(page, 'axial', ['k']);
    expect(complaints).toEqual([]);
    await close();
  });
});
