// Colours, VOI LUTs and a plane's values in views: what the canvas holds and what is handed out, by the GPU and by the CPU.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { compareValues } from '../../conformance/compare-levels.ts';
import { ctNoise, makeVolume, padOutsideCircle } from '../../conformance/volumes.ts';
import {
  createRenderer,
  loadColormap,
  type Renderer,
  resolveWindow,
  type View,
  windowDrag,
} from '../../src/entry/index.ts';
import { nearBreak } from '../../src/regression/near-break.ts';
import { createCpuSampler } from '../../src/sampler/cpu/cpu-sampler.ts';
import type { Colormap } from '../../src/voi/colormap.ts';
import { createVolume } from '../../src/volume/create-volume.ts';
import { pixelsOf } from '../support/canvas-pixels.ts';

const SIZE = [40, 36, 24] as const;
const bare = makeVolume(
  { size: SIZE, tilt: 12, steps: [1, 1, 1.4] },
  padOutsideCircle(ctNoise(SIZE, 5), SIZE, -2000),
  undefined,
  [-2000, -2000],
);
const lut = {
  firstMapped: -200,
  entries: Uint16Array.from({ length: 600 }, (_, n) => Math.round(4095 * (n / 599) ** 2)),
  bits: 12,
};
const volume = createVolume({ ...bare, voiLuts: [{ ...lut, explanation: 'SQUARE' }] });
const window = { center: 300, width: 2000, function: 'LINEAR' } as const;
/** Level 0 is not black in it: outside is told from it. */
const own = {
  name: 'own',
  table: Array.from({ length: 768 }, (_, n) => [255 - Math.floor(n / 3), Math.floor(n / 3), 99][n % 3]!),
};

let renderer: Renderer;
beforeEach(() => {
  renderer = createRenderer();
});
afterEach(() => {
  renderer.dispose();
  document.body.replaceChildren();
});

function box(): HTMLElement {
  const element = document.createElement('div');
  element.style.cssText = 'width:211px;height:157px';
  document.body.append(element);
  return element;
}

const rendered = (view: View, who: 'gpu' | 'cpu' | 'any' = 'any'): Promise<void> =>
  new Promise((resolve) => {
    const off = view.on('rendered', ({ drawnBy }) => {
      if (who !== 'any' && drawnBy !== who) return;
      off();
      resolve();
    });
  });

/** The canvas shows the state's picture in these colours, within 1 of a level's. */
function expectColors(view: View, colormap: Colormap | null): void {
  const { canvas, plane, state } = view;
  const data = pixelsOf(canvas);
  const expected = createCpuSampler(volume).colors(plane, { ...state, colormap });
  expect(data.length).toBe(expected.length);
  const mask = nearBreak(volume, plane, state);
  let [differing, outside] = [0, 0];
  for (let p = 0; p < mask.length; p++) {
    if (mask[p]) continue;
    const parts = [0, 1, 2, 3].map((c) => Math.abs(data[4 * p + c]! - expected[4 * p + c]!));
    if (Math.max(...parts) > 0) differing++;
    if (expected[4 * p] === 0 && expected[4 * p + 1] === 0 && expected[4 * p + 2] === 0) outside++;
  }
  expect(differing / mask.length).toBeLessThan(0.002);
  expect(outside).toBeGreaterThan(100);
}

describe.each([
  ['gpu', true],
  ['cpu', false],
] as const)('by the %s', (who, gpu) => {
  beforeEach(() => {
    renderer = createRenderer({ gpu });
  });

  it('draws a map by its name from the first picture on', async () => {
    const view = renderer.createView(box(), { volume, plane: 'coronal', window, colormap: 'hot-iron' });
    expect(view.state.colormap).toBe('hot-iron');
    await rendered(view);
    expectColors(view, await loadColormap('hot-iron'));
    if (view.drawnBy !== who) await rendered(view, who);
    expectColors(view, await loadColormap('hot-iron'));
  });

  it('changes maps, and goes back to grey; levels have none', async () => {
    const view = renderer.createView(box(), { volume, plane: 'sagittal', window });
    await rendered(view, who);
    const grey = view.levels();
    for (const colormap of ['viridis', 'pet', 'viridis', 'grey-inverted'] as const) {
      view.set({ colormap });
      await rendered(view);
      expectColors(view, await loadColormap(colormap));
    }
    expect(view.levels()).toEqual(grey);
    view.set({ colormap: 'grey' });
    await rendered(view);
    expectColors(view, null);
  });

  it("draws a host's own table, under inversion too, and outside black", async () => {
    const view = renderer.createView(box(), { volume, plane: 'axial', window, colormap: own, invert: true });
    await rendered(view, who);
    expectColors(view, { name: 'own', table: Uint8Array.from(own.table) });
  });

  it('draws a VOI LUT of the file by default where it has no window', async () => {
    const view = renderer.createView(box(), { volume, plane: 'coronal' });
    expect(view.state.window).toEqual({ function: 'LUT', lut: 0, explanation: 'SQUARE' });
    await rendered(view, who);
    expectColors(view, null);
    view.set(windowDrag(view.volume, view.state, 0, 0));
    // From −194, the last of those that round to 0, to 399: 594 values.
    expect(view.state.window).toMatchObject({ function: 'LINEAR', center: 103, width: 594 });
    await rendered(view);
    expectColors(view, null);
  });

  it('hands out the values of its plane as valueAt tells them, NaN outside', async () => {
    const view = renderer.createView(box(), { volume, plane: 'sagittal', window, interpolation: 'linear', zoom: 1.3 });
    await rendered(view, who);
    const { values, width, height, plane, unit } = view.readPlane();
    expect([width, height, plane, unit]).toEqual([view.canvas.width, view.canvas.height, view.plane, 'a.u.']);
    const reference = createCpuSampler(volume).values64(plane, view.state);
    const mask = nearBreak(volume, plane, view.state);
    const { worst, coverage, inside } = compareValues(values, reference, mask);
    const largest = Math.max(...volume.modalityRange.map(Math.abs));
    expect([coverage, inside > 1000]).toEqual([0, true]);
    expect(worst / largest).toBeLessThan(1.5e-6);
    const ratio = width / view.canvas.clientWidth;
    let [probed, missed] = [0, 0];
    for (let j = 5; j < height; j += 11) {
      for (let i = 5; i < width; i += 13) {
        if (mask[j * width + i]) continue;
        const probe = view.valueAt((i + 0.5) / ratio, (j + 0.5) / ratio);
        const value = values[j * width + i]!;
        if (probe === null) missed++;
        else probed++;
        if (probe === null) expect(value).toBeNaN();
        else expect(Math.abs(probe.value - value) / largest).toBeLessThan(1.5e-6);
      }
    }
    expect(Math.min(probed, missed)).toBeGreaterThan(5);
    // Reading changes no picture.
    expectColors(view, null);
  });
});

it('keeps its last picture until a map is there, and draws the last one asked for', async () => {
  const view = renderer.createView(box(), { volume, plane: 'coronal', window });
  await rendered(view, 'gpu');
  let frames = 0;
  view.on('rendered', () => frames++);
  view.set({ colormap: 'hot-iron' });
  view.set({ colormap: 'pet-20-step' });
  expectColors(view, null);
  await rendered(view);
  expectColors(view, await loadColormap('pet-20-step'));
  await new Promise((resolve) => setTimeout(resolve, 60));
  expect(frames).toBe(1);
});

it('keeps its state as plain data', async () => {
  const view = renderer.createView(box(), {
    volume,
    plane: 'axial',
    window: { function: 'LUT', lut: 0 },
    colormap: { ...own, table: Uint8Array.from(own.table) },
  });
  const copy = JSON.parse(JSON.stringify(view.state)) as typeof view.state;
  expect(copy).toEqual(view.state);
  const other = renderer.createView(box(), { volume, ...copy });
  expect(other.state).toEqual(view.state);
  await rendered(other, 'gpu');
  expectColors(other, { name: 'own', table: Uint8Array.from(own.table) });
  let changes = 0;
  other.on('change', () => changes++);
  other.set({ colormap: copy.colormap });
  expect(changes).toBe(0);
});

it('refuses maps and LUTs that there are not', () => {
  const view = renderer.createView(box(), { volume, plane: 'axial', window });
  for (const request of [
    { colormap: 'jet' as never },
    { colormap: { name: 'short', table: [1, 2, 3] } },
    { window: { function: 'LUT', lut: 1 } as const },
  ])
    expect(() => view.set(request)).toThrowError(expect.objectContaining({ code: 'voi/bad-value' }));
  expect(view.state).toMatchObject({ colormap: 'grey', window });
});

it('draws a time whose volume has no such LUT by what its file has', () => {
  const view = renderer.createView(box(), { stack: { volumes: [{ volume }, { volume: bare }] }, plane: 'axial' });
  expect(view.state.window.function).toBe('LUT');
  view.set({ time: 1 });
  expect(view.volume).toBe(bare);
  expect(view.state.window).toEqual(resolveWindow(bare, 'file'));
});
