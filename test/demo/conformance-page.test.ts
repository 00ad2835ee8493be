// The conformance page in a real browser: it passes with the shader as it is, fails for all to see with one that is wrong, and says so
// where the browser falsifies what is read back.
import { readFileSync } from 'node:fs';
import type { Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Report } from '../../conformance/index.ts';
import { textFaults } from './layout.ts';
import { type Demo, type DemoServer, type Size, startDemo } from './open-demo.ts';

let server: DemoServer;
beforeAll(async () => {
  server = await startDemo();
});
afterAll(() => server?.close());

const open = (query: string, size: Size = [1440, 900], script?: () => void): Promise<Demo> =>
  // Chromium remarks that reading pixels waits for the GPU, which is the point here.
  server.openPage(size, `conformance.html?test&${query}`, { expected: /ReadPixels/, ...(script ? { script } : {}) });

async function finished(page: Page): Promise<Report> {
  const taken = await page.waitForFunction(
    () => (window as unknown as { resliceReport?: Report }).resliceReport ?? null,
    null,
    { timeout: 100_000 },
  );
  return (await taken.jsonValue()) as Report;
}

const heading = (page: Page) => page.locator('.verdict h2').textContent();
const SUBSET = 'thin&cases=tilted: int16';

describe.each([
  [1440, 900],
  [1024, 768],
  [390, 844],
] as const)('at %i × %i', (width, height) => {
  it('passes, shows every text whole, and a case by both samplers', async () => {
    const { page, complaints } = await open(SUBSET, [width, height]);
    const report = await finished(page);
    expect(report.verdict).toBe('passed');
    expect(report.cases.length).toBeGreaterThan(4);
    expect(await heading(page)).toBe(`Passed: all ${report.cases.length} cases, as the reference draws them`);
    expect(await page.locator('tr[data-result=pass]').count()).toBe(report.cases.length);
    expect(await page.locator('.warning, .broken').filter({ visible: true }).count()).toBe(0);
    expect(await page.evaluate(textFaults)).toEqual([]);

    const most = report.cases.findIndex(({ worstPicture }) => worstPicture !== null);
    if (most >= 0) {
      await page.locator('tbody button').nth(most).click();
      const worst = report.cases[most]!.worstPicture!;
      const words = `Most differ in ${worst.plane}, ${worst.picture}: ${worst.differing} of ${worst.pixels} compared`;
      expect(await page.locator('.case-panel').textContent()).toContain(words);
      await page.locator('.body').evaluate((body) => body.scrollTo(0, 0));
      expect(await page.evaluate(textFaults)).toEqual([]);
    }

    await page.locator('tbody button').nth(1).click();
    await page.locator('.pictures canvas').nth(2).waitFor();
    expect(await page.locator('.case-panel h3').textContent()).toBe(report.cases[1]!.name);
    const sums = await page.locator('.pictures canvas').evaluateAll((all) =>
      (all as HTMLCanvasElement[]).map((canvas) => {
        const { data } = canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height);
        return data.reduce((sum, byte, n) => (n % 4 === 3 ? sum : sum + byte), 0);
      }),
    );
    expect(sums[0]).toBeGreaterThan(10_000);
    expect(Math.abs(sums[0]! - sums[1]!)).toBeLessThan(0.001 * sums[0]!);
    await page.locator('.choose select').first().selectOption({ label: 'own grid' });
    await page.locator('.body').evaluate((body) => body.scrollTo(0, 0));
    expect(await page.evaluate(textFaults)).toEqual([]);
    expect(complaints).toEqual([]);
    await page.close();
  });
});

it.each(['split', 'floor', 'ceil'])('fails for all to see where the shader is broken: %s', async (broken) => {
  const { page, complaints } = await open(`${SUBSET} noise&broken=${broken}`);
  const report = await finished(page);
  expect(report.verdict).toBe('failed');
  expect(report.summary.failed).toBeGreaterThan(0);
  expect(await heading(page)).toBe(
    `Failed: ${report.summary.failed} of ${report.summary.cases} cases break the promise`,
  );
  expect(await page.locator('.suite').getAttribute('data-verdict')).toBe('failed');
  expect(await page.locator('.broken').textContent()).toContain(broken);
  const failed = page.locator('tr[data-result=fail]');
  expect(await failed.count()).toBe(report.summary.failed);
  expect(await failed.first().textContent()).toContain('FAIL');
  await failed.first().locator('button').click();
  expect(await page.locator('.failures li').count()).toBeGreaterThan(0);
  await page.locator('[data-action=failed]').click();
  expect(await page.locator('tbody tr').filter({ visible: true }).count()).toBe(report.summary.failed);
  expect(await page.evaluate(textFaults)).toEqual([]);
  expect(complaints).toEqual([]);
  await page.close();
});

it('gives no verdict where what is read from the GPU is falsified, and says so', async () => {
  const { page } = await open(`${SUBSET} noise`, [390, 844], () => {
    const read = WebGL2RenderingContext.prototype.readPixels as (...all: unknown[]) => void;
    WebGL2RenderingContext.prototype.readPixels = function (this: WebGL2RenderingContext, ...all: unknown[]) {
      read.apply(this, all);
      const into = all[6];
      if (into instanceof Uint8Array) into[5]! ^= 1;
    } as WebGL2RenderingContext['readPixels'];
  });
  const report = await finished(page);
  expect(report.readback.map(({ wrong }) => wrong)).toEqual([0, 1, 0]);
  expect(report.verdict).toBe('none');
  expect(await heading(page)).toBe('No verdict: what is read back cannot be believed');
  expect(await page.locator('.warning').textContent()).toContain('GPU bytes: 1 of 16384');
  expect(await page.evaluate(textFaults)).toEqual([]);
  await page.close();
});

it('warns where only a 2D canvas is falsified, and judges all the same', async () => {
  const { page } = await open(`${SUBSET} noise`, [1024, 768], () => {
    const get = CanvasRenderingContext2D.prototype.getImageData;
    CanvasRenderingContext2D.prototype.getImageData = function (...all) {
      const image = get.apply(this, all);
      for (let n = 0; n < image.data.length; n += 97) image.data[n]! ^= 1;
      return image;
    };
  });
  expect((await finished(page)).verdict).toBe('passed');
  expect(await page.locator('.warning').textContent()).toContain('2D canvas');
  await page.close();
});

it('stays responsive, stops when asked, and hands the run over as JSON', async () => {
  const { page } = await open('');
  await page.waitForFunction(() => document.querySelectorAll('tr[data-result]').length >= 3);
  await page.locator('[data-action=stop]').click();
  const report = await finished(page);
  expect(report.verdict).toBe('none');
  expect(report.cases.length).toBeLessThan(60);
  expect(await heading(page)).toMatch(/^No verdict: stopped after \d+ of \d{3} cases$/);
  const [download] = await Promise.all([page.waitForEvent('download'), page.locator('[data-action=download]').click()]);
  expect(download.suggestedFilename()).toMatch(/^reslice-conformance-\d{4}-\d\d-\d\d\.json$/);
  const saved = JSON.parse(readFileSync(await download.path(), 'utf8')) as Report;
  expect(saved).toEqual(report);
  expect(saved.device.limits.MAX_3D_TEXTURE_SIZE).toBeGreaterThanOrEqual(256);
  await page.close();
});

it('is reached from the demo, and leads back', async () => {
  const { page } = await open(`${SUBSET} noise`);
  await page.locator('nav a', { hasText: 'Demo' }).click();
  await page.waitForURL(`${server.url}index.html`);
  await page.getByRole('link', { name: 'Conformance' }).click();
  await page.waitForURL(`${server.url}conformance.html`);
  expect(await page.locator('tbody tr').count()).toBeGreaterThanOrEqual(300);
  await page.close();
});
