// Ways into the page: a folder dropped from the file manager, the file dialog, a paste, several series; what cannot be
// read; and a context that is lost.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { PHANTOMS, type PhantomFile, phantomSeries } from '../../phantom/index.ts';
import type { Volume } from '../../src/entry/cpu.ts';
import { loadSeries } from '../../src/entry/dicom.ts';
import { manyFiles } from './many-files.ts';
import {
  type DemoServer,
  drawnByGpu,
  drop,
  expectReference,
  pane,
  settled,
  shown,
  startDemo,
  type TestWindow,
} from './open-demo.ts';

const SMALL = { rows: 60, columns: 52, slices: 12, pixelSpacing: [4, 4], step: 12 } as const;
const START = [1440, 900] as const;

let server: DemoServer;
let folder: string;
let tilted: readonly PhantomFile[];
let uneven: readonly PhantomFile[];

const volumeOf = async (files: readonly PhantomFile[]): Promise<Volume> =>
  (await loadSeries(files))[0]!.stacks[0]!.volume!;

beforeAll(async () => {
  tilted = await phantomSeries({ ...PHANTOMS['head-tilt-20'].options, ...SMALL, seriesDescription: 'Head, tilted' });
  uneven = await phantomSeries({ ...PHANTOMS['head-uneven'].options, ...SMALL, seed: 2 });
  folder = mkdtempSync(join(tmpdir(), 'reslice-demo-'));
  for (const [name, files] of [
    ['a/deep/er', tilted],
    ['b', uneven],
  ] as const) {
    mkdirSync(join(folder, 'cd', name), { recursive: true });
    for (const file of files) writeFileSync(join(folder, 'cd', name, file.name), file.bytes);
  }
  writeFileSync(join(folder, 'cd', 'a', 'README.TXT'), 'hello');
  server = await startDemo();
});
afterAll(async () => {
  await server?.close();
  if (folder) rmSync(folder, { recursive: true, force: true });
});

const options = (page: Page) => page.getByRole('listbox', { name: 'Series' }).getByRole('option');
const badges = (page: Page) => page.locator('[aria-selected=true] .badge').allTextContents();

async function expectPictures(page: Page, volume: Volume): Promise<void> {
  for (const key of ['axial', 'sagittal', 'coronal', 'oblique'] as const)
    expectReference(await shown(page, key), volume);
}

it('opens a folder that is dropped, searched to its depth, and lets choose between its series, by keys too', async () => {
  const { page, complaints, close } = await server.open(START, '');
  const session = await page.context().newCDPSession(page);
  const data = { items: [], files: [join(folder, 'cd')], dragOperationsMask: 1 };
  for (const type of ['dragEnter', 'dragOver'] as const)
    await session.send('Input.dispatchDragEvent', { type, x: 300, y: 300, data });
  await page.locator('.drop-veil').waitFor({ state: 'visible' });
  await session.send('Input.dispatchDragEvent', { type: 'drop', x: 300, y: 300, data });
  await drawnByGpu(page);
  expect(await page.locator('.drop-veil').isVisible()).toBe(false);
  const titles = await options(page).locator('b').allTextContents();
  expect(titles.toSorted()).toEqual(['Head, tilted', 'Head, uneven slices']);
  expect(await page.locator('.problems li b').allTextContents()).toEqual(['cd/a/README.TXT']);

  await options(page).filter({ hasText: 'Head, uneven slices' }).click();
  await drawnByGpu(page);
  await expectPictures(page, await volumeOf(uneven));
  await page.keyboard.press(titles[0] === 'Head, tilted' ? 'ArrowUp' : 'ArrowDown');
  await page.keyboard.press('Enter');
  await drawnByGpu(page);
  await expectPictures(page, await volumeOf(tilted));
  expect(await badges(page)).toEqual(['tilt 20.0°']);
  // Each with a picture of its own.
  const sums = await page.locator('canvas.thumbnail').evaluateAll((all) =>
    (all as HTMLCanvasElement[]).map((canvas) => {
      const { data: pixels } = canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height);
      return pixels.reduce((sum, byte, n) => (n % 4 === 3 ? sum : sum + byte), 0);
    }),
  );
  expect(sums.every((sum) => sum > 100_000)).toBe(true);
  expect(new Set(sums).size).toBe(2);
  expect(complaints).toEqual([]);
  await close();
});

it('finds a series by a word of its entry, where there are many', async () => {
  const { page, complaints, close } = await server.open(START, '');
  await drop(page, await manyFiles());
  await drawnByGpu(page);
  const filter = page.getByRole('searchbox', { name: 'Filter series' });
  const titles = () => options(page).filter({ visible: true }).locator('b').allTextContents();
  expect(await titles()).toHaveLength(7);
  await filter.fill('TILT 20');
  expect(await titles()).toEqual(['Head, tilted']);
  await filter.fill('knee');
  expect([await titles(), await page.getByText('No series of that name').isVisible()]).toEqual([[], true]);
  await filter.fill('arterial');
  await filter.press('Tab');
  await page.keyboard.press('Enter');
  await drawnByGpu(page);
  expect(await page.locator('[aria-selected=true] b').textContent()).toBe('Angiography, arterial phase, thin slices');
  // With all of them back, Tab leads to the one that is shown.
  await filter.fill('');
  await filter.press('Tab');
  expect(await page.evaluate(() => document.activeElement?.textContent)).toContain('arterial');
  expect(complaints).toEqual([]);
  await close();
});

it('opens files from the dialog, and from the clipboard', async () => {
  const { page, complaints, close } = await server.open(START, '');
  const dialog = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Open files' }).click();
  await (await dialog).setFiles(uneven.map(({ name }) => join(folder, 'cd', 'b', name)));
  await options(page).filter({ hasText: 'Head, uneven slices' }).waitFor();
  await drawnByGpu(page);
  expect(await badges(page)).toContain('uneven');
  await expectPictures(page, await volumeOf(uneven));
  await page.evaluate(
    (list) => {
      const clipboardData = new DataTransfer();
      for (const { name, bytes } of list)
        clipboardData.items.add(new File([Uint8Array.from(atob(bytes), (c) => c.charCodeAt(0))], name));
      document.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true }));
    },
    tilted.map(({ name, bytes }) => ({ name, bytes: Buffer.from(bytes).toString('base64') })),
  );
  await options(page).filter({ hasText: 'Head, tilted' }).waitFor();
  await drawnByGpu(page);
  await expectPictures(page, await volumeOf(tilted));
  expect(complaints).toEqual([]);
  await close();
});

it('tells two folders’ files of one name apart, to their headers', async () => {
  const { page, complaints, close } = await server.open(START, '');
  await drop(
    page,
    [...tilted, ...uneven].map(({ name, bytes }) => ({ name: name.replace(/^.*\//, ''), bytes: [...bytes] })),
  );
  await drawnByGpu(page);
  await page.getByRole('tab', { name: 'Header' }).click();
  for (const [title, files] of [
    ['Head, tilted', tilted],
    ['Head, uneven slices', uneven],
  ] as const) {
    await options(page).filter({ hasText: title }).click();
    await drawnByGpu(page);
    const [series] = await loadSeries(files);
    const uid = page.locator('.element', { has: page.getByText('(0020,000E)') }).locator('.element-value');
    await vi.waitUntil(async () => (await uid.first().textContent()) === series!.seriesInstanceUID, {
      timeout: 10_000,
    });
  }
  expect(complaints).toEqual([]);
  await close();
});

it('names what cannot be opened of a folder, and opens the rest', async () => {
  const { page, close } = await server.openPage(START, 'compare.html');
  await page.addInitScript(() => {
    // A folder as the browser hands it out, one of whose entries has gone meanwhile.
    DataTransferItem.prototype.webkitGetAsEntry = function (this: DataTransferItem) {
      const file = this.getAsFile()!;
      const entry = (name: string, find: FileSystemFileEntry['file']) =>
        ({ isFile: true, isDirectory: false, name, fullPath: `/cd/${name}`, file: find }) as FileSystemFileEntry;
      const entries = [
        entry(file.name, (found) => found(file)),
        entry(`lost-${file.name}`, (_, failed) => failed?.(new DOMException('gone', 'NotFoundError'))),
      ];
      const createReader = () => ({
        readEntries: (some: (list: FileSystemEntry[]) => void) => some(entries.splice(0)),
      });
      return {
        isFile: false,
        isDirectory: true,
        name: 'cd',
        fullPath: '/cd',
        createReader,
      } as unknown as FileSystemEntry;
    };
  });
  await page.goto(`${server.url}?test`);
  await drop(
    page,
    tilted.map(({ name, bytes }) => ({ name, bytes: [...bytes] })),
  );
  await drawnByGpu(page);
  expect(await options(page).textContent()).toContain(`${tilted.length} slices`);
  expect(await page.locator('.problems summary').textContent()).toBe(`${tilted.length} files left out`);
  expect(await page.locator('.problems li b').first().textContent()).toMatch(/^cd\/lost-/);
  await close();
});

it('says why a series has no volume, and survives keys meanwhile', async () => {
  const { page, close } = await server.open(START, '');
  const dialog = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Open files' }).click();
  const bytes = Buffer.from(tilted[0]!.bytes);
  // Another tag in place of ImagePositionPatient (0020,0032): readable pixels without a place.
  const tag = bytes.indexOf(Buffer.from([0x20, 0x00, 0x32, 0x00]));
  bytes[tag + 2] = 0x31;
  await (await dialog).setFiles([{ name: 'nowhere.dcm', mimeType: '', buffer: bytes }]);
  await options(page).filter({ hasText: 'No volume' }).waitFor();
  expect(await page.locator('.stage-note').textContent()).toBe(
    'No plane can be drawn through this series. A file lacks an attribute that is needed: ImagePositionPatient (0020,0032).',
  );
  for (const key of ['1', 'ArrowDown', 'c']) await page.keyboard.press(key);
  await page.getByRole('button', { name: 'Save as PNG' }).click();
  await page.getByRole('menuitem', { name: 'Whole layout', exact: true }).click();
  await page.getByText('There is no picture to save').waitFor();
  await close();
});

it('names files that were left out, and why, and keeps what was open', async () => {
  const { page, complaints, close } = await server.open();
  const volume = await volumeOf(await phantomSeries(PHANTOMS.head.options));
  await drop(page, [
    { name: 'notes.txt', bytes: [...Buffer.from('not an image')] },
    { name: '<b>empty</b>.dcm', bytes: [] },
  ]);
  await page.locator('.problems li').nth(1).waitFor();
  // As they were read: from the middle outwards.
  expect((await page.locator('.problems li b').allTextContents()).sort()).toEqual(['<b>empty</b>.dcm', 'notes.txt']);
  const notes = page.locator('.problems li', { hasText: 'notes.txt' });
  expect(await notes.getAttribute('data-code')).toBe('dicom/not-dicom');
  expect(await notes.locator('p').textContent()).toBe('is not a DICOM file');
  await settled(page);
  await expectPictures(page, volume);
  expect(complaints).toEqual([]);
  await close();
});

it('goes back to the start screen, with the reasons, where nothing could be read', async () => {
  const { page, close } = await server.open(START, '');
  await drop(page, [{ name: 'notes.txt', bytes: [...Buffer.from('not an image')] }]);
  await page.locator('.start-problems li', { hasText: 'notes.txt' }).waitFor();
  expect(await page.getByRole('heading', { name: 'Any plane through a scan, exactly.' }).isVisible()).toBe(true);
  await close();
});

it('draws one canvas pixel a device pixel, also at a ratio of 1.5', async () => {
  const { page, close } = await server.open([1024, 768], 'phantom=head-uneven', 1.5);
  const volume = await volumeOf(await phantomSeries(PHANTOMS['head-uneven'].options));
  const picture = await shown(page, 'coronal');
  const box = (await pane(page, 'coronal').boundingBox())!;
  expect(Math.abs(picture.plane.width - box.width * 1.5)).toBeLessThan(2);
  expectReference(picture, volume);
  await close();
});

it('keeps drawing by the CPU while the context is lost, says so, and goes back to the GPU', async () => {
  const { page, complaints, close } = await server.open([1024, 768]);
  const lose = (how: 'loseContext' | 'restoreContext') =>
    page.evaluate((call) => {
      const keeper = window as unknown as { lost?: WEBGL_lose_context } & TestWindow;
      keeper.lost ??= keeper.glContext()!.getExtension('WEBGL_lose_context')!;
      keeper.lost[call]();
    }, how);
  const volume = await volumeOf(await phantomSeries(PHANTOMS.head.options));
  const badge = page.locator('[part~=pane-axial] [part~=badge]', { hasText: 'CPU' });
  expect(await badge.count()).toBe(0);
  await lose('loseContext');
  await badge.first().waitFor();
  await page.keyboard.press('2');
  await page.waitForTimeout(200);
  const byCpu = await shown(page, 'sagittal');
  expect(byCpu.drawnBy).toBe('cpu');
  expectReference(byCpu, volume);
  await lose('restoreContext');
  await drawnByGpu(page);
  expectReference(await shown(page, 'sagittal'), volume);
  expect(complaints.filter((text) => !/CONTEXT_LOST_WEBGL|context (was )?lost/i.test(text))).toEqual([]);
  await close();
});
