// The colour map: a list, and the bar of what the pictures show, where that is not plain grey.

import {
  COLORMAP_NAMES,
  type Colormap,
  type ColormapName,
  colorBar,
  isLutChoice,
  loadColormap,
  type View,
} from '../../src/entry/index.ts';
import type { Desk } from '../app/desk.ts';
import { el, setText } from '../ui/dom.ts';
import { modality } from '../ui/format.ts';
import { onceAFrame } from '../ui/once-a-frame.ts';

export class ColorPanel {
  readonly root: HTMLElement;
  readonly #select = el('select', { class: 'color-list', 'aria-label': 'Colour map', disabled: true });
  readonly #strip = el('canvas', { width: 256, height: 1 });
  readonly #ticks = el('div', { class: 'color-ticks' });
  readonly #unit = el('span', { class: 'color-unit' });
  readonly #bar = el('div', { class: 'color-bar', role: 'img', hidden: true }, this.#strip, this.#ticks, this.#unit);
  #loaded: Colormap | null = null;
  #shown = '';

  constructor({ pictures }: Desk) {
    this.#select.append(...COLORMAP_NAMES.map((value) => el('option', { value }, value.replaceAll('-', ' '))));
    this.#select.addEventListener('change', () => pictures.set({ colormap: this.#select.value as ColormapName }));
    this.root = el('section', { class: 'panel color-panel', 'aria-label': 'Colour' }, this.#select, this.#bar);
    const refresh = (): void => this.#refresh(pictures.viewOf('axial'));
    const soon = onceAFrame(refresh);
    pictures.shown.listen(soon);
    pictures.changed.listen(soon);
    refresh();
  }

  /** @param view  one of the views, which share window and colours; null while nothing is open */
  #refresh(view: View | null): void {
    this.#select.disabled = view === null;
    const asked = view?.state.colormap ?? 'grey';
    const name = typeof asked === 'string' ? asked : 'grey';
    this.#select.value = name;
    this.#bar.hidden = !view || name === 'grey';
    if (!view || name === 'grey') return;
    if (this.#loaded?.name !== name) {
      void loadColormap(name).then((colormap) => {
        this.#loaded = colormap;
        if (view.state.colormap === name) this.#draw(view);
      });
    } else this.#draw(view);
  }

  #draw({ volume, state }: View): void {
    const { window, invert } = state;
    const key = JSON.stringify([window, invert, this.#loaded?.name, volume.unit]);
    if (key === this.#shown) return;
    this.#shown = key;
    const voi = isLutChoice(window) ? volume.voiLuts[window.lut]! : window;
    const { colors, ticks, range, unit } = colorBar(voi, this.#loaded, volume.inverse !== invert, volume.unit);
    const context = this.#strip.getContext('2d')!;
    const image = context.createImageData(256, 1);
    for (let n = 0; n < 256; n++) image.data.set([...colors.subarray(3 * n, 3 * n + 3), 255], 4 * n);
    context.putImageData(image, 0, 0);
    this.#ticks.replaceChildren(
      ...ticks.map(({ value, at }) => {
        const tick = el('span', {}, modality(value));
        tick.style.left = `${100 * at}%`;
        return tick;
      }),
    );
    setText(this.#unit, unit);
    this.#bar.setAttribute('aria-label', `Colours from ${modality(range[0])} to ${modality(range[1])} ${unit}`);
  }
}
