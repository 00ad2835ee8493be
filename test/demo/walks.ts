// Every page, and every state of it that looks different: what the tests look at, and `npm run screenshots` takes pictures of.
import type { Page } from 'playwright';
import { sliceBytes } from '../support/dicom-bytes.ts';
import { timedFiles } from '../support/timed-files.ts';
import { manyFiles } from './many-files.ts';
import { compared } from './open-compare.ts';
import { at, drag, drawnByGpu, drop, type Size, settled } from './open-demo.ts';
import type { State, Walk } from './walk.ts';

const isNarrow = ([width]: Size): boolean => width < 720;
const isWide = ([width]: Size): boolean => width >= 1280;
const click = (page: Page, role: 'button' | 'radio' | 'tab' | 'menuitem', name: string) =>
  page.getByRole(role, { name, exact: true }).click();

/** A button of the bar, or of the list that it is at 390 px. */
async function act(page: Page, name: string): Promise<void> {
  const more = page.getByRole('button', { name: 'More', exact: true });
  if (await more.isVisible()) await more.click();
  await click(page, 'button', name);
}

/** Menus, the list of actions, and the help sheet, one a press. */
async function closeAll(page: Page): Promise<void> {
  for (let n = 0; n < 3; n++) await page.keyboard.press('Escape');
}

/** A panel, which on narrow screens is a sheet: in view, and put away again by its tab. */
const tab = (name: string) => (page: Page) => click(page, 'tab', name);

const setTheme = (theme: string) => (page: Page) =>
  page.evaluate((name) => {
    document.documentElement.dataset.theme = name;
  }, theme);

const whyDrawn = (page: Page) => page.locator('.why[data-drawn=full]').waitFor({ state: 'attached' });

const start: Walk = {
  name: 'start',
  scrolls: ([, height]) => height < 900,
  open: (server, size) => server.open(size, ''),
  states: [
    { name: 'first', reach: (page) => page.getByText('Nothing is uploaded.').waitFor() },
    { name: 'light', reach: setTheme('light') },
    {
      name: 'drop',
      async reach(page) {
        await setTheme('dark')(page);
        await page.evaluate(() => {
          const dataTransfer = new DataTransfer();
          dataTransfer.items.add(new File([], 'a.dcm'));
          document.body.dispatchEvent(new DragEvent('dragover', { dataTransfer, bubbles: true }));
        });
      },
    },
    {
      name: 'nothing-readable',
      async reach(page) {
        await drop(page, [
          { name: 'notes.txt', bytes: [...Buffer.from('not an image')] },
          { name: `${'a-long-name-without-a-space'.repeat(4)}.dcm`, bytes: [0] },
        ]);
        await page.locator('.start-problems li').nth(1).waitFor();
      },
    },
  ],
};

const planes: Walk = {
  name: 'planes',
  open: (server, size) => server.open(size),
  states: [
    { name: 'four', at: (size) => !isNarrow(size), reach: async () => undefined },
    { name: 'one', at: isNarrow, reach: async () => undefined },
    {
      name: 'value',
      reach: async (page) => page.mouse.move(...(await at(page, 'axial', 0.42, 0.55))),
    },
    {
      name: 'one-and-three',
      at: (size) => !isNarrow(size),
      reach: (page) => click(page, 'radio', 'One large, three small'),
    },
    { name: 'single', at: (size) => !isNarrow(size), reach: (page) => click(page, 'radio', 'One plane') },
    {
      name: 'acquired',
      async reach(page, size) {
        await (isNarrow(size) ? click(page, 'radio', 'Acquired') : click(page, 'radio', 'Slices as acquired'));
        await drawnByGpu(page);
      },
    },
    {
      name: 'measured',
      async reach(page, size) {
        await click(page, 'radio', isNarrow(size) ? 'Axial' : 'Four planes');
        await drawnByGpu(page);
        await click(page, 'radio', 'Measure a length');
        await drag(page, await at(page, 'axial', 0.3, 0.4), [60, 50]);
        await click(page, 'radio', 'Measure in an ellipse');
        await drag(page, await at(page, 'axial', 0.55, 0.55), [50, 40]);
      },
    },
    {
      name: 'colours-and-slab',
      async reach(page, size) {
        await click(page, 'radio', 'Scrub through slices');
        if (isNarrow(size)) await click(page, 'tab', 'View');
        await page.locator('.color-list').selectOption('hot-iron');
        await page.getByLabel('Slab thickness').fill('12');
        await page.getByLabel('Slab thickness').scrollIntoViewIfNeeded();
        // A table that comes as a part of its own.
        await page.locator('.color-bar').waitFor();
      },
    },
    {
      name: 'save',
      async reach(page, size) {
        await page.locator('.color-list').selectOption('grey');
        await page.getByLabel('Slab thickness').fill('0');
        if (isNarrow(size)) await click(page, 'tab', 'View');
        await act(page, 'Save as PNG');
      },
    },
    {
      name: 'actions',
      at: (size) => !isWide(size),
      async reach(page) {
        await page.keyboard.press('Escape');
        await page.locator('.action-items').waitFor();
      },
    },
    {
      name: 'help',
      async reach(page) {
        await closeAll(page);
        await act(page, 'Mouse, touch and keys');
        await page.getByRole('dialog', { name: 'Mouse, touch and keys' }).waitFor();
      },
    },
    {
      name: 'left-out',
      async reach(page, size) {
        await closeAll(page);
        await drop(page, [
          { name: `${'a-long-name-without-a-space'.repeat(4)}.dcm`, bytes: [1, 2, 3] },
          { name: '<img src=x onerror=alert(1)>', bytes: [0] },
        ]);
        if (!isWide(size)) await click(page, 'button', 'Series');
        await page.locator('.problems li').nth(1).waitFor();
      },
    },
    {
      name: 'light',
      async reach(page, size) {
        if (!isWide(size)) await click(page, 'button', 'Series');
        await setTheme('light')(page);
      },
    },
    {
      name: 'by-cpu',
      async reach(page) {
        await setTheme('dark')(page);
        await page.evaluate(() =>
          (window as unknown as { glContext(): WebGL2RenderingContext })
            .glContext()
            .getExtension('WEBGL_lose_context')!
            .loseContext(),
        );
        await page.locator('[part~=pane-axial] [part~=badge]', { hasText: 'CPU' }).first().waitFor();
      },
    },
  ],
};

const panels: Walk = {
  name: 'panels',
  open: (server, size) => server.open(size, 'phantom=head-tilt-20'),
  states: [
    { name: 'view', at: isNarrow, reach: tab('View') },
    { name: 'report', reach: tab('Report') },
    {
      name: 'report-below',
      reach: (page) => page.locator('#panel-report').evaluate((panel) => panel.scrollTo(0, panel.scrollHeight)),
    },
    {
      name: 'header',
      async reach(page) {
        await tab('Header')(page);
        await page.locator('.element').first().waitFor();
      },
    },
    {
      name: 'header-search',
      reach: (page) => page.getByRole('searchbox', { name: 'Search the header' }).fill('image'),
    },
    {
      name: 'header-none',
      reach: (page) => page.getByRole('searchbox', { name: 'Search the header' }).fill('nothing of the kind'),
    },
    {
      name: 'header-light',
      async reach(page) {
        await page.getByRole('searchbox', { name: 'Search the header' }).fill('');
        await setTheme('light')(page);
      },
    },
  ],
};

const why: Walk = {
  name: 'why',
  open: (server, size) => server.open(size, 'phantom=head-tilt-20'),
  states: [
    {
      name: 'sagittal',
      async reach(page, size) {
        if (isNarrow(size)) await click(page, 'radio', 'Sagittal');
        else await page.locator('[part~=pane-sagittal] [part~=picture]').focus();
        await act(page, 'Why it matters');
        await whyDrawn(page);
      },
    },
    ...(['Conventional', 'Difference'] as const).map(
      (figure): State => ({
        name: figure.toLowerCase(),
        // Where there is room all three are seen.
        at: isNarrow,
        reach: (page) => click(page, 'radio', figure),
      }),
    ),
    {
      name: 'light',
      reach: setTheme('light'),
    },
  ],
};

const series: Walk = {
  name: 'series',
  open: (server, size) => server.open(size, ''),
  states: [
    {
      name: 'many',
      async reach(page, size) {
        await drop(page, await manyFiles());
        await drawnByGpu(page);
        if (!isWide(size)) await click(page, 'button', 'Series');
        await page.getByRole('option').nth(6).waitFor();
      },
    },
    { name: 'filtered', reach: (page) => page.getByRole('searchbox', { name: 'Filter series' }).fill('tilt') },
    { name: 'none', reach: (page) => page.getByRole('searchbox', { name: 'Filter series' }).fill('knee') },
    {
      name: 'no-volume',
      async reach(page, size) {
        if (!isWide(size)) await page.keyboard.press('Escape');
        await drop(page, [{ name: 'nowhere.dcm', bytes: [...nowhere()] }]);
        await page.locator('.app[aria-busy=false]').waitFor();
        if (!isWide(size)) await click(page, 'button', 'Series');
        await page.getByRole('option', { name: /No volume/ }).waitFor();
      },
    },
  ],
};

/** Pixels without a place. */
function nowhere(): Uint8Array {
  return sliceBytes({ ImagePositionPatient: null });
}

/** Times of one place after the other: a slider, and a cine over time. */
const times: Walk = {
  name: 'times',
  open: (server, size) => server.open(size, ''),
  states: [
    {
      name: 'four-times',
      async reach(page, size) {
        await drop(
          page,
          timedFiles(4, 6).map(({ name, bytes }) => ({ name, bytes: [...bytes] })),
        );
        await drawnByGpu(page);
        if (isNarrow(size)) await tab('View')(page);
        await page.getByLabel('Time', { exact: true }).scrollIntoViewIfNeeded();
      },
    },
  ],
};

const compare: Walk = {
  name: 'compare',
  scrolls: isNarrow,
  open: (server, size) => server.openPage(size, 'compare.html'),
  states: [
    { name: 'empty', reach: (page) => page.getByText('Choose A and B').waitFor() },
    {
      name: 'swipe',
      async reach(page) {
        await page.getByLabel('Phantom of A').selectOption('head');
        await page.getByLabel('Phantom of B').selectOption('head-tilt-20');
        await compared(page);
        await page.getByLabel('Plane of A').selectOption('sagittal');
        await compared(page);
      },
    },
    { name: 'blink', reach: (page) => click(page, 'radio', 'Blink') },
    { name: 'difference', reach: (page) => click(page, 'radio', 'Difference') },
    { name: 'light', reach: setTheme('light') },
    {
      name: 'unlike',
      async reach(page) {
        await setTheme('dark')(page);
        await page.getByLabel('B with A’s plane and window').uncheck();
        await page.getByLabel('Plane of B').selectOption('coronal');
        await compared(page);
      },
    },
  ],
};

const embed: Walk = {
  name: 'embed',
  scrolls: () => true,
  async open(server, size) {
    const demo = await server.openPage(size, 'embed.html');
    await demo.page.waitForFunction(() => document.querySelector<HTMLElement & { view: unknown }>('.plane')!.view);
    return demo;
  },
  states: [
    { name: 'top', reach: async () => undefined },
    { name: 'plane', reach: (page) => inSight(page, '.plane') },
    { name: 'planes', reach: (page) => inSight(page, '.planes') },
  ],
};

async function inSight(page: Page, selector: string): Promise<void> {
  await page.locator(selector).evaluate((element) => element.scrollIntoView({ block: 'center' }));
  // What is off screen is not drawn; then it is.
  await settled(page);
  await page.waitForFunction((of) => {
    const root = document.querySelector(of)!;
    const element = root.shadowRoot?.querySelector('reslice-mpr') ?? root;
    const { view, views } = element as unknown as { view?: Drawn; views?: Record<string, Drawn> };
    return (views ? Object.values(views) : [view]).every((each) => each?.drawnBy === 'gpu');
  }, selector);
}

interface Drawn {
  readonly drawnBy: string;
}

const conformance: Walk = {
  name: 'conformance',
  scrolls: isNarrow,
  open: (server, size) =>
    // Chromium remarks that reading pixels waits for the GPU, which is the point here.
    server.openPage(size, 'conformance.html?test&thin&cases=tilted: int16', { expected: /ReadPixels/ }),
  states: [
    { name: 'passed', reach: (page) => page.locator('.suite[data-verdict=passed]').waitFor({ timeout: 100_000 }) },
    {
      name: 'case',
      async reach(page) {
        await page.locator('tbody button').nth(1).click();
        await page.locator('.pictures canvas').nth(2).waitFor();
        await page.locator('.body').evaluate((body) => body.scrollTo(0, 0));
      },
    },
    { name: 'light', reach: setTheme('light') },
  ],
};

const broken: Walk = {
  name: 'conformance-broken',
  scrolls: isNarrow,
  open: (server, size) =>
    server.openPage(size, 'conformance.html?test&thin&cases=tilted: int16 noise&broken=floor', {
      expected: /ReadPixels/,
    }),
  states: [
    { name: 'failed', reach: (page) => page.locator('.suite[data-verdict=failed]').waitFor({ timeout: 100_000 }) },
  ],
};

export const WALKS: readonly Walk[] = [start, planes, panels, why, series, times, compare, embed, conformance, broken];
