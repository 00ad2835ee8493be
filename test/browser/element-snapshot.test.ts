// An element as a PNG file, with what lies over the picture and without.
import { decode } from 'fast-png';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ctNoise, makeVolume } from '../../conformance/volumes.ts';
import { ResliceError, type ResliceViewElement } from '../../src/entry/element.ts';
import { createMeasurement } from '../../src/measure/create-measurement.ts';

const SIZE = [40, 36, 24] as const;
const volume = { ...makeVolume({ size: SIZE, tilt: 12, steps: [1.5] }, ctNoise(SIZE, 5)), unit: 'HU' };
const WIDTH = 300;

let element: ResliceViewElement;
beforeEach(async () => {
  const sheet = document.createElement('style');
  sheet.textContent = 'reslice-view::part(measurement) { stroke: rgb(255 0 0); stroke-width: 6 }';
  document.body.append(sheet);
  element = document.createElement('reslice-view');
  element.style.cssText = `width:${WIDTH}px;height:240px`;
  document.body.append(element);
  element.volume = volume;
  await vi.waitUntil(() => element.shadowRoot!.querySelectorAll('[data-item]').length > 0);
  // The badge that tells of the CPU goes with the GPU's first picture, in the overlay's own next frame.
  const badges = () => [...element.shadowRoot!.querySelectorAll('[data-item]')].map(({ textContent }) => textContent);
  await vi.waitUntil(() => element.view!.drawnBy === 'gpu' && !badges().some((text) => /CPU/.test(text ?? '')), {
    timeout: 20_000,
  });
});
afterEach(() => {
  document.body.replaceChildren();
  vi.restoreAllMocks();
});

interface Picture {
  readonly width: number;
  readonly height: number;
  /** Red, green and blue at a point, CSS px. */
  at(x: number, y: number): readonly number[];
}

function pictureOf(png: Uint8Array): Picture {
  const { width, height, channels, data } = decode(png);
  const ratio = width / WIDTH;
  return {
    width,
    height,
    at: (x, y) => {
      const p = (Math.floor(y * ratio) * width + Math.floor(x * ratio)) * channels;
      return [0, 1, 2].map((c) => data[p + (channels === 1 ? 0 : c)]!);
    },
  };
}

/** Boxes of what lies over the picture, CSS px from the picture's corner. */
function boxes(selector: string): { name: string; box: DOMRect }[] {
  const { left, top } = element.view!.canvas.getBoundingClientRect();
  return [...element.shadowRoot!.querySelectorAll(selector)].map((each) => {
    const { x, y, width, height } = each.getBoundingClientRect();
    return { name: each.getAttribute('data-item') ?? '', box: new DOMRect(x - left, y - top, width, height) };
  });
}

/** Points, CSS px, at which the two differ. */
function differing(a: Picture, b: Picture): (readonly [number, number])[] {
  const found: (readonly [number, number])[] = [];
  for (let y = 0.5; y < 240; y++)
    for (let x = 0.5; x < WIDTH; x++) if (a.at(x, y).some((value, c) => value !== b.at(x, y)[c])) found.push([x, y]);
  return found;
}

const isIn = ([x, y]: readonly [number, number], { left, right, top, bottom }: DOMRect, rim: number): boolean =>
  x >= left - rim && x <= right + rim && y >= top - rim && y <= bottom + rim;

function measure(): void {
  const { center, right, down } = element.view!.plane;
  const end = center.map((mm, n) => mm + 9 * right[n]!) as [number, number, number];
  element.measurements.add(createMeasurement('length', [center, end], { right, down }));
}

describe('element.snapshot', () => {
  it('is the view’s own without overlays', async () => {
    expect(await element.snapshot()).toEqual(await element.view!.snapshot());
    expect(await element.snapshot({ overlays: false })).toEqual(await element.view!.snapshot());
  });

  it('with overlays holds each of them where it is, and the picture as it is everywhere else', async () => {
    measure();
    const [plain, over] = [pictureOf(await element.snapshot()), pictureOf(await element.snapshot({ overlays: true }))];
    expect([over.width, over.height]).toEqual([plain.width, plain.height]);
    const changed = differing(plain, over);
    const all = [...boxes('[data-item]'), ...boxes('.measurement, .measurement-text')];
    expect(all.length).toBeGreaterThan(8);
    for (const { name, box } of all) expect(changed.filter((at) => isIn(at, box, 0)).length, name).toBeGreaterThan(8);
    expect(changed.filter((at) => !all.some(({ box }) => isIn(at, box, 4)))).toEqual([]);
  });

  it('draws lines as the page styles them', async () => {
    measure();
    const over = pictureOf(await element.snapshot({ overlays: true }));
    const { box } = boxes('.measurement line')[0]!;
    expect(over.at(box.x + box.width / 2, box.y + box.height / 2)).toEqual([255, 0, 0]);
  });

  it('an ellipse that is turned has a line of one width', async () => {
    const { center, right, down } = element.view!.plane;
    const far = center.map((mm, n) => mm + 12 * right[n]! + 6 * down[n]!) as [number, number, number];
    element.measurements.add(createMeasurement('ellipse', [center, far], { right, down }));
    element.set({ rotation: 30 });
    const [plain, over] = [pictureOf(await element.snapshot()), pictureOf(await element.snapshot({ overlays: true }))];
    const { box } = boxes('.measurement circle[transform]')[0]!;
    const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
    // Its middle is the picture's own, its outline is not.
    expect(over.at(x, y)).toEqual(plain.at(x, y));
    const reds = differing(plain, over).filter(([px, py]) => over.at(px, py).join() === '255,0,0');
    expect(reds.filter((at) => isIn(at, box, 4)).length).toBeGreaterThan(200);
  });

  it('is of the state as it is now, and of the layers that are on', async () => {
    element.set({
      overlay: { letters: false, scale: false, window: false, place: false, sampling: false, badges: false },
    });
    const bare = await element.snapshot({ overlays: true });
    expect(differing(pictureOf(bare), pictureOf(await element.snapshot()))).toEqual([]);
    element.set({ overlay: { letters: true }, plane: 'sagittal' });
    const lettered = await element.snapshot({ overlays: true });
    expect(differing(pictureOf(lettered), pictureOf(await element.snapshot())).length).toBeGreaterThan(50);
  });

  it('says so where the browser falsifies what is read from a canvas', async () => {
    const read = CanvasRenderingContext2D.prototype.getImageData;
    vi.spyOn(CanvasRenderingContext2D.prototype, 'getImageData').mockImplementation(function (
      this: CanvasRenderingContext2D,
      ...args: Parameters<typeof read>
    ) {
      const image = read.apply(this, args);
      image.data[4]! ^= 1;
      return image;
    });
    const error = await element.snapshot({ overlays: true }).catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(ResliceError);
    expect(error).toMatchObject({ code: 'element/falsified-readback' });
    expect(await element.snapshot()).toEqual(await element.view!.snapshot());
  });

  it('is an error while nothing is shown', async () => {
    element.remove();
    await expect(element.snapshot()).rejects.toMatchObject({ code: 'use/bad-argument' });
  });

  it('of an mpr is of the pane that is named, or of the active one', async () => {
    const mpr = document.createElement('reslice-mpr');
    mpr.style.cssText = 'width:500px;height:400px';
    document.body.append(mpr);
    mpr.volume = volume;
    await vi.waitUntil(() => mpr.shadowRoot!.querySelectorAll('.line').length > 0);
    mpr.active = 'coronal';
    expect(await mpr.snapshot()).toEqual(await mpr.views!.coronal.snapshot());
    expect(await mpr.snapshot({ pane: 'sagittal' })).toEqual(await mpr.views!.sagittal.snapshot());
    const plain = decode(await mpr.snapshot({ pane: 'axial' }));
    const over = decode(await mpr.snapshot({ pane: 'axial', overlays: true }));
    expect([over.width, over.height, over.channels]).toEqual([plain.width, plain.height, 3]);
    // Lines of the other planes are coloured.
    const { data } = over;
    let coloured = 0;
    for (let p = 0; p < data.length; p += 3) if (data[p] !== data[p + 1] || data[p] !== data[p + 2]) coloured++;
    expect(coloured).toBeGreaterThan(300);
    await expect(mpr.snapshot({ pane: 'nowhere' as never })).rejects.toMatchObject({ code: 'use/bad-argument' });
  });
});
