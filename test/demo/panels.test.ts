// The panels: histogram and window, interpolation, slab, flips, slices, times and cine.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PHANTOMS, phantomSeries } from '../../phantom/index.ts';
import type { VoiWindow, Volume } from '../../src/entry/cpu.ts';
import { loadSeries } from '../../src/entry/dicom.ts';
import { type Demo, type DemoServer, drag, expectReference, pane, settled, shown, startDemo } from './open-demo.ts';

let server: DemoServer;
let demo: Demo;
let volume: Volume;

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

const axial = () => shown(demo.page, 'axial');
const button = (name: string | RegExp) => demo.page.getByRole('button', { name });

describe('window', () => {
  const window = async () => (await axial()).state.window as VoiWindow;
  const box = async () => (await demo.page.locator('.histogram').boundingBox())!;
  /** Page x of a modality value on the histogram. */
  const x = async (value: number) => {
    const { x: left, width } = await box();
    const [min, max] = volume.modalityRange;
    return left + (width * (value - min)) / (max - min);
  };

  it('counts all values of the volume, and draws them', async () => {
    await demo.page.locator('.window-panel.counted').waitFor();
    const outline = (await demo.page.locator('.histogram-outline').getAttribute('d'))!;
    expect(outline.match(/V/g)!.length).toBeGreaterThan(256);
  });

  it('draws the window where it is', async () => {
    const { center, width } = await window();
    const band = (await demo.page.locator('.histogram-band').boundingBox())!;
    expect(band.x).toBeCloseTo(await x(center - width / 2), -0.5);
    expect(band.x + band.width).toBeCloseTo(await x(center + width / 2), -0.5);
  });

  it('moves by its middle, and widens by an edge', async () => {
    const y = (await box()).y + 30;
    await demo.page.getByRole('spinbutton', { name: 'Width' }).fill('600');
    await demo.page.keyboard.press('Enter');
    await settled(demo.page);
    const before = await window();
    expect(before.width).toBe(600);
    await drag(demo.page, [await x(before.center), y], [20, 0]);
    const moved = await window();
    expect(moved.width).toBe(600);
    expect(moved.center).toBeGreaterThan(before.center + 50);
    await drag(demo.page, [await x(moved.center + 300), y], [20, 0]);
    const wider = await window();
    expect(wider.width).toBeGreaterThan(650);
    expect(wider.center - wider.width / 2).toBeCloseTo(moved.center - 300, 0);
    for (const key of ['axial', 'oblique'] as const) {
      const picture = await shown(demo.page, key);
      expect(picture.state.window).toEqual(wider);
      expectReference(picture, volume);
    }
    // A mere press changes nothing, not even what the window is called.
    await demo.page.locator('[data-window=stroke]').click();
    await settled(demo.page);
    const named = await window();
    expect(named.explanation).toBeTruthy();
    await drag(demo.page, [await x(named.center + named.width / 2), y], [0, 0]);
    expect(await window()).toEqual(named);
  });

  it('takes numbers, and leaves what cannot be', async () => {
    await demo.page.getByRole('spinbutton', { name: 'Level' }).fill('55');
    await demo.page.keyboard.press('Enter');
    await settled(demo.page);
    expect((await window()).center).toBe(55);
    const { width } = await window();
    await demo.page.getByRole('spinbutton', { name: 'Width' }).fill('-4');
    await demo.page.keyboard.press('Enter');
    await settled(demo.page);
    expect((await window()).width).toBe(width);
    expect(Number(await demo.page.getByRole('spinbutton', { name: 'Width' }).inputValue())).toBeCloseTo(width, 0);
    await demo.page.locator('[data-window=file]').click();
  });
});

it.each(['nearest', 'cubic', 'linear'] as const)('interpolates by %s, everywhere', async (kernel) => {
  await demo.page.getByRole('radio', { name: kernel }).click();
  await settled(demo.page);
  for (const key of ['axial', 'oblique'] as const) {
    const picture = await shown(demo.page, key);
    expect(picture.state.interpolation).toBe(kernel);
    expectReference(picture, volume);
  }
});

it('draws a slab of the active plane, of each mode', async () => {
  await demo.page.getByLabel('Slab thickness').focus();
  for (let n = 0; n < 12; n++) await demo.page.keyboard.press('ArrowRight');
  for (const mode of ['max', 'min', 'mean'] as const) {
    await demo.page.getByRole('radio', { name: mode }).click();
    await settled(demo.page);
    const picture = await axial();
    expect(picture.state.slab).toEqual({ thickness: 12, mode });
    expectReference(picture, volume);
    expect((await shown(demo.page, 'coronal')).state.slab).toBeNull();
  }
  await demo.page.getByLabel('Slab thickness').focus();
  await demo.page.keyboard.press('Home');
  await settled(demo.page);
  expect((await axial()).state.slab).toBeNull();
});

it('inverts, flips and turns', async () => {
  const { levels, state } = await axial();
  for (const name of ['Invert', 'Flip ↔', 'Flip ↕', 'Turn']) await button(name).click();
  await settled(demo.page);
  const picture = await axial();
  expect(picture.state).toMatchObject({ invert: true, flip: [true, true], rotation: 90 });
  expect(picture.levels).not.toEqual(levels);
  expectReference(picture, volume);
  expect((await shown(demo.page, 'coronal')).state).toMatchObject({ invert: true, flip: [false, false], rotation: 0 });
  for (const name of ['Invert', 'Turn', 'Turn', 'Turn', 'Flip ↔', 'Flip ↕']) await button(name).click();
  await settled(demo.page);
  const back = await axial();
  expect(back.state).toEqual(state);
  expect(back.levels).toEqual(levels);
});

it('goes to a slice by its slider', async () => {
  const slider = demo.page.getByLabel('Slice of the active plane');
  await slider.focus();
  await demo.page.keyboard.press('Home');
  await settled(demo.page);
  expect((await axial()).position).toBeCloseTo(volume.slices[0]!.position, 6);
  await demo.page.keyboard.press('ArrowRight');
  await settled(demo.page);
  const picture = await axial();
  expect(picture.position).toBeCloseTo(volume.slices[1]!.position, 6);
  expectReference(picture, volume);
});

it('plays through the slices, and stops', async () => {
  await demo.page.getByLabel('Speed').selectOption('30');
  const before = (await axial()).position;
  await button('Play').click();
  await demo.page.waitForTimeout(700);
  await button('Pause').click();
  await settled(demo.page);
  const after = await axial();
  expect(after.position).not.toBe(before);
  expectReference(after, volume);
  await demo.page.waitForTimeout(200);
  expect((await axial()).position).toBe(after.position);
});

it('has one cine, by its button and by keys in a picture, and shows whether it plays', async () => {
  const { page } = demo;
  const play = page.locator('.time-panel button[data-playing]');
  const plays = async () => [await play.getAttribute('data-playing'), await play.getAttribute('aria-label')];
  const speed = () => page.getByLabel('Speed').inputValue();
  const rests = async () => {
    await settled(page);
    const before = await axial();
    await page.waitForTimeout(300);
    expect((await axial()).position).toBe(before.position);
    expect(await plays()).toEqual(['false', 'Play']);
  };
  const moves = async () => {
    const { position } = await axial();
    await expect.poll(async () => (await axial()).position).not.toBe(position);
    expect(await plays()).toEqual(['true', 'Pause']);
  };
  await pane(page, 'axial').focus();
  await page.keyboard.press('c');
  await moves();
  expect(await play.getAttribute('title')).toBe('Pause (C)');
  // The button stops what the key began, and the key what the button began: there is no second one.
  await play.click();
  await rests();
  await play.click();
  await moves();
  await pane(page, 'axial').focus();
  await page.keyboard.press('c');
  await rests();
  await page.keyboard.press('c');
  await page.getByLabel('Speed').selectOption('20');
  await pane(page, 'axial').focus();
  await page.keyboard.press('<');
  expect(await speed()).toBe('10');
  await page.keyboard.press('>');
  await page.keyboard.press('>');
  expect(await speed()).toBe('30');
  await moves();
  await page.keyboard.press('Escape');
  await rests();
});

it('shows slices as acquired, on the crosshair, and takes the other planes along', async () => {
  const { page } = demo;
  await page.getByRole('radio', { name: 'Slices as acquired' }).click();
  await page.waitForTimeout(300);
  await settled(page);
  const picture = await shown(page, 'acquired');
  expect(picture.state.plane).toBe('acquired');
  expectReference(picture, volume);
  await page.locator('reslice-view [part~=picture]').focus();
  await page.keyboard.press('PageDown');
  await settled(page);
  const after = await shown(page, 'acquired');
  expect(after.state.position).not.toBe(picture.state.position);
  await page.getByRole('radio', { name: 'Four planes' }).click();
  await settled(page);
  expect((await axial()).position).toBeCloseTo(after.state.position!, 6);
});
