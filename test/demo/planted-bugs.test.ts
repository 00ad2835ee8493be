// The same goldens and bugs as in test/golden/planted-bugs.test.ts, on a page that a GPU draws (in Chromium, by SwiftShader): its picture
// is the reference's within a level, and each planted bug, in the shader or in what is read, fails.
import { join } from 'node:path';
import { type Browser, chromium, type Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { phantomVolumeInput } from '../../phantom/index.ts';
import { BROWSER_ARGS } from '../../scripts/browser-args.mjs';
import { serveDemo } from '../../scripts/serve-demo.mjs';
import { createVolume } from '../../src/entry/cpu.ts';
import { isResliceError, planeMatchers } from '../../src/entry/matchers.ts';
import { type CapturedPane, type CaptureOptions, capturePane } from '../../src/entry/playwright.ts';
import {
  goldenPlane,
  PHANTOM_OPTIONS,
  PLANTED_BUGS,
  type PlaneGolden,
  type PlantedBug,
  REQUEST,
  SIZE,
} from '../golden/planes.ts';
import { ROOT } from '../support/source-files.ts';
import '../support/plane-matchers.ts';

expect.extend(planeMatchers);

/** What DESIGN promises of a GPU. */
const GPU = { maxLevel: 1, maxShare: 0.001 } as const;
const golden = (name: PlaneGolden): string => join(ROOT, 'test', 'golden', 'planes', `${name}.png`);

let server: Awaited<ReturnType<typeof serveDemo>>;
let browser: Browser;
let page: Page;
beforeAll(async () => {
  server = await serveDemo({ live: false });
  const executablePath = process.env.RESLICE_CHROME ?? '/usr/bin/chromium';
  browser = await chromium.launch({ executablePath, args: [...BROWSER_ARGS] });
  page = await open();
});
afterAll(async () => {
  await browser?.close();
  await server?.close();
});

const ELEMENTS = `<!doctype html><title>Planes</title>
  <reslice-view style="display: block; width: ${SIZE[0]}px; height: ${SIZE[1]}px; border: 0"></reslice-view>
  <reslice-mpr style="display: block; width: 420px; height: 320px"></reslice-mpr><h1>Planes</h1>
  <script type="module">
    import '/@fs${ROOT}/src/entry/element.ts';
    import { createVolume } from '/@fs${ROOT}/src/entry/cpu.ts';
    import { phantomVolumeInput } from '/@fs${ROOT}/phantom/index.ts';
    window.phantom = (options) => createVolume(phantomVolumeInput(options));
  </script>`;

/** A page of two elements. @param pixel  what a wrong shader has in place of a pixel's own place */
async function open(pixel?: string): Promise<Page> {
  const page = await browser.newPage({ viewport: { width: 900, height: 700 } });
  await page.routeWebSocket(/.*/, () => undefined);
  if (pixel)
    await page.addInitScript((wrong) => {
      const { prototype } = WebGL2RenderingContext;
      const { shaderSource } = prototype;
      prototype.shaderSource = function (shader, source) {
        const spoiled = source.replaceAll('samplePlane(floor(gl_FragCoord.xy))', `samplePlane(${wrong})`);
        shaderSource.call(this, shader, spoiled);
      };
    }, pixel);
  const address = `${server.url}elements.html`;
  await page.route(address, (route) => route.fulfill({ contentType: 'text/html', body: ELEMENTS }));
  await page.goto(address);
  await page.waitForFunction(() => 'phantom' in window);
  return page;
}

/** @param spoil  sent to the page as text */
const show = (
  page: Page,
  name: PlaneGolden,
  spoil?: PlantedBug['volume'],
  element = 'reslice-view',
): Promise<unknown> =>
  page.evaluate(`{
    const element = document.querySelector('${element}');
    element.volume = (${spoil ?? '(volume) => volume'})(phantom(${JSON.stringify(PHANTOM_OPTIONS[name])}));
    if ('view' in element) element.state = ${JSON.stringify(REQUEST)};
  }`);

const capture = (page: Page, of = 'reslice-view', options: CaptureOptions = {}): Promise<CapturedPane> =>
  capturePane(page.locator(of).first(), options);

describe('what a GPU draws', () => {
  test.each(Object.keys(PHANTOM_OPTIONS) as PlaneGolden[])('of %s is the golden, and the reference', async (name) => {
    await show(page, name);
    const shown = await capture(page);
    const { volume, plane } = goldenPlane(name);
    expect(shown.drawnBy).toBe('gpu');
    expect(shown.plane).toEqual(plane);
    expect({ ...shown, volume }).toMatchPlane(golden(name), GPU);
    expect(shown).toMatchReference(volume, GPU);
  });
});

describe('a planted bug fails, even within a level', () => {
  test.each(Object.entries(PLANTED_BUGS))('%s', async (_, { golden: name, volume: spoil, pixel }) => {
    const spoiled = pixel ? await open(pixel) : page;
    await show(spoiled, name, spoil);
    const shown = await capture(spoiled);
    expect(shown.drawnBy).toBe('gpu');
    const { volume } = goldenPlane(name);
    // As a runner calls it that was not told to update: whoever updates our goldens must not have a bug drawn.
    vi.stubEnv('RESLICE_UPDATE', undefined);
    const { pass, message } = planeMatchers.toMatchPlane.call({}, { ...shown, volume }, golden(name), GPU);
    vi.unstubAllEnvs();
    expect([pass, message()]).toEqual([false, expect.stringMatching(/the picture is not .*different: /s)]);
    expect(() => expect(shown).toMatchReference(volume, GPU)).toThrow(/is not the CPU reference.*different: /s);
    if (spoiled !== page) await spoiled.close();
  });
});

describe('capturePane', () => {
  const fault = (captured: Promise<unknown>): Promise<unknown> =>
    captured.then(
      () => 'none',
      (error: unknown) => (isResliceError(error, 'use/bad-argument') ? error.at.detail : error),
    );

  test('takes panes of an mpr, colours, slabs and what else the state has', async () => {
    await show(page, 'head', undefined, 'reslice-mpr');
    const { volume } = goldenPlane('head');
    const mpr = page.locator('reslice-mpr');
    await mpr.scrollIntoViewIfNeeded();
    await mpr.evaluate((element) =>
      Object.assign(element, {
        state: { colormap: 'hot-iron', window: { center: 40, width: 80 }, interpolation: 'cubic' },
      }),
    );
    for (const pane of ['axial', 'oblique'] as const) {
      const shown = await capture(page, 'reslice-mpr', { pane });
      expect(shown).toMatchObject({ colormap: 'hot-iron', interpolation: 'cubic', drawnBy: 'gpu' });
      expect(shown).toMatchReference(volume, GPU);
      const other = createVolume(phantomVolumeInput({ ...PHANTOM_OPTIONS.head, slices: 50, pixelSpacing: [2.2, 1.5] }));
      expect(() => expect(shown).toMatchReference(other, GPU)).toThrow(
        /another volume: 104 × 120 × 64, .* HU; here: 104 × 120 × 50, /,
      );
    }
    expect(await fault(capture(page, 'reslice-mpr'))).toMatch(/several panes/);
  });

  test('says what it cannot take', async () => {
    expect(await fault(capture(page, 'h1'))).toBe('<h1> is neither a reslice-view nor a reslice-mpr');
    expect(await fault(capture(page, 'reslice-view', { pane: 'axial' }))).toMatch(/no pane axial/);
    await page.evaluate(() => document.body.append(document.createElement('reslice-view')));
    expect(await fault(capturePane(page.locator('reslice-view').last(), { timeout: 200 }))).toMatch(/within 200 ms/);
  });
});
