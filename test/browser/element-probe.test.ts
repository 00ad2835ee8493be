// The value under the pointer: in words over the picture, and as an event.
import { afterEach, describe, expect, it, vi } from 'vitest';
import { ctNoise, makeVolume } from '../../conformance/volumes.ts';
import type { ResliceViewElement } from '../../src/entry/element.ts';
import '../../src/entry/element.ts';
import { createMeasurement } from '../../src/measure/create-measurement.ts';
import type { Probe } from '../../src/view/view.ts';

const SIZE = [40, 36, 24] as const;
const volume = { ...makeVolume({ size: SIZE, steps: [1.5] }, ctNoise(SIZE, 5)), unit: 'HU' };

afterEach(() => document.body.replaceChildren());

const frames = async (count = 3): Promise<void> => {
  for (let n = 0; n < count; n++) await new Promise(requestAnimationFrame);
};

async function shown(size = 400): Promise<{ element: ResliceViewElement; told: (Probe | null)[] }> {
  const element = document.createElement('reslice-view');
  element.style.cssText = `width:${size}px;height:${size}px`;
  document.body.append(element);
  element.set({ plane: 'axial' });
  element.volume = volume;
  // The CPU's badge goes with the GPU's first picture, in the overlay's own next frame.
  await vi.waitUntil(() => element.view?.drawnBy === 'gpu', { timeout: 20_000 });
  const items = () => [...element.shadowRoot!.querySelectorAll('[data-item]')].map(({ textContent }) => textContent);
  await vi.waitUntil(() => items().length > 0 && !items().some((text) => /CPU/.test(text ?? '')));
  const told: (Probe | null)[] = [];
  element.addEventListener('probe', ({ detail }) => told.push(detail.probe));
  return { element, told };
}

const picture = (element: ResliceViewElement): HTMLElement => element.shadowRoot!.querySelector('.picture')!;
const words = (element: ResliceViewElement): string | null =>
  element.shadowRoot!.querySelector('[data-item=probe]')?.textContent ?? null;

function send(
  element: ResliceViewElement,
  type: string,
  [x, y]: readonly [number, number],
  more: PointerEventInit = {},
): void {
  const box = picture(element).getBoundingClientRect();
  const init = { pointerType: 'mouse', pointerId: 1, button: type === 'pointermove' ? -1 : 0, ...more };
  picture(element).dispatchEvent(
    new PointerEvent(type, { clientX: box.left + x, clientY: box.top + y, bubbles: true, cancelable: true, ...init }),
  );
}

describe('the value under the pointer', () => {
  it('follows the pointer, and goes with it', async () => {
    const { element, told } = await shown();
    expect(words(element)).toBeNull();
    const places: readonly (readonly [number, number])[] = [
      [150, 170],
      [210, 230],
    ];
    for (const at of places) {
      send(element, 'pointermove', at);
      await frames();
      const probe = element.view!.valueAt(...at)!;
      expect(told.at(-1)).toEqual(probe);
      expect(words(element)).toMatch(/^\u2212?[\d.]+ HU {2}[LR][\d.]+ [PA][\d.]+ [HF][\d.]+ mm$/);
      const [value] = words(element)!.replace('\u2212', '-').split(' HU');
      expect(Math.abs(Number(value) - probe.value)).toBeLessThanOrEqual(0.5);
      const mms = words(element)!
        .match(/[LRPAHF][\d.]+/g)!
        .map((text) => Number(text.slice(1)));
      for (const [n, mm] of probe.position.entries()) expect(mms[n]).toBeCloseTo(Math.abs(mm), 0);
    }
    send(element, 'pointerleave', [-1, -1]);
    await frames();
    expect(told.at(-1)).toBeNull();
    expect(words(element)).toBeNull();
  });

  it('is read once a frame at most, and told only where it is another', async () => {
    const { element, told } = await shown();
    for (let n = 0; n < 50; n++) send(element, 'pointermove', [150 + n, 180]);
    await frames();
    expect(told).toEqual([element.view!.valueAt(199, 180)]);
    send(element, 'pointermove', [199, 180]);
    await frames();
    expect(told).toHaveLength(1);
    send(element, 'pointermove', [1, 200]);
    await frames();
    const outside = element.view!.valueAt(1, 200);
    expect(told.at(-1)).toEqual(outside);
  });

  it('is another where the picture is another, and goes with the view', async () => {
    const { element, told } = await shown();
    send(element, 'pointermove', [180, 180]);
    await frames();
    element.set({ position: (element.state!.position ?? 0) + 3 });
    await vi.waitUntil(() => told.length === 2);
    expect(told[1]).toEqual(element.view!.valueAt(180, 180));
    element.remove();
    expect(told.at(-1)).toBeNull();
  });

  it('follows a mouse that drags', async () => {
    const { element, told } = await shown();
    element.tool = 'window';
    send(element, 'pointermove', [150, 180]);
    send(element, 'pointerdown', [150, 180], { buttons: 1 });
    send(element, 'pointermove', [190, 200], { buttons: 1 });
    await frames();
    expect(told.at(-1)).toEqual(element.view!.valueAt(190, 200));
    send(element, 'pointerup', [190, 200]);
  });

  it.each(['touch', 'pen'])('a tap shows the value until a finger comes again, or the pen leaves: %s', async (kind) => {
    const { element, told } = await shown();
    const tap = { pointerType: kind, pointerId: 7 };
    send(element, 'pointerdown', [160, 190], { ...tap, buttons: 1 });
    send(element, 'pointerup', [160, 190], tap);
    send(element, 'lostpointercapture', [160, 190], tap);
    send(element, 'pointerleave', [160, 190], tap);
    await frames();
    expect(told).toEqual([element.view!.valueAt(160, 190)]);
    expect(words(element)).toMatch(' HU');
    if (kind === 'touch') send(element, 'pointerdown', [160, 190], { ...tap, buttons: 1 });
    else {
      send(element, 'pointermove', [160, 190], tap);
      send(element, 'pointerleave', [160, 190], tap);
    }
    await frames();
    expect(told.at(-1)).toBeNull();
    expect(words(element)).toBeNull();
  });

  it('goes with the layer place; the event stays', async () => {
    const { element, told } = await shown();
    element.set({ overlay: { place: false } });
    send(element, 'pointermove', [180, 180]);
    await frames();
    expect(told).toHaveLength(1);
    expect(words(element)).toBeNull();
  });

  it.each([128, 160, 200, 260, 400])('lies on nothing, and moves nothing: %i px', async (size) => {
    const { element } = await shown(size);
    const { center, right, down } = element.view!.plane;
    element.measurements.add(
      createMeasurement('length', [center, [center[0] - 5, center[1] - 5, center[2]]], { right, down }),
    );
    await frames();
    const boxes = (): Map<string, DOMRect> =>
      new Map(
        [...element.shadowRoot!.querySelectorAll('[data-item], [part=measurement-text]')].map((each) => [
          each.getAttribute('data-item') ?? 'measurement',
          each.getBoundingClientRect(),
        ]),
      );
    const before = boxes();
    send(element, 'pointermove', [size / 2, size / 2]);
    await frames();
    const after = boxes();
    for (const [name, box] of before) expect(after.get(name)).toEqual(box);
    const own = after.get('probe');
    if (size >= 200) expect(own).toBeDefined();
    for (const [name, box] of after)
      if (own && name !== 'probe')
        expect(
          own.left >= box.right || box.left >= own.right || own.top >= box.bottom - 1 || box.top >= own.bottom - 1,
          name,
        ).toBe(true);
  });
});
