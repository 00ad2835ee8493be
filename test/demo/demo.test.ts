// The demo driven by real input: what each gesture does to the state, and that the canvases show what the CPU reference draws.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { PHANTOMS, phantomSeries } from '../../phantom/index.ts';
import { PRESETS, type VoiWindow, type Volume } from '../../src/entry/cpu.ts';
import { loadSeries } from '../../src/entry/dicom.ts';
import {
  at,
  type Demo,
  type DemoServer,
  drag,
  drop,
  expectReference,
  type PlaneKey,
  redrawn,
  type Shown,
  settled,
  shown,
  startDemo,
} from './open-demo.ts';

let server: DemoServer;
let demo: Demo;
let volume: Volume;
const KEYS: readonly PlaneKey[] = ['axial', 'sagittal', 'coronal'];

beforeAll(async () => {
  const [series] = await loadSeries(await phantomSeries(PHANTOMS.head.options));
  volume = series!.stacks[0]!.volume!;
  server = await startDemo();
  demo = await server.open();
});
afterAll(async () => {
  expect(demo?.complaints).toEqual([]);
  await server?.close();
});

const all = () => Promise.all(KEYS.map((key) => shown(demo.page, key)));
const press = async (key: string): Promise<void> => {
  await demo.page.keyboard.press(key);
  await settled(demo.page);
};
const wheel = async (key: PlaneKey, px: number): Promise<void> => {
  await demo.page.mouse.move(...(await at(demo.page, key, 0.4, 0.4)));
  await demo.page.mouse.wheel(0, px);
  await demo.page.waitForTimeout(60);
  await settled(demo.page);
};
const tool = (name: string) => demo.page.locator(`[data-tool=${name}]`).click();

it('draws three planes of the phantom, each as the CPU reference does', async () => {
  for (const pane of await all()) {
    expect(pane.drawnBy).toBe('gpu');
    expect(pane.levels.filter((level) => level > 50).length).toBeGreaterThan(0.1 * pane.levels.length);
    expectReference(pane, volume);
  }
});

it('steps from slice to slice with the wheel', async () => {
  const [before, sagittal] = await all();
  const count = () => demo.page.locator('.pane[data-plane=axial] .count').textContent();
  const [slice] = (await count())!.split(' / ').map(Number);
  await wheel('axial', 120);
  await wheel('axial', 120);
  const after = await shown(demo.page, 'axial');
  expect(Number((await count())!.split(' / ')[0])).toBe(slice! + 2);
  const positions = volume.slices.map(({ position }) => position);
  expect(Math.min(...positions.map((position) => Math.abs(position - after.position)))).toBeLessThan(1e-9);
  expect(after.position).not.toBe(before!.position);
  expectReference(after, volume);
  expect((await shown(demo.page, 'sagittal')).position).toBe(sagittal!.position);
});

it('scrubs with a drag, both ways', async () => {
  const before = await shown(demo.page, 'sagittal');
  const from = await at(demo.page, 'sagittal', 0.5, 0.4);
  await drag(demo.page, from, [0, 40]);
  const after = await shown(demo.page, 'sagittal');
  expect(after.position).not.toBe(before.position);
  expectReference(after, volume);
  await drag(demo.page, [from[0], from[1] + 40], [0, -40]);
  expect((await shown(demo.page, 'sagittal')).position).toBeCloseTo(before.position, 6);
});

it('meets in the point that is clicked, and draws where the planes cut', async () => {
  const { page } = demo;
  const point = await at(page, 'axial', 0.58, 0.44);
  await page.mouse.click(...point);
  await settled(page);
  const [axial, sagittal, coronal] = await all();
  const line = page.locator('.pane[data-plane=axial] .line-sagittal').first();
  const box = (await page.locator('.pane[data-plane=axial] canvas').boundingBox())!;
  expect(Math.abs(Number(await line.getAttribute('x1')) + box.x - point[0])).toBeLessThanOrEqual(1.5);
  const { plane } = axial!;
  const right = plane.center[0] + (point[0] - box.x - 0.5 - (plane.width - 1) / 2) * plane.spacing[0];
  expect(Math.abs(sagittal!.position - right)).toBeLessThan(plane.spacing[0]);
  const down = plane.center[1] + (point[1] - box.y - 0.5 - (plane.height - 1) / 2) * plane.spacing[1];
  expect(Math.abs(coronal!.position - down)).toBeLessThan(plane.spacing[1]);
  for (const pane of [axial!, sagittal!, coronal!]) expectReference(pane, volume);
});

it('drags the crosshair with its tool', async () => {
  await tool('crosshair');
  const before = await all();
  await drag(demo.page, await at(demo.page, 'coronal', 0.4, 0.4), [50, 30]);
  const after = await all();
  expect(after[0]!.position).not.toBe(before[0]!.position);
  expect(after[1]!.position).not.toBe(before[1]!.position);
  expect(after[2]!.position).toBe(before[2]!.position);
  for (const pane of after) expectReference(pane, volume);
  await tool('scrub');
});

it('drags the window of all three with the right button, or with the tool', async () => {
  const windowOf = ({ state }: Shown) => state.window as VoiWindow;
  const before = windowOf(await shown(demo.page, 'axial'));
  await drag(demo.page, await at(demo.page, 'axial', 0.5, 0.3), [64, 32], 'right');
  const dragged = await all();
  expect(windowOf(dragged[0]!).width).toBeGreaterThan(before.width);
  expect(windowOf(dragged[0]!).center).toBeGreaterThan(before.center);
  for (const pane of dragged) {
    expect(pane.state.window).toEqual(dragged[0]!.state.window);
    expectReference(pane, volume);
  }
  await tool('window');
  await drag(demo.page, await at(demo.page, 'coronal', 0.5, 0.3), [-64, 0]);
  expect(windowOf(await shown(demo.page, 'axial')).width).toBeLessThan(windowOf(dragged[0]!).width);
  await tool('scrub');
});

it('shows a colour map in all three, with its bar, and grey without one', async () => {
  const { page } = demo;
  const bar = page.locator('.color-bar');
  expect(await bar.isVisible()).toBe(false);
  const before = await shown(page, 'axial');
  const choose = (name: string) => redrawn(page, () => page.locator('.color-list').selectOption(name));
  await choose('hot-iron');
  await bar.waitFor();
  const after = await all();
  expect(after.map(({ state }) => state.colormap)).toEqual(['hot-iron', 'hot-iron', 'hot-iron']);
  // Red is twice the level until it is full: test/unit/grey.test.ts has the map from the standard.
  const red = (level: number): number => Math.min(2 * level, 255);
  const off = after[0]!.levels.filter((shownRed, p) => Math.abs(shownRed - red(before.levels[p]!)) > 1).length;
  expect(off / before.levels.length).toBeLessThan(0.001);
  const { center, width } = before.state.window as VoiWindow;
  const ticks = await page.locator('.color-ticks span').allTextContents();
  const values = ticks.map((text) => Number(text.replace('\u2212', '-')));
  expect(values.length).toBeGreaterThan(2);
  for (const value of values) expect(Math.abs(value - center)).toBeLessThanOrEqual(width / 2 + 1);
  expect(await page.locator('.color-unit').textContent()).toBe('HU');
  await choose('grey');
  expect(await bar.isVisible()).toBe(false);
  expect((await shown(page, 'axial')).levels).toEqual(before.levels);
});

it('takes presets from keys and buttons', async () => {
  await demo.page.locator('.pane[data-plane=axial] .picture').focus();
  for (const [key, name] of [
    ['5', 'bone'],
    ['8', 'lung'],
    ['1', 'brain'],
  ] as const) {
    await press(key);
    for (const pane of await all()) {
      expect(pane.state.window).toEqual(PRESETS[name]);
      expectReference(pane, volume);
    }
    expect(await demo.page.locator(`[data-window=${name}]`).getAttribute('aria-pressed')).toBe('true');
  }
  await demo.page.locator('[data-window=auto]').click();
  await settled(demo.page);
  const auto = await shown(demo.page, 'coronal');
  expect(auto.state.window.explanation).toBe('auto');
  expectReference(auto, volume);
});

it('pans and zooms', async () => {
  const { page } = demo;
  await page.keyboard.down('Shift');
  await drag(page, await at(page, 'axial', 0.5, 0.5), [30, -20]);
  await page.keyboard.up('Shift');
  const panned = await shown(page, 'axial');
  expect(panned.state.pan[0]).toBeCloseTo(30 * panned.plane.spacing[0], 6);
  expect(panned.state.pan[1]).toBeCloseTo(-20 * panned.plane.spacing[1], 6);
  await page.keyboard.down('Control');
  await wheel('axial', -240);
  await page.keyboard.up('Control');
  const zoomed = await shown(page, 'axial');
  expect(zoomed.state.zoom).toBeGreaterThan(1.2);
  expectReference(zoomed, volume);
  await tool('pan');
  await drag(page, await at(page, 'axial', 0.5, 0.5), [-25, 0]);
  expect((await shown(page, 'axial')).state.pan[0]).toBeLessThan(zoomed.state.pan[0]);
  await tool('zoom');
  await drag(page, await at(page, 'axial', 0.5, 0.5), [0, -60]);
  expect((await shown(page, 'axial')).state.zoom).toBeGreaterThan(zoomed.state.zoom);
  await tool('scrub');
  await drag(page, await at(page, 'axial', 0.5, 0.5), [10, 10], 'middle');
  await press('r');
  const reset = await shown(page, 'axial');
  expect(reset.state).toMatchObject({ zoom: 1, pan: [0, 0], position: null });
  expectReference(reset, volume);
});

it('steps by keys and by the slider', async () => {
  const { page } = demo;
  const index = async () =>
    Number((await page.locator('.pane[data-plane=coronal] .count').textContent())!.split(' / ')[0]);
  await page.locator('.pane[data-plane=coronal] .picture').focus();
  const start = await index();
  await press('ArrowDown');
  expect(await index()).toBe(start + 1);
  await press('PageDown');
  expect(await index()).toBe(start + 11);
  await press('PageUp');
  await press('ArrowUp');
  expect(await index()).toBe(start);
  await page.locator('.pane[data-plane=coronal] input[type=range]').focus();
  await press('ArrowRight');
  expect(await index()).toBe(start + 1);
  await press('Home');
  expect(await index()).toBe(1);
  expectReference(await shown(page, 'coronal'), volume);
  await press('r');
});

it('tells value and place under the pointer', async () => {
  const { page } = demo;
  const probe = async () => (await page.locator('.probe span').allTextContents()).join(' ').trim();
  const [x, y] = await at(page, 'axial', 0.5, 0.5);
  await page.mouse.move(x, y);
  await settled(page);
  const text = await probe();
  expect(text).toMatch(/^Axial −?[\d.]+ HU [LR] [\d.]+ {2}[AP] [\d.]+ {2}[HF] [\d.]+ mm$/);
  await page.mouse.move(5, 5);
  expect(await probe()).toBe('');
});

it('draws orientation letters and a scale bar of the right length', async () => {
  const { page } = demo;
  const letters = (key: string) => page.locator(`.pane[data-plane=${key}] .letter`).allTextContents();
  expect(await letters('axial')).toEqual(['R', 'L', 'A', 'P']);
  expect(await letters('sagittal')).toEqual(['A', 'P', 'H', 'F']);
  expect(await letters('coronal')).toEqual(['R', 'L', 'H', 'F']);
  const { plane } = await shown(page, 'coronal');
  const bar = (await page.locator('.pane[data-plane=coronal] .scale i').boundingBox())!;
  const text = (await page.locator('.pane[data-plane=coronal] .scale span').textContent())!;
  const mm = Number.parseFloat(text) * (text.endsWith('cm') ? 10 : 1);
  expect(bar.width * plane.spacing[0]).toBeCloseTo(mm, 0);
});

it('hides everything over the pictures, and leaves the pictures as they are', async () => {
  const { page } = demo;
  const before = await shown(page, 'sagittal');
  await press('o');
  expect(await page.locator('.overlay').first().isVisible()).toBe(false);
  expect((await shown(page, 'sagittal')).levels).toEqual(before.levels);
  await page.locator('[data-action=overlay]').click();
  expect(await page.locator('.letter').first().isVisible()).toBe(true);
});

it('names files that were left out, and why, and keeps what was open', async () => {
  const { page } = demo;
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
  for (const pane of await all()) expectReference(pane, volume);
});

it('opens dropped files beside a bad one', async () => {
  const { page } = demo;
  const files = await phantomSeries(PHANTOMS['head-uneven'].options);
  const [series] = await loadSeries(files);
  const dropped = files.map(({ name, bytes }) => ({ name, bytes: Buffer.from(bytes).toString('base64') }));
  await page.evaluate((list) => {
    const dataTransfer = new DataTransfer();
    for (const { name, bytes } of list) {
      dataTransfer.items.add(new File([Uint8Array.from(atob(bytes), (c) => c.charCodeAt(0))], name));
    }
    dataTransfer.items.add(new File(['x'], 'stray.txt'));
    document.body.dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }));
  }, dropped);
  await page.locator('.badges .badge', { hasText: 'uneven spacing' }).waitFor();
  await page.waitForFunction(() => document.querySelectorAll('.pane canvas').length === 3);
  await page.waitForTimeout(500);
  await settled(page);
  expect(await page.locator('.problems li').count()).toBe(1);
  for (const pane of await all()) expectReference(pane, series!.stacks[0]!.volume!);
});
