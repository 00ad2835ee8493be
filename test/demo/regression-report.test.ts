// The report in a real browser, as a file: it asks for nothing, says just what it was told, and every way of looking works.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { decode, encode } from 'fast-png';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { BROWSER_ARGS } from '../../scripts/browser-args.mjs';
import { differencePicture } from '../../src/entry/compare.ts';
import { appendToReport, clearReport, comparePictures, isResliceError } from '../../src/entry/matchers.ts';
import { createRandom } from '../../src/math/random.ts';
import { greyPicture, type Picture, valuePicture } from '../../src/regression/picture.ts';
import { reslice } from '../support/cli.ts';
import { axeFaults } from './axe.ts';
import { complaintsOf } from './complaints.ts';
import { textFaults } from './layout.ts';

const folder = mkdtempSync(join(tmpdir(), 'reslice-report-'));
const file = join(folder, 'report.html');
const [width, height] = [40, 30];
const random = createRandom(5);
const expected = Uint8Array.from({ length: width * height }, () => random.integer(20, 200));
const actual = expected.map((level, p) => level + (p % 7 === 0 ? 9 : 0));
const hostile = '<img src=x onerror=alert(1)>"\'</script><script>alert(2)</script>';

let browser: Browser;

function add(title: string, a: Picture, b: Picture, notes: readonly string[] = []): void {
  const found = comparePictures(a, b);
  const facts = [['drawn by', 'a GPU <b>']] as const;
  appendToReport(file, {
    title,
    against: `goldens/${title}.png`,
    pass: found.same,
    expected: a,
    actual: b,
    found,
    notes,
    facts,
  });
}

beforeAll(async () => {
  const grey = (levels: Uint8Array): Picture => greyPicture(levels, width, height);
  add('the same', grey(expected), grey(expected));
  add('run twice', grey(expected), grey(actual));
  add(hostile, grey(expected), grey(actual), [hostile]);
  add('another size', grey(expected), greyPicture(new Uint8Array(12), 4, 3));
  const values = Float32Array.from(expected, (level, p) => (p % 11 === 0 ? Number.NaN : level * 10 - 1000));
  add(
    'values',
    valuePicture(values, width, height),
    valuePicture(
      values.map((value) => value + 2),
      width,
      height,
    ),
  );
  add('run twice', grey(expected), grey(expected));
  for (const of of ['axial', 'sagittal'])
    appendToReport(file, {
      title: 'planes',
      against: `${of}.png`,
      of,
      pass: true,
      expected: grey(expected),
      actual: grey(expected),
      found: comparePictures(grey(expected), grey(expected)),
      notes: [],
      facts: [],
    });
  const executablePath = process.env.RESLICE_CHROME ?? '/usr/bin/chromium';
  browser = await chromium.launch({ executablePath, args: [...BROWSER_ARGS] });
});
afterAll(async () => {
  await browser?.close();
  rmSync(folder, { recursive: true });
});

async function open(options: BrowserContextOptions = {}): Promise<{ page: Page; complaints: readonly string[] }> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, ...options });
  const page = await context.newPage();
  const address = pathToFileURL(file).href;
  const complaints = complaintsOf(page, address);
  page.on('dialog', () => Promise.reject(new Error('a text was run')));
  await page.goto(address);
  return { page, complaints };
}

const titles = (page: Page): Promise<string[]> => page.locator('nav button').allTextContents();
const seen = (page: Page): Promise<string> => page.locator('.match:visible h2').innerText();

describe.each([
  [1440, 900],
  [390, 844],
] as const)('at %i × %i', (wide, high) => {
  test('what differs comes first, once, as it was told, and nobody is asked for anything', async () => {
    const { page, complaints } = await open({ viewport: { width: wide, height: high } });
    expect(await titles(page)).toEqual(
      [hostile, 'another size', 'values']
        .map((title) => `different: ${title}`)
        .concat('same: the same', 'same: run twice')
        .concat('same: planes, against axial.png', 'same: planes, against sagittal.png'),
    );
    expect(await page.locator('.summary').textContent()).toBe('3 of 7 different');
    expect(await seen(page)).toBe(hostile);
    expect(await page.locator('.match:visible .note').textContent()).toBe(hostile);
    expect(await page.locator('.match:visible').getByText('a GPU <b>').count()).toBe(1);
    for (const _ of await titles(page)) {
      for (const key of ['1', '2', '3']) {
        await page.keyboard.press(key);
        // A narrow page scrolls as a whole, down and not sideways.
        if (wide > 720) expect(await page.evaluate(textFaults)).toEqual([]);
        expect(await axeFaults(page)).toEqual([]);
        expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(wide);
      }
      await page.keyboard.press('j');
    }
    expect(complaints).toEqual([]);
    await page.context().close();
  });
});

test('keys go from one to the next, and from one way of looking to the next', async () => {
  const { page } = await open();
  await page.keyboard.press('j');
  expect(await seen(page)).toBe('another size');
  await page.keyboard.press('3');
  await page.keyboard.press('j');
  await page.keyboard.press('k');
  await page.keyboard.press('k');
  await page.keyboard.press('k');
  expect(await seen(page)).toBe(hostile);
  await page.locator('nav button').nth(2).focus();
  await page.keyboard.press('Enter');
  expect(await seen(page)).toBe('values');
  await page.keyboard.press('ArrowDown');
  expect(await seen(page)).toBe('the same');
  expect(await page.locator('nav button:focus').textContent()).toBe('same: the same');
  expect(await page.locator('.match:visible img').count()).toBe(1);
  await page.context().close();
});

test('the divider moves by pointer and by keys: expected left of it, actual right of it', async () => {
  const { page } = await open();
  await page.getByRole('button', { name: 'Swipe' }).click();
  const divider = page.getByRole('slider');
  const value = () => divider.getAttribute('aria-valuenow');
  expect(await value()).toBe('50');
  const box = (await page.locator('.match:visible .actual img').boundingBox())!;
  await page.mouse.move(box.x + box.width / 2, box.y + 40);
  await page.mouse.down();
  // As a hand: a browser takes a picture or a selection along from the first few pixels on.
  await page.mouse.move(box.x + box.width / 4, box.y + 60, { steps: 20 });
  await page.mouse.up();
  expect(await value()).toBe('25');
  const clips = await page.evaluate(() =>
    ['.expected', '.actual'].map(
      (kind) => getComputedStyle(document.querySelector(`.match:not([hidden]) ${kind} img`)!).clipPath,
    ),
  );
  expect(clips).toEqual(['inset(0px 75% 0px 0px)', 'inset(0px 0px 0px 25%)']);
  await divider.focus();
  for (const key of ['ArrowRight', 'Shift+ArrowRight', 'ArrowLeft']) await page.keyboard.press(key);
  expect(await value()).toBe('35');
  await page.keyboard.press('End');
  expect(await value()).toBe('100');
  await page.keyboard.press('Home');
  expect(await value()).toBe('0');
  await page.getByRole('button', { name: 'Difference' }).click();
  expect(
    await page.locator('.match:visible img').evaluateAll((all) => all.filter((each) => each.checkVisibility()).length),
  ).toBe(1);
  expect(await divider.isVisible()).toBe(false);
  await page.context().close();
});

test('without its script everything can be read, one below the other', async () => {
  const { page } = await open({ javaScriptEnabled: false });
  expect(await page.locator('.match').count()).toBe(8);
  for (const match of await page.locator('.match').all())
    expect(await match.locator('img').first().isVisible()).toBe(true);
  await page.context().close();
});

test('pictures are those that were compared', async () => {
  const text = readFileSync(file, 'utf8');
  const pictures = [...text.matchAll(/src="data:image\/png;base64,([^"]+)"/g)].map((match) =>
    decode(Buffer.from(match[1]!, 'base64')),
  );
  // The same: one. Run twice: three.
  expect([...pictures[0]!.data]).toEqual([...expected]);
  expect([...pictures[1]!.data]).toEqual([...expected]);
  expect([...pictures[2]!.data]).toEqual([...actual]);
  const difference = differencePicture(expected, actual, { width, height, full: 9 });
  expect([...pictures[3]!.data]).toEqual([...difference.filter((_, n) => n % 4 !== 3)]);
});

test('a terminal adds to it, and other files are left alone', async () => {
  const png = (name: string, data: Uint8Array): string => {
    const path = join(folder, name);
    writeFileSync(path, encode({ width, height, data, channels: 1, depth: 8 }));
    return path;
  };
  const report = join(folder, 'made by', 'terminal.html');
  const [a, b] = [png('a.png', expected), png('b.png', actual)];
  expect((await reslice('compare', a, b, '--tolerance', '9', '--report', report)).status).toBe(0);
  expect((await reslice('compare', a, b, '--report', report)).status).toBe(1);
  expect(readFileSync(report, 'utf8').match(/<article/g)).toHaveLength(2);
  const own = join(folder, 'own.html');
  writeFileSync(own, '<!doctype html><p>mine');
  const { status, err } = await reslice('compare', a, b, '--report', own);
  expect([status, err]).toEqual([2, expect.stringContaining('is no report')]);
  expect(readFileSync(own, 'utf8')).toBe('<!doctype html><p>mine');
  expect(() => clearReport(own)).toThrow(expect.toSatisfy((error) => isResliceError(error, 'use/bad-argument')));
  clearReport(report);
  clearReport(report);
  expect(() => readFileSync(report)).toThrow(/ENOENT/);
});
