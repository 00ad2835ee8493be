// The elements over a page's life: a hundred that come and go leave nothing, and a context that is lost and comes back changes no pixel.
import { afterEach, describe, expect, it, vi } from 'vitest';
import { compareLevels } from '../../conformance/compare-levels.ts';
import { ctNoise, makeVolume } from '../../conformance/volumes.ts';
import { MeasurementList } from '../../src/entry/cpu.ts';
import { ResliceError, type ResliceMprElement, type ResliceViewElement } from '../../src/entry/element.ts';
import { createRenderer, type View, type ViewRequest } from '../../src/entry/index.ts';
import { nearBreak } from '../../src/regression/near-break.ts';
import { pixelsOf } from '../support/canvas-pixels.ts';
import { spyOnContexts } from '../support/context-spy.ts';
import { NOTHING, settled, spyOnGl } from '../support/gl-spy.ts';
import { heapBytes } from '../support/heap.ts';
import { NOTHING_HELD, spyOnListeners } from '../support/listener-spy.ts';

type Tag = 'reslice-view' | 'reslice-mpr';
type Either = ResliceViewElement | ResliceMprElement;

const TAGS: readonly Tag[] = ['reslice-view', 'reslice-mpr'];
const SIZE = [40, 36, 24] as const;
const volume = {
  ...makeVolume({ size: SIZE, tilt: 12, steps: [1, 1, 1.4] }, ctNoise(SIZE, 5)),
  unit: 'HU',
};
/** As wide as noise has it: what is drawn is neither black nor white. */
const WINDOW = '300/2000';

afterEach(() => {
  document.body.replaceChildren();
  vi.restoreAllMocks();
});

function shown(tag: Tag, attributes: Readonly<Record<string, string>> = {}): Either {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries({ window: WINDOW, ...attributes })) element.setAttribute(name, value);
  element.style.cssText = 'display:block;width:360px;height:300px';
  document.body.append(element);
  element.volume = volume;
  return element;
}

const viewsOf = (element: Either): readonly View[] =>
  'views' in element ? Object.values(element.views ?? {}) : element.view ? [element.view] : [];

const byGpu = (...elements: readonly Either[]): Promise<unknown> =>
  vi.waitUntil(() => elements.flatMap(viewsOf).every(({ drawnBy }) => drawnBy === 'gpu'), {
    timeout: 30_000,
    interval: 5,
  });

const frame = (): Promise<void> => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 0)));

/** Outlives the elements that show it. */
const lasting = new MeasurementList();

/** An element that has drawn, measured, been touched, been away, and is gone. */
async function mount(tag: Tag, n: number, gone?: (object: object) => void): Promise<void> {
  const element = shown(tag, n % 5 === 0 ? { tool: 'measure:length' } : {});
  for (const object of [element, element.shadowRoot!, ...viewsOf(element)]) gone?.(object);
  if (n % 2 === 0) element.measurements = lasting;
  // Some go before they are ready, some in the middle of a change, some while a cine plays.
  if (n % 4 === 0) await byGpu(element);
  element.set({ zoom: 1 + n / 1000, overlay: n % 2 === 0 });
  const picture = element.shadowRoot!.querySelector<HTMLElement>('[part~=picture]')!;
  picture.focus();
  picture.dispatchEvent(new KeyboardEvent('keydown', { key: n % 3 === 0 ? 'c' : 'ArrowDown' }));
  if (n % 10 === 1) {
    picture.dispatchEvent(new KeyboardEvent('keydown', { key: '?' }));
    element.remove();
    document.body.append(element);
    for (const view of viewsOf(element)) gone?.(view);
  }
  if (n % 4 === 1) await frame();
  element.remove();
}

describe.each(TAGS)('100 times <%s>', (tag) => {
  it.each([
    ['alone on its page', false],
    ['beside one that stays', true],
  ] as const)('%s: no GL object, context, listener, observer or frame stays', async (_, beside) => {
    const contexts = spyOnContexts();
    const gl = spyOnGl();
    const held = spyOnListeners();
    const stays = beside ? shown('reslice-view') : null;
    if (stays) await byGpu(stays);
    await frame();
    const before = { held: held(), gl: await settled(gl) };
    for (let n = 0; n < 100; n++) {
      await mount(tag, n);
      expect(contexts.live().length).toBeLessThanOrEqual(1);
      // At once: nothing is waited for.
      if (!beside) expect(held().frames).toBe(0);
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
    if (stays) {
      // Programs are the context's, and made when they are first needed.
      const { Texture, Framebuffer } = before.gl;
      expect(await settled(gl)).toMatchObject({ Texture, Framebuffer });
      expect(held()).toEqual(before.held);
      expect(contexts.all).toHaveLength(1);
      stays.remove();
      await frame();
    }
    expect(contexts.all.length).toBeGreaterThan(0);
    expect(contexts.live()).toEqual([]);
    expect(gl.live()).toEqual(NOTHING);
    expect(held()).toEqual(NOTHING_HELD);
  });

  it('the heap at mount 100 is that of mount 20', async () => {
    // Without spies: those keep what they have seen.
    const MIB = 2 ** 20;
    const refs: WeakRef<object>[] = [];
    let at20 = 0;
    for (let n = 1; n <= 100; n++) {
      await mount(tag, n, (object) => refs.push(new WeakRef(object)));
      if (n === 20) at20 = await heapBytes();
    }
    // The last one may still be on somebody's stack, or be what has had the focus.
    const last = 2 + (tag === 'reslice-mpr' ? 4 : 1);
    const at100 = await heapBytes();
    expect(refs.slice(0, -last).filter((ref) => ref.deref() !== undefined)).toHaveLength(0);
    const kept = [new Uint8Array(2 * MIB), Array.from({ length: 100_000 }, (_, n) => ({ n }))];
    expect((await heapBytes()) - at100, 'what would stay is seen').toBeGreaterThan(3.5 * MIB);
    expect(kept).toHaveLength(2);
    console.log(`<${tag}>: ${(at20 / MIB).toFixed(2)} MiB at mount 20, ${(at100 / MIB).toFixed(2)} MiB at mount 100`);
    expect(at100 - at20).toBeLessThan(MIB);
  });
});

it('a pane that cannot be made takes those that could be with it', () => {
  const renderer = createRenderer({ gpu: false });
  const { createView } = renderer;
  const make = vi.spyOn(renderer, 'createView').mockImplementation((place, options) => {
    if (make.mock.calls.length === 3) throw new ResliceError('use/bad-argument', { detail: 'the third' });
    return createView.call(renderer, place, options);
  });
  const element = document.createElement('reslice-mpr');
  const errors: string[] = [];
  element.addEventListener('error', ({ detail }) => errors.push(detail.error.code));
  element.renderer = renderer;
  document.body.append(element);
  element.volume = volume;
  expect(errors).toEqual(['use/bad-argument']);
  expect(renderer.views).toEqual([]);
  expect(element.views).toBeNull();
  expect(element.state).toBeNull();
  element.volume = { ...volume };
  expect(Object.values(element.views!)).toEqual(renderer.views);
  renderer.dispose();
});

function expectReference(view: View, name: string): void {
  const { plane, state, volume: drawn } = view;
  const pixels = pixelsOf(view.canvas);
  const levels = Uint8Array.from({ length: view.canvas.width * view.canvas.height }, (_, p) => pixels[4 * p]!);
  const { worst, differing } = compareLevels(levels, view.levels(), nearBreak(drawn, plane, state));
  expect(new Set(levels).size, name).toBeGreaterThan(50);
  expect(worst, name).toBeLessThanOrEqual(1);
  expect(differing, name).toBeLessThan(0.001);
}

/** How each element is looked at: what the GPU must be told again is more than the volume. */
const LOOKS: readonly (readonly [string, ViewRequest])[] = [
  ['as it opens', {}],
  ['turned and mirrored, cubic', { rotation: 33, flip: [true, false], interpolation: 'cubic', zoom: 1.6 }],
  ['a slab', { slab: { thickness: 6, mode: 'max' }, invert: true }],
];

describe.each(TAGS)('<%s>, its context lost and restored', (tag) => {
  it.each(LOOKS)('has the same pixels, which are the reference’s: %s', async (_, look) => {
    const contexts = spyOnContexts();
    const gl = spyOnGl();
    const element = shown(tag);
    element.set(look);
    const told: string[] = [];
    for (const type of ['contextlost', 'contextrestored', 'error'] as const)
      element.addEventListener(type, () => told.push(type));
    await byGpu(element);
    await frame();
    const views = viewsOf(element);
    expect(views).toHaveLength(tag === 'reslice-mpr' ? 4 : 1);
    for (const view of views) expectReference(view, JSON.stringify(view.state.plane));
    const pictures = views.map(({ canvas }) => pixelsOf(canvas));
    const live = await settled(gl);

    contexts.losses[0]!.loseContext();
    await vi.waitUntil(() => views.every(({ cpuReason }) => cpuReason === 'context-lost'), { timeout: 30_000 });
    expect(gl.live()).toEqual(NOTHING);
    const badges = [...element.shadowRoot!.querySelectorAll('[part~=badge]')].map(({ textContent }) => textContent);
    expect(badges.filter((text) => /CPU/.test(text ?? ''))).toHaveLength(views.length);

    contexts.losses[0]!.restoreContext();
    await byGpu(element);
    await frame();
    expect(viewsOf(element)).toEqual(views);
    for (const [n, view] of views.entries()) expect(pixelsOf(view.canvas)).toEqual(pictures[n]);
    expect(await settled(gl)).toEqual(live);
    expect(told).toEqual(['contextlost', 'contextrestored']);
    expect(contexts.all).toHaveLength(1);
  });
});
