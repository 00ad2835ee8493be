// Drawn only when seen: off screen, without a box, or in a page that has no frames nothing is drawn, and nothing is missed.
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { ctNoise, makeVolume } from '../../conformance/volumes.ts';
import { createRenderer, type Renderer, type View } from '../../src/entry/index.ts';
import { levelsOf } from '../support/canvas-pixels.ts';

const SIZE = [40, 36, 24] as const;
const volume = makeVolume({ size: SIZE }, ctNoise(SIZE, 5));
const window = { center: 300, width: 2000, function: 'LINEAR' } as const;

let renderer: Renderer;
beforeEach(() => {
  renderer = createRenderer();
});
afterEach(() => {
  renderer.dispose();
  document.body.replaceChildren();
  scrollTo(0, 0);
  vi.restoreAllMocks();
});

function box(style = '', parent: HTMLElement = document.body): HTMLElement {
  const element = document.createElement('div');
  element.style.cssText = `width:150px;height:120px;${style}`;
  parent.append(element);
  return element;
}

const wait = (ms = 150): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
const frame = (): Promise<void> => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 0)));

/** A view that counts its pictures. */
function counted(element: HTMLElement): { readonly view: View; drawn: number } {
  const view = renderer.createView(element, { volume, plane: 'axial', window });
  const count = { view, drawn: 0 };
  view.on('rendered', () => count.drawn++);
  return count;
}

/** The canvas shows the state as it is now. */
function expectShown(view: View): void {
  const { canvas, plane } = view;
  const levels = view.levels();
  expect([canvas.width, canvas.height]).toEqual([plane.width, plane.height]);
  const shown = levelsOf(canvas);
  let worst = 0;
  for (let p = 0; p < levels.length; p++) worst = Math.max(worst, Math.abs(shown[p]! - levels[p]!));
  expect(worst).toBeLessThanOrEqual(1);
}

const settled = (...counts: readonly { readonly view: View }[]): Promise<unknown> =>
  vi.waitUntil(() => counts.every(({ view }) => view.drawnBy === 'gpu'), { timeout: 20_000 });

it.each(['the page', 'a box'])('draws nothing that is scrolled away in %s until it comes near', async (who) => {
  const scroller = who === 'a box' ? box('height:300px;overflow-y:auto') : document.body;
  const near = counted(box('', scroller));
  box('height:5000px', scroller);
  const far = counted(box('', scroller));
  await settled(near);
  await wait();
  expect(far.drawn).toBe(0);
  for (let n = 1; n < 5; n++) {
    far.view.set({ zoom: n });
    await frame();
  }
  far.view.element.style.width = '170px';
  await wait();
  expect(far.drawn).toBe(0);
  const before = near.drawn;
  far.view.element.scrollIntoView();
  await vi.waitUntil(() => far.view.drawnBy === 'gpu' && far.drawn > 0);
  await wait();
  // Changes of five frames and of a size: one picture, or the CPU's and the GPU's.
  expect(far.drawn).toBeLessThanOrEqual(2);
  expectShown(far.view);
  // Now the other is away.
  near.view.set({ zoom: 2 });
  await wait();
  expect(near.drawn).toBe(before);
  near.view.element.scrollIntoView();
  await vi.waitUntil(() => near.drawn > before);
  await wait();
  expect(near.drawn).toBe(before + 1);
  expectShown(near.view);
  // What has not changed is not drawn again for being seen again.
  const [a, b] = [near.drawn, far.drawn];
  for (const { view } of [far, near]) {
    view.element.scrollIntoView();
    await wait();
  }
  expect([near.drawn, far.drawn]).toEqual([a, b]);
});

it('is printed as it is now, scrolled away or not', async () => {
  const near = counted(box());
  box('height:5000px');
  const far = counted(box());
  await settled(near);
  await wait();
  far.view.set({ zoom: 2 });
  dispatchEvent(new Event('beforeprint'));
  expectShown(near.view);
  expectShown(far.view);
  const printed = far.drawn;
  // Paper that makes the box narrower does not squeeze what is in it.
  const { canvas, element } = near.view;
  const { width } = canvas.getBoundingClientRect();
  element.style.width = '50px';
  expect(canvas.getBoundingClientRect().width).toBe(width);
  element.style.width = '';
  expect(printed).toBe(1);
  dispatchEvent(new Event('afterprint'));
  expect(canvas.style.width).toBe('100%');
  far.view.set({ zoom: 3 });
  await wait();
  expect(far.drawn).toBe(printed);
});

it("draws the others where a host's listener throws, and what is shown later too", async () => {
  const thrown: unknown[] = [];
  const task = vi.spyOn(globalThis, 'queueMicrotask').mockImplementation((throws) => {
    try {
      throws();
    } catch (error) {
      thrown.push(error);
    }
  });
  const views = [counted(box()), counted(box()), counted(box('height:0'))];
  views[0]!.view.on('rendered', () => {
    throw new Error("a host's");
  });
  await settled(views[0]!, views[1]!);
  views[2]!.view.element.style.height = '120px';
  await settled(...views);
  for (const { view } of views) expectShown(view);
  expect(thrown.length).toBeGreaterThan(0);
  task.mockRestore();
});

it('opens no context for a page on which no view is seen', async () => {
  const getContext = vi.spyOn(OffscreenCanvas.prototype, 'getContext');
  box('height:5000px');
  const far = counted(box());
  await wait();
  expect(getContext.mock.calls.map(([kind]) => kind as string)).not.toContain('webgl2');
  far.view.element.scrollIntoView();
  await settled(far);
  expect(getContext.mock.calls.map(([kind]) => kind as string)).toContain('webgl2');
});

it.each(['display:none', 'content-visibility:hidden'])('draws nothing under %s', async (style) => {
  const parent = box(style);
  const hidden = counted(box('', parent));
  await wait();
  hidden.view.set({ zoom: 2 });
  await wait();
  expect(hidden.drawn).toBe(0);
  parent.style.cssText = '';
  await settled(hidden);
  expectShown(hidden.view);
  parent.style.cssText = style;
  await wait();
  const before = hidden.drawn;
  hidden.view.set({ zoom: 3 });
  await wait();
  expect(hidden.drawn).toBe(before);
  parent.style.cssText = '';
  await vi.waitUntil(() => hidden.drawn === before + 1);
  expectShown(hidden.view);
});

it('draws nothing in an element that is not in the document', async () => {
  const element = box();
  element.remove();
  const detached = counted(element);
  await wait();
  expect(detached.drawn).toBe(0);
  document.body.append(element);
  await settled(detached);
  expectShown(detached.view);
});

it('draws nothing without frames, as in a hidden page, whatever changes meanwhile', async () => {
  const asked: FrameRequestCallback[] = [];
  // What browsers do in a hidden page: frames and what is observed in them wait.
  const held = vi.spyOn(globalThis, 'requestAnimationFrame').mockImplementation((callback) => asked.push(callback));
  const view = counted(box());
  for (let n = 1; n < 20; n++) {
    view.view.set({ zoom: n });
    await wait(10);
  }
  expect([view.drawn, asked.length]).toEqual([0, 1]);
  held.mockRestore();
  for (const callback of asked) callback(performance.now());
  expect(view.drawn).toBe(1);
  await settled(view);
  expectShown(view.view);
});
