// At three sizes, nothing overlaps and nothing is cut off: at the start, at rest, with a value under the pointer, with files left out.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { textFaults } from './layout.ts';
import { at, type DemoServer, drop, pane, settled, shown, startDemo } from './open-demo.ts';

let server: DemoServer;
beforeAll(async () => {
  server = await startDemo();
});
afterAll(() => server?.close());

describe.each([
  [1440, 900],
  [1024, 768],
  [390, 844],
] as const)('%i × %i', (width, height) => {
  it('shows every text of the start screen whole', async () => {
    const { page, complaints, close } = await server.open([width, height], '');
    await page.getByText('Nothing is uploaded.').waitFor();
    expect(await page.evaluate(textFaults)).toEqual([]);
    expect(complaints).toEqual([]);
    await close();
  });

  it('shows every text whole', async () => {
    const { page, complaints, close } = await server.open([width, height], 'phantom=head-uneven');
    expect(await page.evaluate(textFaults)).toEqual([]);
    await page.mouse.move(...(await at(page, 'axial', 0.5, 0.5)));
    await settled(page);
    expect(await page.evaluate(textFaults)).toEqual([]);

    const name = `${'a-long-name-without-a-space'.repeat(4)}.dcm`;
    await drop(page, [
      { name, bytes: [1, 2, 3] },
      { name: '<img src=x onerror=alert(1)>', bytes: [0] },
    ]);
    if (width < 1280) await page.getByRole('button', { name: 'Series', exact: true }).click();
    await page.locator('.problems li').nth(1).waitFor();
    expect(await page.locator('.problems summary').textContent()).toBe('2 files left out');
    expect(await page.locator('.problems img').count()).toBe(0);
    if (width < 1280) await page.getByRole('button', { name: 'Series', exact: true }).click();
    expect(await page.evaluate(textFaults)).toEqual([]);

    for (const tab of await page.getByRole('tab').all()) {
      await tab.click();
      await settled(page);
      expect(await page.evaluate(textFaults), (await tab.textContent()) ?? '').toEqual([]);
    }
    expect(complaints).toEqual([]);
    await close();
  });

  it('leaves room for every picture', async () => {
    const { page, close } = await server.open([width, height]);
    for (const key of width < 720 ? (['axial'] as const) : (['axial', 'sagittal', 'coronal', 'oblique'] as const)) {
      const box = (await pane(page, key).boundingBox())!;
      expect(Math.min(box.width, box.height)).toBeGreaterThan(240);
    }
    await close();
  });
});

it('shows one picture where there is room for one, with a strip of planes; a finger scrubs, two zoom', async () => {
  const { page, close } = await server.open([390, 844]);
  expect(await pane(page, 'sagittal').isVisible()).toBe(false);
  await page.getByRole('radio', { name: 'Coronal' }).tap();
  await settled(page);
  await page.waitForTimeout(200);
  expect(await pane(page, 'coronal').isVisible()).toBe(true);
  expect(await pane(page, 'axial').isVisible()).toBe(false);
  const before = await shown(page, 'coronal');
  const [x, y] = await at(page, 'coronal', 0.5, 0.5);
  const session = await page.context().newCDPSession(page);
  const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', touchPoints: readonly (readonly [number, number])[]) =>
    session.send('Input.dispatchTouchEvent', {
      type,
      touchPoints: touchPoints.map(([tx, ty], id) => ({ x: tx, y: ty, id })),
    });
  await touch('touchStart', [[x, y]]);
  for (let n = 1; n <= 5; n++) await touch('touchMove', [[x, y + 12 * n]]);
  await touch('touchEnd', []);
  await settled(page);
  const scrubbed = await shown(page, 'coronal');
  expect(scrubbed.position).not.toBe(before.position);
  await touch('touchStart', [
    [x - 40, y],
    [x + 40, y],
  ]);
  for (let n = 1; n <= 5; n++)
    await touch('touchMove', [
      [x - 40 - 8 * n, y],
      [x + 40 + 8 * n, y],
    ]);
  await touch('touchEnd', []);
  await settled(page);
  expect((await shown(page, 'coronal')).state.zoom).toBeGreaterThan(1.5);
  await close();
});
