// "Why it matters": the active plane beside the conventional one, with the numbers that Node finds, and in words.
import type { Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { differenceTexts } from '../../demo/ui/difference-numbers.ts';
import { drawBoth } from '../../demo/why/draw-both.ts';
import { ALL, NONE, type Simplification, type Simplifications } from '../../demo/why/simplifications.ts';
import { levelWorth } from '../../demo/why/why-text.ts';
import { PHANTOMS, type PhantomName, phantomVolumeInput } from '../../phantom/index.ts';
import { comparePlanes } from '../../src/entry/compare.ts';
import { createCpuSampler, createVolume, type Plane, type Volume } from '../../src/entry/cpu.ts';
import { addScaled } from '../../src/math/vec3.ts';
import { axeFaults } from './axe.ts';
import { textFaults } from './layout.ts';
import { at, type Demo, type DemoServer, drag, pane, shown, startDemo, type TestWindow } from './open-demo.ts';

let server: DemoServer;
beforeAll(async () => {
  server = await startDemo();
});
afterAll(() => server?.close());

const volumeOf = (name: PhantomName): Volume => {
  const { options, field } = PHANTOMS[name];
  return createVolume(phantomVolumeInput(options, field));
};

const drawn = (page: Page): Promise<unknown> => page.locator('.why[data-drawn=full]').waitFor({ state: 'attached' });

async function openWhy(size: readonly [number, number], phantom: PhantomName): Promise<Demo> {
  const demo = await server.open(size, `phantom=${phantom}`);
  // By key, as on narrow screens the bar is wider than the screen.
  await demo.page.getByRole('button', { name: 'Why it matters' }).focus();
  await demo.page.keyboard.press('Enter');
  await drawn(demo.page);
  return demo;
}

async function only(page: Page, wanted: Simplifications): Promise<void> {
  for (const which of Object.keys(wanted) as Simplification[])
    await page.locator(`#why-${which}`).setChecked(wanted[which]);
  await drawn(page);
}

interface Table {
  readonly levels: readonly string[];
  readonly values: readonly string[];
}

const table = (page: Page): Promise<Table> =>
  page.evaluate(() => {
    const rows = [...document.querySelectorAll('.why-numbers tbody tr')];
    const column = (n: number) => rows.map((row) => row.querySelectorAll('td')[n]!.textContent!);
    return { levels: column(0), values: column(1) };
  });

async function expectNumbers(page: Page, volume: Volume, simplifications: Simplifications): Promise<void> {
  const { plane, state } = await shown(page, await activePane(page));
  const both = (await drawBoth(volume, plane, { window: state.window, invert: state.invert, simplifications }))!;
  const reference = createCpuSampler(volume).levels(plane, { ...state, colormap: null });
  expect(comparePlanes(both.exact.levels, reference, { ...plane, ssim: false }).largest).toBe(0);
  const pixels = plane.width * plane.height;
  const levels = differenceTexts(
    comparePlanes(reference, both.conventional.levels, { ...plane, tolerance: 1, ssim: false }),
    pixels,
  );
  const values = differenceTexts(
    comparePlanes(both.exact.values, both.conventional.values, {
      ...plane,
      tolerance: levelWorth(state.window, volume),
      ssim: false,
    }),
    pixels,
  );
  expect(await table(page)).toEqual({
    levels: [levels.largest, levels.mean, levels.off, '–'],
    values: [values.largest, values.mean, values.off, values.oneOnly],
  });
}

const activePane = (page: Page) =>
  page.evaluate(async () => (await (window as unknown as TestWindow).resliceTest.app())!.desk.pictures.active);

const levelsOn = (page: Page, canvas: string): Promise<{ width: number; height: number; levels: number[] }> =>
  page.locator(canvas).evaluate((element) => {
    const { width, height } = element as HTMLCanvasElement;
    const copy = new OffscreenCanvas(width, height).getContext('2d', { alpha: false, willReadFrequently: true })!;
    copy.drawImage(element as HTMLCanvasElement, 0, 0);
    const { data } = copy.getImageData(0, 0, width, height);
    return { width, height, levels: Array.from({ length: width * height }, (_, p) => data[4 * p]!) };
  });

describe('at 1440 × 900', () => {
  it('shows the tilted head at the wrong place, says how far, and the numbers are those of Node', async () => {
    const { page, complaints, close } = await openWhy([1440, 900], 'head-tilt-20');
    const volume = volumeOf('head-tilt-20');
    for (const title of ['Exact', 'Conventional', 'Difference'])
      expect(await page.getByRole('heading', { name: title, exact: true }).isVisible()).toBe(true);
    // At the bleed, 20 mm above the middle: slice 38 of the table's steps of 3 mm, times the sine of 20°.
    expect(await page.locator('.why-place').textContent()).toMatch(
      /crosshair 37\.\d mm from where it is.*at most 64\.6 mm/,
    );
    expect(await page.locator('.why-need').isVisible()).toBe(false);
    await expectNumbers(page, volume, ALL);
    for (const which of Object.keys(NONE) as Simplification[]) {
      const alone = { ...NONE, [which]: true };
      await only(page, alone);
      await expectNumbers(page, volume, alone);
    }
    // The series' name is shortened in its panel.
    const faults = await page.evaluate(textFaults);
    expect(faults.filter((fault) => !fault.startsWith('cut off: Head, gantry'))).toEqual([]);
    expect(await axeFaults(page)).toEqual([]);
    expect(complaints).toEqual([]);
    await close();
  });

  it('draws the box as the reference draws a stack that is one, and with nothing on, the exact picture', async () => {
    const { page, complaints, close } = await openWhy([1440, 900], 'head-tilt-20');
    const volume = volumeOf('head-tilt-20');
    await only(page, { ...NONE, uniformBox: true });
    const { plane, state } = await shown(page, 'axial');
    const { slices, orientation } = volume;
    const gap = slices[1]!.position - slices[0]!.position;
    const { units: _, ...rest } = volume;
    const box = createVolume({
      ...rest,
      slices: slices.map((slice, k) => ({
        ...slice,
        origin: addScaled(slices[0]!.origin, orientation.normal, k * gap),
      })),
    });
    const seen = await levelsOn(page, '.why-conventional');
    expect([seen.width, seen.height]).toEqual([plane.width, plane.height]);
    const levelsOf = (of: Volume, at: Plane) => createCpuSampler(of).levels(at, { ...state, colormap: null });
    expect(comparePlanes(Uint8Array.from(seen.levels), levelsOf(box, plane), plane).largest).toBe(0);
    await only(page, NONE);
    const same = await levelsOn(page, '.why-conventional');
    expect(comparePlanes(Uint8Array.from(same.levels), levelsOf(volume, plane), plane).largest).toBe(0);
    expect(await table(page)).toEqual({ levels: ['0', '0', '0.0 %', '–'], values: ['0', '0', '0.0 %', '0.0 %'] });
    expect(complaints).toEqual([]);
    await close();
  });

  it('follows the pane by wheel, drag and window, and gives the layout back', async () => {
    const { page, complaints, close } = await openWhy([1440, 900], 'head-uneven');
    const volume = volumeOf('head-uneven');
    const before = await shown(page, 'axial');
    await page.mouse.move(...(await at(page, 'axial', 0.5, 0.5)));
    await page.mouse.wheel(0, 300);
    await drag(page, await at(page, 'axial', 0.4, 0.4), [0, 24]);
    await page.keyboard.press('5');
    // Numbers of pictures that are gone are nobody's.
    for (let waiting = true; waiting; ) {
      const { state, numbers } = await page.evaluate(() => ({
        state: document.querySelector<HTMLElement>('.why')!.dataset.drawn,
        numbers: document.querySelector('.why-numbers tbody td')!.textContent,
      }));
      waiting = state !== 'full';
      if (waiting) expect(numbers).toBe('…');
    }
    await drawn(page);
    const after = await shown(page, 'axial');
    expect(after.position).not.toBe(before.position);
    expect(after.state.window).not.toEqual(before.state.window);
    await expectNumbers(page, volume, ALL);
    await page.getByRole('button', { name: 'Why it matters' }).click();
    expect(await page.locator('.why').isVisible()).toBe(false);
    expect(await pane(page, 'coronal').isVisible()).toBe(true);
    // Asking for four planes ends it, too.
    await page.getByRole('button', { name: 'Why it matters' }).click();
    await drawn(page);
    await page.getByRole('radio', { name: 'Four planes' }).click();
    expect(await page.getByRole('button', { name: 'Why it matters' }).getAttribute('aria-pressed')).toBe('false');
    expect(await pane(page, 'sagittal').isVisible()).toBe(true);
    expect(complaints).toEqual([]);
    await close();
  });

  it('draws in tasks of less than 50 ms', async () => {
    const { page, complaints, close } = await openWhy([1440, 900], 'head-tilt-20');
    const longest = async (): Promise<number> => {
      await page.evaluate(() => {
        const seen: number[] = [];
        const observer = new PerformanceObserver((list) => {
          for (const { duration } of list.getEntries()) seen.push(duration);
        });
        observer.observe({ type: 'longtask' });
        Object.assign(window, { longTasks: { seen, observer } });
      });
      await page.locator('#why-oneSlope').click();
      await page.waitForTimeout(400);
      await drawn(page);
      await page.waitForTimeout(200);
      return page.evaluate(() => {
        const { longTasks } = window as unknown as { longTasks: { seen: number[]; observer: PerformanceObserver } };
        longTasks.observer.disconnect();
        return Math.max(0, ...longTasks.seen);
      });
    };
    // Others share the machine: the best of a few tries is what the page itself takes.
    const tries: number[] = [];
    while (tries.length < 5 && !tries.includes(0)) tries.push(await longest());
    expect(tries, 'ms of the longest task of each try').toContain(0);
    expect(complaints).toEqual([]);
    await close();
  });

  it('says of a series that does not need it that it does not', async () => {
    const { page, complaints, close } = await openWhy([1440, 900], 'head');
    expect(await page.locator('.why-need').textContent()).toContain('does not need it');
    expect(await page.locator('.why-place').isVisible()).toBe(false);
    expect(await page.locator('#why-uniformBox-words').textContent()).toContain('Changes nothing here');
    await only(page, { ...ALL, eightBitsFirst: false, eightBitWeights: false });
    const { levels, values } = await table(page);
    expect([levels[0], values[0]]).toEqual(['0', '0']);
    expect(complaints).toEqual([]);
    await close();
  });

  it('shows what one slope for all does to a PET', async () => {
    const { page, complaints, close } = await openWhy([1440, 900], 'pet-per-slice-slope');
    await only(page, { ...NONE, oneSlope: true });
    expect(await page.locator('#why-oneSlope-words').textContent()).toContain('scaled as the first');
    await expectNumbers(page, volumeOf('pet-per-slice-slope'), { ...NONE, oneSlope: true });
    expect(Number.parseFloat((await table(page)).values[0]!)).toBeGreaterThan(1000);
    await page.locator('.legend select').selectOption('4');
    expect(await page.locator('.legend-scale').textContent()).toBe('−4 darkerbrighter +4');
    expect(complaints).toEqual([]);
    await close();
  });
});

describe('at 390 × 844', () => {
  it('shows one picture, chosen by a switch, and everything can be reached', async () => {
    const { page, complaints, close } = await openWhy([390, 844], 'head-tilt-20');
    await expectNumbers(page, volumeOf('head-tilt-20'), ALL);
    for (const [name, selector] of [
      ['Conventional', '.why-conventional'],
      ['Difference', '.why-difference'],
    ] as const) {
      await page.getByRole('radio', { name }).click();
      expect(await page.locator(selector).isVisible()).toBe(true);
      expect(await pane(page, 'axial').isVisible()).toBe(false);
    }
    await page.getByRole('radio', { name: 'Exact' }).click();
    expect(await pane(page, 'axial').isVisible()).toBe(true);
    expect(await page.locator('.why-difference').isVisible()).toBe(false);
    await page.locator('#why-eightBitWeights').scrollIntoViewIfNeeded();
    expect(await page.locator('#why-eightBitWeights').isVisible()).toBe(true);
    expect(await axeFaults(page)).toEqual([]);
    expect(complaints).toEqual([]);
    await close();
  });
});
