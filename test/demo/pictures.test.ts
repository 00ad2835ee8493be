// The pictures driven by real input through the page: what each tool does to the state, and that what is drawn is what the CPU reference
// draws. What the elements do by themselves is tested with them.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { PHANTOMS, phantomSeries } from '../../phantom/index.ts';
import { PRESETS, type VoiWindow, type Volume } from '../../src/entry/cpu.ts';
import { loadSeries } from '../../src/entry/dicom.ts';
import {
  at,
  type Demo,
  type DemoServer,
  drag,
  expectReference,
  type PlaneKey,
  pane,
  redrawn,
  type Shown,
  settled,
  shown,
  startDemo,
} from './open-demo.ts';

let server: DemoServer;
let demo: Demo;
let volume: Volume;
const KEYS: readonly PlaneKey[] = ['axial', 'sagittal', 'coronal', 'oblique'];

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
const choose = async (group: string, name: string): Promise<void> => {
  await demo.page.getByRole('radiogroup', { name: group }).getByRole('radio', { name }).click();
  await settled(demo.page);
};
const tool = (name: string) => choose('Left button or finger', name);
const windowOf = ({ state }: Shown) => state.window as VoiWindow;

it('draws four planes of the phantom, each as the CPU reference does', async () => {
  for (const picture of await all()) {
    expect(picture.drawnBy).toBe('gpu');
    expect(picture.levels.filter((level) => level > 50).length).toBeGreaterThan(0.1 * picture.levels.length);
    expectReference(picture, volume);
  }
});

it('steps from slice to slice with the wheel', async () => {
  const before = await shown(demo.page, 'axial');
  await demo.page.mouse.move(...(await at(demo.page, 'axial', 0.4, 0.4)));
  await demo.page.mouse.wheel(0, 120);
  await demo.page.waitForTimeout(60);
  await settled(demo.page);
  const after = await shown(demo.page, 'axial');
  expect(after.position).not.toBe(before.position);
  const positions = volume.slices.map(({ position }) => position);
  expect(Math.min(...positions.map((position) => Math.abs(position - after.position)))).toBeLessThan(1e-9);
  expectReference(after, volume);
});

it.each([
  ['Scrub through slices', ({ position }: Shown) => position],
  ['Window: width and level', (picture: Shown) => windowOf(picture).center],
  ['Pan', ({ state }: Shown) => state.pan[1]],
  ['Zoom', ({ state }: Shown) => state.zoom],
  ['Rotate', ({ state }: Shown) => state.rotation],
])('%s: a drag does it', async (name, of) => {
  await tool(name);
  const before = await shown(demo.page, 'coronal');
  await drag(demo.page, await at(demo.page, 'coronal', 0.6, 0.3), [40, 30]);
  const after = await shown(demo.page, 'coronal');
  expect(of(after)).not.toBe(of(before));
  expectReference(after, volume);
  await press('r');
  await tool('Scrub');
});

it('moves the other planes with the crosshair', async () => {
  await tool('Move the crosshair');
  const before = await all();
  await drag(demo.page, await at(demo.page, 'coronal', 0.4, 0.4), [50, 30]);
  const after = await all();
  expect(after[0]!.position).not.toBe(before[0]!.position);
  expect(after[1]!.position).not.toBe(before[1]!.position);
  expect(after[2]!.position).toBe(before[2]!.position);
  for (const picture of after) expectReference(picture, volume);
  await tool('Scrub');
});

it('measures a length, and takes it back and brings it again', async () => {
  const { page } = demo;
  const count = () => page.locator('[part~=pane-axial] [part~=measurement]').count();
  await tool('Measure a length');
  await drag(page, await at(page, 'axial', 0.4, 0.4), [80, 0]);
  expect(await count()).toBeGreaterThan(0);
  await page.getByRole('button', { name: 'Undo' }).click();
  await settled(page);
  expect(await count()).toBe(0);
  await page.getByRole('button', { name: 'Redo' }).click();
  await settled(page);
  expect(await count()).toBeGreaterThan(0);
  await page.getByRole('button', { name: 'Undo' }).click();
  await tool('Scrub');
});

it('takes presets from buttons and keys, in all pictures', async () => {
  for (const name of ['bone', 'lung', 'brain'] as const) {
    await demo.page.locator(`.preset[data-window=${name}]`).click();
    await settled(demo.page);
    for (const picture of await all()) expect(picture.state.window).toEqual(PRESETS[name]);
    expect(await demo.page.locator(`[data-window=${name}]`).getAttribute('aria-pressed')).toBe('true');
  }
  await pane(demo.page, 'axial').focus();
  await press('5');
  expect((await shown(demo.page, 'oblique')).state.window).toEqual(PRESETS.bone);
  await demo.page.locator('[data-window=auto]').click();
  await settled(demo.page);
  const auto = await shown(demo.page, 'coronal');
  expect(auto.state.window.explanation).toBe('auto');
  expectReference(auto, volume);
  await demo.page.locator('[data-window=file]').click();
  await settled(demo.page);
});

it('shows a colour map in all pictures, with its bar, and grey without one', async () => {
  const { page } = demo;
  const bar = page.locator('.color-bar');
  expect(await bar.isVisible()).toBe(false);
  const before = await shown(page, 'axial');
  await redrawn(page, () => page.locator('.color-list').selectOption('hot-iron'));
  await bar.waitFor();
  expect((await all()).map(({ state }) => state.colormap)).toEqual(Array(4).fill('hot-iron'));
  // Red is twice the level until it is full: test/unit/grey.test.ts has the map from the standard.
  const { levels } = await shown(page, 'axial');
  const off = levels.filter((red, p) => Math.abs(red - Math.min(2 * before.levels[p]!, 255)) > 1).length;
  expect(off / levels.length).toBeLessThan(0.001);
  expect(await page.locator('.color-unit').textContent()).toBe('HU');
  await redrawn(page, () => page.locator('.color-list').selectOption('grey'));
  expect((await shown(page, 'axial')).levels).toEqual(before.levels);
});

it('lays the planes out in three ways, and by a double click', async () => {
  const { page } = demo;
  const seen = async () => {
    const visible = await Promise.all(KEYS.map((key) => pane(page, key).isVisible()));
    return KEYS.filter((_, n) => visible[n]);
  };
  const width = async (key: PlaneKey) => (await pane(page, key).boundingBox())!.width;
  const four = await width('axial');
  await choose('Layout', 'One large, three small');
  expect(await seen()).toEqual(KEYS);
  await choose('Layout', 'One plane');
  expect(await seen()).toHaveLength(1);
  await choose('Layout', 'Four planes');
  await page.mouse.dblclick(...(await at(page, 'sagittal', 0.3, 0.3)));
  await settled(page);
  expect(await seen()).toEqual(['sagittal']);
  expect(await width('sagittal')).toBeGreaterThan(1.5 * four);
  expect(await page.getByRole('radio', { name: 'One plane' }).getAttribute('aria-checked')).toBe('true');
  await page.mouse.dblclick(...(await at(page, 'sagittal', 0.3, 0.3)));
  await settled(page);
  expect(await seen()).toEqual(KEYS);
});

it('tells value and place under the pointer', async () => {
  const { page } = demo;
  const probe = async () => (await page.locator('.probe span').allTextContents()).join(' ').trim();
  await page.mouse.move(...(await at(page, 'axial', 0.5, 0.5)));
  await settled(page);
  expect(await probe()).toMatch(/^Axial −?[\d.]+ HU [LR] [\d.]+ {2}[AP] [\d.]+ {2}[HF] [\d.]+ mm$/);
  await page.mouse.move(5, 5);
  await settled(page);
  expect(await probe()).toBe('');
});
