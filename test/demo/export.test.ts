// Pictures as files, values as text, and what else concerns the page, by clicks and keys.
import { readFile } from 'node:fs/promises';
import { type DecodedPng, decode } from 'fast-png';
import type { Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { valueText } from '../../demo/tools/copy-value.ts';
import { PHANTOMS, phantomSeries } from '../../phantom/index.ts';
import { createCpuSampler, type Volume } from '../../src/entry/cpu.ts';
import { loadSeries } from '../../src/entry/dicom.ts';
import { falsifyCanvases } from './falsify-canvases.ts';
import { at, type DemoServer, type PlaneKey, pane, settled, shown, startDemo, type TestWindow } from './open-demo.ts';

let server: DemoServer;
let volume: Volume;
beforeAll(async () => {
  const [series] = await loadSeries(await phantomSeries(PHANTOMS.head.options));
  volume = series!.stacks[0]!.volume!;
  server = await startDemo();
});
afterAll(() => server?.close());

const PANES = ['axial', 'sagittal', 'coronal', 'oblique'] as const;
const task = (page: Page) => page.locator('.status .task');

async function saved(page: Page, item: string): Promise<{ name: string; bytes: Buffer; png: DecodedPng }> {
  const more = page.getByRole('button', { name: 'More', exact: true });
  if (await more.isVisible()) await more.click();
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save as PNG' }).click();
  await page.getByRole('menuitem', { name: item, exact: true }).click();
  const file = await download;
  const bytes = await readFile(await file.path());
  return { name: file.suggestedFilename(), bytes, png: decode(bytes) };
}

/** What the reference draws of a pane, as it is now. */
async function reference(page: Page, key: PlaneKey): Promise<{ width: number; height: number; levels: Uint8Array }> {
  const { plane, state } = await shown(page, key);
  const levels = createCpuSampler(volume).levels(plane, { ...state, colormap: null });
  return { width: plane.width, height: plane.height, levels };
}

/** Chunks of a PNG, by name. */
function chunksOf(bytes: Buffer): readonly string[] {
  const names: string[] = [];
  for (let p = 8; p < bytes.length; p += 12 + bytes.readUInt32BE(p)) names.push(bytes.toString('latin1', p + 4, p + 8));
  return names;
}

describe('a picture is saved', () => {
  it('as the reference draws it, with nothing else in the file; with overlays; in colour', async () => {
    const { page, complaints, close } = await server.open();
    await pane(page, 'sagittal').click({ position: { x: 40, y: 200 } });
    const plain = await saved(page, 'Active plane');
    expect(plain.name).toBe('reslice-sagittal.png');
    expect(await task(page).textContent()).toBe('Saved reslice-sagittal.png');
    const { width, height, levels } = await reference(page, 'sagittal');
    expect([plain.png.width, plain.png.height, plain.png.channels]).toEqual([width, height, 1]);
    expect(Buffer.compare(Buffer.from(plain.png.data as Uint8Array), Buffer.from(levels))).toBe(0);
    expect(new Set(chunksOf(plain.bytes))).toEqual(new Set(['IHDR', 'IDAT', 'IEND']));

    const over = await saved(page, 'Active plane with overlays');
    expect([over.png.width, over.png.height, over.png.channels]).toEqual([width, height, 3]);
    const changed = levels.filter((level, p) => over.png.data[3 * p] !== level).length;
    expect(changed).toBeGreaterThan(200);
    expect(changed).toBeLessThan(levels.length / 4);

    await page.locator('.color-list').selectOption('hot-iron');
    await settled(page);
    const colour = await saved(page, 'Active plane');
    expect(colour.png.channels).toBe(3);
    const at3 = (p: number) => [...colour.png.data.subarray(3 * p, 3 * p + 3)];
    const middle = levels.findIndex((level) => level > 100 && level < 150);
    expect(new Set(at3(middle)).size).toBeGreaterThan(1);
    expect(complaints).toEqual([]);
    await close();
  });

  it.each([
    [[1440, 900], 1],
    [[1024, 768], 2],
  ] as const)('as a whole layout at %j, scale %d: each plane at its place, byte for byte', async (size, scale) => {
    const { page, complaints, close } = await server.open(size, 'phantom=head', scale);
    const { name, bytes, png } = await saved(page, 'Whole layout');
    expect(name).toBe('reslice-layout.png');
    expect(png.channels).toBe(3);
    expect(new Set(chunksOf(bytes))).toEqual(new Set(['IHDR', 'IDAT', 'IEND']));
    const boxes = await Promise.all(PANES.map(async (key) => (await pane(page, key).boundingBox())!));
    const [left, top] = [Math.min(...boxes.map(({ x }) => x)), Math.min(...boxes.map(({ y }) => y))];
    let covered = 0;
    for (const [n, key] of PANES.entries()) {
      const { width, height, levels } = await reference(page, key);
      const [x, y] = [Math.round((boxes[n]!.x - left) * scale), Math.round((boxes[n]!.y - top) * scale)];
      let different = 0;
      for (let p = 0; p < levels.length; p++) {
        const to = 3 * ((y + Math.floor(p / width)) * png.width + x + (p % width));
        for (let c = 0; c < 3; c++) if (png.data[to + c] !== levels[p]) different++;
      }
      expect([key, different]).toEqual([key, 0]);
      expect(x + width <= png.width && y + height <= png.height).toBe(true);
      covered += width * height;
    }
    // Between them is the page's ground, and little of it.
    expect(covered / (png.width * png.height)).toBeGreaterThan(0.9);
    expect(covered).toBeLessThan(png.width * png.height);
    const over = (await saved(page, 'Whole layout with overlays')).png;
    expect([over.width, over.height, over.channels]).toEqual([png.width, png.height, 3]);
    const changed = over.data.filter((part, n) => part !== png.data[n]).length / over.data.length;
    expect(changed).toBeGreaterThan(0.002);
    expect(changed).toBeLessThan(0.25);
    expect(complaints).toEqual([]);
    await close();
  });

  it('by keys alone, and a menu that is left goes', async () => {
    const { page, close } = await server.open();
    const opener = page.getByRole('button', { name: 'Save as PNG' });
    const menu = page.getByRole('menu', { name: 'Save as PNG' });
    await opener.focus();
    await page.keyboard.press('Enter');
    await page.keyboard.press('Escape');
    expect([await menu.isVisible(), await opener.evaluate((made) => made === document.activeElement)]).toEqual([
      false,
      true,
    ]);
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowUp');
    const download = page.waitForEvent('download');
    await page.keyboard.press('Enter');
    expect((await download).suggestedFilename()).toBe('reslice-layout.png');
    await opener.click();
    expect(await menu.isVisible()).toBe(true);
    await pane(page, 'axial').click();
    expect(await menu.isVisible()).toBe(false);
    await close();
  });

  it('says why where the browser falsifies what is drawn', async () => {
    const { page, close } = await server.open();
    await page.evaluate(falsifyCanvases);
    await page.getByRole('button', { name: 'Save as PNG' }).click();
    await page.getByRole('menuitem', { name: 'Active plane with overlays' }).click();
    await vi.waitUntil(async () => (await task(page).textContent())?.startsWith('This browser falsifies'));
    // On bytes nothing can be falsified.
    const { png } = await saved(page, 'Whole layout');
    const { levels } = await reference(page, 'axial');
    expect(png.data[0]).toBe(levels[0]);
    await close();
  });
});

describe('the bar', () => {
  it('copies the value under the pointer by key, and the one at the crosshair by its button', async () => {
    const { page, complaints, close } = await server.open();
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    const copied = () => page.evaluate(() => navigator.clipboard.readText());
    await pane(page, 'axial').focus();
    const [x, y] = await at(page, 'axial', 0.4, 0.55);
    await page.mouse.move(x, y);
    await settled(page);
    await page.keyboard.press('Control+c');
    const probe = await page.evaluate(
      async ([left, top]) => {
        const view = (await (window as unknown as TestWindow).resliceTest.app())!.desk.pictures.viewOf('axial')!;
        const box = view.canvas.getBoundingClientRect();
        return view.valueAt(left - box.left, top - box.top)!;
      },
      [x, y] as const,
    );
    expect(await copied()).toBe(valueText(probe));
    expect(await task(page).textContent()).toBe(`Copied: ${valueText(probe)}`);
    const copy = page.getByRole('button', { name: 'Copy value' });
    await copy.hover();
    await settled(page);
    await copy.click();
    await vi.waitUntil(async () => (await copied()) !== valueText(probe));
    // The bleed: within half a pixel of the crosshair.
    const [, value, across, along, up] = /^([\d.]+) HU at L ([\d.]+) A ([\d.]+) H ([\d.]+) mm$/
      .exec(await copied())!
      .map(Number);
    expect(value).toBeGreaterThan(50);
    expect(value).toBeLessThan(100);
    expect([Math.abs(across! - 36), Math.abs(along! - 6), Math.abs(up! - 20)].every((off) => off < 1)).toBe(true);
    expect(complaints).toEqual([]);
    await close();
  });

  it.each([[[1440, 900]], [[390, 844]]] as const)('has overlay, reset, full screen and help at %j', async (size) => {
    const { page, complaints, close } = await server.open(size);
    const click = async (name: string) => {
      const more = page.getByRole('button', { name: 'More', exact: true });
      if (await more.isVisible()) await more.click();
      await page.getByRole('button', { name, exact: true }).click();
    };
    const state = async () => (await shown(page, 'axial')).state;
    const overlay = page.locator('.action-items [aria-label=Overlay]');
    expect(await overlay.getAttribute('aria-pressed')).toBe('true');
    await click('Overlay');
    expect([Object.values((await state()).overlay).some(Boolean), await overlay.getAttribute('aria-pressed')]).toEqual([
      false,
      'false',
    ]);
    await click('Overlay');
    expect(Object.values((await state()).overlay).every(Boolean)).toBe(true);

    const before = await state();
    await pane(page, 'axial').focus();
    for (const key of ['+', ']', 'h', '2']) await page.keyboard.press(key);
    expect(await state()).not.toEqual(before);
    await click('Reset the pictures');
    const { position: _, ...reset } = await state();
    expect(before).toMatchObject(reset);

    await click('Full screen');
    await vi.waitUntil(() => page.evaluate(() => document.fullscreenElement === document.documentElement));
    await click('Full screen');
    await vi.waitUntil(() => page.evaluate(() => document.fullscreenElement === null));

    await click('Mouse, touch and keys');
    const help = page.getByRole('dialog', { name: 'Mouse, touch and keys' });
    expect(await help.isVisible()).toBe(true);
    await page.keyboard.press('Escape');
    expect(await help.isVisible()).toBe(false);
    expect(complaints).toEqual([]);
    await close();
  });
});
