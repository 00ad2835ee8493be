// The one context of a renderer lost a hundred times, at any moment of its views' lives: the same picture comes back, and nothing
// stays behind.

import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { ctNoise, makeVolume, padOutsideCircle, perSlice } from '../../conformance/volumes.ts';
import { createRenderer, type Renderer, type View, type ViewRequest } from '../../src/entry/index.ts';
import { createRandom } from '../../src/math/random.ts';
import type { Plane } from '../../src/plane/plane.ts';
import { PlaneDrawer } from '../../src/sampler/gpu/plane-drawer.ts';
import type { PictureOptions } from '../../src/sampler/sampler.ts';
import { levelsOf as canvasLevels } from '../support/canvas-pixels.ts';
import { type MadeContexts, spyOnContexts } from '../support/context-spy.ts';
import { type GlSpy, NOTHING, spyOnGl } from '../support/gl-spy.ts';

const SIZE = [40, 36, 24] as const;
const volumes = [
  makeVolume({ size: SIZE, tilt: 12, steps: [1, 1, 1.4] }, ctNoise(SIZE, 5)),
  makeVolume({ size: SIZE }, padOutsideCircle(ctNoise(SIZE, 6), SIZE, -2000), perSlice, [-2000, -2000]),
  makeVolume({ size: SIZE, step: 1.5, drift: 1 }, ctNoise(SIZE, 7)),
] as const;
const window = { center: 300, width: 2000, function: 'LINEAR' } as const;

const { texStorage3D, fenceSync, getSyncParameter } = WebGL2RenderingContext.prototype;

let renderer: Renderer;
let spy: GlSpy;
let contexts: MadeContexts;

beforeEach(() => {
  contexts = spyOnContexts();
  spy = spyOnGl();
  renderer = createRenderer();
});

afterEach(() => {
  renderer.dispose();
  document.body.replaceChildren();
  vi.restoreAllMocks();
});

function box(width: number, height: number): HTMLElement {
  const element = document.createElement('div');
  element.style.cssText = `width:${width}px;height:${height}px`;
  document.body.append(element);
  return element;
}

const turn = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0));
const frame = (): Promise<void> => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 0)));
const byGpu = (...views: readonly View[]): Promise<unknown> =>
  vi.waitUntil(() => views.every((view) => view.drawnBy === 'gpu'), { timeout: 20_000, interval: 5 });

const levelsOf = ({ canvas }: View): Uint8Array => canvasLevels(canvas);

/** Waits until the loss is told, and asks the context back. */
async function restore(): Promise<void> {
  const { canvas } = contexts.all.at(-1)!;
  const restored = new Promise<void>((resolve) =>
    canvas.addEventListener('webglcontextrestored', () => resolve(), { once: true }),
  );
  // The event comes in a turn of its own; asking before it is over is an error, asking again is none.
  await turn();
  await turn();
  contexts.losses.at(-1)!.restoreContext();
  await restored;
}

const pan = [0, 0] as const;
const start: readonly ViewRequest[] = [
  { plane: 'sagittal', zoom: 1, pan, window, interpolation: 'linear', invert: false, position: null, time: 0 },
  { plane: 'axial', zoom: 1.3, pan, window, interpolation: 'linear', invert: false, position: null, time: 0 },
];

/** Ends with every picture drawn from kept values, and a sheet in the first view. */
async function settle(views: readonly View[]): Promise<void> {
  for (const [n, view] of views.entries()) view.set(start[n]!);
  await frame();
  await byGpu(...views);
  for (const center of [100, 200, 300]) {
    for (const view of views) view.set({ window: { ...window, center } });
    await frame();
    await byGpu(...views);
  }
  // The fence behind a picture goes when that is done.
  await vi.waitUntil(() => spy.live().Sync === 0, { timeout: 20_000, interval: 5 });
}

it('100 losses at any moment end with the same picture, and nothing more on the GPU', async () => {
  let random = createRandom(0);
  const one = (names: readonly string[]): string => names[random.integer(0, names.length - 1)]!;
  const stack = { volumes: [{ volume: volumes[0] }, { volume: volumes[2] }] };
  const views = [
    renderer.createView(box(161, 127), { stack, ...start[0] }),
    renderer.createView(box(127, 161), { volume: volumes[1], ...start[1] }),
  ] as const;
  await settle(views);
  const pictures = views.map(levelsOf);
  const live = spy.live();
  expect(live.Program).toBeGreaterThan(3);
  const moments: Record<string, number> = {};
  const byCpu = { drawn: 0 };
  for (const view of views) view.on('rendered', ({ drawnBy }) => (byCpu.drawn += drawnBy === 'cpu' ? 1 : 0));
  const gesture = (): void => {
    const view = views[random.integer(0, 1)]!;
    const request: ViewRequest[] = [
      { zoom: random.between(0.5, 3) },
      { pan: [random.between(-9, 9), random.between(-9, 9)] },
      { window: { ...window, center: random.between(0, 500) } },
      { interpolation: random.next() < 0.5 ? 'nearest' : 'linear' },
      { plane: one(['acquired', 'axial', 'sagittal', 'coronal']) as 'axial' },
      { invert: random.next() < 0.5 },
      { time: view === views[0] ? random.integer(0, 1) : 0 },
    ];
    view.set(request[random.integer(0, request.length - 1)]!);
  };
  for (let n = 0; n < 100; n++) {
    // Its own seed: how many turns something takes must not decide what comes next.
    random = createRandom(n);
    const moment = one(['in a call', 'in a call', 'in a call', 'between', 'with a new view', 'while idle']);
    moments[moment] = (moments[moment] ?? 0) + 1;
    let passing: View | null = null;
    // Half of the time before the last restore's upload is over.
    if (random.next() < 0.5) await byGpu(...views);
    if (moment === 'in a call') spy.loseAt(random.integer(0, 120));
    if (moment === 'with a new view')
      passing = renderer.createView(box(90, 90), { volume: volumes[2], plane: 'coronal', window });
    for (let step = random.integer(0, 6); step > 0 && !contexts.all.at(-1)!.isContextLost(); step--) {
      gesture();
      await (random.next() < 0.5 ? frame() : turn());
    }
    if (moment === 'between') gesture();
    if (spy.hasLost) moments.hit = (moments.hit ?? 0) + 1;
    if (!contexts.all.at(-1)!.isContextLost()) contexts.losses.at(-1)!.loseContext();
    spy.loseAt(Number.NaN);
    if (random.next() < 0.5) gesture();
    // Now and then the loss is seen by a frame.
    if (random.next() < 0.3) {
      await vi.waitUntil(() => views.every(({ drawnBy }) => drawnBy === 'cpu'), { timeout: 20_000, interval: 1 });
    }
    if (random.next() < 0.5) passing?.dispose();
    await restore();
    passing?.dispose();
  }
  await settle(views);
  for (const [n, view] of views.entries()) expect(levelsOf(view), `view ${n}`).toEqual(pictures[n]);
  expect(spy.live()).toEqual(live);
  for (const view of views) view.dispose();
  expect(spy.live()).toMatchObject({ Texture: 0, Framebuffer: 0, Sync: 0 });
  renderer.dispose();
  expect(spy.live()).toEqual(NOTHING);
  console.log(`100 losses: ${JSON.stringify(moments)}; ${byCpu.drawn} pictures by the CPU meanwhile`);
});

it('a context that never comes back leaves the CPU drawing', async () => {
  const view = renderer.createView(box(161, 127), { volume: volumes[0], plane: 'sagittal', window });
  await byGpu(view);
  contexts.losses.at(-1)!.loseContext();
  await vi.waitUntil(() => view.cpuReason === 'context-lost');
  expect(spy.live()).toEqual(NOTHING);
  for (const zoom of [1.1, 1.4, 2, 0.7]) {
    view.set({ zoom });
    await frame();
    expect([view.drawnBy, view.cpuReason]).toEqual(['cpu', 'context-lost']);
    expect(levelsOf(view)).toEqual(view.levels());
  }
  const later = renderer.createView(box(90, 80), { volume: volumes[2], plane: 'axial', window });
  await new Promise((resolve) => later.on('rendered', resolve));
  expect([later.drawnBy, later.cpuReason]).toEqual(['cpu', 'context-lost']);
  expect(levelsOf(later)).toEqual(later.levels());
  expect(spy.live()).toEqual(NOTHING);
});

it('a volume beyond the sizes is drawn by the CPU, and says so', async () => {
  const size = [2100, 4, 3] as const;
  const wide = makeVolume({ size }, ctNoise(size, 8));
  const view = renderer.createView(box(161, 127), { volume: wide, plane: 'axial', window });
  const other = renderer.createView(box(90, 80), { volume: volumes[0], plane: 'axial', window });
  const codes: string[] = [];
  view.on('error', ({ error }) => codes.push(error.code));
  await vi.waitUntil(() => view.cpuReason === 'beyond-limits');
  await byGpu(other);
  expect(codes).toEqual(['gpu/limit-exceeded']);
  view.set({ zoom: 3 });
  await frame();
  expect([view.drawnBy, view.cpuReason]).toEqual(['cpu', 'beyond-limits']);
  expect(levelsOf(view)).toEqual(view.levels());
});

it('a heavy volume that costs the context every time is tried in bricks, then left to the CPU', async () => {
  const size = [512, 512, 300] as const;
  const heavy = makeVolume({ size }, new Int16Array(size[0] * size[1] * size[2]));
  const depths: number[][] = [];
  // As Chromium does when memory is short.
  vi.spyOn(WebGL2RenderingContext.prototype, 'texStorage3D').mockImplementation(function (
    this: WebGL2RenderingContext,
    ...at
  ) {
    depths.at(-1)!.push(at[5]);
    texStorage3D.apply(this, at);
    contexts.losses.at(-1)!.loseContext();
  });
  depths.push([]);
  const view = renderer.createView(box(90, 80), { volume: heavy, plane: 'axial', window });
  const refused = (): boolean => view.cpuReason === 'beyond-limits';
  for (;;) {
    await vi.waitUntil(() => contexts.all.at(-1)?.isContextLost() || refused(), { timeout: 20_000 });
    if (refused()) break;
    depths.push([]);
    await restore();
    await turn();
  }
  expect(depths.map(([depth]) => depth)).toEqual([300, 300, 150, 75, 38, undefined]);
  expect(contexts.all.at(-1)!.isContextLost()).toBe(false);
  expect(spy.live().Texture).toBe(0);
});

/** ms until the watchdog bites: long enough for several looks at what is pending, on a loaded machine too. */
const HANGS = 2500;

/**
 * As a driver does whose watchdog kills what takes too long: once `kills` says so of a picture, nothing behind it is done any more, and
 * after `ms` the context is taken away.
 */
function watchdog(ms: number, kills: (plane: Plane, options: PictureOptions) => boolean): { readonly losses: number } {
  const stuck = new Set<WebGLSync>();
  let [losses, hangs] = [0, false];
  const { prototype } = WebGL2RenderingContext;
  vi.spyOn(prototype, 'fenceSync').mockImplementation(function (this: WebGL2RenderingContext, ...args) {
    const sync = fenceSync.apply(this, args)!;
    if (hangs) stuck.add(sync);
    return sync;
  });
  vi.spyOn(prototype, 'getSyncParameter').mockImplementation(function (this: WebGL2RenderingContext, sync, name) {
    return stuck.has(sync) ? this.UNSIGNALED : (getSyncParameter.call(this, sync, name) as unknown);
  });
  const { draw } = PlaneDrawer.prototype;
  vi.spyOn(PlaneDrawer.prototype, 'draw').mockImplementation(function (this: PlaneDrawer, plane, options) {
    draw.call(this, plane, options);
    if (hangs || !kills(plane, options)) return;
    hangs = true;
    setTimeout(() => {
      losses++;
      const restored = restore();
      contexts.losses.at(-1)!.loseContext();
      hangs = false;
      void restored;
    }, ms);
  });
  return {
    get losses() {
      return losses;
    },
  };
}

it('a volume whose later picture loses the context each time is left to the CPU, and no other', async () => {
  const harmless = renderer.createView(box(90, 80), { volume: volumes[0], plane: 'axial', window });
  const view = renderer.createView(box(161, 127), { volume: volumes[2], plane: 'sagittal', window });
  await byGpu(harmless, view);
  const errors: string[] = [];
  view.on('error', ({ error }) => errors.push(error.code));
  const killed = watchdog(HANGS, (_, { slab }) => !!slab);
  view.set({ slab: { thickness: 30, mode: 'mean' }, interpolation: 'cubic' });
  await vi.waitUntil(() => view.cpuReason === 'gpu-failed', { timeout: 30_000 });
  await byGpu(harmless);
  expect(killed.losses).toBe(3);
  expect(errors).toEqual(['gpu/context-lost']);
  expect(contexts.all.at(-1)!.isContextLost()).toBe(false);
  expect(levelsOf(view)).toEqual(view.levels());
  // Its other pictures too.
  view.set({ slab: null });
  await frame();
  expect([view.drawnBy, view.cpuReason]).toEqual(['cpu', 'gpu-failed']);
  expect(levelsOf(view)).toEqual(view.levels());
}, 60_000);

it('blames the volume whose picture hangs where another draws in the same frames', async () => {
  const harmless = renderer.createView(box(90, 80), { volume: volumes[0], plane: 'axial', window });
  const view = renderer.createView(box(161, 127), { volume: volumes[2], plane: 'sagittal', window });
  await byGpu(harmless, view);
  watchdog(HANGS, (_, { slab }) => !!slab);
  for (let n = 0; n < 4; n++) {
    for (const each of [harmless, view]) each.set({ zoom: 1 + n / 8 });
    await frame();
  }
  harmless.set({ zoom: 2 });
  view.set({ slab: { thickness: 30, mode: 'mean' } });
  await vi.waitUntil(() => view.cpuReason === 'gpu-failed', { timeout: 30_000 });
  await byGpu(harmless);
}, 60_000);

it('blames nobody for a loss after pictures that were done while nobody could look', async () => {
  const view = renderer.createView(box(90, 80), { volume: volumes[0], plane: 'axial', window });
  for (let n = 0; n < 4; n++) {
    await byGpu(view);
    view.set({ zoom: 1 + n / 8 });
    await frame();
    for (const end = performance.now() + 900; performance.now() < end; );
    const restored = restore();
    contexts.losses.at(-1)!.loseContext();
    await restored;
  }
  await byGpu(view);
}, 60_000);

it('losses under pictures that are soon done, or not long pending, blame nobody', async () => {
  const view = renderer.createView(box(161, 127), { volume: volumes[0], plane: 'sagittal', window });
  const killed = watchdog(300, (_, { slab }) => !!slab);
  for (let n = 0; n < 4; n++) {
    view.set({ slab: { thickness: 30, mode: 'mean' } });
    await vi.waitUntil(() => killed.losses > n, { timeout: 20_000 });
    view.set({ slab: null });
    await byGpu(view);
    contexts.losses.at(-1)!.loseContext();
    await restore();
    await byGpu(view);
  }
  expect(view.cpuReason).toBeNull();
}, 60_000);

it('looks at its pictures only until they are done', async () => {
  const view = renderer.createView(box(161, 127), { volume: volumes[0], plane: 'sagittal', window });
  await byGpu(view);
  for (let n = 0; n < 5; n++) {
    view.set({ zoom: 1 + n / 8 });
    await frame();
  }
  await vi.waitUntil(() => spy.live().Sync === 0, { timeout: 5000 });
  const { calls } = spy;
  await new Promise((resolve) => setTimeout(resolve, 700));
  expect(spy.calls).toBe(calls);
});
