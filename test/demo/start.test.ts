// The start screen, and the ways from it to a picture.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { HEAD_POINTS } from '../../phantom/index.ts';
import { type DemoServer, drawnByGpu, pane, startDemo, type TestWindow } from './open-demo.ts';

let server: DemoServer;
beforeAll(async () => {
  server = await startDemo({ dev: true });
});
afterAll(() => server?.close());

it('shows the start screen, and opens a phantom by its card, at the bleed', async () => {
  const { page, complaints, close } = await server.open([1440, 900], '');
  await page.getByRole('heading', { name: 'Any plane through a scan, exactly.' }).waitFor();
  expect(await page.getByText('Nothing is uploaded.').isVisible()).toBe(true);
  expect(await page.getByText('Not a medical device').isVisible()).toBe(true);
  expect(await page.getByRole('button', { name: 'Back to the pictures' }).isVisible()).toBe(false);
  await page.getByRole('button', { name: 'Theme: dark' }).click();
  expect(await page.evaluate(() => document.documentElement.dataset.theme)).toBe('light');
  await page.getByRole('button', { name: 'Head with a bleed' }).click();
  await drawnByGpu(page);
  expect(await page.getByRole('button', { name: 'Theme: light' }).isVisible()).toBe(true);
  expect(await pane(page, 'axial').isVisible()).toBe(true);
  const point = await page.evaluate(
    async () => (await (window as unknown as TestWindow).resliceTest.app())!.desk.pictures.point,
  );
  for (const axis of [0, 1, 2] as const) expect(point![axis]).toBeCloseTo(HEAD_POINTS.bleed[axis], 6);
  const title = page.getByRole('heading', { name: 'Any plane through a scan, exactly.' });
  for (const leave of [
    () => page.keyboard.press('Escape'),
    () => page.getByRole('button', { name: 'Back to the pictures' }).click(),
  ]) {
    await page.getByRole('button', { name: 'Open another series' }).click();
    expect([await title.isVisible(), await pane(page, 'axial').isVisible()]).toEqual([true, false]);
    await leave();
    expect([await title.isVisible(), await pane(page, 'axial').isVisible()]).toEqual([false, true]);
  }
  expect(complaints).toEqual([]);
  await close();
});

it('says so where a part of the page does not come, and is still there', async () => {
  const { page, close } = await server.openPage([1440, 900], 'compare.html');
  await page.route(/\/app\/app\.ts/, (route) => route.abort());
  await page.goto(server.url);
  await page.getByRole('button', { name: 'Head with a bleed' }).click();
  await page.getByText('A part of this page could not be loaded.').waitFor();
  expect(await page.getByRole('button', { name: 'Open a folder' }).isVisible()).toBe(true);
  await close();
});
