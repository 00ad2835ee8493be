// The report panel: the words, and the side view against what is known of each phantom.
import type { Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { type Changes, sliceBytes } from '../support/dicom-bytes.ts';
import { at, type Demo, type DemoServer, drawnByGpu, drop, settled, startDemo, type TestWindow } from './open-demo.ts';

let server: DemoServer;
beforeAll(async () => {
  server = await startDemo();
});
afterAll(() => server?.close());

async function openReport(query: string, size: readonly [number, number] = [1440, 900]): Promise<Demo> {
  const demo = await server.open(size, query);
  if (query === '') return demo;
  await demo.page.getByRole('tab', { name: 'Report' }).click();
  await demo.page.locator('.profile .slices').waitFor();
  await settled(demo.page);
  return demo;
}

const words = (page: Page): Promise<readonly string[]> =>
  page.locator('.report-words').first().locator('li').allTextContents();

interface Line {
  readonly y: number;
  readonly from: number;
  readonly to: number;
}

/** A path's lines, px, from the first slice to the last. */
async function linesOf(page: Page, kind: string): Promise<readonly Line[]> {
  const d = (await page.locator(`.profile .${kind}`).getAttribute('d'))!;
  return [...d.matchAll(/M([\d.-]+) ([\d.-]+)H([\d.-]+)/g)].map(([, from, y, to]) => ({
    from: Number(from),
    y: Number(y),
    to: Number(to),
  }));
}

const leanOf = ([first, ...rest]: readonly Line[]): number => {
  const last = rest.at(-1)!;
  return (Math.atan2(Math.abs(last.from - first!.from), Math.abs(last.y - first!.y)) * 180) / Math.PI;
};

/** What the page's own volume says: the nearest slice to where the planes meet. */
const nearestSlice = (page: Page): Promise<number> =>
  page.evaluate(async () => {
    const { pictures } = (await (window as unknown as TestWindow).resliceTest.app())!.desk;
    const { slices, orientation } = pictures.volume!;
    const here = pictures.point!.reduce((sum, mm, n) => sum + mm * orientation.normal[n]!, 0);
    const off = slices.map(({ position }) => Math.abs(position - here));
    return off.indexOf(Math.min(...off)) + 1;
  });

describe('phantoms', () => {
  it('says how the head is stored and lies, draws it upright, and follows the crosshair', async () => {
    const { page, complaints, close } = await openReport('phantom=head');
    expect(await words(page)).toEqual([
      'Slices are 3 mm thick, without gap or overlap.',
      '64 slices lie evenly, 3 mm apart.',
      'Slices lie straight above each other: no tilt, no drift.',
      'Windows in the files: 40/80 (BRAIN), 400/1800 (BONE).',
    ]);
    expect(await page.locator('.report-stored li').allTextContents()).toEqual([
      'Explicit VR Little Endian (1.2.840.10008.1.2.1)',
    ]);
    const lines = await linesOf(page, 'slices');
    expect(lines).toHaveLength(64);
    expect(leanOf(lines)).toBeLessThan(0.1);
    for (const kind of ['gap', 'overlap', 'missing']) expect(await linesOf(page, kind), kind).toEqual([]);
    const place = page.locator('.profile-place');
    const before = await nearestSlice(page);
    expect(await place.textContent()).toMatch(new RegExp(`^Slice ${before} of 64, at `));
    expect((await linesOf(page, 'shown'))[0]).toEqual(lines[before - 1]);
    await page.mouse.move(...(await at(page, 'axial', 0.5, 0.5)));
    for (let n = 0; n < 12; n++) await page.mouse.wheel(0, 100);
    await vi.waitUntil(async () => !(await place.textContent())!.startsWith(`Slice ${before} `), { timeout: 10_000 });
    await settled(page);
    await settled(page);
    const after = await nearestSlice(page);
    expect(after).not.toBe(before);
    expect(await place.textContent()).toMatch(new RegExp(`^Slice ${after} of 64, at `));
    expect((await linesOf(page, 'shown'))[0]).toEqual(lines[after - 1]);
    expect(
      await page
        .getByRole('img', { name: /^Side view: 64 slices over 192.0 mm, upright, Slice/ })
        .getAttribute('aria-label'),
    ).toContain(`Slice ${after} of 64`);
    expect(complaints).toEqual([]);
    await close();
  });

  it('applies a window of the files, to every picture', async () => {
    const { page, close } = await openReport('phantom=head');
    const bone = page.getByRole('region', { name: 'Windows in the files' }).getByRole('button', { name: /bone/ });
    expect(await bone.getAttribute('aria-pressed')).toBe('false');
    await bone.click();
    await settled(page);
    const windows = await page.evaluate(async () => {
      const { pictures } = (await (window as unknown as TestWindow).resliceTest.app())!.desk;
      return Object.values(pictures.mpr.views!).map(({ state }) => state.window);
    });
    expect(windows).toHaveLength(4);
    for (const window of windows) expect(window).toMatchObject({ center: 400, width: 1800, function: 'LINEAR' });
    expect(await bone.getAttribute('aria-pressed')).toBe('true');
    await close();
  });

  it('draws a gantry tilted by 20° as leaning by 20°', async () => {
    const { page, close } = await openReport('phantom=head-tilt-20');
    expect((await words(page))[0]).toBe(
      'Slices lean 20.0° against their stack (gantry tilt); each is drawn in its own plane.',
    );
    expect(leanOf(await linesOf(page, 'slices'))).toBeCloseTo(20, 0);
    expect(await page.getByRole('img', { name: /leaning 20.0°/ }).count()).toBe(1);
    await close();
  });

  it('draws uneven slices at their own places, with gaps and overlaps', async () => {
    const { page, close } = await openReport('phantom=head-uneven');
    expect((await words(page)).join(' ')).toMatch(/Slices lie unevenly, 1.47 mm to 4.99 mm apart/);
    const lines = await linesOf(page, 'slices');
    expect(lines).toHaveLength(54);
    const steps = lines.slice(1).map(({ y }, k) => Math.abs(y - lines[k]!.y));
    const share = [1, 1, 0.5, 1.7];
    for (const [k, step] of steps.entries()) expect(step / steps[0]!, `step ${k}`).toBeCloseTo(share[k % 4]!, 1);
    expect((await linesOf(page, 'gap')).length).toBe(13);
    expect((await linesOf(page, 'overlap')).length).toBe(13);
    expect(await page.locator('.profile-figure .legend').allTextContents()).toEqual(['nothing measured', 'overlap']);
    await close();
  });
});

/** A slice at z, of its own instance. */
const slice = (z: number, changes: Changes = {}) => ({
  name: `${z}-${JSON.stringify(changes).length}.dcm`,
  bytes: [
    ...sliceBytes({ ImagePositionPatient: ['DS', `0\\0\\${z}`], SOPInstanceUID: ['UI', `1.2.3.${z + 1}`], ...changes }),
  ],
});

describe('dropped files', () => {
  it('with a slice missing, gaps between slices and a lossy past are told of and drawn', async () => {
    const { page, close } = await openReport('');
    const lossy: Changes = {
      LossyImageCompression: ['CS', '01'],
      LossyImageCompressionRatio: ['DS', '12'],
      LossyImageCompressionMethod: ['CS', 'ISO_10918_1'],
    };
    await drop(
      page,
      [0, 3, 6, 12, 15, 18].map((z) => slice(z, lossy)),
    );
    await drawnByGpu(page);
    await page.getByRole('tab', { name: 'Report' }).click();
    await page.locator('.profile .slices').waitFor();
    expect((await words(page)).join(' ')).toContain('A slice is missing, at 9 mm');
    expect((await words(page)).join(' ')).toContain(
      '1 mm gap between slices 2 mm thick: 33 % of the anatomy is not in these pictures.',
    );
    const [missing] = await linesOf(page, 'missing');
    const lines = await linesOf(page, 'slices');
    expect(missing!.y).toBeCloseTo((lines[2]!.y + lines[3]!.y) / 2, 1);
    expect(await page.locator('.report-stored li').last().textContent()).toBe('Lossy: ISO_10918_1 12:1');
    expect(await linesOf(page, 'gap')).toHaveLength(5);
    await close();
  });

  it('of several times are told of time by time', async () => {
    const { page, close } = await openReport('');
    const timed = (z: number, ms: number): ReturnType<typeof slice> => ({
      ...slice(z, { TriggerTime: ['DS', String(ms)], SOPInstanceUID: ['UI', `1.2.${ms}.${z + 1}`] }),
      name: `${ms}-${z}.dcm`,
    });
    await drop(page, [...[0, 2, 4, 6].map((z) => timed(z, 100)), ...[0, 2, 4].map((z) => timed(z, 400))]);
    await drawnByGpu(page);
    await page.getByRole('tab', { name: 'Report' }).click();
    const title = page.locator('.report-panel h2').first();
    await vi.waitUntil(async () => (await title.textContent()) === 'Time 1 of 2: trigger time 100 ms', {
      timeout: 10_000,
    });
    expect((await words(page)).join(' ')).not.toContain('This time has');
    await page.evaluate(async () =>
      (await (window as unknown as TestWindow).resliceTest.app())!.desk.pictures.set({ time: 1 }),
    );
    await vi.waitUntil(async () => (await title.textContent()) === 'Time 2 of 2: trigger time 400 ms', {
      timeout: 10_000,
    });
    expect((await words(page)).join(' ')).toContain("This time has 3 of the stack's 4 slices");
    expect(await linesOf(page, 'slices')).toHaveLength(3);
    expect(await linesOf(page, 'missing')).toHaveLength(1);
    await close();
  });

  it('without a volume say why, in words', async () => {
    const { page, close } = await openReport('');
    await drop(page, [slice(0, { ImagePositionPatient: null, ImageOrientationPatient: null })]);
    await page.getByRole('tab', { name: 'Report' }).click();
    await vi.waitUntil(async () => (await words(page))[0]?.startsWith('No volume: '), { timeout: 10_000 });
    expect(await words(page)).toHaveLength(1);
    expect((await words(page))[0]).toMatch(
      /lacks an attribute that is needed \(Image(Position|Orientation)Patient \(0020,003[27]\)\)\.$/,
    );
    expect(await page.locator('.profile-figure').isHidden()).toBe(true);
    expect(await page.locator('.report-stored li').allTextContents()).toEqual([
      'Explicit VR Little Endian (1.2.840.10008.1.2.1)',
    ]);
    await close();
  });
});
