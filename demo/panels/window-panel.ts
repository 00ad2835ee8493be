// The window over the volume's histogram: what is black, what is white, and the ramp between; dragged, or set by number.

import { isLutChoice, type VoiTransform, type Volume } from '../../src/entry/index.ts';
import type { Desk } from '../app/desk.ts';
import { el, setText, svg } from '../ui/dom.ts';
import { modality } from '../ui/format.ts';
import { onceAFrame } from '../ui/once-a-frame.ts';
import { type Histogram, histogramOf, outlineOf } from './histogram.ts';
import { dragged, edgesOf, type Grip, leastOf, plain } from './window-drag.ts';

const [WIDTH, HEIGHT, BINS] = [256, 72, 256];
/** px within which an edge of the window is caught. */
const REACH = 8;

export class WindowPanel {
  readonly root: HTMLElement;
  readonly #desk: Desk;
  readonly #outline = svg('path', { class: 'histogram-outline' });
  readonly #band = svg('rect', { class: 'histogram-band', y: 0, height: HEIGHT });
  readonly #ramp = svg('path', { class: 'histogram-ramp' });
  readonly #picture = svg(
    'svg',
    { class: 'histogram', viewBox: `0 0 ${WIDTH} ${HEIGHT}`, preserveAspectRatio: 'none', 'aria-hidden': 'true' },
    this.#band,
    this.#outline,
    this.#ramp,
  );
  readonly #ends = [el('span'), el('span')] as const;
  readonly #center = this.#input('Level', (center) => this.#ask({ center }));
  readonly #width = this.#input('Width', (width) => this.#ask({ width }));
  readonly #unit = el('span', { class: 'dim' });
  #histogram: Histogram | null = null;
  #counting: AbortController | null = null;
  #counted: Volume | null = null;

  constructor(desk: Desk) {
    this.#desk = desk;
    const { pictures } = desk;
    const ends = el('div', { class: 'histogram-ends' }, ...this.#ends);
    const numbers = el('div', { class: 'window-numbers' }, this.#width.root, this.#center.root, this.#unit);
    this.root = el('section', { class: 'panel window-panel', 'aria-label': 'Window over the histogram' });
    this.root.append(this.#picture, ends, numbers);
    this.#picture.addEventListener('pointerdown', (event) => this.#drag(event));
    const refresh = onceAFrame(() => this.#refresh());
    pictures.shown.listen(() => this.#count());
    desk.session.ended.listen(() => this.#count());
    pictures.changed.listen(({ state, previous }) => {
      if (state.time !== previous.time) this.#count();
      if (state.window !== previous.window) refresh();
    });
    this.#refresh();
  }

  get #window(): VoiTransform | null {
    return this.#desk.pictures.mpr.state?.window ?? null;
  }

  #input(
    label: string,
    ask: (value: number) => void,
  ): { readonly root: HTMLElement; readonly field: HTMLInputElement } {
    const field = el('input', { type: 'number', step: 'any', 'aria-label': label });
    field.addEventListener('change', () => field.value !== '' && ask(Number(field.value)));
    return { root: el('label', {}, el('span', { class: 'dim' }, label), field), field };
  }

  #ask(part: { readonly center?: number; readonly width?: number }): void {
    const window = this.#window;
    if (!window || isLutChoice(window)) return;
    const { center, width, function: voi } = { ...window, ...part };
    // A width that cannot be is not asked for: the field goes back to what is shown.
    const possible = width >= leastOf(voi) && Number.isFinite(width) && Number.isFinite(center);
    // A mere press changes nothing: a window that came with a name keeps it.
    if (possible && (center !== window.center || width !== window.width))
      this.#desk.pictures.set({ window: { center, width, function: voi } });
    this.#refresh();
  }

  /** Once all slices are there: what is known of a few of them would change under the hand. */
  #count(): void {
    const { volume } = this.#desk.pictures;
    this.#refresh();
    if (volume === this.#counted) return;
    this.#counting?.abort();
    this.#counted = volume;
    this.#histogram = null;
    this.#refresh();
    if (!volume) return;
    const mine = new AbortController();
    this.#counting = mine;
    void histogramOf(volume, BINS, mine.signal).then((histogram) => {
      if (!histogram) return;
      this.#histogram = histogram;
      this.#outline.setAttribute('d', outlineOf(histogram, WIDTH, HEIGHT));
      this.#refresh();
    });
  }

  #refresh(): void {
    const [window, { volume }] = [this.#window, this.#desk.pictures];
    const own = window && !isLutChoice(window) ? window : null;
    for (const { field } of [this.#center, this.#width]) field.disabled = !own;
    this.#center.field.value = own ? plain(own.center) : '';
    this.#width.field.value = own ? plain(own.width) : '';
    setText(this.#unit, volume?.unit ?? '');
    this.root.classList.toggle('counted', this.#histogram !== null);
    const [min, max] = volume?.modalityRange ?? [0, 0];
    for (const [n, end] of this.#ends.entries()) setText(end, volume ? modality([min, max][n]!) : '');
    if (!own || !(max > min)) {
      this.#band.setAttribute('width', '0');
      this.#ramp.setAttribute('d', '');
      return;
    }
    const [low, high] = edgesOf(own).map((value) => this.#x(value)) as [number, number];
    this.#band.setAttribute('x', String(Math.min(low, WIDTH)));
    this.#band.setAttribute('width', String(Math.max(0, high - low)));
    this.#ramp.setAttribute('d', `M0 ${HEIGHT - 1}H${low}L${high} 1H${WIDTH}`);
  }

  /** Of a modality value, within the box. */
  #x(value: number): number {
    const [min, max] = this.#desk.pictures.volume!.modalityRange;
    return (WIDTH * (value - min)) / (max - min);
  }

  #drag(event: PointerEvent): void {
    const window = this.#window;
    const { volume } = this.#desk.pictures;
    if (!window || isLutChoice(window) || !volume || event.button !== 0) return;
    const [min, max] = volume.modalityRange;
    const box = this.#picture.getBoundingClientRect();
    const perPx = (max - min) / box.width;
    const [low, high] = edgesOf(window);
    const at = min + (event.clientX - box.left) * perPx;
    const grip: Grip =
      Math.abs(at - low) < REACH * perPx ? 'low' : Math.abs(at - high) < REACH * perPx ? 'high' : 'middle';
    // Where nothing is caught the window comes to the pointer.
    const from = grip === 'middle' && (at < low || at > high) ? { ...window, center: at } : window;
    const stop = new AbortController();
    const move = (x: number): void => this.#ask(dragged(from, grip, (x - event.clientX) * perPx, perPx));
    move(event.clientX);
    this.#picture.setPointerCapture(event.pointerId);
    const { signal } = stop;
    this.#picture.addEventListener('pointermove', ({ clientX }) => move(clientX), { signal });
    for (const end of ['pointerup', 'pointercancel'] as const)
      this.#picture.addEventListener(end, () => stop.abort(), { signal });
  }
}
