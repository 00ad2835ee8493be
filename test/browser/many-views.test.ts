// Many views on one page, and many that come and go: what they share, and that they leave nothing behind.
import { afterEach, expect, it, vi } from 'vitest';
import { ctNoise, makeVolume } from '../../conformance/volumes.ts';
import { createRenderer, link, type Renderer, type View, type ViewRequest } from '../../src/entry/index.ts';
import { pixelsOf } from '../support/canvas-pixels.ts';
import { spyOnContexts } from '../support/context-spy.ts';
import { NOTHING, settled, spyOnGl } from '../support/gl-spy.ts';
import { heapBytes } from '../support/heap.ts';
import { NOTHING_HELD, spyOnListeners } from '../support/listener-spy.ts';

const SIZE = [40, 36, 24] as const;
const volume = makeVolume({ size: SIZE, tilt: 12, steps: [1, 1, 1.4] }, ctNoise(SIZE, 5));
const window = { center: 300, width: 2000, function: 'LINEAR' } as const;

afterEach(() => {
  document.body.replaceChildren();
  vi.restoreAllMocks();
});

function box(side = 96): HTMLElement {
  const element = document.createElement('div');
  element.style.cssText = `width:${side}px;height:${side}px;float:left`;
  document.body.append(element);
  return element;
}

const byGpu = (...views: readonly View[]): Promise<unknown> =>
  vi.waitUntil(() => views.every((view) => view.drawnBy === 'gpu'), { timeout: 30_000, interval: 5 });
const frame = (): Promise<void> => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 0)));

/** 24 states, no two alike. */
const requests = Array.from(
  { length: 24 },
  (_, n): ViewRequest => ({
    plane: (['axial', 'sagittal', 'coronal', 'acquired'] as const)[n % 4]!,
    zoom: 1 + n / 30,
    rotation: n * 15,
    flip: [n % 3 === 0, n % 5 === 0],
    interpolation: n % 6 === 0 ? 'cubic' : n % 6 === 1 ? 'nearest' : 'linear',
    slab: n % 7 === 0 ? { thickness: 5, mode: 'max' } : null,
    colormap: n % 8 === 3 ? 'viridis' : 'grey',
    window,
  }),
);

it('24 views: one context, one texture of the volume; lost and restored, the same pixels in all of them', async () => {
  const contexts = spyOnContexts();
  const gl = spyOnGl();
  const volumes = vi.spyOn(WebGL2RenderingContext.prototype, 'texStorage3D');
  const before = volumes.mock.calls.length;
  const renderer = createRenderer();
  const views = requests.map((request) => renderer.createView(box(), { volume, ...request }));
  await byGpu(...views);
  expect(contexts.all).toHaveLength(1);
  expect(volumes.mock.calls.length - before).toBe(1);
  const pictures = views.map(({ canvas }) => pixelsOf(canvas));
  expect(new Set(pictures.map(String)).size).toBe(24);
  const live = await settled(gl);

  contexts.losses[0]!.loseContext();
  await vi.waitUntil(() => views.every(({ cpuReason }) => cpuReason === 'context-lost'), { timeout: 30_000 });
  expect(gl.live()).toEqual(NOTHING);
  contexts.losses[0]!.restoreContext();
  await byGpu(...views);
  for (const [n, view] of views.entries())
    expect(pixelsOf(view.canvas), JSON.stringify(requests[n])).toEqual(pictures[n]);
  expect(contexts.all).toHaveLength(1);
  expect(volumes.mock.calls.length - before).toBe(2);
  expect(await settled(gl)).toEqual(live);

  for (const view of views) view.dispose();
  expect(await settled(gl)).toMatchObject({ Texture: 0, Framebuffer: 0 });
  renderer.dispose();
  expect(gl.live()).toEqual(NOTHING);
  expect(contexts.all[0]!.isContextLost()).toBe(true);
});

/** A view that has drawn by the GPU, changed, been linked, been asked, and is gone. */
async function mount(renderer: Renderer, n: number, gone?: (object: object) => void): Promise<void> {
  const [view, other] = [box(), box(40)].map((element) =>
    renderer.createView(element, { volume, ...requests[n % requests.length] }),
  ) as [View, View];
  for (const object of [view, other, view.element, view.canvas]) gone?.(object);
  const linked = link([view, other], { position: true, window: true, zoom: true });
  view.on('change', () => view.state);
  // Some go before they are ready, some in the middle of a change.
  if (n % 4 < 2) await byGpu(view, other);
  view.set({ zoom: 1.5 + n / 1000, window: { ...window, center: n } });
  view.valueAt(20, 20);
  if (n % 10 === 0) view.readPlane();
  if (n % 4 === 1) await frame();
  view.dispose();
  view.element.remove();
  if (n % 3 === 0) linked.dispose();
  other.dispose();
  other.element.remove();
}

it('100 views come and go on one renderer, and 100 renderers: no GL object, context, listener or observer stays', async () => {
  const contexts = spyOnContexts();
  const gl = spyOnGl();
  const held = spyOnListeners();
  const renderer = createRenderer();
  await mount(renderer, 0);
  const shared = await settled(gl);
  for (let n = 1; n < 100; n++) await mount(renderer, n);
  expect(contexts.all).toHaveLength(1);
  expect(await settled(gl)).toMatchObject({ Texture: 0, Framebuffer: 0, Buffer: shared.Buffer });
  renderer.dispose();
  await frame();
  expect(gl.live()).toEqual(NOTHING);
  expect(held()).toEqual(NOTHING_HELD);
  expect(contexts.live()).toEqual([]);

  for (let n = 0; n < 100; n++) {
    const own = createRenderer();
    await mount(own, n);
    own.dispose();
    // No context of an earlier renderer is left, nor was one made for a view that is gone.
    expect(contexts.live()).toEqual([]);
    expect(document.querySelectorAll('canvas')).toHaveLength(0);
  }
  await frame();
  expect(contexts.all.length).toBeLessThanOrEqual(101);
  expect(gl.live()).toEqual(NOTHING);
  expect(held()).toEqual(NOTHING_HELD);
});

const MIB = 2 ** 20;

it.each(['one renderer', 'a renderer each'])('the heap at mount 100 is that of mount 20: %s', async (kind) => {
  // Without spies: those keep what they have seen.
  const shared = createRenderer();
  let at20 = 0;
  const refs: WeakRef<object>[] = [];
  for (let n = 1; n <= 100; n++) {
    const renderer = kind === 'one renderer' ? shared : createRenderer();
    await mount(renderer, n, (object) => refs.push(new WeakRef(object)));
    if (renderer !== shared) {
      refs.push(new WeakRef(renderer));
      renderer.dispose();
    }
    if (n === 20) at20 = await heapBytes();
  }
  const at100 = await heapBytes();
  // The last one may still be on somebody's stack.
  expect(refs.slice(0, -8).filter((ref) => ref.deref() !== undefined)).toHaveLength(0);
  // What would stay is seen, be it objects or what arrays stand on.
  const kept = [new Uint8Array(2 * MIB), Array.from({ length: 100_000 }, (_, n) => ({ n }))];
  expect((await heapBytes()) - at100).toBeGreaterThan(3.5 * MIB);
  expect(kept).toHaveLength(2);
  console.log(`${kind}: ${(at20 / MIB).toFixed(2)} MiB at mount 20, ${(at100 / MIB).toFixed(2)} MiB at mount 100`);
  expect(at100 - at20).toBeLessThan(MIB);
  shared.dispose();
});
