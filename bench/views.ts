// Many views by one renderer, from a change to pictures on the canvases, against what their planes alone take to draw.
import { createRenderer, link, type View, type ViewRequest } from '../src/entry/index.ts';
import { positionOf } from '../src/plane/named-plane.ts';
import { GpuSampler } from '../src/sampler/gpu/gpu-sampler.ts';
import type { Volume } from '../src/volume/volume.ts';
import { median, SIDE, SLICES, WINDOW } from './in-turns.ts';
import { benchStacks, closeDevice, openDevice, upload } from './stacks.ts';

const ROUNDS = 15;

/** Reads the canvases back: one pixel each. */
const probe = new OffscreenCanvas(24, 1).getContext('2d')!;

export interface ViewsRow {
  readonly what: string;
  /** ms of the planes alone, one after the other, ended by a one-pixel readback. */
  readonly planesMs: number;
  /** ms from the first change until the pictures are on the canvases, waits for frames left out. */
  readonly viewsMs: number;
  /** Median of the ratios of neighbouring rounds. */
  readonly ratio: number;
}

export async function benchViews(): Promise<readonly ViewsRow[]> {
  const { volume, planes } = benchStacks(SIDE, SLICES)[0]!;
  const oblique = planes.oblique!;
  const crosshair = (n: number): readonly ViewRequest[] => {
    const point = [3.21 + n, -7.65 - n, 160 + 2 * n] as const;
    const move = { ...oblique, center: point };
    return [
      { position: positionOf(volume, 'axial', move) },
      { position: positionOf(volume, 'sagittal', move) },
      { position: positionOf(volume, 'coronal', move) },
      { plane: { center: point, right: oblique.right, down: oblique.down } },
    ];
  };
  const panes: readonly ViewRequest[] = [
    { plane: 'axial' },
    { plane: 'sagittal' },
    { plane: 'coronal' },
    { plane: { center: oblique.center, right: oblique.right, down: oblique.down } },
  ];
  const small = Array.from(
    { length: 24 },
    (_, n): ViewRequest => ({ plane: (['axial', 'sagittal', 'coronal'] as const)[n % 3]! }),
  );
  const refresh = (n: number): readonly ViewRequest[] => small.map((_, view) => ({ position: 20 + 4 * view + n }));
  return [
    await measure('4 linked panes of 512², one crosshair move', volume, panes, 512, crosshair),
    await measure('24 views of 256², all of them moved', volume, small, 256, refresh),
  ];
}

async function measure(
  what: string,
  volume: Volume,
  requests: readonly ViewRequest[],
  side: number,
  move: (n: number) => readonly ViewRequest[],
): Promise<ViewsRow> {
  const renderer = createRenderer();
  const views = requests.map((request) => renderer.createView(box(side), { volume, window: WINDOW, ...request }));
  const linked = link(views, { window: true, zoom: true, position: requests.length === 4 });
  while (!views.every(({ drawnBy }) => drawnBy === 'gpu')) await frame();
  const device = openDevice(side);
  const texture = upload(device, volume);
  const samplers = views.map(() => new GpuSampler(device, texture));
  const pixel = new Uint8Array(4);
  const { gl } = device;
  gl.bindFramebuffer(gl.FRAMEBUFFER, null);
  gl.viewport(0, 0, side, side);
  const [planesMs, viewsMs]: [number[], number[]] = [[], []];
  for (let n = -3; n < ROUNDS; n++) {
    const whole = timed(views, move(n));
    const start = performance.now();
    for (const [v, view] of views.entries()) {
      samplers[v]!.draw(view.plane, { ...view.state, colormap: null });
      // Each by itself, as each view's picture must be there before the next is drawn over it.
      gl.readPixels(0, 0, 1, 1, gl.RGBA, gl.UNSIGNED_BYTE, pixel);
    }
    const alone = performance.now() - start;
    if (n < 0) continue;
    planesMs.push(alone);
    viewsMs.push(whole);
  }
  for (const sampler of samplers) sampler.dispose();
  texture.dispose();
  closeDevice(device);
  linked.dispose();
  renderer.dispose();
  document.body.replaceChildren();
  const ratio = median(viewsMs.map((ms, n) => ms / planesMs[n]!));
  return { what, planesMs: median(planesMs), viewsMs: median(viewsMs), ratio };
}

/** ms that the changes take, and the renderer's frames that they ask for, until every canvas holds its picture. */
function timed(views: readonly View[], requests: readonly ViewRequest[]): number {
  const waiting = new Set(views);
  const offs = views.map((view) => view.on('rendered', () => waiting.delete(view)));
  const { requestAnimationFrame } = globalThis;
  let asked: FrameRequestCallback[] = [];
  // A frame comes when it is asked for: the wait for the screen is no part of the work.
  globalThis.requestAnimationFrame = (callback) => asked.push(callback);
  const start = performance.now();
  for (const [n, request] of requests.entries()) views[n]!.set(request);
  while (asked.length > 0) {
    const now = asked;
    asked = [];
    for (const callback of now) callback(start);
  }
  // One pixel of each, so that the canvases really hold them.
  for (const [n, { canvas }] of views.entries()) probe.drawImage(canvas, 0, 0, 1, 1, n, 0, 1, 1);
  probe.getImageData(0, 0, views.length, 1);
  const ms = performance.now() - start;
  globalThis.requestAnimationFrame = requestAnimationFrame;
  for (const off of offs) off();
  if (waiting.size > 0) throw new Error(`${waiting.size} views were not drawn`);
  return ms;
}

const frame = (): Promise<void> => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 0)));

function box(side: number): HTMLElement {
  const element = document.createElement('div');
  element.style.cssText = `position:fixed;left:0;top:0;width:${side}px;height:${side}px`;
  document.body.append(element);
  return element;
}
