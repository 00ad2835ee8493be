// `<reslice-mpr>`: four panes that meet in one point, and what is over their pictures.
import { afterEach, describe, expect, it, vi } from 'vitest';
import { ctNoise, makeVolume } from '../../conformance/volumes.ts';
import type { ResliceMprElement } from '../../src/entry/element.ts';
import '../../src/entry/element.ts';

const SIZE = [40, 36, 24] as const;
const volume = { ...makeVolume({ size: SIZE, steps: [1.5] }, ctNoise(SIZE, 5)), unit: 'HU' };

afterEach(() => {
  document.body.replaceChildren();
  vi.restoreAllMocks();
});

function shown(attributes: Readonly<Record<string, string>> = {}): ResliceMprElement {
  const element = document.createElement('reslice-mpr');
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.style.cssText = 'width:700px;height:600px';
  document.body.append(element);
  element.volume = volume;
  return element;
}

const frames = async (): Promise<void> => {
  for (let n = 0; n < 4; n++) await new Promise(requestAnimationFrame);
};

const drawn = (element: ResliceMprElement): Promise<unknown> =>
  vi.waitUntil(() => element.views && Object.values(element.views).every(({ drawnBy }) => drawnBy === 'gpu'), {
    timeout: 20_000,
  });

const boxOf = (element: ResliceMprElement, pane: string): DOMRect =>
  element.shadowRoot!.querySelector(`[part~=pane-${pane}]`)!.getBoundingClientRect();

describe('panes', () => {
  it('show the three named planes and an oblique one through one point', async () => {
    const element = shown({ window: 'brain' });
    await drawn(element);
    const { axial, sagittal, coronal, oblique } = element.views!;
    const { point } = element.crosshair!;
    expect([axial, sagittal, coronal].map(({ state }) => state.plane)).toEqual(['axial', 'sagittal', 'coronal']);
    expect([sagittal, coronal, axial].map(({ state }) => state.position)).toEqual(point);
    expect(oblique.state.plane).toMatchObject({ right: expect.anything() });
    for (const view of [axial, sagittal, coronal, oblique]) expect(view.state.window).toMatchObject({ center: 40 });
  });

  it('share window, kernel, colours, inversion, time and layers; zoom and pan are each its own', async () => {
    const element = shown();
    const { axial, sagittal, coronal, oblique } = element.views!;
    sagittal.set({ window: 'bone', interpolation: 'cubic', invert: true, zoom: 2, overlay: { scale: false } });
    for (const { state } of [axial, coronal, oblique]) {
      expect(state).toMatchObject({ interpolation: 'cubic', invert: true, zoom: 1, window: { center: 400 } });
      expect(state.overlay.scale).toBe(false);
    }
    expect(element.getAttribute('window')).toBe('bone');
    element.setAttribute('colormap', 'hot-iron');
    for (const { state } of Object.values(element.views!)) expect(state.colormap).toBe('hot-iron');
  });

  it('follow one that is stepped, and a crosshair that is set', () => {
    const element = shown();
    const { axial, sagittal, coronal, oblique } = element.views!;
    axial.set({ position: axial.state.position! + 3 });
    expect(element.crosshair!.point[2]).toBeCloseTo(axial.state.position!, 9);
    const before = sagittal.state;
    axial.set({ position: axial.state.position! - 1.5 });
    expect(sagittal.state).toEqual(before);
    element.crosshair = { ...element.crosshair!, point: [3, -4, 5] };
    expect([sagittal, coronal, axial].map(({ state }) => state.position)).toEqual(element.crosshair!.point);
    const there = oblique.state.plane;
    sagittal.set({ position: sagittal.state.position! + 4 });
    expect(oblique.state.plane).not.toEqual(there);
  });

  it('are laid out as asked, and one of them fills the element when maximised', async () => {
    const element = shown();
    await frames();
    expect(boxOf(element, 'axial').width).toBeCloseTo(boxOf(element, 'oblique').width, 0);
    element.layout = '1+3';
    expect(boxOf(element, 'axial').width).toBeGreaterThan(1.8 * boxOf(element, 'coronal').width);
    expect(boxOf(element, 'axial').height).toBeGreaterThan(2.8 * boxOf(element, 'coronal').height);
    element.style.width = '300px';
    expect(boxOf(element, 'axial').height).toBeGreaterThan(1.8 * boxOf(element, 'coronal').height);
    element.style.width = '700px';
    element.maximised = 'coronal';
    expect(boxOf(element, 'coronal').width).toBeGreaterThan(690);
    expect(boxOf(element, 'axial').width).toBe(0);
    expect(element.getAttribute('maximised')).toBe('coronal');
    element.maximised = null;
    element.layout = 'one';
    element.active = 'sagittal';
    expect(boxOf(element, 'sagittal').width).toBeGreaterThan(690);
    expect(() => {
      element.active = 'nowhere' as 'axial';
    }).toThrow();
  });

  it('come back as they were after the element was away', () => {
    const element = shown();
    element.crosshair = { ...element.crosshair!, point: [2, 1, 4] };
    element.views!.coronal.set({ zoom: 3 });
    const states = Object.values(element.views!).map(({ state }) => state);
    element.remove();
    expect(element.views).toBeNull();
    document.body.append(element);
    expect(Object.values(element.views!).map(({ state }) => state)).toEqual(states);
  });
});
