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
  await page.getByRole('button', { name: 'Open another series' }).click();
  expect(await page.getByRole('heading', { name: 'Any plane through a scan, exactly.' }).isVisible()).toBe(true);
  expect(complaints).toEqual([]);
  await close();
});
