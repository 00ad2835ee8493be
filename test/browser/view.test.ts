// Views in a real browser: what their canvases hold, what they share, what they leave behind, and a context that comes back.

import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { compareLevels } from '../../conformance/compare-levels.ts';
import { ctNoise, makeVolume } from '../../conformance/volumes.ts';
import { createRenderer, isResliceError, type Renderer, type View } from '../../src/entry/index.ts';
import { nearBreak } from '../../src/regression/near-break.ts';
import { createCpuSampler } from '../../src/sampler/cpu/cpu-sampler.ts';
import type { Volume } from '../../src/volume/volume.ts';
import { levelsOf } from '../support/canvas-pixels.ts';
import { type MadeContexts, spyOnContexts } from '../support/context-spy.ts';

const SIZE = [40, 36, 24] as const;
const volume = makeVolume({ size: SIZE, tilt: 12, steps: [1, 1, 1.4] }, ctNoise(SIZE, 5));
const window = { center: 300, width: 2000, function: 'LINEAR' } as const;

let renderer: Renderer;
let live: Set<WebGLTexture>;
let volumeTextures = 0;
let contexts: MadeContexts;

beforeEach(() => {
  live = new Set();
  volumeTextures = 0;
  contexts = spyOnContexts();
  const gl = WebGL2RenderingContext.prototype;
  const { createTexture, deleteTexture, texStorage3D } = gl;
  vi.spyOn(gl, 'createTexture').mockImplementation(function (this: WebGL2RenderingContext) {
    const texture = createTexture.call(this);
    live.add(texture);
    return texture;
  });
  vi.spyOn(gl, 'deleteTexture').mockImplementation(function (this: WebGL2RenderingContext, texture) {
    if (texture) live.delete(texture);
    deleteTexture.call(this, texture);
  });
  vi.spyOn(gl, 'texStorage3D').mockImplementation(function (this: WebGL2RenderingContext, ...sizes) {
    volumeTextures++;
    texStorage3D.apply(this, sizes);
  });
  renderer = createRenderer();
});

afterEach(() => {
  renderer.dispose();
  document.body.replaceChildren();
  vi.restoreAllMocks();
});

function box(width = 211, height = 157): HTMLElement {
  const element = document.createElement('div');
  element.style.cssText = `width:${width}px;height:${height}px`;
  document.body.append(element);
  return element;
}

const drawnBy = (view: View, who: 'gpu' | 'cpu'): Promise<void> =>
  new Promise((resolve) => {
    const off = view.on('rendered', (rendered) => {
      if (rendered.drawnBy !== who) return;
      off();
      resolve();
    });
  });

const rendered = (view: View): Promise<void> =>
  new Promise((resolve) => {
    const off = view.on('rendered', () => {
      off();
      resolve();
    });
  });

const canvasLevels = ({ canvas }: View): Uint8Array => levelsOf(canvas);

function expectReference(view: View, of: Volume = volume): void {
  const { canvas, plane, state } = view;
  expect([canvas.width, canvas.height]).toEqual([plane.width, plane.height]);
  const mask = nearBreak(of, plane, state);
  const { worst, differing, compared } = compareLevels(canvasLevels(view), view.levels(), mask);
  expect(worst).toBeLessThanOrEqual(1);
  expect(differing).toBeLessThan(0.001);
  expect(compared).toBeGreaterThan(0.98 * plane.width * plane.height);
}

it.each(['acquired', 'axial', 'sagittal', 'coronal'] as const)(
  'draws %s by the CPU first, then by the GPU',
  async (plane) => {
    const view = renderer.createView(box(), { volume, plane, window });
    await rendered(view);
    expectReference(view);
    if (view.drawnBy === 'cpu') await drawnBy(view, 'gpu');
    expect(view.cpuReason).toBeNull();
    expectReference(view);
    expect(Math.max(...canvasLevels(view))).toBeGreaterThan(100);
  },
);

it('gives every view its own picture from one context and one texture', async () => {
  const views = (['axial', 'sagittal', 'coronal'] as const).map((plane, n) =>
    renderer.createView(box(120 + 40 * n, 200 - 30 * n), { volume, plane, window }),
  );
  await Promise.all(views.map((view) => drawnBy(view, 'gpu')));
  for (const view of views) expectReference(view);
  expect(volumeTextures).toBe(1);
  expect(contexts.all).toHaveLength(1);
});

it('leaves no texture when the last view of a volume is disposed, also twice', async () => {
  const views = [box(), box()].map((element) => renderer.createView(element, { volume, plane: 'coronal', window }));
  await Promise.all(views.map((view) => drawnBy(view, 'gpu')));
  const [first, second] = views as [View, View];
  first.set({ invert: true });
  second.set({ zoom: 2 });
  await rendered(second);
  first.dispose();
  second.set({ zoom: 3 });
  await rendered(second);
  expectReference(second);
  second.dispose();
  second.dispose();
  expect(live.size).toBe(0);
  expect(second.element.children).toHaveLength(0);
  expect(renderer.views).toHaveLength(0);
  expect(() => second.set({ zoom: 1 })).toThrowError(expect.objectContaining({ code: 'use/disposed' }));
  renderer.dispose();
  renderer.dispose();
  expect(() => renderer.createView(box(), { volume })).toThrowError(expect.objectContaining({ code: 'use/disposed' }));
});

it('keeps drawing by the CPU while the context is lost, and by the GPU after it is back', async () => {
  const views = (['axial', 'sagittal'] as const).map((plane) => renderer.createView(box(), { volume, plane, window }));
  await Promise.all(views.map((view) => drawnBy(view, 'gpu')));
  const view = views[1]!;
  const before = canvasLevels(view);
  const events: string[] = [];
  view.on('contextlost', () => events.push('lost'));
  view.on('contextrestored', () => events.push('restored'));
  const extension = contexts.losses.at(-1)!;
  extension.loseContext();
  await drawnBy(view, 'cpu');
  expect(view.cpuReason).toBe('context-lost');
  view.set({ zoom: 1.5 });
  await rendered(view);
  expectReference(view);
  view.set({ zoom: 1 });
  extension.restoreContext();
  await Promise.all(views.map((each) => drawnBy(each, 'gpu')));
  expect(events).toEqual(['lost', 'restored']);
  expect(canvasLevels(view)).toEqual(before);
  for (const each of views) expectReference(each);
});

it('leaves a view too large for the drawing buffer to the CPU, and no other', async () => {
  const small = renderer.createView(box(), { volume, plane: 'axial', window });
  await drawnBy(small, 'gpu');
  const large = renderer.createView(box(20_000, 20), { volume, plane: 'axial', window });
  await vi.waitUntil(() => large.cpuReason === 'beyond-limits');
  const redrawn = rendered(small);
  small.set({ zoom: 2 });
  await redrawn;
  expect(small.cpuReason).toBeNull();
  expectReference(small);
  expect(large.drawnBy).toBe('cpu');
});

it('takes values that were not read for a loss that is yet to be told, not for a failure', async () => {
  const view = renderer.createView(box(), { volume, plane: 'axial', window });
  await drawnBy(view, 'gpu');
  const errors: unknown[] = [];
  view.on('error', ({ error }) => errors.push(error));
  const expected = createCpuSampler(volume).values(view.plane, view.state);
  vi.spyOn(WebGL2RenderingContext.prototype, 'readPixels').mockImplementationOnce(() => {});
  expect(view.readPlane().values).toEqual(expected);
  view.set({ zoom: 2 });
  await rendered(view);
  expect(view.cpuReason).toBeNull();
  expect(errors).toEqual([]);
});

it.each(['throws', 'gives nothing'])(
  'draws a picture by the CPU where handing it over %s, the next by the GPU',
  async (how) => {
    const view = renderer.createView(box(), { volume, plane: 'axial', window });
    await drawnBy(view, 'gpu');
    const errors: unknown[] = [];
    view.on('error', ({ error }) => errors.push(error));
    vi.spyOn(OffscreenCanvas.prototype, 'transferToImageBitmap').mockImplementationOnce(() => {
      if (how === 'throws') throw new DOMException('', 'UnknownError');
      return null as unknown as ImageBitmap;
    });
    view.set({ zoom: 2 });
    await rendered(view);
    expect(view.cpuReason).toBe('context-lost');
    expectReference(view);
    view.set({ zoom: 3 });
    await rendered(view);
    expect(view.cpuReason).toBeNull();
    expectReference(view);
    expect(errors).toEqual([]);
  },
);

it('shows no picture of a context that turns out to be lost: it would be black', async () => {
  const view = renderer.createView(box(), { volume, plane: 'axial', window });
  await drawnBy(view, 'gpu');
  const { transferToImageBitmap } = OffscreenCanvas.prototype;
  vi.spyOn(OffscreenCanvas.prototype, 'transferToImageBitmap').mockImplementationOnce(function (this: OffscreenCanvas) {
    const picture = transferToImageBitmap.call(this);
    contexts.losses.at(-1)!.loseContext();
    return picture;
  });
  view.set({ zoom: 2 });
  await rendered(view);
  expect(view.cpuReason).toBe('context-lost');
  expectReference(view);
});

it('tells of a picture that cannot be drawn at all, draws the others, and that one when it can be', async () => {
  const [first, second] = [box(), box()].map((element) =>
    renderer.createView(element, { volume, plane: 'axial', window }),
  ) as [View, View];
  await Promise.all([drawnBy(first, 'gpu'), drawnBy(second, 'gpu')]);
  const errors: unknown[] = [];
  first.on('error', ({ error }) => errors.push(error.code));
  vi.spyOn(OffscreenCanvas.prototype, 'transferToImageBitmap').mockImplementation(() => {
    throw new DOMException('', 'InvalidStateError');
  });
  first.set({ zoom: 2 });
  await vi.waitUntil(() => errors.length > 0);
  vi.mocked(OffscreenCanvas.prototype.transferToImageBitmap).mockRestore();
  expect(errors).toEqual(['gpu/unavailable']);
  second.set({ zoom: 2 });
  await Promise.all([rendered(first), rendered(second)]);
  for (const view of [first, second]) expectReference(view);
});

it('draws by the CPU where there is no WebGL2, and says so', async () => {
  vi.mocked(OffscreenCanvas.prototype.getContext).mockRestore();
  const getContext = OffscreenCanvas.prototype.getContext as (kind: string, options?: unknown) => unknown;
  vi.spyOn(OffscreenCanvas.prototype, 'getContext').mockImplementation(function (
    this: OffscreenCanvas,
    kind: string,
    options?: unknown,
  ) {
    return (kind === 'webgl2' ? null : getContext.call(this, kind, options)) as null;
  } as OffscreenCanvas['getContext']);
  const view = renderer.createView(box(), { volume, plane: 'sagittal', window });
  await rendered(view);
  expectReference(view);
  await vi.waitUntil(() => view.cpuReason === 'no-webgl2');
  expect(view.drawnBy).toBe('cpu');
  expectReference(view);
});

it('draws many changes in one frame, and nothing while nothing changes', async () => {
  const view = renderer.createView(box(), { volume, plane: 'axial', window });
  await drawnBy(view, 'gpu');
  let [frames, changes] = [0, 0];
  view.on('rendered', () => frames++);
  view.on('change', () => changes++);
  for (let n = 1; n <= 20; n++) view.set({ window: { ...window, center: n } });
  view.set({ window: { ...window, center: 20 } });
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect([frames, changes]).toEqual([1, 20]);
  expectReference(view);
});

it('shows one time of a stack, and keeps no texture of the others', async () => {
  const later = makeVolume({ size: SIZE, step: 2 }, ctNoise(SIZE, 6));
  const stack = { volumes: [{ volume }, { volume: later }] };
  const view = renderer.createView(box(), { stack, plane: 'coronal', window });
  await drawnBy(view, 'gpu');
  const before = live.size;
  view.set({ time: 1 });
  await drawnBy(view, 'gpu');
  expect(view.volume).toBe(later);
  expect(volumeTextures).toBe(2);
  expect(live.size).toBe(before);
  expectReference(view, later);
});

it('follows its element, and draws nothing without a size', async () => {
  const element = box();
  const view = renderer.createView(element, { volume, plane: 'axial', window });
  await drawnBy(view, 'gpu');
  element.style.width = '301px';
  await rendered(view);
  expect(view.canvas.width).toBe(Math.round(301 * devicePixelRatio));
  expectReference(view);
  element.style.display = 'none';
  await new Promise((resolve) => setTimeout(resolve, 50));
  let frames = 0;
  view.on('rendered', () => frames++);
  view.set({ zoom: 2 });
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(frames).toBe(0);
  element.style.display = '';
  await rendered(view);
  expectReference(view);
});

it('tells value, unit and patient position under a point, and finds the point again', async () => {
  const view = renderer.createView(box(), { volume, plane: 'sagittal', window });
  await rendered(view);
  const [x, y] = view.toCanvas(view.plane.center);
  const probe = view.valueAt(x, y)!;
  expect(probe.unit).toBe('a.u.');
  expect(Math.hypot(...view.plane.center.map((c, axis) => c - probe.position[axis]!))).toBeLessThan(view.mmPerPx);
  const back = view.toCanvas(view.toPatient(33, 44));
  expect(back[0]).toBeCloseTo(33, 9);
  expect(back[1]).toBeCloseTo(44, 9);
  expect(view.valueAt(-1, 4)).toBeNull();
});

it.each([
  { interpolation: 'cubic', slab: null },
  { interpolation: 'linear', slab: { thickness: 9, mode: 'max' } },
  { interpolation: 'cubic', slab: { thickness: 4, mode: 'mean' } },
] as const)('draws $interpolation through $slab, and probes it', async (sampling) => {
  const view = renderer.createView(box(), { volume, plane: 'coronal', window });
  await drawnBy(view, 'gpu');
  const plain = view.levels();
  view.set(sampling);
  await rendered(view);
  expect(view.drawnBy).toBe('gpu');
  expectReference(view);
  const differing = view.levels().reduce((sum, level, p) => sum + (level === plain[p] ? 0 : 1), 0);
  expect(differing / plain.length).toBeGreaterThan(0.1);
  const values = createCpuSampler(volume).values64(view.plane, view.state);
  const { width, height } = view.plane;
  let inside = 0;
  for (let p = 7; p < width * height; p += 997) {
    const [across, down] = [(p % width) + 0.5, Math.floor(p / width) + 0.5];
    const { devicePixelRatio: ratio } = globalThis;
    const probe = view.valueAt(across / ratio, down / ratio);
    if (Number.isNaN(values[p]!)) expect(probe).toBeNull();
    else {
      inside++;
      expect(probe!.value).toBeCloseTo(values[p]!, 6);
    }
  }
  expect(inside).toBeGreaterThan(5);
});

it('refuses what it cannot draw, by code', () => {
  const code = (make: () => unknown): string => {
    try {
      make();
    } catch (error) {
      if (isResliceError(error)) return error.code;
    }
    return 'none';
  };
  const create = (options: object) => code(() => renderer.createView(box(), { volume, ...options } as never));
  expect(create({ plane: 'transverse' })).toBe('use/bad-argument');
  expect(create({ slab: { thickness: Number.NaN, mode: 'mean' } })).toBe('use/bad-argument');
  expect(create({ window: { center: 0, width: 0.5, function: 'LINEAR' } })).toBe('voi/bad-value');
  expect(create({ window: 'brain' })).toBe('voi/bad-value');
  expect(create({ zoom: 0 })).toBe('use/bad-argument');
  expect(create({ time: 3 })).toBe('use/bad-argument');
  expect(code(() => renderer.createView(box(), { stack: { volumes: [], reason: null } }))).toBe('use/bad-argument');
  expect(renderer.views).toHaveLength(0);
});
