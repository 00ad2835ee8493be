// Measurements and the keys: undo, redo, Delete, and whose key it is.
import { afterEach, describe, expect, it, vi } from 'vitest';
import { ctNoise, makeVolume } from '../../conformance/volumes.ts';
import type { ResliceMprElement, ResliceViewElement } from '../../src/entry/element.ts';
import '../../src/entry/element.ts';

const SIZE = [40, 36, 24] as const;
const volume = { ...makeVolume({ size: SIZE, steps: [1.5] }, ctNoise(SIZE, 5)), unit: 'HU' };

afterEach(() => document.body.replaceChildren());

async function shown<Tag extends 'reslice-view' | 'reslice-mpr'>(tag: Tag): Promise<HTMLElementTagNameMap[Tag]> {
  const element = document.createElement(tag);
  element.style.cssText = 'width:400px;height:400px';
  document.body.append(element);
  element.tool = 'measure:length';
  if (tag === 'reslice-view') element.set({ plane: 'axial' });
  element.volume = volume;
  await vi.waitUntil(() => element.shadowRoot!.querySelectorAll('[data-item]').length > 0);
  return element;
}

type Either = ResliceViewElement | ResliceMprElement;
const picture = (element: Either): HTMLElement => element.shadowRoot!.querySelector('.picture')!;

function send(element: Either, type: string, [x, y]: readonly [number, number]): void {
  const box = picture(element).getBoundingClientRect();
  const at = { clientX: box.left + x, clientY: box.top + y, bubbles: true, cancelable: true };
  picture(element).dispatchEvent(
    new PointerEvent(type, {
      ...at,
      pointerId: 1,
      pointerType: 'mouse',
      button: 0,
      buttons: type === 'pointerup' ? 0 : 1,
    }),
  );
}

function drag(element: Either, from: readonly [number, number], to: readonly [number, number]): void {
  send(element, 'pointerdown', from);
  send(element, 'pointermove', [(from[0] + to[0]) / 2, (from[1] + to[1]) / 2]);
  send(element, 'pointermove', to);
  send(element, 'pointerup', to);
}

/** @returns whether it was taken from the browser */
function press(element: Either, key: string, more: KeyboardEventInit = {}): boolean {
  const event = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...more });
  picture(element).dispatchEvent(event);
  return event.defaultPrevented;
}

const undo = (element: Either): boolean => press(element, 'z', { ctrlKey: true });
const redo = (element: Either): boolean => press(element, 'Z', { metaKey: true, shiftKey: true });
const points = (element: Either) => element.measurements.measurements.map((each) => each.points);

describe.each(['reslice-view', 'reslice-mpr'] as const)('%s', (tag) => {
  it('undoes and redoes by keys, and leaves to the browser what it cannot', async () => {
    const element = await shown(tag);
    expect([undo(element), redo(element), press(element, 'Delete')]).toEqual([false, false, false]);
    drag(element, [60, 70], [120, 70]);
    const first = points(element);
    drag(element, [120, 70], [130, 100]);
    const second = points(element);
    expect(second).not.toEqual(first);
    expect(undo(element)).toBe(true);
    expect(points(element)).toEqual(first);
    expect(undo(element)).toBe(true);
    expect(points(element)).toEqual([]);
    expect(undo(element)).toBe(false);
    expect([redo(element), redo(element), redo(element)]).toEqual([true, true, false]);
    expect(points(element)).toEqual(second);
  });

  it('Delete removes what was touched last, only where it is seen', async () => {
    const element = await shown(tag);
    drag(element, [60, 70], [120, 70]);
    const [first] = points(element);
    drag(element, [60, 130], [120, 130]);
    const [, second] = points(element);
    send(element, 'pointerdown', [90, 70]);
    send(element, 'pointerup', [90, 70]);
    await vi.waitUntil(() => picture(element).querySelectorAll('.touched').length === 1);
    element.set({ overlay: { measurements: false } });
    expect(press(element, 'Delete')).toBe(false);
    element.set({ overlay: { measurements: true } });
    expect(press(element, 'Delete')).toBe(true);
    expect(points(element)).toEqual([second]);
    expect(press(element, 'Delete')).toBe(false);
    undo(element);
    expect(points(element)).toEqual([first, second]);
  });

  it('a drag is not undone under way', async () => {
    const element = await shown(tag);
    send(element, 'pointerdown', [60, 70]);
    send(element, 'pointermove', [120, 70]);
    expect([undo(element), press(element, 'Delete')]).toEqual([false, false]);
    send(element, 'pointerup', [120, 70]);
    expect(undo(element)).toBe(true);
  });

  it('draws by keys what a pointer draws, to the last bit', async () => {
    const element = await shown(tag);
    // In the middle a pointer would have hold of it.
    element.set({ overlay: { crosshair: false } });
    picture(element).focus();
    const { clientWidth, clientHeight } = picture(element);
    const middle = [clientWidth / 2, clientHeight / 2] as const;
    drag(element, middle, [middle[0] + 20, middle[1] + 10]);
    press(element, 'Enter');
    for (const [key, shiftKey] of [
      ['ArrowRight', true],
      ['ArrowRight', true],
      ['ArrowDown', true],
    ] as const)
      press(element, key, { shiftKey });
    expect(press(element, 'Enter')).toBe(true);
    const [byPointer, byKeys] = points(element);
    expect(byKeys!.flat()).toEqual(byPointer!.flat().map((mm) => expect.closeTo(mm, 10)));
    // An angle that a pointer has begun: keys set what is left of it.
    element.tool = 'measure:angle';
    drag(element, [60, 70], [120, 70]);
    press(element, 'Enter');
    expect(points(element)).toHaveLength(3);
    expect(points(element)[2]![2]).not.toEqual(points(element)[2]![1]);
    expect(element.measurements.canUndo).toBe(true);
    undo(element);
    expect(points(element)).toHaveLength(2);
  });

  it('selects only what is seen, and drops what is not finished with its tool', async () => {
    const element = await shown(tag);
    drag(element, [60, 70], [120, 70]);
    element.tool = 'scrub';
    press(element, 'n');
    await vi.waitUntil(() => picture(element).querySelectorAll('.selected').length === 1);
    const [before] = points(element);
    press(element, 'ArrowDown');
    expect(points(element)[0]).not.toEqual(before);
    element.set({ overlay: { measurements: false } });
    const [hidden] = points(element);
    press(element, 'ArrowDown');
    expect(points(element)[0]).toEqual(hidden);
    element.set({ overlay: { measurements: true } });
    element.tool = 'measure:ellipse';
    press(element, 'Enter');
    press(element, 'ArrowDown', { shiftKey: true });
    expect(points(element)).toHaveLength(2);
    element.tool = 'scrub';
    expect(points(element)).toEqual([hidden]);
  });

  it('takes back only its own where others have changed the list since', async () => {
    const element = await shown(tag);
    press(element, 'Enter');
    const other = { ...element.measurements.measurements[0]!, id: 'other' };
    element.measurements.add(other);
    press(element, 'ArrowDown');
    press(element, 'Escape');
    expect(element.measurements.measurements).toEqual([other]);
    expect(press(element, 'Escape')).toBe(true);
    expect(element.tool).toBe('scrub');
  });

  it('a press on a handle that is taken away undoes nothing', async () => {
    const element = await shown(tag);
    drag(element, [60, 70], [120, 70]);
    const before = points(element);
    send(element, 'pointerdown', [120, 70]);
    send(element, 'pointercancel', [120, 70]);
    expect(points(element)).toEqual(before);
  });
});
