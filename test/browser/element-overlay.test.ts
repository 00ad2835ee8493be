// What lies over a picture: each layer by what it says, none over another, and each to be switched off.
import { afterEach, describe, expect, it, vi } from 'vitest';
import { ctNoise, makeVolume } from '../../conformance/volumes.ts';
import type { ResliceMprElement, ResliceViewElement } from '../../src/entry/element.ts';
import '../../src/entry/element.ts';
import { createMeasurement } from '../../src/measure/create-measurement.ts';
import { OVERLAY_LAYERS } from '../../src/view/overlay-layers.ts';
import type { ViewRequest } from '../../src/view/view-state.ts';
import type { Volume } from '../../src/volume/volume.ts';

const SIZE = [40, 36, 24] as const;
const hu = (made: Volume): Volume => ({ ...made, unit: 'HU' });
const even = hu(makeVolume({ size: SIZE, steps: [1.5] }, ctNoise(SIZE, 5)));
const odd = hu(makeVolume({ size: SIZE, tilt: 12, steps: [1, 1, 1, 1, 1, 1, 2] }, ctNoise(SIZE, 5)));

afterEach(() => document.body.replaceChildren());

async function shown(volume: Volume, request: ViewRequest = {}, size = 320): Promise<ResliceViewElement> {
  const element = document.createElement('reslice-view');
  element.style.cssText = `width:${size}px;height:${size}px`;
  document.body.append(element);
  element.state = request;
  element.volume = volume;
  await settled(element);
  return element;
}

async function settled(element: ResliceViewElement | ResliceMprElement): Promise<void> {
  await vi.waitUntil(() => element.shadowRoot!.querySelectorAll('[data-item], .line').length > 0);
  for (let n = 0; n < 4; n++) await new Promise(requestAnimationFrame);
}

const item = (element: HTMLElement, name: string): string | null =>
  element.shadowRoot!.querySelector(`[data-item=${name}]`)?.textContent ?? null;

const letters = (element: HTMLElement): (string | null)[] =>
  ['left', 'right', 'top', 'bottom'].map((edge) => item(element, edge));

describe('layers', () => {
  it('letters, of named planes and of obliques, turned and mirrored', async () => {
    const element = await shown(even, { plane: 'axial' });
    expect(letters(element)).toEqual(['R', 'L', 'A', 'P']);
    element.set({ rotation: 90 });
    await settled(element);
    expect(letters(element)).toEqual(['P', 'A', 'R', 'L']);
    element.set({ rotation: 0, flip: [true, false] });
    await settled(element);
    expect(letters(element)).toEqual(['L', 'R', 'A', 'P']);
    const half = Math.SQRT1_2;
    element.set({ flip: [false, false], plane: { center: [0, 0, 0], right: [half, half, 0], down: [0, 0, -1] } });
    await settled(element);
    expect(letters(element)).toEqual(['RA', 'LP', 'H', 'F']);
  });

  it('scale: as long as it says', async () => {
    const element = await shown(even, { plane: 'axial' });
    const scale = element.shadowRoot!.querySelector('[data-item=scale]')!;
    const [, from, to] = /^M([\d.]+) .*H([\d.]+)V/.exec(scale.querySelector('path')!.getAttribute('d')!)!;
    expect(Number(to) - Number(from)).toBeCloseTo(Number((scale as HTMLElement).dataset.mm) / element.view!.mmPerPx, 1);
    expect(scale.textContent).toMatch(/^\d+ (cm|mm)$/);
  });

  it('window, with unit, name, colours and inversion', async () => {
    const element = await shown(even, { window: 'brain', invert: true, colormap: 'hot-iron' });
    expect(item(element, 'window')).toBe('W 80  L 40 HU  brain');
    expect(item(element, 'colors')).toBe('hot-iron  inverted');
  });

  it('place: name, position, step and increment', async () => {
    const element = await shown(even, { plane: 'axial' });
    const { position } = element.state!;
    element.set({ position: position ?? 0 });
    expect(item(element, 'name')).toBe('Axial');
    expect(item(element, 'position')).toMatch(/^z \u2212?\d+\.\d mm$/);
    expect(item(element, 'step')).toMatch(/^\d+ \/ 24 \u00b7 3\.75 mm$/);
  });

  it('sampling: kernel, zoom, slab and its mode', async () => {
    const element = await shown(even, { interpolation: 'cubic', zoom: 2, slab: { thickness: 5, mode: 'max' } });
    expect(item(element, 'kernel')).toBe('cubic  \u00d72.00');
    expect(item(element, 'slab')).toBe('MIP 5 mm');
  });

  it('badges: tilt, uneven steps, a missing slice here, lossy, and who draws', async () => {
    const element = await shown(odd, { plane: 'sagittal' });
    expect(item(element, 'tilt')).toBe('tilt 12.0\u00b0');
    expect(item(element, 'uneven')).toBe('uneven 2.5\u20135 mm');
    expect(item(element, 'missing')).toBe('missing slice here');
    element.set({ plane: 'acquired', position: odd.slices[3]!.position });
    await settled(element);
    expect(item(element, 'missing')).toBeNull();
    element.set({ position: odd.slices[6]!.position });
    await settled(element);
    expect(item(element, 'missing')).toMatch('next');
    const report = {
      tiltDegrees: 0,
      uneven: false,
      missing: [],
      increment: null,
      lossy: { slices: 24, methods: [], ratio: 12 },
    };
    element.stack = { volumes: [{ volume: even, label: '', report: report as never }] };
    await settled(element);
    expect(item(element, 'lossy')).toBe('lossy 12:1');
    const { createRenderer } = await import('../../src/entry/index.ts');
    element.renderer = createRenderer({ gpu: false });
    await settled(element);
    expect(item(element, 'cpu')).toBe('CPU');
  });

  it('measurements near the plane, with their results', async () => {
    const element = await shown(even, { plane: 'axial' });
    const { center, right, down } = element.view!.plane;
    const end = [center[0] + 10, center[1], center[2]] as const;
    element.measurements.add(createMeasurement('length', [center, end], { right, down }));
    await settled(element);
    const words = (): string | undefined =>
      element.shadowRoot!.querySelector('[part=measurement-text]')?.textContent ?? undefined;
    expect(words()).toBe('10.0 mm');
    element.set({ position: (element.state!.position ?? center[2]) + 6 });
    await settled(element);
    expect(words()).toBeUndefined();
  });

  it('crosshair: lines of the other panes and their handles', async () => {
    const element = document.createElement('reslice-mpr');
    element.style.cssText = 'width:640px;height:640px';
    document.body.append(element);
    element.volume = even;
    await settled(element);
    const inAxial = (selector: string): number =>
      element.shadowRoot!.querySelectorAll(`[data-plane=axial] ${selector}`).length;
    expect(inAxial('.line-sagittal')).toBe(2);
    expect(inAxial('.line-coronal')).toBe(2);
    expect(inAxial('.line-axial')).toBe(0);
    expect(inAxial('circle.handle-sagittal')).toBe(2);
    expect(inAxial('rect.handle-sagittal')).toBe(4);
    element.views!.sagittal.set({ slab: { thickness: 6, mode: 'max' } });
    await settled(element);
    expect(inAxial('.face.line-sagittal')).toBe(2);
  });

  it.each(OVERLAY_LAYERS.filter((layer) => !['crosshair', 'measurements'].includes(layer)))(
    '%s can be switched off by itself',
    async (layer) => {
      const element = await shown(odd, { plane: 'sagittal' });
      const all = element.shadowRoot!.querySelectorAll('[data-item]').length;
      element.set({ overlay: { [layer]: false } });
      await settled(element);
      const fewer = element.shadowRoot!.querySelectorAll('[data-item]').length;
      expect(fewer).toBeLessThan(all);
      expect(element.shadowRoot!.querySelectorAll(`[part=${layer}], [part=${layer.replace(/s$/, '')}]`)).toHaveLength(
        0,
      );
    },
  );
});

describe('room', () => {
  it.each([128, 160, 200, 260, 400])('nothing lies on anything else, nor outside, at %i px', async (size) => {
    const request = {
      plane: 'sagittal',
      window: 'temporal-bone',
      slab: { thickness: 12.5, mode: 'max' },
      invert: true,
    } as const;
    const element = await shown(odd, request, size);
    const outer = element.getBoundingClientRect();
    const boxes = [...element.shadowRoot!.querySelectorAll('[data-item]')].map((each) => each.getBoundingClientRect());
    expect(boxes.length).toBeGreaterThan(5);
    for (const [n, a] of boxes.entries()) {
      expect(a.left).toBeGreaterThanOrEqual(outer.left);
      expect(a.right).toBeLessThanOrEqual(outer.right);
      expect(a.top).toBeGreaterThanOrEqual(outer.top);
      expect(a.bottom).toBeLessThanOrEqual(outer.bottom);
      for (const b of boxes.slice(n + 1)) {
        // Lines of one corner touch; a font's box is a little higher than its line.
        const over = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
        const across = Math.min(a.right, b.right) - Math.max(a.left, b.left);
        expect(over <= 3 || across <= 0).toBe(true);
      }
    }
    expect(letters(element)).toEqual(['A', 'P', 'H', 'F']);
    expect(item(element, 'missing')).toMatch('missing');
  });
});

it('says what is shown, politely and once somebody is there', async () => {
  const element = await shown(odd, { plane: 'sagittal', window: 'brain' });
  const picture = element.shadowRoot!.querySelector('[part=picture]')!;
  const live = element.shadowRoot!.getElementById(picture.getAttribute('aria-describedby')!)!;
  expect(picture.getAttribute('aria-label')).toBe('Sagittal');
  await vi.waitUntil(() => live.textContent !== '');
  expect(live.textContent).toMatch(
    /^Sagittal, x .* mm, step \d+ of \d+, window 80, level 40 HU, brain, missing slice here, .*tilt 12\.0\u00b0/,
  );
  expect(live.getAttribute('aria-live')).toBe('off');
  element.focus();
  expect(live.getAttribute('aria-live')).toBe('polite');
});
