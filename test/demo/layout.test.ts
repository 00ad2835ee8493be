// What the page does with the room it has. That nothing overlaps or is cut off is shown by states.test.ts.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { at, type DemoServer, pane, settled, shown, startDemo } from './open-demo.ts';

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
  it('leaves room for every picture', async () => {
    const { page, close } = await server.open([width, height]);
    for (const key of width < 720 ? (['axial'] as const) : (['axial', 'sagittal', 'coronal', 'oblique'] as const)) {
      const box = (await pane(page, key).boundingBox())!;
      expect(Math.min(box.width, box.height)).toBeGreaterThan(240);
    }
    await close();
  });
});

it('has its actions in a row where there is room, whatever the order in which a build links the sheets', async () => {
  const { page, close } = await server.open([1440, 900]);
  expect(await page.getByRole('button', { name: 'More', exact: true }).isVisible()).toBe(false);
  const tops = await page
    .locator('.bar button')
    .filter({ visible: true })
    .evaluateAll((all) => all.map((each) => Math.round(each.getBoundingClientRect().top)));
  expect(tops.length).toBeGreaterThan(20);
  expect(Math.max(...tops) - Math.min(...tops)).toBeLessThan(4);
  await page.getByRole('button', { name: 'Why it matters' }).click();
  expect(await page.locator('.why').isVisible()).toBe(true);
  expect(await page.getByRole('radiogroup', { name: 'Picture' }).isVisible()).toBe(false);
  await close();
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

it('has the series in a drawer where there is no room for them, which goes by Escape and by a press elsewhere', async () => {
  const { page, complaints, close } = await server.open([1024, 768]);
  const opener = page.getByRole('button', { name: 'Series', exact: true });
  const list = page.getByRole('listbox', { name: 'Series' });
  expect([await list.isVisible(), await opener.getAttribute('aria-expanded')]).toEqual([false, 'false']);
  await opener.click();
  expect([await list.isVisible(), await opener.getAttribute('aria-expanded')]).toEqual([true, 'true']);
  await list.getByRole('option').first().focus();
  await page.keyboard.press('Escape');
  expect([await list.isVisible(), await opener.getAttribute('aria-expanded')]).toEqual([false, 'false']);
  expect(await opener.evaluate((made) => made === document.activeElement)).toBe(true);
  await page.keyboard.press('Enter');
  expect(await list.isVisible()).toBe(true);
  await pane(page, 'sagittal').click();
  expect(await list.isVisible()).toBe(false);
  expect(complaints).toEqual([]);
  await close();
});
