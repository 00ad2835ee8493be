// The article: elements in an ordinary page, one of them in a shadow root.
import type { Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { ResliceMprElement, ResliceViewElement } from '../../src/entry/element.ts';
import { axeFaults } from './axe.ts';
import { type Demo, type DemoServer, type Size, startDemo } from './open-demo.ts';

let server: DemoServer;
beforeAll(async () => {
  server = await startDemo();
});
afterAll(() => server?.close());

async function open(size: Size): Promise<Demo> {
  const demo = await server.openPage(size, 'embed.html');
  await vi.waitUntil(
    () => demo.page.evaluate(() => document.querySelector<ResliceViewElement>('.plane')!.view !== null),
    { timeout: 40_000 },
  );
  return demo;
}

/** Once it is seen: what is off screen is not drawn. */
const drawn = (page: Page, of: 'view' | 'mpr'): Promise<void> =>
  vi.waitUntil(
    () =>
      page.evaluate((which) => {
        if (which === 'view') return document.querySelector<ResliceViewElement>('.plane')!.view?.drawnBy === 'gpu';
        const mpr = document.querySelector('.planes')!.shadowRoot!.querySelector<ResliceMprElement>('reslice-mpr')!;
        return (
          Object.values(mpr.views ?? {}).length === 4 &&
          Object.values(mpr.views!).every(({ drawnBy }) => drawnBy === 'gpu')
        );
      }, of),
    { timeout: 30_000 },
  ) as Promise<unknown> as Promise<void>;

describe.each([[[1440, 900]], [[390, 844]]] as const)('the article at %j', (size) => {
  it('shows a plane that tells values, and four in a shadow root, each with its look', async () => {
    const { page, complaints } = await open(size);
    const plane = page.locator('.plane [part~=picture]');
    await plane.scrollIntoViewIfNeeded();
    await drawn(page, 'view');
    const box = (await plane.boundingBox())!;
    await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
    await vi.waitUntil(async () => / HU at [RL] [\d.]+ {2}/.test((await page.locator('.value').textContent()) ?? ''));
    const before = await plane.locator('[part~=place]').allTextContents();
    await page.mouse.wheel(0, 100);
    await vi.waitUntil(async () => (await plane.locator('[part~=place]').allTextContents()).join() !== before.join());

    const letter = page.locator('.planes [part~=pane-axial] [part~=letter]').first();
    await page.locator('.planes').scrollIntoViewIfNeeded();
    await drawn(page, 'mpr');
    const sizes = await Promise.all(
      [letter, plane.locator('[part~=letter]').first()].map((each) =>
        each.evaluate((text) => [getComputedStyle(text).fontSize, getComputedStyle(text).fontWeight]),
      ),
    );
    expect(sizes).toEqual([
      ['16px', '600'],
      ['14px', '400'],
    ]);
    const pane = page.locator('.planes [part~=pane-axial]');
    expect(await pane.evaluate((each) => getComputedStyle(each).borderRadius)).toBe('12px');
    const [accent, ground] = await page.evaluate(() => {
      const mpr = document.querySelector('.planes')!.shadowRoot!.querySelector('reslice-mpr')!;
      return [
        getComputedStyle(mpr).getPropertyValue('--reslice-accent'),
        getComputedStyle(document.body).backgroundColor,
      ];
    });
    expect([accent, ground]).toEqual(['#e8a87c', 'rgb(233, 236, 239)']);
    expect(complaints).toEqual([]);
    await page.close();
  });

  it('can be read: nothing is cut off or scrolls sideways, code and captions neither', async () => {
    const { page } = await open(size);
    const wide = await page.evaluate(() =>
      [document.documentElement, ...document.querySelectorAll('.article *, .embed-head *')]
        .filter((each) => each.scrollWidth > each.clientWidth + 1 && getComputedStyle(each).display !== 'inline')
        .map(({ tagName, className }) => `${tagName} ${className}`),
    );
    expect(wide).toEqual([]);
    expect(await page.locator('pre').count()).toBe(4);
    expect(await axeFaults(page)).toEqual([]);
    await page.close();
  });
});

it('leads to the demo, which leads back', async () => {
  const { page } = await open([1440, 900]);
  await page.getByRole('link', { name: 'Demo', exact: true }).click();
  await page.getByRole('button', { name: 'Head with a bleed' }).click();
  await page.getByRole('link', { name: 'Embedding' }).click();
  expect(await page.getByRole('heading', { name: 'A scan in a page of your own' }).isVisible()).toBe(true);
  await page.close();
});
