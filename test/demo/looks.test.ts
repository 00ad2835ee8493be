// The page from right to left: what can be read, and that pictures stay as they are.
import type { Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { textFaults } from './layout.ts';
import { type DemoServer, type PlaneKey, pane, settled, shown, startDemo } from './open-demo.ts';

let server: DemoServer;
beforeAll(async () => {
  server = await startDemo();
});
afterAll(() => server?.close());

const PANES = ['axial', 'sagittal', 'coronal', 'oblique'] as const;
const SIZES = [[[1440, 900]], [[1024, 768]], [[390, 844]]] as const;

/** Each letter by where it is in its picture, and where each picture is. */
async function lettersOf(page: Page, key: PlaneKey): Promise<readonly (readonly [string, number, number])[]> {
  return pane(page, key).evaluate((picture) => {
    const box = picture.getBoundingClientRect();
    return [...picture.querySelectorAll('[part~=letter]')].map((letter) => {
      const { x, y, width, height } = letter.getBoundingClientRect();
      return [letter.textContent!, Math.round(x + width / 2 - box.x), Math.round(y + height / 2 - box.y)] as const;
    });
  });
}

describe.each(SIZES)('from right to left at %j', (size) => {
  it('nothing overlaps or is cut off, and pictures are as they were', async () => {
    const { page, complaints, close } = await server.open(size);
    // One picture where there is room for one.
    const panes = size[0] < 720 ? PANES.slice(0, 1) : PANES;
    const before = await Promise.all(
      panes.map(async (key) => [await shown(page, key), await lettersOf(page, key)] as const),
    );
    expect(await page.evaluate(textFaults)).toEqual([]);
    const brand = page.locator('.bar .brand');
    const left = (await brand.boundingBox())!.x;
    await page.evaluate(() => {
      document.documentElement.dir = 'rtl';
    });
    await settled(page);
    await page.waitForTimeout(300);
    expect((await brand.boundingBox())!.x).toBeGreaterThan(left);
    expect(await page.evaluate(textFaults)).toEqual([]);
    for (const [n, key] of panes.entries()) {
      const [picture, letters] = before[n]!;
      expect(letters.length).toBeGreaterThanOrEqual(4);
      expect(await lettersOf(page, key)).toEqual(letters);
      const after = await shown(page, key);
      expect([after.plane, after.state]).toEqual([picture.plane, picture.state]);
      expect(Buffer.compare(Buffer.from(after.levels), Buffer.from(picture.levels))).toBe(0);
    }
    expect(complaints).toEqual([]);
    await close();
  });
});

it.each(SIZES)('the start screen reads from right to left at %j', async (size) => {
  const { page, close } = await server.open(size, '');
  await page.evaluate(() => {
    document.documentElement.dir = 'rtl';
  });
  expect((await page.evaluate(textFaults)).filter((words) => !words.startsWith('the page scrolls'))).toEqual([]);
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
  await close();
});
