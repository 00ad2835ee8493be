// A view as a PNG file: what it holds, decoded, is what the CPU reference draws; and it holds nothing else.
import { decode } from 'fast-png';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { ctNoise, makeVolume, padOutsideCircle } from '../../conformance/volumes.ts';
import {
  type Bitmap,
  createRenderer,
  loadColormap,
  type Renderer,
  type View,
  type ViewRequest,
} from '../../src/entry/index.ts';
import { createCpuSampler } from '../../src/sampler/cpu/cpu-sampler.ts';

const SIZE = [40, 36, 24] as const;
const values = padOutsideCircle(ctNoise(SIZE, 5), SIZE, -2000);
const volume = makeVolume({ size: SIZE, tilt: 12, steps: [1, 1, 1.4] }, values, undefined, [-2000, -2000]);
const window = { center: 300, width: 2000, function: 'LINEAR' } as const;
const own = { name: 'own', table: Array.from({ length: 768 }, (_, n) => (n * 7) % 256) };

let renderer: Renderer;
beforeEach(() => {
  renderer = createRenderer();
});
afterEach(() => {
  renderer.dispose();
  document.body.replaceChildren();
  vi.restoreAllMocks();
});

function view(request: ViewRequest = {}, width = 131): View {
  const element = document.createElement('div');
  element.style.cssText = `width:${width}px;height:97px`;
  document.body.append(element);
  return renderer.createView(element, { volume, plane: 'sagittal', window, ...request });
}

/** Red, green and blue of every pixel. */
const rgbOf = (rgba: ArrayLike<number>): number[] => Array.from(rgba).filter((_, n) => n % 4 !== 3);

/** The types of a PNG's chunks. Source: PNG (third edition), 5.3 Chunk layout */
function chunksOf(png: Uint8Array): string[] {
  const types: string[] = [];
  const bytes = new DataView(png.buffer, png.byteOffset, png.byteLength);
  for (let at = 8; at < png.length; at += 12 + bytes.getUint32(at))
    types.push(String.fromCharCode(...png.subarray(at + 4, at + 8)));
  return types;
}

it.each<[string, ViewRequest]>([
  ['a plane', {}],
  ['inverted and turned', { invert: true, rotation: 37, flip: [true, false], zoom: 1.7, pan: [3, -5] }],
  ['a slab', { slab: { thickness: 9, mode: 'max' }, interpolation: 'cubic', plane: 'axial' }],
])('holds the levels of %s as one channel, and nothing else', async (_, request) => {
  const each = view(request);
  const png = await each.snapshot();
  const { width, height, channels, depth, data } = decode(png);
  expect([width, height, channels, depth]).toEqual([each.plane.width, each.plane.height, 1, 8]);
  expect(data).toEqual(each.levels());
  expect(new Set(data).size).toBeGreaterThan(50);
  expect(new Set(chunksOf(png))).toEqual(new Set(['IHDR', 'IDAT', 'IEND']));
});

it.each(['viridis', own] as const)('holds colours, by name or by table', async (colormap) => {
  const each = view({ colormap, invert: true });
  const { data, channels } = decode(await each.snapshot());
  const { plane, state } = each;
  const table =
    typeof colormap === 'string' ? await loadColormap(colormap) : { ...own, table: Uint8Array.from(own.table) };
  expect(channels).toBe(3);
  expect(Array.from(data)).toEqual(rgbOf(createCpuSampler(volume).colors(plane, { ...state, colormap: table })));
});

it('lays a bitmap over it, by its alpha', async () => {
  const each = view();
  const { width, height } = each.plane;
  const levels = each.levels();
  const bitmap: Bitmap = new ImageData(width, height);
  for (let n = 0; n < bitmap.data.length; n++) bitmap.data[n] = (n * 31) % 256;
  for (const overlay of [bitmap, Promise.resolve(bitmap)]) {
    const { data } = decode(await each.snapshot({ overlay }));
    const expected = rgbOf(
      bitmap.data.map((value, n) => {
        const [level, alpha] = [levels[n >> 2]!, bitmap.data[n | 3]! / 255];
        return value * alpha + level * (1 - alpha);
      }),
    );
    const worst = expected.reduce((most, value, n) => Math.max(most, Math.abs(value - data[n]!)), 0);
    expect(worst).toBeLessThanOrEqual(1);
  }
  // Nothing over it: the picture; all over it: the bitmap.
  const clear = decode(await each.snapshot({ overlay: new ImageData(width, height) }));
  expect(Array.from(clear.data)).toEqual(Array.from(levels).flatMap((level) => [level, level, level]));
  for (let n = 3; n < bitmap.data.length; n += 4) bitmap.data[n] = 255;
  expect(Array.from(decode(await each.snapshot({ overlay: bitmap })).data)).toEqual(rgbOf(bitmap.data));
});

it('is of the state at the call, survives the view, and never reads a canvas', async () => {
  const getImageData = vi.spyOn(CanvasRenderingContext2D.prototype, 'getImageData');
  const toBlob = vi.spyOn(HTMLCanvasElement.prototype, 'toBlob');
  const toDataURL = vi.spyOn(HTMLCanvasElement.prototype, 'toDataURL');
  const readPixels = vi.spyOn(WebGL2RenderingContext.prototype, 'readPixels');
  const each = view();
  const levels = each.levels();
  const pending = each.snapshot();
  each.set({ zoom: 3, colormap: 'viridis', plane: 'axial' });
  each.dispose();
  expect(decode(await pending).data).toEqual(levels);
  for (const spy of [getImageData, toBlob, toDataURL, readPixels]) expect(spy).not.toHaveBeenCalled();
});

it('refuses by code', async () => {
  const code = (promise: Promise<unknown>): Promise<string> =>
    promise.then(
      () => 'none',
      ({ code }) => code,
    );
  const [each, bare] = [view(), view({}, 0)];
  expect(await code(bare.snapshot())).toBe('use/bad-argument');
  expect(await code(each.snapshot({ overlay: new ImageData(2, 2) }))).toBe('use/bad-argument');
  each.dispose();
  expect(await code(each.snapshot())).toBe('use/disposed');
});
