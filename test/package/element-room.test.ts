// What lies over the pictures of the elements as published, by real boxes and at the sizes of screens: nothing on anything else, nothing
// cut off, no warning lost, whatever is measured.
import type { Browser, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ResliceMprElement } from '../../src/entry/element.ts';
import { buildDist } from '../support/dist.ts';
import { type ElementSite, serveElements, WITH_BLOB } from './open-element.ts';
import { launch } from './open-plain.ts';

let browser: Browser;
let site: ElementSite;
beforeAll(async () => {
  browser = await launch();
  site = await serveElements(buildDist('element-room'), WITH_BLOB, ['head', 'head-uneven']);
});
afterAll(async () => {
  await browser?.close();
  site?.close();
});

interface Text {
  readonly text: string;
  readonly pane: string;
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
  readonly isInside: boolean;
}

/** Tilted, unevenly spaced, coded with a loss; measured in two planes, some of it where there is little room. */
async function opened(width: number, height: number, layout: string): Promise<Page> {
  const page = await site.open(browser, [width, height]);
  await page.evaluate(async (how) => {
    const mpr = document.querySelector('reslice-mpr') as ResliceMprElement;
    mpr.setAttribute('layout', how);
    const loaded = new Promise((resolve) => mpr.addEventListener('load', resolve, { once: true }));
    mpr.src = '/made/head-uneven.json';
    await loaded;
    const [first] = mpr.series[0]!.stacks[0]!.volumes;
    const report = { ...first!.report, lossy: { slices: 3, methods: [], ratio: 12 } };
    mpr.stack = { volumes: [{ volume: mpr.volume!, label: '', report }] };
    mpr.crosshair = { ...mpr.crosshair!, point: [10, -10, 30] };
    let count = 0;
    const add = (kind: string, points: readonly (readonly number[])[], down: readonly number[], label?: string) =>
      mpr.measurements.add({
        id: `m${++count}`,
        kind,
        points,
        right: [1, 0, 0],
        down,
        ...(label && { label }),
      } as never);
    const [axial, coronal] = [
      [0, 1, 0],
      [0, 0, -1],
    ] as const;
    add(
      'ellipse',
      [
        [26, -16, 30],
        [46, 4, 30],
      ],
      axial,
    );
    add(
      'rectangle',
      [
        [30, -10, 30],
        [60, 14, 30],
      ],
      axial,
      'bleed, as first seen',
    );
    add(
      'length',
      [
        [-80, -70, 30],
        [30, -12, 30],
      ],
      axial,
    );
    add(
      'length',
      [
        [-80, -60, 30],
        [34, -6, 30],
      ],
      axial,
    );
    add(
      'ellipse',
      [
        [-60, -10, 20],
        [-20, -10, 60],
      ],
      coronal,
    );
    add(
      'angle',
      [
        [-60, -10, 80],
        [90, -10, 60],
        [50, -10, 10],
      ],
      coronal,
    );
  }, layout);
  await page.waitForFunction(() => {
    const { views, shadowRoot } = document.querySelector('reslice-mpr') as ResliceMprElement;
    const drawn = Object.values(views ?? {}).filter(({ canvas }) => canvas.clientWidth > 0);
    return drawn.every(({ drawnBy }) => drawnBy === 'gpu') && shadowRoot!.querySelector('[part=measurement-text]');
  });
  await settled(page);
  return page;
}

const settled = (page: Page): Promise<void> =>
  page.evaluate(async () => {
    for (let n = 0; n < 4; n++) await new Promise(requestAnimationFrame);
  });

const texts = (page: Page): Promise<readonly Text[]> =>
  page.evaluate(() =>
    [...document.querySelectorAll('reslice-mpr, reslice-view')].flatMap((host, n) =>
      [...host.shadowRoot!.querySelectorAll('.overlay')]
        .flatMap((overlay) => {
          const outer = overlay.getBoundingClientRect();
          const pane = `${n} ${overlay.closest('.pane')!.getAttribute('data-plane')}`;
          return [...overlay.querySelectorAll('text:not(.ruler)')].map((each) => {
            const { left, top, right, bottom } = each.getBoundingClientRect();
            const isInside =
              left >= outer.left && top >= outer.top && right <= outer.right && bottom <= outer.bottom && right > left;
            return { text: each.textContent!, pane, left, top, right, bottom, isInside };
          });
        })
        .filter(({ right, left }) => right > left),
    ),
  );

function faults(all: readonly Text[]): string[] {
  const cut = all.filter(({ isInside }) => !isInside).map(({ pane, text }) => `${pane}: cut off: ${text}`);
  const over = all.flatMap((a, n) =>
    all
      .slice(n + 1)
      .filter((b) => Math.min(a.right, b.right) > Math.max(a.left, b.left))
      .filter((b) => Math.min(a.bottom, b.bottom) > Math.max(a.top, b.top))
      .map((b) => `${a.pane}: overlap: ${a.text} | ${b.text}`),
  );
  return [...cut, ...over];
}

/** The words of each pane's badges, counted ones by their title. */
const warnings = (page: Page): Promise<readonly string[]> =>
  page.evaluate(() =>
    [...document.querySelector('reslice-mpr')!.shadowRoot!.querySelectorAll('.pane')]
      .filter((pane) => pane.getClientRects().length > 0)
      .map((pane) =>
        [...pane.querySelectorAll('.badge')]
          .map((badge) => (badge.querySelector('title') ?? badge).textContent)
          .join(', '),
      ),
  );

const SIZES = [
  [1440, 900],
  [1024, 768],
  [390, 844],
] as const;

describe.each(SIZES)('at %i \u00d7 %i', (width, height) => {
  test.each(['2x2', '1+3', 'one'])('no text lies on another, and none is cut off: %s', async (layout) => {
    const page = await opened(width, height, layout);
    const all = await texts(page);
    expect(faults(all)).toEqual([]);
    expect(all.length).toBeGreaterThan(20);
    for (const words of await warnings(page))
      for (const part of [/lossy/, /tilt/, /uneven/]) expect(words).toMatch(part);

    // The selected one's words stay whatever else gives way; a press on its figure selects.
    const at = await page.evaluate(() => {
      const grip = document.querySelector('reslice-mpr')!.shadowRoot!.querySelector('[data-id=m2] .grip')!;
      const { x, y, width: wide, height: high } = grip.getBoundingClientRect();
      return [x + wide / 2, y + high / 2] as const;
    });
    await page.mouse.click(...at);
    await settled(page);
    const selected = await texts(page);
    expect(faults(selected)).toEqual([]);
    expect(selected.some(({ text }) => text.startsWith('bleed'))).toBe(true);
    await page.close();
  });
});

test('lines of the crosshair keep clear of every text', async () => {
  const page = await opened(390, 844, '2x2');
  const crossed = await page.evaluate(() =>
    [...document.querySelector('reslice-mpr')!.shadowRoot!.querySelectorAll('.overlay')].flatMap((overlay) => {
      const boxes = [...overlay.querySelectorAll('text:not(.ruler), .bar')].map((each) => each.getBoundingClientRect());
      const { left, top } = overlay.getBoundingClientRect();
      return [...overlay.querySelectorAll('.line')].flatMap((line) => {
        const [x1, y1, x2, y2] = ['x1', 'y1', 'x2', 'y2'].map((name) => Number(line.getAttribute(name)));
        return Array.from({ length: 200 }, (_, n) => [
          left + x1! + ((x2! - x1!) * n) / 199,
          top + y1! + ((y2! - y1!) * n) / 199,
        ])
          .filter(([x, y]) => boxes.some((box) => x! > box.left && x! < box.right && y! > box.top && y! < box.bottom))
          .map(() => line.getAttribute('class'));
      });
    }),
  );
  expect(crossed).toEqual([]);
  await page.close();
});

test('in the smallest picture warnings are counted, and told in words', async () => {
  const page = await site.open(browser);
  const count = await page.evaluate(async () => {
    const mpr = document.querySelector('reslice-mpr') as ResliceMprElement;
    const loaded = new Promise((resolve) => mpr.addEventListener('load', resolve, { once: true }));
    mpr.src = '/made/head-uneven.json';
    await loaded;
    const small = document.querySelector('.small') as HTMLElementTagNameMap['reslice-view'];
    small.style.setProperty('inline-size', '120px');
    small.style.setProperty('block-size', '120px');
    const report = { ...mpr.series[0]!.stacks[0]!.volumes[0]!.report, lossy: { slices: 3, methods: [], ratio: 12 } };
    small.stack = { volumes: [{ volume: mpr.volume!, label: '', report }] };
    for (let n = 0; n < 40; n++) await new Promise(requestAnimationFrame);
    const more = small.shadowRoot!.querySelector('[data-item=more]');
    return [more?.querySelector('text')?.textContent, more?.querySelector('title')?.textContent];
  });
  expect(count[0]).toBe('\u26a0\ufe0e 2');
  expect(count[1]).toMatch(/^tilt 12\.0\u00b0, uneven /);
  await page.close();
});
