// What lies over a picture can be read whatever the picture is: by screenshots of the elements as published, over volumes that are one
// level throughout. A glyph's own colour is compared with every pixel around it, and a line's with what is at its sides.
import { decode } from 'fast-png';
import type { Browser, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makeVolume } from '../../conformance/volumes.ts';
import type { ResliceMprElement } from '../../src/entry/element.ts';
import { buildDist } from '../support/dist.ts';
import { type ElementSite, serveElements, WITH_BLOB } from './open-element.ts';
import { launch } from './open-plain.ts';

/** WCAG 2.2: 1.4.3 for words, 1.4.11 for what has to be told apart. */
const WORDS = 4.5;
const LINES = 3;

let browser: Browser;
let site: ElementSite;
beforeAll(async () => {
  browser = await launch();
  site = await serveElements(buildDist('element-contrast'), WITH_BLOB, ['head', 'head-uneven']);
});
afterAll(async () => {
  await browser?.close();
  site?.close();
});

type Rgb = readonly [number, number, number];

interface Shot {
  readonly width: number;
  readonly height: number;
  at(x: number, y: number): Rgb;
}

interface Written {
  readonly text: string;
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

interface Drawn {
  readonly name: string;
  /** On its middle, px of the page. */
  readonly points: readonly (readonly [x: number, y: number])[];
}

const SIZE = [40, 36, 24] as const;

/** All of one value, large enough that no picture shows its end, with badges, measurements and crossing lines. */
async function opened(level: number, colormap: string, ratio: number): Promise<Page> {
  const page = await browser.newPage({ viewport: { width: 1024, height: 768 }, deviceScaleFactor: ratio });
  await page.goto(`${site.url}page/index.html`);
  const values = new Int16Array(SIZE[0] * SIZE[1] * SIZE[2]).fill(level);
  const made = makeVolume({ size: SIZE, tilt: 12, steps: [1, 1, 1, 1, 1, 1, 2], pixelSpacing: [4, 4] }, values);
  await page.evaluate(
    async ([record, value, map]) => {
      const mpr = document.querySelector('reslice-mpr') as ResliceMprElement;
      const volume = { ...record, storedValues: new Int16Array(40 * 36 * 24).fill(value), unit: 'HU' };
      const report = { tiltDegrees: 12, uneven: true, missing: [], increment: { min: 2, median: 3, max: 5 } };
      const lossy = { slices: 3, methods: [], ratio: 12 };
      await new Promise((resolve) => mpr.addEventListener('load', resolve, { once: true }));
      mpr.stack = { volumes: [{ volume, label: '', report: { ...report, lossy } }] } as never;
      mpr.set({ window: { center: 128, width: 256 } as never, colormap: map as never });
      for (const view of Object.values(mpr.views!)) view.set({ zoom: 9 });
      const { point } = mpr.crosshair!;
      const [x, y, z] = point;
      const add = (kind: string, points: readonly (readonly number[])[]) =>
        mpr.measurements.add({ id: kind, kind, points, right: [1, 0, 0], down: [0, 1, 0] } as never);
      add('length', [
        [x - 5, y - 6, z],
        [x + 1, y - 3, z],
      ]);
      add('ellipse', [
        [x - 5, y + 1, z],
        [x - 2, y + 4, z],
      ]);
      add('angle', [
        [x + 1, y + 5, z],
        [x + 4, y + 2, z],
        [x + 5, y + 5, z],
      ]);
      mpr.views!.sagittal.set({ slab: { thickness: 3, mode: 'mean' } });
    },
    [{ ...made, storedValues: [] as number[] }, level, colormap] as const,
  );
  await page.waitForFunction(() => {
    const { views, shadowRoot } = document.querySelector('reslice-mpr') as ResliceMprElement;
    return (
      Object.values(views ?? {}).every(({ drawnBy }) => drawnBy === 'gpu') &&
      shadowRoot!.querySelectorAll('[part=measurement-text]').length >= 3
    );
  });
  await page.evaluate(async () => {
    for (let n = 0; n < 4; n++) await new Promise(requestAnimationFrame);
  });
  return page;
}

async function shotOf(page: Page, css: string): Promise<Shot> {
  await page.evaluate((text) => {
    const root = document.querySelector('reslice-mpr')!.shadowRoot!;
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(text);
    root.adoptedStyleSheets = [root.adoptedStyleSheets[0]!, sheet];
  }, css);
  const { data, width, height, channels } = decode(await page.screenshot());
  return {
    width,
    height,
    at: (x, y) => [0, 1, 2].map((c) => data[(y * width + x) * channels + c]!) as unknown as Rgb,
  };
}

/** Relative luminance and contrast. Source: WCAG 2.2 */
function luminance(color: Rgb): number {
  const [r, g, b] = color.map((value) =>
    value / 255 <= 0.04045 ? value / 255 / 12.92 : ((value / 255 + 0.055) / 1.055) ** 2.4,
  );
  return 0.2126 * r! + 0.7152 * g! + 0.0722 * b!;
}

function contrast(a: Rgb, b: Rgb): number {
  const [low, high] = [luminance(a), luminance(b)].sort((p, q) => p - q);
  return (high! + 0.05) / (low! + 0.05);
}

/** All but words. */
const UNDRAWN = '.overlay :not(g, text, use) { visibility: hidden }';
const MARK: Rgb = [255, 0, 255];

/** How much of a pixel the marked glyphs cover, by the channel that tells it best. */
function coverage(marked: Rgb, bare: Rgb): number {
  const c = [0, 1, 2].reduce((best, n) =>
    Math.abs(MARK[n]! - bare[n]!) > Math.abs(MARK[best]! - bare[best]!) ? n : best,
  );
  return (marked[c]! - bare[c]!) / (MARK[c]! - bare[c]!);
}

const written = (page: Page): Promise<readonly Written[]> =>
  page.evaluate(() =>
    [...document.querySelector('reslice-mpr')!.shadowRoot!.querySelectorAll('.overlay text:not(.ruler)')].map(
      (each) => {
        const { left, top, right, bottom } = each.getBoundingClientRect();
        return { text: each.textContent!, left, top, right, bottom };
      },
    ),
  );

const drawn = (page: Page): Promise<readonly Drawn[]> =>
  page.evaluate(() => {
    const selector = '.line, .measurement line, .measurement circle, .bar, .leader';
    const all = [...document.querySelector('reslice-mpr')!.shadowRoot!.querySelectorAll(selector)];
    return (all as SVGGeometryElement[]).map((each) => {
      const length = each.getTotalLength();
      const matrix = each.getScreenCTM()!;
      const points = Array.from({ length: 40 }, (_, n) => {
        const { x, y } = each.getPointAtLength((length * (n + 0.5)) / 40).matrixTransform(matrix);
        return [x, y] as const;
      });
      return { name: `${each.getAttribute('class') ?? ''} ${each.localName}`, points };
    });
  });

/** @returns the least contrast between a text's full colour and any pixel that is beside its glyphs and not of them */
function leastAround(
  { left, top, right, bottom }: Written,
  shot: Shot,
  covered: (x: number, y: number) => number,
  ratio: number,
): number {
  const xs = [Math.floor(left * ratio) - 3, Math.ceil(right * ratio) + 3] as const;
  const ys = [Math.floor(top * ratio) - 3, Math.ceil(bottom * ratio) + 3] as const;
  let [sum, count] = [[0, 0, 0] as [number, number, number], 0];
  const around: Rgb[] = [];
  for (let y = ys[0]; y < ys[1]; y++)
    for (let x = xs[0]; x < xs[1]; x++) {
      const own = covered(x, y);
      if (own >= 0.97) {
        sum = sum.map((value, c) => value + shot.at(x, y)[c]!) as [number, number, number];
        count++;
      } else if (own < 0.02) {
        const beside = [-1, 0, 1].some((dy) => [-1, 0, 1].some((dx) => covered(x + dx, y + dy) > 0.1));
        if (beside) around.push(shot.at(x, y));
      }
    }
  if (count === 0 || around.length === 0) return Number.NaN;
  const fill = sum.map((value) => value / count) as unknown as Rgb;
  return Math.min(...around.map((color) => contrast(fill, color)));
}

/** @returns contrast between a line where one looks at it, the four pixels that share a point of its middle, and what is within 3 px */
function contrastAt(shot: Shot, [x, y]: readonly [number, number], ratio: number): number {
  const [px, py] = [Math.floor(x * ratio - 0.5), Math.floor(y * ratio - 0.5)];
  const reach = Math.ceil(3 * ratio);
  const around: Rgb[] = [];
  for (let dy = -reach; dy <= reach + 1; dy++)
    for (let dx = -reach; dx <= reach + 1; dx++) around.push(shot.at(px + dx, py + dy));
  const own = [shot.at(px, py), shot.at(px + 1, py), shot.at(px, py + 1), shot.at(px + 1, py + 1)];
  return Math.max(...own.flatMap((color) => around.map((other) => contrast(color, other))));
}

const CASES: readonly (readonly [level: number, colormap: string, ratio: number])[] = [
  ...[0, 64, 128, 192, 255].map((level) => [level, 'grey', 1] as const),
  [255, 'grey', 2],
  [150, 'hot-iron', 1],
  [220, 'pet', 1],
];

describe.each(CASES)('over level %i of %s, at %i device pixels a px', (level, colormap, ratio) => {
  test('words 4.5:1 against all that is around their glyphs, lines 3:1 against what is at their sides', async () => {
    const page = await opened(level, colormap, ratio);
    const words = await written(page);
    const lines = await drawn(page);
    const shot = await shotOf(page, '');
    // With their outline, since a browser draws glyphs otherwise without one.
    const marked = await shotOf(page, `${UNDRAWN} .overlay text { fill: #f0f !important }`);
    const unfilled = await shotOf(page, `${UNDRAWN} .overlay text { fill: transparent !important }`);
    const bare = await shotOf(page, '.overlay { visibility: hidden }');
    if (colormap === 'grey') {
      const { left, top } = words.find(({ text }) => text === 'Axial')!;
      expect(bare.at(Math.round((left + 80) * ratio), Math.round((top + 80) * ratio))).toEqual([level, level, level]);
    }
    const covered = (x: number, y: number): number => coverage(marked.at(x, y), unfilled.at(x, y));
    const each = words.map((word) => ({ text: word.text, least: leastAround(word, shot, covered, ratio) }));
    const least = each.reduce((a, b) => (b.least < a.least ? b : a));
    const flat = lines.flatMap(({ name, points }) =>
      points.map((point) => ({ name, point, most: contrastAt(shot, point, ratio) })),
    );
    const faintest = flat.reduce((a, b) => (b.most < a.most ? b : a));
    console.log(
      `${colormap} ${level}: words ${least.least.toFixed(2)} (${least.text}), lines ${faintest.most.toFixed(2)} (${faintest.name})`,
    );
    expect(words.length).toBeGreaterThan(35);
    expect(lines.length).toBeGreaterThan(20);
    expect(each.filter((word) => !(word.least >= WORDS))).toEqual([]);
    expect(flat.filter(({ most }) => most < LINES).slice(0, 5)).toEqual([]);
    await page.close();
  });
});
