// Both elements as published, on a page without a bundler under a strict policy, driven by real input.
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { Browser, CDPSession, Page } from 'playwright';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { ResliceMprElement, ResliceViewElement } from '../../src/entry/element.ts';
import type { ViewState } from '../../src/entry/index.ts';
import { sliceBytes } from '../support/dicom-bytes.ts';
import { buildDist } from '../support/dist.ts';
import { type ElementSite, serveElements, WITH_BLOB } from './open-element.ts';
import { launch, STRICT } from './open-plain.ts';

type Pane = 'axial' | 'sagittal' | 'coronal' | 'oblique';

interface TestWindow {
  readonly elementPage: { readonly violations: string[]; readonly events: string[] };
}

let browser: Browser;
let dist: string;
let site: ElementSite;

beforeAll(async () => {
  dist = buildDist('element-page');
  browser = await launch();
  site = await serveElements(dist, WITH_BLOB, ['head', 'head-uneven']);
});
afterAll(async () => {
  await browser?.close();
  site?.close();
});

/** Four slices at each time, all of one value that is the time's. */
function writeTimes(folder: string, count: number): void {
  const files = Array.from({ length: 4 * count }, (_, n) => {
    const [k, time] = [n % 4, Math.floor(n / 4)];
    const name = `time-${time}-${k}.dcm`;
    const bytes = sliceBytes({
      ImagePositionPatient: ['DS', `0\\0\\${2 * k}`],
      SOPInstanceUID: ['UI', `1.2.${n + 3}`],
      TriggerTime: ['DS', String(100 * time)],
      PixelData: ['OW', Array.from({ length: 3 * 2 }, () => 20 + 30 * time)],
      WindowCenter: ['DS', '50'],
      WindowWidth: ['DS', '200'],
    });
    writeFileSync(join(folder, name), bytes);
    return name;
  });
  writeFileSync(join(folder, 'times.json'), JSON.stringify(files));
}

const settled = (page: Page): Promise<void> =>
  page.evaluate(async () => {
    for (let n = 0; n < 3; n++) await new Promise(requestAnimationFrame);
  });

async function drawn(page: Page): Promise<Page> {
  await page.waitForFunction(
    () => {
      const mpr = document.querySelector('reslice-mpr') as ResliceMprElement;
      const views = [...document.querySelectorAll('reslice-view')] as ResliceViewElement[];
      const all = [...Object.values(mpr.views ?? { none: null }), ...views.map(({ view }) => view)];
      return all.every((view) => view?.drawnBy === 'gpu');
    },
    null,
    { timeout: 60_000 },
  );
  await settled(page);
  return page;
}

/** The first `<reslice-view>`'s state. */
const viewState = (page: Page): Promise<ViewState> =>
  page.evaluate(() => (document.querySelector('reslice-view') as ResliceViewElement).state!);

const mprStates = (page: Page): Promise<Record<Pane, ViewState>> =>
  page.evaluate(() => {
    const { views } = document.querySelector('reslice-mpr') as ResliceMprElement;
    const states = Object.entries(views!).map(([name, { state }]) => [name, state]);
    return Object.fromEntries(states) as Record<Pane, ViewState>;
  });

const crosshair = (page: Page) =>
  page.evaluate(() => (document.querySelector('reslice-mpr') as ResliceMprElement).crosshair!);

/** A point of a picture by shares of its size, page px. */
async function at(page: Page, selector: string, x = 0.5, y = 0.5): Promise<readonly [number, number]> {
  const box = (await page.locator(selector).boundingBox())!;
  return [box.x + box.width * x, box.y + box.height * y];
}

const VIEW = 'article reslice-view:first-child [part~=picture]';
const pane = (name: Pane): string => `reslice-mpr [part~=pane-${name}] [part~=picture]`;

async function drag(page: Page, from: readonly [number, number], by: readonly [number, number], button?: 'right') {
  await page.mouse.move(...from);
  await page.mouse.down(button ? { button } : {});
  await page.mouse.move(from[0] + by[0] / 2, from[1] + by[1] / 2);
  await page.mouse.move(from[0] + by[0], from[1] + by[1]);
  await page.mouse.up(button ? { button } : {});
  await settled(page);
}

type Touch = (
  type: 'touchStart' | 'touchMove' | 'touchEnd' | 'touchCancel',
  points: readonly (readonly [number, number])[],
  first?: number,
  seconds?: number,
) => Promise<unknown>;

/**
 * Fingers on a page's glass, numbered from `first`; an end names those that are lifted, or none for all. `seconds`: the glass's own time,
 * where it matters: a loaded machine is later.
 */
async function fingers(page: Page): Promise<Touch> {
  const client: CDPSession = await page.context().newCDPSession(page);
  return (type, points, first = 0, seconds) =>
    client.send('Input.dispatchTouchEvent', {
      type,
      ...(seconds === undefined ? {} : { timestamp: seconds }),
      touchPoints: points.map(([x, y], n) => ({ x, y, id: first + n })),
    });
}

describe.each([
  ['with blob: workers', WITH_BLOB],
  ['without', STRICT],
])('the policy %s', (_, policy) => {
  test('stops nothing, and no request leaves the origin', async () => {
    const own = policy === WITH_BLOB ? site : await serveElements(dist, policy, ['head', 'head-uneven']);
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    const complaints: string[] = [];
    page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
    page.on('pageerror', (error) => complaints.push(String(error)));
    page.on('request', (request) => request.url().startsWith(own.url) || complaints.push(request.url()));
    await page.goto(`${own.url}page/index.html`);
    await drawn(page);
    await page.locator(VIEW).focus();
    await page.keyboard.press('?');
    const { violations, events } = await page.evaluate(() => (window as unknown as TestWindow).elementPage);
    expect(violations).toEqual([]);
    expect(events.filter((event) => !event.startsWith('load'))).toEqual([]);
    expect(complaints.filter((url) => !url.startsWith('blob:') && !url.startsWith('data:'))).toEqual([]);
    await page.close();
    if (own !== site) own.close();
  });
});

describe('accessibility', () => {
  test.each(['as it opens', 'with the help sheet', 'at 390 px'])('axe finds nothing %s', async (how) => {
    const page = await drawn(await site.open(browser, how === 'at 390 px' ? [390, 844] : [1440, 900]));
    await page.locator(VIEW).focus();
    if (how === 'with the help sheet') await page.keyboard.press('?');
    await page.waitForTimeout(800);
    // As a script of the test's, not of the page's: the policy is the page's.
    await page.evaluate(readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8'));
    const violations = await page.evaluate(async () => {
      const { axe } = window as unknown as {
        axe: { run(): Promise<{ violations: { id: string; nodes: unknown[] }[] }> };
      };
      return (await axe.run()).violations.map(({ id, nodes }) => `${id}: ${JSON.stringify(nodes).slice(0, 300)}`);
    });
    expect(violations).toEqual([]);
    await page.close();
  });

  test('Tab reaches every picture, and the focus is seen', async () => {
    const page = await drawn(await site.open(browser));
    const names: string[] = [];
    for (let n = 0; n < 6; n++) {
      await page.keyboard.press('Tab');
      names.push(
        await page.evaluate(() => {
          const picture = document.activeElement!.shadowRoot!.activeElement!;
          const { borderTopWidth } = getComputedStyle(picture, '::after');
          return `${picture.getAttribute('aria-label')} ${borderTopWidth}`;
        }),
      );
    }
    expect(names.map((name) => name.replace(' 2px', ''))).toEqual([
      'Axial',
      'Sagittal',
      'Coronal',
      'Oblique',
      'Sagittal',
      'Coronal',
    ]);
    expect(names.every((name) => name.endsWith(' 2px'))).toBe(true);
    await page.close();
  });
});

describe('real input', () => {
  let page: Page;
  beforeAll(async () => {
    page = await drawn(await site.open(browser));
  });
  beforeEach(async () => {
    await page.evaluate(() => {
      const view = document.querySelector('reslice-view') as ResliceViewElement;
      view.tool = 'scrub';
      view.set({ plane: 'sagittal', position: 0, zoom: 1, pan: [0, 0], window: 'brain', rotation: 0, invert: false });
      view.set({ flip: [false, false], slab: null, interpolation: 'linear', overlay: true });
    });
    await page.locator(VIEW).focus();
  });

  test('the wheel steps, and with Ctrl zooms at the pointer', async () => {
    await page.mouse.move(...(await at(page, VIEW)));
    await page.mouse.wheel(0, 120);
    await settled(page);
    const after = await viewState(page);
    expect(after.position).not.toBe(0);
    await page.keyboard.down('Control');
    await page.mouse.wheel(0, -120);
    await page.keyboard.up('Control');
    await settled(page);
    expect((await viewState(page)).zoom).toBeGreaterThan(1);
  });

  test('the left button does what the tool says', async () => {
    await drag(page, await at(page, VIEW), [0, 40]);
    expect((await viewState(page)).position).not.toBe(0);
    for (const [tool, key] of [
      ['window', 'window'],
      ['pan', 'pan'],
      ['zoom', 'zoom'],
      ['rotate', 'rotation'],
    ] as const) {
      const before = await viewState(page);
      await page.evaluate((name) => document.querySelector('reslice-view')!.setAttribute('tool', name), tool);
      await drag(page, await at(page, VIEW, 0.6, 0.4), [30, 24]);
      expect((await viewState(page))[key], tool).not.toEqual(before[key]);
    }
  });

  test('Shift pans, and Ctrl zooms, whatever the tool', async () => {
    for (const [key, part] of [
      ['Shift', 'pan'],
      ['Control', 'zoom'],
    ] as const) {
      const before = await viewState(page);
      await page.keyboard.down(key);
      await drag(page, await at(page, VIEW, 0.6, 0.4), [30, 24]);
      await page.keyboard.up(key);
      expect((await viewState(page))[part]).not.toEqual(before[part]);
    }
  });

  test('the right button drags the window', async () => {
    await drag(page, await at(page, VIEW), [64, 32], 'right');
    const { window } = await viewState(page);
    expect(window).toMatchObject({ center: expect.any(Number) });
    expect((window as { width: number }).width).toBeGreaterThan(80);
    expect((window as { center: number }).center).toBeGreaterThan(40);
    expect(await page.locator('article reslice-view').first().getAttribute('window')).toMatch(/^\d/);
  });

  const KEYED: readonly (readonly [label: string, keys: string, part: keyof ViewState, first?: string])[] = [
    ['↓ → ↑ ←', 'ArrowDown', 'position'],
    ['Page ↓ ↑', 'PageDown', 'position'],
    ['Shift Page ↓ ↑', 'Shift+PageDown', 'position'],
    ['Home, End', 'End', 'position'],
    ['Shift ← → ↑ ↓', 'Shift+ArrowRight', 'pan'],
    ['+ −', '+', 'zoom'],
    ['F', 'f', 'zoom', '+'],
    ['R', 'r', 'zoom', '+'],
    ['[ ]', ']', 'rotation'],
    ['{ }', '}', 'rotation'],
    ['H, V', 'h', 'flip'],
    ['I', 'i', 'invert'],
    ['1 to 9', '5', 'window'],
    ['W and arrows', 'w+ArrowRight', 'window'],
    ['S', 's', 'slab'],
    [', .', '.', 'slab'],
    ['K', 'k', 'interpolation'],
    ['O', 'o', 'overlay'],
  ];
  test.each(KEYED.map(([label, keys, part, first]) => ({ label, keys, part, first })))(
    'the keys $label change the state',
    async ({ keys, part, first }) => {
      if (first) await page.keyboard.press(first);
      const before = await viewState(page);
      await page.keyboard.press(keys);
      await settled(page);
      expect((await viewState(page))[part]).not.toEqual(before[part]);
    },
  );

  test('a cine plays by C alone, and stops by Escape', async () => {
    const before = await viewState(page);
    await page.waitForTimeout(150);
    expect((await viewState(page)).position).toBe(before.position);
    await page.keyboard.press('c');
    await page.keyboard.press('>');
    await page.waitForTimeout(500);
    expect((await viewState(page)).position).not.toBe(before.position);
    await page.keyboard.press('Escape');
    const stopped = (await viewState(page)).position;
    await page.waitForTimeout(250);
    expect((await viewState(page)).position).toBe(stopped);
  });

  test('help opens by ? and closes by Escape, and the picture has the focus again', async () => {
    const help = page.locator('article reslice-view').first().locator('[part=help]');
    await page.keyboard.press('?');
    expect(await help.isVisible()).toBe(true);
    expect(await help.textContent()).toMatch('next, previous slice');
    await page.keyboard.press('Escape');
    expect(await help.isVisible()).toBe(false);
    await page.keyboard.press('i');
    expect((await viewState(page)).invert).toBe(true);
  });

  test('the pointer says what is under it, and takes it along when it leaves', async () => {
    const [x, y] = await at(page, VIEW);
    await page.mouse.move(x, y);
    const words = page.locator('article reslice-view').first().locator('[data-item=probe]');
    await words.waitFor({ state: 'attached' });
    expect(await words.textContent()).toMatch(/ HU {2}[LR][\d.]+ [PA][\d.]+ [HF][\d.]+ mm$| HU$/);
    await page.mouse.move(1, 1);
    await words.waitFor({ state: 'detached' });
  });

  test('fingers: one scrubs, two zoom and pan, three drag the window', async () => {
    const touch = await fingers(page);
    const [x, y] = await at(page, VIEW);
    await touch('touchStart', [[x, y]]);
    for (let n = 1; n <= 6; n++) await touch('touchMove', [[x, y + 10 * n]]);
    await touch('touchEnd', []);
    await settled(page);
    expect((await viewState(page)).position).not.toBe(0);
    await touch('touchStart', [
      [x - 20, y],
      [x + 20, y],
    ]);
    for (let n = 1; n <= 6; n++)
      await touch('touchMove', [
        [x - 20 - 8 * n, y + 2 * n],
        [x + 20 + 8 * n, y + 2 * n],
      ]);
    await touch('touchEnd', []);
    await settled(page);
    const pinched = await viewState(page);
    expect(pinched.zoom).toBeGreaterThan(1.2);
    await touch('touchStart', [
      [x - 30, y],
      [x, y],
      [x + 30, y],
    ]);
    for (let n = 1; n <= 6; n++)
      await touch('touchMove', [
        [x - 30 + 8 * n, y + 5 * n],
        [x + 8 * n, y + 5 * n],
        [x + 30 + 8 * n, y + 5 * n],
      ]);
    await touch('touchEnd', []);
    await settled(page);
    expect((await viewState(page)).window).not.toEqual(pinched.window);
  });

  test('a finger that leaves another: that one means nothing until the next comes', async () => {
    const touch = await fingers(page);
    const [x, y] = await at(page, VIEW);
    await touch('touchStart', [
      [x - 20, y],
      [x + 20, y],
    ]);
    await touch('touchMove', [
      [x - 40, y],
      [x + 40, y],
    ]);
    // Those that are named are lifted.
    await touch('touchEnd', [[x - 40, y]]);
    await settled(page);
    const before = await viewState(page);
    expect(before.zoom).toBeGreaterThan(1);
    for (let n = 1; n <= 6; n++) await touch('touchMove', [[x + 40, y + 10 * n]], 1);
    await settled(page);
    expect(await viewState(page)).toEqual(before);
    await touch('touchEnd', []);
  });

  test('a press that the system takes away takes its measurement back', async () => {
    const view = page.locator('article reslice-view').first();
    await view.evaluate((element) => element.setAttribute('tool', 'measure:length'));
    const count = () => view.evaluate((element) => (element as ResliceViewElement).measurements.measurements.length);
    const before = await count();
    const touch = await fingers(page);
    const [x, y] = await at(page, VIEW, 0.3, 0.8);
    await touch('touchStart', [[x, y]]);
    for (let n = 1; n <= 6; n++) await touch('touchMove', [[x + 10 * n, y]]);
    await settled(page);
    const lines = view.locator('[part=measurement]');
    expect(await lines.count()).toBeGreaterThan(0);
    await touch('touchCancel', []);
    await settled(page);
    expect(await lines.count()).toBe(0);
    expect(await count()).toBe(before);
    expect((await viewState(page)).position).toBe(0);
  });

  test('a palm does nothing while a pen draws', async () => {
    const client = await page.context().newCDPSession(page);
    const touch = await fingers(page);
    const [x, y] = await at(page, VIEW, 0.5, 0.4);
    const pen = (type: 'mousePressed' | 'mouseMoved' | 'mouseReleased', py: number) =>
      client.send('Input.dispatchMouseEvent', {
        type,
        x,
        y: py,
        button: 'left',
        buttons: type === 'mouseReleased' ? 0 : 1,
        clickCount: type === 'mouseMoved' ? 0 : 1,
        pointerType: 'pen',
      });
    await pen('mousePressed', y);
    await pen('mouseMoved', y + 30);
    await settled(page);
    const { position } = await viewState(page);
    expect(position).not.toBe(0);
    await touch('touchStart', [[x + 60, y + 40]]);
    for (let n = 1; n <= 6; n++) await touch('touchMove', [[x + 60, y + 40 + 10 * n]]);
    await touch('touchEnd', []);
    await settled(page);
    expect((await viewState(page)).position).toBe(position);
    await pen('mouseMoved', y + 60);
    await settled(page);
    expect((await viewState(page)).position).not.toBe(position);
    await pen('mouseReleased', y + 60);
  });

  test('a tool measures: a length by a drag, moved by its handle, undone, redone and removed by keys', async () => {
    await page.evaluate(() => {
      (document.querySelector('reslice-view') as ResliceViewElement).tool = 'measure:length';
    });
    const [x, y] = await at(page, VIEW, 0.4, 0.4);
    await drag(page, [x, y], [60, 0]);
    const measured = () =>
      page.evaluate(() => {
        const view = document.querySelector('reslice-view') as ResliceViewElement;
        return view.measurements.measurements.map(({ points }) =>
          Math.hypot(...points[0]!.map((v, n) => v - points[1]![n]!)),
        );
      });
    const mm = await page.evaluate(() => (document.querySelector('reslice-view') as ResliceViewElement).view!.mmPerPx);
    expect((await measured())[0]).toBeCloseTo(60 * mm, 3);
    await drag(page, [x + 60, y], [30, 0]);
    expect((await measured())[0]).toBeCloseTo(90 * mm, 3);
    expect(await measured()).toHaveLength(1);
    await page.keyboard.press('Control+z');
    expect((await measured())[0]).toBeCloseTo(60 * mm, 3);
    await page.keyboard.press('Control+Shift+Z');
    expect((await measured())[0]).toBeCloseTo(90 * mm, 3);
    await page.keyboard.press('Delete');
    expect(await measured()).toEqual([]);
    await page.keyboard.press('Meta+z');
    expect(await measured()).toHaveLength(1);
  });

  test('a tool’s key takes it in hand, and Escape or the same key gives the one before back', async () => {
    const view = page.locator('article reslice-view').first();
    await view.evaluate((element) => {
      element.setAttribute('tool', 'pan');
      const told: unknown[] = [];
      element.addEventListener('toolchange', (event) => told.push((event as CustomEvent).detail));
      Object.assign(window, { told });
    });
    const tool = () => view.getAttribute('tool');
    for (const [key, wanted] of Object.entries({ l: 'length', a: 'angle', e: 'ellipse', b: 'rectangle', p: 'probe' })) {
      await page.keyboard.press(key);
      expect(await tool()).toBe(`measure:${wanted}`);
    }
    await page.keyboard.press('p');
    expect(await tool()).toBe('pan');
    await page.keyboard.press('Shift+L');
    expect(await tool()).toBe('measure:length');
    await page.keyboard.press('Escape');
    expect(await tool()).toBe('pan');
    const told = await page.evaluate(() => (window as unknown as { told: { tool: string; previous: string }[] }).told);
    expect(told).toHaveLength(8);
    expect(told.at(-1)).toEqual({ tool: 'pan', previous: 'measure:length' });
  });

  describe('measuring by keys', () => {
    const view = () => page.locator('article reslice-view').first();
    const status = () => view().locator('[role=status].live');
    /** Points and result of each, and how far a px is. */
    const measured = () =>
      view().evaluate((element) => {
        const { measurements, view: shown } = element as ResliceViewElement;
        return {
          mm: shown!.mmPerPx,
          all: measurements.measurements.map(({ kind, points }) => ({ kind, points })),
          lines: [...element.shadowRoot!.querySelectorAll('[part=measurement-text]')].map((text) => text.textContent!),
        };
      });
    const press = async (...keys: string[]) => {
      for (const key of keys) await page.keyboard.press(key);
      await settled(page);
    };
    const times = (count: number, key: string): string[] => Array.from({ length: count }, () => key);
    const apart = (a: readonly number[], b: readonly number[]) => Math.hypot(...a.map((x, n) => x - b[n]!));

    beforeEach(async () => {
      await view().evaluate((element) => (element as ResliceViewElement).measurements.clear());
      await page.mouse.move(1, 1);
      await page.locator(VIEW).focus();
    });

    test('a length by keys alone: its cursor, its points, its value, and what is said of it', async () => {
      await press('l', ...times(2, 'Shift+ArrowUp'));
      const mark = view().locator('[part=cursor]');
      expect(await mark.isVisible()).toBe(true);
      const [box, [x, y]] = [(await mark.boundingBox())!, await at(page, VIEW)];
      expect(box.x + box.width / 2).toBeCloseTo(x, 0);
      expect(box.y + box.height / 2).toBeCloseTo(y - 20, 0);
      // What is under the cursor is shown as under a pointer.
      expect(await view().locator('[data-item=probe]').textContent()).toMatch(/ HU/);
      await page.waitForTimeout(800);
      expect(await status().textContent()).toMatch(
        /^Length, point 1 of 2, [\d.−]+ HU, (left|right) [\d.]+, (posterior|anterior) [\d.]+, (head|foot) [\d.]+ mm$/,
      );
      const { position } = await viewState(page);
      await press('Enter', ...times(6, 'Shift+ArrowRight'));
      expect((await viewState(page)).position).toBe(position);
      expect(await view().locator('[part=measurement]').count()).toBe(1);
      await page.waitForTimeout(800);
      expect(await status().textContent()).toMatch(/^Length, [\d.]+ mm, point 2 of 2, /);
      await press('Space');
      const { mm, all, lines } = await measured();
      expect(all).toHaveLength(1);
      expect(apart(all[0]!.points[0]!, all[0]!.points[1]!)).toBeCloseTo(60 * mm, 6);
      expect(lines).toEqual([`${(60 * mm).toFixed(1)} mm`]);
      await page.waitForTimeout(800);
      expect(await status().textContent()).toMatch(new RegExp(`^Length, ${(60 * mm).toFixed(1)} mm, [^p]`));
      // It is finished: the cursor goes on without it.
      await press('ArrowLeft');
      expect((await measured()).all).toEqual(all);
      await press('Control+z');
      expect((await measured()).all).toEqual([]);
      await page.waitForTimeout(800);
      expect(await status().textContent()).toMatch(/^Undone, /);
    });

    test.each([
      { key: 'a', kind: 'angle', points: 3, text: /^90\.0°$/ },
      { key: 'e', kind: 'ellipse', points: 2, text: /^mean .*mm²/ },
      { key: 'b', kind: 'rectangle', points: 2, text: /^mean .*mm²/ },
      { key: 'p', kind: 'probe', points: 1, text: / HU$/ },
    ])('by keys alone: $kind', async ({ key, kind, points, text }) => {
      await press(key, ...times(3, 'Shift+ArrowRight'), 'Enter');
      // Across, then down: a right angle, and a box that is no line.
      if (points > 1) await press(...times(5, 'Shift+ArrowLeft'), ...(points === 2 ? times(4, 'Shift+ArrowDown') : []));
      if (points > 1) await press('Enter');
      if (points > 2) await press(...times(4, 'Shift+ArrowDown'), 'Enter');
      const { all, lines } = await measured();
      expect(all).toEqual([{ kind, points: expect.anything() }]);
      expect(all[0]!.points).toHaveLength(points);
      expect(lines.join(' ')).toMatch(text);
      await press('Shift+ArrowUp');
      expect((await measured()).all).toEqual(all);
    });

    test('Escape drops what is being drawn, then the tool', async () => {
      await press('a', 'Enter', 'Shift+ArrowRight', 'Enter', 'Shift+ArrowDown');
      expect((await measured()).all).toHaveLength(1);
      await press('Escape');
      expect((await measured()).all).toEqual([]);
      expect(await view().getAttribute('tool')).toBe('measure:angle');
      await press('Escape');
      expect(await view().getAttribute('tool')).toBe('scrub');
      expect(await view().locator('[part=cursor]').isVisible()).toBe(false);
      const { position } = await viewState(page);
      await press('ArrowDown');
      expect((await viewState(page)).position).not.toBe(position);
    });

    test('N goes round the measurements: arrows move one or its handle, Delete removes it', async () => {
      await press('l', 'Enter', 'Shift+ArrowRight', 'Enter');
      await press('Shift+ArrowDown', 'Enter', ...times(3, 'Shift+ArrowRight'), 'Enter', 'Escape');
      const { all: made, mm } = await measured();
      expect(made).toHaveLength(2);
      await press('n');
      const { position } = await viewState(page);
      expect(await view().locator('.selected').count()).toBe(1);
      await page.waitForTimeout(800);
      expect(await status().textContent()).toMatch(/^Length, [\d.]+ mm, selected, 1 of 2$/);
      // All of it.
      await press('Shift+ArrowUp', 'ArrowUp');
      const whole = (await measured()).all;
      expect(whole[1]).toEqual(made[1]);
      for (const n of [0, 1]) expect(apart(whole[0]!.points[n]!, made[0]!.points[n]!)).toBeCloseTo(11 * mm, 6);
      // Its second end.
      await press('Enter', 'Space', 'Shift+ArrowRight');
      const end = (await measured()).all;
      expect(end[0]!.points[0]).toEqual(whole[0]!.points[0]);
      expect(apart(end[0]!.points[0]!, end[0]!.points[1]!)).toBeCloseTo(20 * mm, 6);
      await page.waitForTimeout(800);
      expect(await status().textContent()).toMatch(/, selected, 1 of 2, handle 2 of 2$/);
      // A run of presses is one step.
      await press('Control+z', 'Control+z');
      expect((await measured()).all).toEqual(made);
      await press('Shift+N', 'Delete');
      expect((await measured()).all).toEqual([made[0]]);
      await press('n', 'Delete');
      expect((await measured()).all).toEqual([]);
      expect((await viewState(page)).position).toBe(position);
      await press('ArrowDown');
      expect((await viewState(page)).position).not.toBe(position);
    });

    test('Tab leaves the picture while something is drawn, and the help sheet has the keys', async () => {
      await press('l', 'Enter', 'Shift+ArrowRight', 'Tab');
      const focused = () =>
        page.evaluate(() => document.activeElement!.shadowRoot?.activeElement?.getAttribute('aria-label') ?? '');
      expect(await focused()).not.toBe('Sagittal');
      await press('Shift+Tab');
      expect(await focused()).toBe('Sagittal');
      // The cursor is where it was, and so is what is drawn.
      await press('Shift+ArrowRight', 'Enter');
      const { all, mm } = await measured();
      expect(apart(all[0]!.points[0]!, all[0]!.points[1]!)).toBeCloseTo(20 * mm, 6);
      await press('?');
      const help = (await view().locator('[part=help]').textContent())!;
      for (const words of ['L, A, E, B, P', 'Enter, Space, measuring', 'Shift N', 'Arrows, selected'])
        expect(help).toMatch(words);
      await press('Escape');
    });
  });

  test('a snapshot holds what lies over the picture, under a policy that allows no images', async () => {
    const sizes = await page.evaluate(async () => {
      const view = document.querySelector('reslice-view') as ResliceViewElement;
      const [plain, over] = [await view.snapshot(), await view.snapshot({ overlays: true })];
      return { plain: plain.length, over: over.length, signature: [...over.slice(1, 4)] };
    });
    expect(String.fromCharCode(...sizes.signature)).toBe('PNG');
    expect(sizes.over).toBeGreaterThan(sizes.plain);
    const { violations } = await page.evaluate(() => (window as unknown as TestWindow).elementPage);
    expect(violations).toEqual([]);
  });
});

describe('real input on the planes of an mpr', () => {
  let page: Page;
  beforeEach(async () => {
    await page?.close();
    page = await drawn(await site.open(browser));
  });
  afterAll(() => page?.close());

  test('a click moves the other planes there', async () => {
    const before = await mprStates(page);
    await page.mouse.click(...(await at(page, pane('axial'), 0.6, 0.4)));
    await settled(page);
    const after = await mprStates(page);
    expect(after.sagittal.position).not.toBe(before.sagittal.position);
    expect(after.coronal.position).not.toBe(before.coronal.position);
    expect(after.axial.position).toBe(before.axial.position);
  });

  test('the wheel moves one plane, and the lines in the others', async () => {
    const before = await mprStates(page);
    await page.mouse.move(...(await at(page, pane('axial'), 0.3, 0.3)));
    await page.mouse.wheel(0, 120);
    await settled(page);
    const after = await mprStates(page);
    expect(after.axial.position).not.toBe(before.axial.position);
    expect(after.sagittal).toEqual(before.sagittal);
    expect((await crosshair(page)).point[2]).toBeCloseTo(after.axial.position!, 6);
  });

  const handle = async (selector: string): Promise<readonly [number, number]> => {
    const box = (await page.locator(`reslice-mpr [part~=pane-axial] ${selector}`).first().boundingBox())!;
    return [box.x + box.width / 2, box.y + box.height / 2];
  };

  test('a handle turns the other planes: double oblique', async () => {
    const from = await handle('circle.handle-coronal');
    await drag(page, from, [0, 50]);
    const after = await mprStates(page);
    expect(after.axial.plane).toBe('axial');
    expect(after.sagittal.plane).toMatchObject({ right: expect.anything() });
    expect(after.coronal.plane).toMatchObject({ right: expect.anything() });
    await page.locator(pane('sagittal')).focus();
    await page.keyboard.press('r');
    await settled(page);
    expect((await mprStates(page)).coronal.plane).toBe('coronal');
  });

  test("a slab's handle thickens the plane whose line it is on", async () => {
    const from = await handle('rect.handle-coronal');
    const [, middle] = await at(page, pane('axial'));
    await drag(page, from, [0, from[1] > middle ? 30 : -30]);
    const { coronal, sagittal } = await mprStates(page);
    expect(coronal.slab!.thickness).toBeGreaterThan(5);
    expect(sagittal.slab).toBeNull();
  });

  test('X and arrows move the crosshair, X and brackets turn it', async () => {
    await page.locator(pane('axial')).focus();
    const before = await crosshair(page);
    await page.keyboard.press('x+ArrowRight');
    const moved = await crosshair(page);
    expect(moved.point).not.toEqual(before.point);
    await page.keyboard.press('x+]');
    expect((await crosshair(page)).axes).not.toEqual(moved.axes);
  });

  test('a drag of the point takes the other planes along', async () => {
    const before = await mprStates(page);
    await drag(page, await at(page, pane('axial')), [40, 30]);
    const after = await mprStates(page);
    expect(after.axial.position).toBe(before.axial.position);
    expect(after.sagittal.position).not.toBe(before.sagittal.position);
    expect(after.coronal.position).not.toBe(before.coronal.position);
  });

  test('the window is one', async () => {
    await drag(page, await at(page, pane('coronal'), 0.4, 0.7), [40, 10], 'right');
    const states = Object.values(await mprStates(page));
    expect(states[0]!.window).not.toMatchObject({ width: 80 });
    for (const { window } of states) expect(window).toEqual(states[0]!.window);
  });

  test('a double click maximises, and again gives the others back', async () => {
    const mpr = page.locator('reslice-mpr');
    await page.mouse.dblclick(...(await at(page, pane('coronal'), 0.3, 0.3)));
    await settled(page);
    expect(await mpr.getAttribute('maximised')).toBe('coronal');
    expect(await page.locator(pane('axial')).isVisible()).toBe(false);
    await page.keyboard.press('m');
    await page.keyboard.press('m');
    expect(await mpr.getAttribute('maximised')).toBe('coronal');
    await page.keyboard.press('Escape');
    await settled(page);
    expect(await mpr.getAttribute('maximised')).toBeNull();
    expect(await page.locator(pane('axial')).isVisible()).toBe(true);
  });

  test('a tap moves the other planes there, a double tap maximises', async () => {
    const touch = await fingers(page);
    const tap = async (point: readonly [number, number], seconds: number) => {
      await touch('touchStart', [point], 0, seconds);
      await touch('touchEnd', [], 0, seconds + 0.05);
    };
    const before = await mprStates(page);
    await tap(await at(page, pane('axial'), 0.6, 0.4), Date.now() / 1000);
    await settled(page);
    const after = await mprStates(page);
    expect(after.sagittal.position).not.toBe(before.sagittal.position);
    expect(after.coronal.position).not.toBe(before.coronal.position);
    expect(after.axial.position).toBe(before.axial.position);
    const point = await at(page, pane('coronal'), 0.3, 0.3);
    const now = Date.now() / 1000;
    await tap(point, now);
    await tap(point, now + 0.2);
    await settled(page);
    expect(await page.locator('reslice-mpr').getAttribute('maximised')).toBe('coronal');
  });
});

describe('real input on a stack of three times', () => {
  let page: Page;
  beforeAll(async () => {
    writeTimes(site.folder, 3);
    page = await drawn(await site.open(browser));
    const count = await page.evaluate(async () => {
      const view = document.querySelector('reslice-view') as ResliceViewElement;
      const loaded = new Promise((resolve) => view.addEventListener('load', resolve, { once: true }));
      view.src = '/made/times.json';
      await loaded;
      return view.view!.volumes.length;
    });
    expect(count).toBe(3);
    await drawn(page);
  });
  beforeEach(async () => {
    await page.evaluate(() => (document.querySelector('reslice-view') as ResliceViewElement).set({ time: 0 }));
    await page.locator(VIEW).focus();
  });
  afterAll(() => page?.close());

  const time = async () => (await viewState(page)).time;
  /** What the picture itself says: every pixel of a time has the same level, and each time another. */
  const level = async () => {
    await settled(page);
    return page.evaluate(() => {
      const { canvas } = (document.querySelector('reslice-view') as ResliceViewElement).view!;
      const pixel = new OffscreenCanvas(1, 1).getContext('2d')!;
      pixel.drawImage(canvas, -canvas.width / 2, -canvas.height / 2);
      return pixel.getImageData(0, 0, 1, 1).data[0]!;
    });
  };

  test('T and Shift T go round the times, and the picture with them', async () => {
    const levels = [await level()];
    for (const [key, wanted] of [
      ['t', 1],
      ['t', 2],
      ['t', 0],
      ['Shift+T', 2],
      ['Shift+T', 1],
      ['Shift+T', 0],
    ] as const) {
      await page.keyboard.press(key);
      expect(await time(), key).toBe(wanted);
      levels.push(await level());
    }
    expect(new Set(levels).size).toBe(3);
    expect(levels).toEqual([0, 1, 2, 0, 2, 1, 0].map((n) => levels[n]));
    expect(await page.locator('article reslice-view').first().getAttribute('time')).toBeNull();
  });

  test('a cine through the times plays by Shift C, round and round, and stays at its slice', async () => {
    const { position } = await viewState(page);
    const seen = await page.evaluate(() => {
      const view = document.querySelector('reslice-view') as ResliceViewElement;
      const times: number[] = [];
      view.addEventListener('change', ({ detail }) => times.push(detail.state.time));
      return Object.assign(window, { times }).times;
    });
    expect(seen).toEqual([]);
    await page.keyboard.press('Shift+C');
    // Slow enough that a loaded machine leaves none out.
    for (let n = 0; n < 7; n++) await page.keyboard.press('<');
    const from = await page.evaluate(() => (window as unknown as { times: number[] }).times.length);
    await page.waitForFunction((n) => (window as unknown as { times: number[] }).times.length >= n + 7, from);
    await page.keyboard.press('Shift+C');
    const stopped = await time();
    const played = await page.evaluate(() => (window as unknown as { times: number[] }).times);
    const [first] = played.slice(from);
    expect(played.slice(from, from + 7)).toEqual(Array.from({ length: 7 }, (_, n) => (first! + n) % 3));
    await page.waitForTimeout(1200);
    expect(await viewState(page)).toMatchObject({ time: stopped, position });
  });
});
