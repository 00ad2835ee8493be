// At three sizes, nothing overlaps and nothing is cut off: at rest, with a value under the pointer, with files left out.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { textFaults } from './layout.ts';
import { at, type DemoServer, drop, settled, shown, startDemo } from './open-demo.ts';

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
  it('shows every text whole', async () => {
    const { page, complaints, close } = await server.open([width, height]);
    expect(await page.evaluate(textFaults)).toEqual([]);
    await page.mouse.move(...(await at(page, 'axial', 0.5, 0.5)));
    await settled(page);
    expect(await page.evaluate(textFaults)).toEqual([]);

    const name = `${'a-long-name-without-a-space'.repeat(4)}.dcm`;
    await drop(page, [
      { name, bytes: [1, 2, 3] },
      { name: '<img src=x onerror=alert(1)>', bytes: [0] },
    ]);
    await page.locator('.problems li').nth(1).waitFor();
    expect(await page.locator('.problems summary').textContent()).toBe('2 files left out');
    expect(await page.locator('.problems img').count()).toBe(0);
    expect(await page.evaluate(textFaults)).toEqual([]);

    await page.locator('.problems summary').click();
    await page.locator('.pane[data-plane=coronal] .picture').click();
    await settled(page);
    expect(await page.evaluate(textFaults)).toEqual([]);
    expect(complaints).toEqual([]);
    await close();
  });

  it('brings a pane forward at the first touch, and moves nothing by it', async () => {
    const { page, close } = await server.open([width, height]);
    const before = await shown(page, 'axial');
    await page.mouse.click(...(await at(page, 'coronal', 0.3, 0.3)));
    await settled(page);
    expect(await page.locator('.panes').getAttribute('data-active')).toBe('coronal');
    const box = (await page.locator('.pane[data-plane=coronal] canvas').boundingBox())!;
    expect(box.width).toBeGreaterThan(width < 720 ? 300 : 240);
    if (width < 720) expect((await shown(page, 'axial')).position).toBe(before.position);
    await close();
  });

  it('leaves room for every picture', async () => {
    const { page, close } = await server.open([width, height]);
    for (const key of ['axial', 'sagittal', 'coronal']) {
      const box = (await page.locator(`.pane[data-plane=${key}] canvas`).boundingBox())!;
      expect(Math.min(box.width, box.height)).toBeGreaterThan(width < 720 ? 120 : 240);
    }
    await close();
  });
});
