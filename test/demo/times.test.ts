// A stack at several times, gone through by slider, keys and cine: each picture is the reference's of that time.
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import type { Volume } from '../../src/entry/cpu.ts';
import { loadSeries } from '../../src/entry/dicom.ts';
import { timedFiles } from '../support/timed-files.ts';
import {
  type Demo,
  type DemoServer,
  drawnByGpu,
  drop,
  expectReference,
  pane,
  settled,
  shown,
  startDemo,
} from './open-demo.ts';

const TIMES = 4;
const FILES = timedFiles(TIMES, 6);
let server: DemoServer;
let demo: Demo;
let volumes: readonly Volume[];

beforeAll(async () => {
  const [series] = await loadSeries(FILES);
  volumes = series!.stacks[0]!.volumes.map(({ volume }) => volume);
  server = await startDemo();
  demo = await server.open([1440, 900], '');
  await drop(
    demo.page,
    FILES.map(({ name, bytes }) => ({ name, bytes: [...bytes] })),
  );
  await drawnByGpu(demo.page);
});
afterAll(async () => {
  expect(demo?.complaints).toEqual([]);
  await server?.close();
});

const time = async () => (await shown(demo.page, 'axial')).state.time;
const slider = () => demo.page.getByLabel('Time', { exact: true });

async function expectTime(n: number): Promise<void> {
  await settled(demo.page);
  for (const key of ['axial', 'sagittal', 'coronal', 'oblique'] as const) {
    const picture = await shown(demo.page, key);
    expect([key, picture.state.time]).toEqual([key, n]);
    expectReference(picture, volumes[n]!);
  }
}

it('begins with the first, in one stack', async () => {
  expect(volumes).toHaveLength(TIMES);
  await expectTime(0);
  expect(await demo.page.getByRole('listbox', { name: 'Series' }).getByRole('option').textContent()).toContain(
    '4 times',
  );
});

it('goes to a time by its slider', async () => {
  await slider().focus();
  await demo.page.keyboard.press('ArrowRight');
  await demo.page.keyboard.press('ArrowRight');
  await expectTime(2);
  expect(await slider().inputValue()).toBe('2');
  expect(await slider().locator('xpath=following-sibling::output').textContent()).toBe('3 / 4');
});

it('goes from time to time by keys, and round', async () => {
  await pane(demo.page, 'coronal').focus();
  await demo.page.keyboard.press('t');
  await expectTime(3);
  await demo.page.keyboard.press('Shift+T');
  await demo.page.keyboard.press('Shift+T');
  await expectTime(1);
  expect(await slider().inputValue()).toBe('1');
});

it('shows slices as acquired of the same time', async () => {
  await demo.page.getByRole('radio', { name: 'Slices as acquired' }).click();
  await drawnByGpu(demo.page);
  const picture = await shown(demo.page, 'acquired');
  expect(picture.state.time).toBe(1);
  expectReference(picture, volumes[1]!);
  await demo.page.getByRole('radio', { name: 'Four planes' }).click();
});

it('plays through times, all of them, and stops', async () => {
  await demo.page.getByRole('radio', { name: 'times', exact: true }).click();
  const place = (await shown(demo.page, 'axial')).position;
  await demo.page.getByRole('button', { name: 'Play' }).click();
  const seen = new Set<number>();
  await vi.waitUntil(async () => seen.add(await time()).size === TIMES, { timeout: 20_000, interval: 20 });
  await demo.page.getByRole('button', { name: 'Pause' }).click();
  const stopped = await time();
  await demo.page.waitForTimeout(400);
  expect(await time()).toBe(stopped);
  expect((await shown(demo.page, 'axial')).position).toBe(place);
  await expectTime(stopped);
  // By its key as well, as the button's words say.
  const play = demo.page.locator('.time-panel button[data-playing]');
  expect(await play.getAttribute('title')).toBe('Play (Shift C)');
  await demo.page.getByRole('radio', { name: 'slices', exact: true }).click();
  await pane(demo.page, 'coronal').focus();
  await demo.page.keyboard.press('Shift+C');
  expect(await demo.page.getByRole('radio', { name: 'times', exact: true }).getAttribute('aria-checked')).toBe('true');
  await vi.waitUntil(async () => (await time()) !== stopped, { timeout: 20_000, interval: 20 });
  await play.click();
  const again = await time();
  await demo.page.waitForTimeout(400);
  await expectTime(again);
});
