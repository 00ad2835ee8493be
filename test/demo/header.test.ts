// The header browser: the file under the crosshair, its elements, searched, opened and copied; on real files beside dcmdump.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { zipSync } from 'fflate';
import type { Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { listLocal } from '../../scripts/serve-local.mjs';
import { dcmdump, dumpOf } from '../support/dcmdump.ts';
import { type Changes, sliceBytes } from '../support/dicom-bytes.ts';
import { ENHANCED } from '../support/made-files.ts';
import { shared } from '../support/shared.ts';
import { at, type DemoServer, drawnByGpu, drop, settled, startDemo, type TestWindow } from './open-demo.ts';

let server: DemoServer;
beforeAll(async () => {
  server = await startDemo();
});
afterAll(() => server?.close());

const tree = (page: Page) => page.getByRole('tree', { name: 'Elements' });
const row = (page: Page, id: string) => page.locator('.element', { has: page.getByText(id, { exact: false }) });
const valueOfRow = (page: Page, id: string): Promise<string | null> =>
  row(page, id).first().locator('.element-value').textContent();
const search = (page: Page) => page.getByRole('searchbox', { name: 'Search the header' });
const fileName = (page: Page): Promise<string | null> => page.locator('.header-file').textContent();

async function openHeader(page: Page): Promise<void> {
  await page.getByRole('tab', { name: 'Header' }).click();
  await page.locator('.element').first().waitFor();
}

/** The file whose slice is nearest to where the planes meet, by the page's own stack. */
const nearestFile = (page: Page): Promise<string> =>
  page.evaluate(async () => {
    const { pictures, chosen } = (await (window as unknown as TestWindow).resliceTest.app())!.desk;
    const { slices, orientation } = pictures.volume!;
    const here = pictures.point!.reduce((sum, mm, n) => sum + mm * orientation.normal[n]!, 0);
    const off = slices.map(({ position }) => Math.abs(position - here));
    return chosen!.stack.images[off.indexOf(Math.min(...off))]!.file;
  });

describe.each(['head', 'head-tilt-20', 'head-uneven'])('%s', (phantom) => {
  it('shows the file under the crosshair, only while it is seen, and follows', async () => {
    const { page, complaints, close } = await server.open([1440, 900], `phantom=${phantom}`);
    expect(await page.locator('.element').count()).toBe(0);
    await openHeader(page);
    const first = await nearestFile(page);
    expect(await fileName(page)).toBe(first);
    expect(await valueOfRow(page, '(0008,0060)')).toBe('CT');
    expect(await valueOfRow(page, '(7FE0,0010)')).toMatch(/^Pixels, 99\u202f840 bytes$/);
    const position = await valueOfRow(page, '(0020,0032)');
    await page.mouse.move(...(await at(page, 'axial', 0.5, 0.5)));
    for (let n = 0; n < 12; n++) await page.mouse.wheel(0, 100);
    const caughtUp = async () => {
      const name = await fileName(page);
      return name !== first && name === (await nearestFile(page));
    };
    await vi.waitUntil(caughtUp, { timeout: 10_000 });
    expect(await valueOfRow(page, '(0020,0032)')).not.toBe(position);
    // Put away, it rests.
    await page.getByRole('tab', { name: 'View' }).click();
    const rested = await fileName(page);
    await page.mouse.move(...(await at(page, 'axial', 0.5, 0.5)));
    for (let n = 0; n < 12; n++) await page.mouse.wheel(0, -100);
    await settled(page);
    await page.waitForTimeout(400);
    expect(await nearestFile(page)).not.toBe(rested);
    expect(await fileName(page)).toBe(rested);
    await page.getByRole('tab', { name: 'Header' }).click();
    await vi.waitUntil(async () => (await fileName(page)) === (await nearestFile(page)), { timeout: 10_000 });
    expect(complaints).toEqual([]);
    await close();
  });
});

/** What scanners and their enemies write. */
const ODD: Changes = {
  SpecificCharacterSet: ['CS', 'ISO_IR 192'],
  SeriesDescription: ['LO', '<img src=x onerror="document.title=1">'],
  '00080080': ['LO', new TextEncoder().encode('Universitätsklinikum ')],
  '00081140': ['SQ', [[['00081155', 'UI', '1.2.3.77']], [['00081155', 'UI', '1.2.3.88']]]],
  '00090010': ['LO', '<b>ACME</b>'],
  '00091001': ['LO', 'secret'],
  '00204000': ['LT', 'x'.repeat(6000)],
};
const files = (changes: Changes) =>
  [0, 3, 6].map((z, n) => ({
    name: `slice ${n}.dcm`,
    bytes: [
      ...sliceBytes({
        ...changes,
        ImagePositionPatient: ['DS', `0\\0\\${z}`],
        SOPInstanceUID: ['UI', `1.2.3.${n + 1}`],
      }),
    ],
  }));

describe('dropped files', () => {
  it('hold text, never markup; long values are cut; private elements have their creator', async () => {
    const { page, complaints, close } = await server.open([1440, 900], '');
    await drop(page, files(ODD));
    await drawnByGpu(page);
    await openHeader(page);
    expect(await valueOfRow(page, '(0008,103E)')).toBe('<img src=x onerror="document.title=1">');
    expect(await row(page, '(0009,1001)').first().locator('.element-name').textContent()).toBe('Private, <b>ACME</b>');
    expect(await valueOfRow(page, '(0008,0080)')).toBe('Universitätsklinikum');
    expect(await valueOfRow(page, '(0020,4000)')).toBe(`${'x'.repeat(4096)}\u2026 (6\u202f000 bytes in all)`);
    expect(await page.locator('.header-panel img, .elements b b').count()).toBe(0);
    expect(await page.title()).toBe('Reslice');
    expect(complaints).toEqual([]);
    await close();
  });

  it('are searched by tag, keyword and value, sequences opened as far as they are found in, by mouse and keys', async () => {
    const { page, close } = await server.open([1440, 900], '');
    await drop(page, files(ODD));
    await drawnByGpu(page);
    await openHeader(page);
    const rows = page.locator('.element');
    for (const [asked, id] of [
      ['00280030', '(0028,0030)'],
      ['pixelsp', '(0028,0030)'],
      ['secret', '(0009,1001)'],
    ]) {
      await search(page).fill(asked!);
      await expect.poll(() => rows.count()).toBe(1);
      expect(await rows.first().textContent()).toContain(id);
    }
    await search(page).fill('3.88');
    expect(await rows.locator('.element-name').allTextContents()).toEqual([
      'ReferencedImageSequence',
      'Item 2',
      'ReferencedSOPInstanceUID',
    ]);
    await search(page).fill('nowhere');
    await page.getByText('No element has that in its tag, keyword or value.').waitFor();
    await search(page).fill('');
    const sequence = row(page, '(0008,1140)').first();
    expect(await sequence.getAttribute('aria-expanded')).toBe('false');
    await sequence.click();
    expect(await sequence.getAttribute('aria-expanded')).toBe('true');
    expect(await row(page, '(0008,1155)').count()).toBe(2);
    await page.keyboard.press('ArrowRight');
    expect(await page.evaluate(() => document.activeElement?.textContent)).toContain('Item 1');
    await page.keyboard.press('ArrowLeft');
    expect(await row(page, '(0008,1155)').count()).toBe(1);
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.press('ArrowLeft');
    expect(await row(page, '(0008,1155)').count()).toBe(0);
    expect(await tree(page).locator('[tabindex="0"]').count()).toBe(1);
    await close();
  });

  it('give an element as text to the clipboard', async () => {
    const { page, close } = await server.open([1440, 900], '');
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await drop(page, files(ODD));
    await drawnByGpu(page);
    await openHeader(page);
    const copy = page.getByRole('button', { name: 'Copy the element as text' });
    expect(await copy.isDisabled()).toBe(true);
    await row(page, '(0028,0030)').first().click();
    await copy.click();
    const clipboard = () => page.evaluate(() => navigator.clipboard.readText());
    await expect.poll(clipboard).toBe('(0028,0030) DS PixelSpacing = 0.5\\0.25');
    await row(page, '(0028,0010)').first().click();
    // Once: the page's own answer to Copy is the value in a picture.
    const writes = await page.evaluateHandle(() => {
      const told: string[] = [];
      const write = navigator.clipboard.writeText.bind(navigator.clipboard);
      navigator.clipboard.writeText = (text) => {
        told.push(text);
        return write(text);
      };
      document.addEventListener('copy', () => told.push('the page'));
      return told;
    });
    await page.keyboard.press('Control+c');
    await expect.poll(clipboard).toBe('(0028,0010) US Rows = 2');
    expect(await page.locator('.status .task').textContent()).toBe('Copied Rows');
    // By keys alone there is no text cursor in the tree.
    await search(page).click();
    for (let n = 0; n < 5 && !(await tree(page).evaluate((root) => root.contains(document.activeElement))); n++)
      await page.keyboard.press('Tab');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Control+c');
    await expect.poll(clipboard).toBe('(0028,0011) US Columns = 3');
    expect(await writes.jsonValue()).toEqual([]);
    await close();
  });

  it('of one name are not taken for each other', async () => {
    const { page, close } = await server.open([1440, 900], '');
    await drop(page, files({}));
    await drawnByGpu(page);
    await page.evaluate(async () => {
      const { session } = (await (window as unknown as TestWindow).resliceTest.app())!.desk;
      // Each name leads to the first file, as it does where they are all called the same.
      const names = [...session.files.keys()];
      const [first] = session.files.values();
      const bytes = await (first as File).arrayBuffer();
      const files = new Map(names.map((name) => [name, { name, arrayBuffer: async () => bytes.slice(0) }]));
      Object.defineProperty(session, 'files', { get: () => files });
    });
    await page.getByRole('tab', { name: 'Header' }).click();
    await page.getByText('Another file has the same name').waitFor();
    expect(await page.locator('.element').count()).toBe(0);
    await close();
  });

  it('are found in an archive too', async () => {
    const { page, close } = await server.open([1440, 900], '');
    const inside = Object.fromEntries(files({}).map(({ name, bytes }) => [`scan/${name}`, Uint8Array.from(bytes)]));
    await drop(page, [{ name: 'study.zip', bytes: [...zipSync(inside)] }]);
    await drawnByGpu(page);
    await openHeader(page);
    expect(await fileName(page)).toBe('study.zip/scan/slice 1.dcm');
    expect(await valueOfRow(page, '(0020,0032)')).toBe('0\\0\\3');
    await close();
  });

  it('with many frames say which is shown', async () => {
    const { page, close } = await server.open([1440, 900], '');
    await drop(page, [{ name: 'many.dcm', bytes: [...sliceBytes(ENHANCED)] }]);
    await drawnByGpu(page);
    await openHeader(page);
    const shown = /^many\.dcm, frame ([12]) of 2$/.exec((await fileName(page))!)![1];
    await row(page, '(5200,9230)').first().click();
    expect(
      await page.locator('.element', { hasText: 'the one that is shown' }).locator('.element-name').textContent(),
    ).toBe(`Frame ${shown}`);
    await close();
  });

  it('without a volume are gone through one by one', async () => {
    const { page, close } = await server.open([1440, 900], '');
    await drop(
      page,
      files({}).map(({ name }, n) => ({
        name,
        bytes: [
          ...sliceBytes({
            ImagePositionPatient: null,
            ImageOrientationPatient: null,
            InstanceNumber: ['IS', String(n)],
          }),
        ],
      })),
    );
    await openHeader(page);
    const first = await fileName(page);
    await page.getByRole('button', { name: 'Next', exact: true }).click();
    await vi.waitUntil(async () => (await fileName(page)) !== first, { timeout: 10_000 });
    await close();
  });
});

it('keeps its search in sight', async () => {
  const { page, close } = await server.open([1024, 768], 'phantom=head');
  await openHeader(page);
  // What stays at the top covers the rows that pass under it.
  await page.locator('.element').last().scrollIntoViewIfNeeded();
  const [x, y] = await search(page).evaluate((input) => {
    const { left, top, width, height } = input.getBoundingClientRect();
    return [left + width / 2, top + height / 2] as const;
  });
  expect(await page.evaluate(([a, b]) => document.elementFromPoint(a, b)?.tagName, [x, y] as const)).toBe('INPUT');
  await close();
});

const FOLDER = 's01-ge-head-ct-tilt';

it.skipIf(!shared || !dcmdump)(`${FOLDER}: says of the file under the crosshair what dcmdump says`, async () => {
  const folder = join(shared!, 'data', FOLDER);
  expect(readdirSync(folder).length).toBeGreaterThan(10);
  const real = await startDemo({ files: listLocal([folder]) });
  const { page, close } = await real.open([1440, 900], '');
  await drawnByGpu(page);
  await openHeader(page);
  const shown = new Map<string, string>();
  for (const { tag, value } of await page.locator('.element').evaluateAll((elements) =>
    elements.map((element) => ({
      tag: element.querySelector('.element-tag')?.textContent ?? '',
      value: element.querySelector('.element-value')?.textContent ?? '',
    })),
  ))
    shown.set(tag, value);
  const dumped = dumpOf(join(folder, (await fileName(page))!)).filter(({ depth }) => depth === 0);
  const texts = dumped.filter(({ vr, value }) => /^(CS|LO|SH|DS|IS|UI|DA|TM|PN|US|SL)$/.test(vr) && value !== '');
  expect(shown.size).toBe(dumped.length);
  expect(texts.length).toBeGreaterThan(50);
  for (const { id, vr, value } of texts)
    expect(shown.get(`${id} ${vr}`), id).toBe(
      value
        .split('\\')
        .map((one) => one.trim())
        .join('\\'),
    );
  console.log(`${FOLDER}: ${texts.length} of ${dumped.length} elements compared with dcmdump`);
  await close();
  await real.close();
});
