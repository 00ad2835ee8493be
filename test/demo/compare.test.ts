// The compare page: its numbers are those that Node finds, and every way of looking works by pointer and by keys.
import { encode } from 'fast-png';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { planeAt, positionsOf } from '../../demo/compare/picture.ts';
import { differenceTexts } from '../../demo/ui/difference-numbers.ts';
import { PHANTOMS, type PhantomName, phantomSeries, phantomVolumeInput } from '../../phantom/index.ts';
import { comparePlanes, differencePicture, type PlanePixels } from '../../src/entry/compare.ts';
import { createCpuSampler, createVolume, type Volume } from '../../src/entry/cpu.ts';
import { crc32 } from '../../src/load/crc32.ts';
import { createRandom } from '../../src/math/random.ts';
import { axeFaults } from './axe.ts';
import { falsifyCanvases } from './falsify-canvases.ts';
import { textFaults } from './layout.ts';
import { type CompareServer, compared, dropAllOn, dropOn, numbersOn, startCompare } from './open-compare.ts';

let server: CompareServer;
beforeAll(async () => {
  server = await startCompare();
});
afterAll(() => server?.close());

const volumeOf = (name: PhantomName): Volume => {
  const { options, field } = PHANTOMS[name];
  return createVolume(phantomVolumeInput(options, field));
};

const size = { width: 40, height: 30 };
function levels(seed: number, spread: number): Uint8Array {
  const random = createRandom(seed);
  const around = createRandom(99);
  return Uint8Array.from(
    { length: size.width * size.height },
    () => 40 + around.integer(0, 160) + random.integer(0, spread),
  );
}

/** @param chunk  a chunk to put in after the header: its name and its data */
function png(
  pixels: Uint8Array,
  { width, height } = size,
  chunk?: readonly [name: string, data: readonly number[]],
): Uint8Array {
  const bytes = encode({ width, height, data: pixels, channels: 1, depth: 8 });
  if (!chunk) return bytes;
  const body = Uint8Array.from([...Buffer.from(chunk[0], 'latin1'), ...chunk[1]]);
  const framed = new Uint8Array(body.length + 8);
  const view = new DataView(framed.buffer);
  view.setUint32(0, chunk[1].length);
  framed.set(body, 4);
  view.setUint32(body.length + 4, crc32(body));
  return Uint8Array.from([...bytes.subarray(0, 33), ...framed, ...bytes.subarray(33)]);
}

const textsOf = (a: PlanePixels, b: PlanePixels, of: { width: number; height: number }, tolerance: number) =>
  differenceTexts(comparePlanes(a, b, { ...of, tolerance }), of.width * of.height);

describe('two series', () => {
  it('are sampled on one plane, and levels and values compared as in Node', async () => {
    const { page, complaints, close } = await server.open([1440, 900]);
    await page.getByLabel('Phantom of A').selectOption('head');
    await page.getByLabel('Phantom of B').selectOption('head-tilt-20');
    await compared(page);
    await page.getByLabel('Plane of A').selectOption('sagittal');
    await page.getByLabel('Window of A').selectOption('stroke');
    await page.getByLabel('Position of A').press('ArrowRight');
    await page.getByLabel('Tolerance of values').fill('25');
    await compared(page);
    const [a, b] = [volumeOf('head'), volumeOf('head-tilt-20')];
    const at = Number(await page.getByLabel('Position of A').inputValue());
    const positions = positionsOf(a, 'sagittal');
    // A pixel apart through 208 columns, from the middle between two.
    expect(positions.length).toBe(207);
    const plane = planeAt(a, 'sagittal', positions[at]!);
    const window = { center: 40, width: 40, function: 'LINEAR' } as const;
    const draw = (volume: Volume) => {
      const sampler = createCpuSampler(volume);
      const options = { interpolation: 'linear', window } as const;
      return { levels: sampler.levels(plane, options), values: sampler.values64(plane, options) };
    };
    const [left, right] = [draw(a), draw(b)];
    const ofLevels = textsOf(left.levels, right.levels, plane, 1);
    const ofValues = textsOf(left.values, right.values, plane, 25);
    const found = await numbersOn(page);
    for (const row of ['largest', 'mean', 'off', 'psnr', 'ssim', 'worst'] as const)
      expect([row, ...found[row]!]).toEqual([row, ofLevels[row], ofValues[row]]);
    expect(found.oneOnly).toEqual(['–', ofValues.oneOnly]);
    expect(await page.getByRole('columnheader', { name: 'Values (HU)' }).isVisible()).toBe(true);
    expect(await page.evaluate(textFaults)).toEqual([]);
    expect(await axeFaults(page)).toEqual([]);
    expect(complaints).toEqual([]);
    await close();
  });

  it('that show planes of their own are compared by levels at most', async () => {
    const { page, complaints, close } = await server.open([1440, 900], 'a=head&b=uint16-full-range');
    await page.getByLabel('B with A’s plane and window').waitFor();
    await compared(page);
    expect((await numbersOn(page)).largest![1]).not.toBe('–');
    await page.getByLabel('B with A’s plane and window').uncheck();
    await compared(page);
    expect(await page.getByText('values are compared where both sides show the same plane').isVisible()).toBe(true);
    expect((await numbersOn(page)).largest![1]).toBe('–');
    await page.getByLabel('Plane of B').selectOption('coronal');
    await compared(page);
    expect(await page.getByText('Nothing is compared: A has 208 × 240 pixels').isVisible()).toBe(true);
    expect((await numbersOn(page)).largest![0]).toBe('–');
    expect(complaints).toEqual([]);
    await close();
  });
});

describe('two PNGs', () => {
  const [a, b] = [levels(1, 20), levels(2, 40)];

  it('are read byte for byte, whatever gamma they claim, and compared as in Node', async () => {
    const { page, complaints, close } = await server.open([1440, 900]);
    // As Brave does: on bytes nothing can be falsified.
    const falsified = await server.open([1440, 900]);
    await falsified.page.evaluate(falsifyCanvases);
    await dropOn(falsified.page, 'A', 'a.png', png(a));
    await dropOn(falsified.page, 'B', 'b.png', png(b));
    await dropOn(page, 'A', 'a.png', png(a));
    // A gamma of 1: applied, it would brighten everything.
    await dropOn(page, 'B', 'b.png', png(b, size, ['gAMA', [0, 1, 0x86, 0xa0]]));
    const texts = textsOf(a, b, size, 1);
    const found = await numbersOn(page);
    const elsewhere = await numbersOn(falsified.page);
    await falsified.close();
    for (const row of ['largest', 'mean', 'off', 'psnr', 'ssim', 'worst'] as const) {
      expect([row, ...found[row]!]).toEqual([row, texts[row], '–']);
      expect([row, ...elsewhere[row]!]).toEqual([row, texts[row], '–']);
    }
    expect(await page.getByText('a PNG has no values').isVisible()).toBe(true);
    await page.getByRole('radio', { name: 'Difference' }).click();
    await page.getByLabel('Full colour at a difference of').selectOption('64');
    const drawn = await page.locator('.picture-difference').evaluate((element) => {
      const { width, height } = element as HTMLCanvasElement;
      const copy = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true })!;
      copy.drawImage(element as HTMLCanvasElement, 0, 0);
      return [...copy.getImageData(0, 0, width, height).data];
    });
    expect(drawn).toEqual([...differencePicture(a, b, { ...size, full: 64 })]);
    await dropOn(page, 'B', 'b.png', png(a));
    expect((await numbersOn(page)).psnr![0]).toBe('equal');
    expect(complaints).toEqual([]);
    await close();
  });

  it('of two sizes are not compared, and what cannot be read leaves a side as it was', async () => {
    const { page, complaints, close } = await server.open([1440, 900]);
    await dropOn(page, 'A', 'a.png', png(a));
    await dropOn(page, 'B', 'b.png', png(b.slice(0, 100), { width: 10, height: 10 }));
    expect(await page.getByText('Nothing is compared: A has 40 × 30 pixels, B 10 × 10.').isVisible()).toBe(true);
    await dropOn(page, 'B', 'broken.png', png(b).slice(0, 60));
    expect(await page.getByText('Cannot be read as a PNG').isVisible()).toBe(true);
    await dropOn(page, 'B', '<b>notes</b>.txt', new TextEncoder().encode('no picture'));
    expect(await page.locator('[data-side=B] .side-told').textContent()).toContain('<b>notes</b>.txt');
    expect(await page.locator('[data-side=B] .side-name').textContent()).toBe('b.png');
    expect(complaints).toEqual([]);
    await close();
  });
});

describe('ways of looking', () => {
  const both = async (stillness = false, view: readonly [number, number] = [1440, 900]) => {
    const opened = await server.open(view, '', stillness);
    await dropOn(opened.page, 'A', 'a.png', png(levels(1, 20)));
    await dropOn(opened.page, 'B', 'b.png', png(levels(2, 40)));
    return opened;
  };

  it.each([
    [1440, 900],
    [390, 844],
  ] as const)('the divider moves by pointer and by keys at %i × %i', async (width, height) => {
    const { page, complaints, close } = await both(false, [width, height]);
    const divider = page.getByRole('slider', { name: 'Divider between A and B' });
    const value = () => divider.getAttribute('aria-valuenow');
    expect(await value()).toBe('50');
    const box = (await page.locator('.viewer-stage').boundingBox())!;
    await page.mouse.move(box.x + box.width * 0.5, box.y + box.height / 2);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width * 0.25, box.y + box.height / 2, { steps: 20 });
    await page.mouse.up();
    expect(await value()).toBe('25');
    // What is left of the divider is A, what is right of it is B.
    const clips = await page.evaluate(() =>
      ['.picture-a', '.picture-b'].map((name) => getComputedStyle(document.querySelector(name)!).clipPath),
    );
    expect(clips).toEqual(['inset(0px 75% 0px 0px)', 'inset(0px 0px 0px 25%)']);
    await divider.focus();
    await page.keyboard.press('ArrowRight');
    expect(await value()).toBe('26');
    await page.keyboard.press('Shift+ArrowLeft');
    expect(await value()).toBe('16');
    await page.keyboard.press('End');
    expect(await value()).toBe('100');
    expect(await axeFaults(page)).toEqual([]);
    if (width > 720) expect(await page.evaluate(textFaults)).toEqual([]);
    else expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
    expect(complaints).toEqual([]);
    await close();
  });

  it('blinks only when asked to, and stops', async () => {
    const { page, complaints, close } = await both();
    await page.getByRole('radio', { name: 'Blink' }).click();
    const seen = () => page.locator('.viewer').getAttribute('data-seen');
    await page.waitForTimeout(1200);
    expect(await seen()).toBe('A');
    expect(await page.locator('.picture-b').isVisible()).toBe(false);
    await page.getByRole('button', { name: 'Show B' }).click();
    expect(await page.locator('.picture-b').isVisible()).toBe(true);
    expect(await page.locator('.picture-a').isVisible()).toBe(false);
    await page.getByLabel('How often').selectOption('twice a second');
    await page.getByRole('button', { name: 'Blink', exact: true }).click();
    for (const side of ['A', 'B', 'A'])
      await vi.waitUntil(async () => (await seen()) === side, { timeout: 10_000, interval: 20 });
    await page.getByRole('radio', { name: 'Swipe' }).click();
    await page.waitForTimeout(1200);
    expect(await seen()).toBe('A');
    expect(complaints).toEqual([]);
    await close();
  });

  it('does not blink by itself where motion is unwanted', async () => {
    const { page, close } = await both(true);
    await page.getByRole('radio', { name: 'Blink' }).click();
    expect(await page.getByRole('button', { name: 'Blink', exact: true }).isDisabled()).toBe(true);
    await page.getByRole('button', { name: 'Show B' }).click();
    expect(await page.locator('.viewer').getAttribute('data-seen')).toBe('B');
    await close();
  });
});

describe('numbers', () => {
  it('tell what was left out of a side', async () => {
    const { page, close } = await server.open([1440, 900]);
    const small = { rows: 48, columns: 40, slices: 6, pixelSpacing: [5, 5], step: 16 } as const;
    const files = await phantomSeries({ ...PHANTOMS.head.options, ...small });
    const told = page.locator('[data-side=A] .side-told');
    await dropAllOn(page, 'A', [
      ...files.map(({ name, bytes }, n) => ({ name, bytes: n === 2 ? bytes.slice(0, 900) : bytes })),
      { name: '<i>notes</i>.txt', bytes: new TextEncoder().encode('no picture') },
    ]);
    expect(await told.textContent()).toMatch(/^2 files left out: /);
    for (const name of [files[2]!.name, '<i>notes</i>.txt']) expect(await told.textContent()).toContain(name);
    await dropAllOn(page, 'A', files);
    expect(await told.textContent()).toBe('');
    await close();
  });

  it('are made of one pair at a time, wait visibly, and come back after a worker has failed', async () => {
    const { page, complaints, close } = await server.open([1440, 900]);
    const [a, b] = [levels(1, 20), levels(2, 40)];
    await dropOn(page, 'A', 'a.png', png(a));
    await dropOn(page, 'B', 'b.png', png(b));
    const table = () => page.locator('.numbers').getAttribute('aria-busy');
    /** Asks for many comparisons within one task, as a fast slider does. */
    const hurry = (fails: boolean) =>
      page.evaluate((failing) => {
        const post = Worker.prototype.postMessage;
        let posted = 0;
        Worker.prototype.postMessage = function (this: Worker, ...given: [unknown]) {
          posted++;
          if (failing) this.dispatchEvent(new ErrorEvent('error'));
          else post.apply(this, given);
        } as typeof post;
        const input = document.querySelector<HTMLInputElement>('[aria-label="Tolerance of levels"]')!;
        for (let n = failing ? 20 : 1; n <= 20; n++) {
          input.value = String(n);
          input.dispatchEvent(new Event('input', { bubbles: true }));
        }
        const cells = [...document.querySelectorAll('.numbers [data-row=psnr] td')].map((cell) => cell.textContent);
        const busy = document.querySelector('.numbers')!.ariaBusy;
        return new Promise<{ posted: number; cells: (string | null)[]; busy: string | null }>((resolve) =>
          setTimeout(() => {
            Worker.prototype.postMessage = post;
            resolve({ posted, cells, busy });
          }, 1000),
        );
      }, fails);
    expect(await hurry(false)).toEqual({ posted: 2, cells: ['…', '–'], busy: 'true' });
    await compared(page);
    expect((await numbersOn(page)).off![0]).toBe(textsOf(a, b, size, 20).off);
    await hurry(true);
    expect(await table()).toBe('false');
    expect((await numbersOn(page)).psnr![0]).toBe('–');
    expect(await page.locator('.numbers-told').textContent()).toContain('The comparison stopped');
    await page.getByLabel('Tolerance of levels').fill('3');
    await compared(page);
    expect((await numbersOn(page)).off![0]).toBe(textsOf(a, b, size, 3).off);
    expect(complaints).toEqual([]);
    await close();
  });
});

it('leads to the demo and back', async () => {
  const { page, complaints, close } = await server.open([1440, 900]);
  expect(await page.getByText('Choose A and B').isVisible()).toBe(true);
  expect(await axeFaults(page)).toEqual([]);
  await page.getByRole('link', { name: 'Demo' }).click();
  await page.getByRole('button', { name: 'PET, a slope for each slice' }).click();
  await page.locator('.app[data-state=open]').waitFor();
  await page.getByRole('link', { name: 'Compare' }).click();
  await page.getByRole('heading', { name: 'Compare' }).waitFor();
  expect(complaints).toEqual([]);
  await close();
});
