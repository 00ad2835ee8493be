// `<reslice-view>` in a real browser: attributes and state, where data come from, coming and going.
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { compareLevels } from '../../conformance/compare-levels.ts';
import { ctNoise, makeVolume } from '../../conformance/volumes.ts';
import { ResliceError, type ResliceViewElement } from '../../src/entry/element.ts';
import { createRenderer } from '../../src/entry/index.ts';
import { nearBreak } from '../../src/regression/near-break.ts';
import { levelsOf } from '../support/canvas-pixels.ts';
import { sliceBytes } from '../support/dicom-bytes.ts';
import { zipBytes } from '../support/zip-bytes.ts';

const SIZE = [40, 36, 24] as const;
const volume = { ...makeVolume({ size: SIZE, tilt: 12, steps: [1, 1, 1.4] }, ctNoise(SIZE, 5)), unit: 'HU' };
const other = { ...makeVolume({ size: SIZE }, ctNoise(SIZE, 6)), unit: 'HU' };

afterEach(() => {
  document.body.replaceChildren();
  vi.restoreAllMocks();
});

function make(attributes: Readonly<Record<string, string>> = {}): ResliceViewElement {
  const element = document.createElement('reslice-view');
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.style.cssText = 'width:240px;height:200px';
  return element;
}

function shown(attributes: Readonly<Record<string, string>> = {}): ResliceViewElement {
  const element = make(attributes);
  document.body.append(element);
  element.volume = volume;
  return element;
}

const next = <T = unknown>(element: EventTarget, type: string): Promise<CustomEvent<T>> =>
  new Promise((resolve) => element.addEventListener(type, (event) => resolve(event as CustomEvent<T>), { once: true }));

const byGpu = (element: ResliceViewElement): Promise<void> =>
  vi.waitUntil(() => element.view?.drawnBy === 'gpu', { timeout: 20_000 }).then(() => undefined);

const canvasLevels = ({ view }: ResliceViewElement): Uint8Array => levelsOf(view!.canvas);

function expectReference(element: ResliceViewElement): void {
  const { plane, state, volume: drawn } = element.view!;
  const mask = nearBreak(drawn, plane, state);
  const { worst, differing } = compareLevels(canvasLevels(element), element.view!.levels(), mask);
  expect(worst).toBeLessThanOrEqual(1);
  expect(differing).toBeLessThan(0.001);
}

describe('attributes and state', () => {
  const window = { center: 40, width: 80, function: 'LINEAR' };
  it.each([
    ['plane', 'sagittal', { plane: 'sagittal' }, { plane: 'coronal' }, 'coronal'],
    ['position', '3.5', { position: 3.5 }, { position: -2 }, '-2'],
    ['zoom', '2', { zoom: 2 }, { zoom: 3 }, '3'],
    ['rotation', '90', { rotation: 90 }, { rotation: 45 }, '45'],
    ['flip', 'horizontal', { flip: [true, false] }, { flip: [true, true] }, 'both'],
    ['window', '40/80', { window }, { window: { center: 1, width: 2, function: 'SIGMOID' } }, '1/2/SIGMOID'],
    ['window', 'bone', { window: { center: 400, width: 1800 } }, { window: 'brain' }, 'brain'],
    ['interpolation', 'cubic', { interpolation: 'cubic' }, { interpolation: 'nearest' }, 'nearest'],
    ['slab', '5', { slab: { thickness: 5, mode: 'mean' } }, { slab: { thickness: 8, mode: 'mean' } }, '8'],
    ['slab-mode', 'max', { slab: { thickness: 10, mode: 'max' } }, { slab: { thickness: 8, mode: 'min' } }, 'min'],
    ['invert', '', { invert: true }, { invert: false }, null],
    ['colormap', 'hot-iron', { colormap: 'hot-iron' }, { colormap: 'pet' }, 'pet'],
    [
      'overlay',
      'letters scale',
      { overlay: { letters: true, scale: true, badges: false } },
      { overlay: false },
      'none',
    ],
  ] as const)('%s="%s", at first, later and back', async (name, text, state, request, written) => {
    const first = shown({ [name]: text });
    expect(first.state).toMatchObject(state);
    expect(first.getAttribute(name)).toBe(text);
    const later = shown();
    later.setAttribute(name, text);
    expect(later.state).toMatchObject(state);
    expect(later.getAttribute(name)).toBe(text);
    later.state = request as never;
    expect(later.getAttribute(name)).toBe(written);
    later.removeAttribute(name);
    expect(later.state).toEqual(name === 'slab-mode' ? expect.anything() : shown().state);
  });

  it('tells of a bad value, keeps the others, and goes on', async () => {
    const errors: ResliceError[] = [];
    const element = make({ plane: 'sideways', zoom: '2', window: 'brain', time: '7' });
    element.addEventListener('error', ({ detail }) => errors.push(detail.error));
    document.body.append(element);
    element.volume = volume;
    expect(errors.map(({ code }) => code)).toEqual(['use/bad-argument', 'use/bad-argument']);
    expect(element.state).toMatchObject({ plane: 'acquired', zoom: 2, time: 0, window: { center: 40, width: 80 } });
    element.setAttribute('zoom', 'much');
    expect(errors).toHaveLength(3);
    expect(element.state!.zoom).toBe(2);
    expect(() => element.set({ zoom: -1 })).toThrow(ResliceError);
  });

  it('takes properties that were set before it was defined, and before there were data', () => {
    const bare = document.createElement('reslice-later');
    Object.assign(bare, { state: { zoom: 4 }, volume });
    bare.setAttribute('plane', 'coronal');
    document.body.append(bare);
    customElements.define(
      'reslice-later',
      class extends (customElements.get('reslice-view') as typeof ResliceViewElement) {},
    );
    customElements.upgrade(bare);
    expect((bare as ResliceViewElement).state).toMatchObject({ zoom: 4, plane: 'coronal' });
  });

  it('starts another volume with what the host wrote, and looks at it as before', () => {
    const element = shown({ window: 'brain', plane: 'axial' });
    element.set({ position: 2, zoom: 3, window: 'bone', interpolation: 'cubic' });
    expect(element.getAttribute('position')).toBe('2');
    element.volume = other;
    expect(element.state).toMatchObject({ zoom: 1, interpolation: 'cubic', window: { center: 40 }, plane: 'axial' });
    expect(element.state!.position).toBeNull();
    expect(element.getAttribute('window')).toBe('brain');
    expect(element.hasAttribute('position')).toBe(false);
  });

  it('sends change as it bubbles, out of shadow roots too, and rendered without', async () => {
    const host = document.createElement('div');
    host.attachShadow({ mode: 'open' });
    document.body.append(host);
    const element = make();
    host.shadowRoot!.append(element);
    element.volume = volume;
    const changed = next<{ state: { zoom: number } }>(document, 'change');
    const rendered = next(element, 'rendered');
    element.setAttribute('zoom', '2');
    expect((await changed).detail.state.zoom).toBe(2);
    expect((await rendered).bubbles).toBe(false);
  });
});

describe('pictures', () => {
  it("are the CPU reference's levels, in an article and in a shadow root", async () => {
    const article = document.createElement('article');
    const host = document.createElement('div');
    host.attachShadow({ mode: 'open' });
    document.body.append(article, host);
    const elements = [
      make({ plane: 'sagittal', window: '300/2000' }),
      make({ window: '300/2000' }),
      make({ plane: 'coronal', window: '300/2000' }),
    ];
    article.append(elements[0]!, elements[1]!);
    host.shadowRoot!.append(elements[2]!);
    for (const element of elements) element.volume = volume;
    await Promise.all(elements.map(byGpu));
    const drawn = Promise.all(elements.map((element) => next(element, 'rendered')));
    for (const element of elements) element.set({ zoom: 1.01 });
    await drawn;
    for (const element of elements) expectReference(element);
  });
});

describe('coming and going', () => {
  it('disposes its view at once, and makes it anew from its state', async () => {
    const element = shown({ plane: 'sagittal' });
    element.set({ zoom: 2.5, window: 'bone' });
    const { view, state } = element;
    element.remove();
    expect(element.view).toBeNull();
    expect(() => view!.set({ zoom: 1 })).toThrow();
    document.body.append(element);
    expect(element.state).toEqual(state);
    expect(element.view).not.toBe(view);
    element.remove();
    element.setAttribute('zoom', '4');
    document.body.append(element);
    expect(element.state).toEqual({ ...state, zoom: 4 });
  });

  it('goes on when it is moved', async () => {
    const element = shown({ window: '300/2000' });
    await byGpu(element);
    const box = document.createElement('div');
    document.body.append(box);
    box.append(element);
    await byGpu(element);
    expectReference(element);
  });

  it("shares one context among many, and takes a renderer of the host's", async () => {
    const spy = vi.spyOn(OffscreenCanvas.prototype, 'getContext');
    const elements = Array.from({ length: 6 }, () => shown());
    await Promise.all(elements.map(byGpu));
    expect(spy.mock.calls.filter(([kind]) => (kind as string) === 'webgl2')).toHaveLength(1);
    const renderer = createRenderer({ gpu: false });
    elements[0]!.renderer = renderer;
    expect(renderer.views).toEqual([elements[0]!.view]);
    await next(elements[0]!, 'rendered');
    expect(elements[0]!.view!.cpuReason).toBe('turned-off');
    elements[0]!.remove();
    expect(renderer.views).toEqual([]);
    renderer.dispose();
  });
});

describe('src', () => {
  const slices = [0, 1, 2].map((k) =>
    sliceBytes({ ImagePositionPatient: ['DS', `0\\0\\${2 * k}`], SOPInstanceUID: ['UI', `1.2.${k + 3}`] }),
  );
  const urls: string[] = [];
  const urlOf = (parts: BlobPart[], type = ''): string => {
    const url = URL.createObjectURL(new Blob(parts, { type }));
    urls.push(url);
    return url;
  };
  beforeEach(() => {
    for (const url of urls.splice(0)) URL.revokeObjectURL(url);
  });
  const zip = (): string =>
    urlOf([zipBytes(slices.map((bytes, k) => ({ name: `${k}.dcm`, packed: bytes })))], 'application/zip');
  const list = (...more: string[]): string =>
    urlOf([JSON.stringify([...slices.map((bytes) => urlOf([bytes])), ...more])], 'application/json');

  it.each([
    ['a .zip', zip, 3],
    ['one DICOM file', (): string => urlOf([slices[0]!]), 1],
    ['a JSON list', list, 3],
  ] as const)('%s', async (_, url, count) => {
    const element = make({ src: url() });
    const progress: string[] = [];
    element.addEventListener('progress', ({ detail }) => progress.push(detail.phase));
    document.body.append(element);
    const { detail } = await next<{ stack: { volume: unknown } }>(element, 'load');
    expect(element.volume!.slices).toHaveLength(count);
    expect(detail.stack.volume).toBe(element.volume);
    expect(new Set(progress)).toEqual(new Set(['fetching', 'reading']));
    expect(element.series).toHaveLength(1);
  });

  it('tells of files of a list that are not there, and shows the rest', async () => {
    const element = make({ src: list(urlOf(['no image']), 'blob:nowhere') });
    const problems: string[] = [];
    element.addEventListener('problem', ({ detail }) => problems.push(detail.problem.code));
    document.body.append(element);
    await next(element, 'load');
    expect(problems.sort()).toEqual(['dicom/not-dicom', 'load/unreadable']);
  });

  it.each([
    ['that is not there', (): string => '/nowhere/at-all.zip', 'load/unreadable'],
    ['of another origin', (): string => 'https://example.invalid/a.zip', 'load/unreadable'],
    ['that holds no image', (): string => urlOf(['no image']), 'dicom/not-dicom'],
    ['that is a list of something else', (): string => urlOf(['[1, 2]']), 'load/unreadable'],
  ] as const)('fails once for one %s, in words too', async (_, url, code) => {
    const element = make({ src: url() });
    const errors: string[] = [];
    element.addEventListener('error', ({ detail }) => errors.push(detail.error.code));
    document.body.append(element);
    await vi.waitUntil(() => errors.length > 0);
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(errors).toEqual([code]);
    expect(element.shadowRoot!.querySelector('[part=message]')!.textContent).toMatch(/^Nothing to show\. /);
  });

  it('stops the old load for a new src, and for leaving', async () => {
    const loads: unknown[] = [];
    const element = make({ src: zip() });
    element.addEventListener('load', () => loads.push(element.volume!.slices.length));
    element.addEventListener('error', ({ detail }) => loads.push(detail.error));
    document.body.append(element);
    await Promise.resolve();
    element.src = urlOf([slices[1]!]);
    await vi.waitUntil(() => loads.length > 0);
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(loads).toEqual([1]);
    element.src = zip();
    await Promise.resolve();
    element.remove();
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(loads).toEqual([1]);
    document.body.append(element);
    await vi.waitUntil(() => loads.length > 1);
    expect(loads).toEqual([1, 3]);
  });
});
