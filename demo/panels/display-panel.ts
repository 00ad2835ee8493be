// How a picture is made from values: kernel, slab, inversion; and how it lies: flips and quarters.

import {
  flipHorizontal,
  flipVertical,
  type Interpolation,
  rotate,
  type Slab,
  type ViewState,
} from '../../src/entry/index.ts';
import type { Desk } from '../app/desk.ts';
import { button, choices } from '../ui/button.ts';
import { el, setText } from '../ui/dom.ts';
import { title } from '../ui/format.ts';
import { onceAFrame } from '../ui/once-a-frame.ts';

const KERNELS: readonly Interpolation[] = ['nearest', 'linear', 'cubic'];
const MODES: readonly Slab['mode'][] = ['mean', 'max', 'min'];
/** mm; thicker ones come by the handle in the picture, or by T and Shift T. */
const THICKEST = 60;

export class DisplayPanel {
  readonly root: HTMLElement;
  readonly #desk: Desk;
  readonly #kernels = choices(
    'Interpolation',
    KERNELS.map((value) => ({ value, label: value })),
    (interpolation) => this.#desk.pictures.set({ interpolation }),
  );
  readonly #thickness = el('input', { type: 'range', min: 0, max: THICKEST, step: 1, 'aria-label': 'Slab thickness' });
  readonly #told = el('output', { class: 'dim' });
  readonly #modes = choices(
    'Slab mode',
    MODES.map((value) => ({ value, label: value })),
    (mode) => this.#slab({ mode }),
  );
  readonly #invert = button({
    label: 'Invert',
    key: 'I',
    act: () => this.#change(({ invert }) => ({ invert: !invert })),
  });

  constructor(desk: Desk) {
    this.#desk = desk;
    const act = (change: (state: ViewState) => ViewState) => () => this.#change(change);
    this.#thickness.addEventListener('input', () => this.#slab({ thickness: Number(this.#thickness.value) }));
    const turns = el('div', { class: 'button-row' });
    turns.append(
      this.#invert,
      button({ label: 'Flip ↔', key: 'H', act: act(flipHorizontal) }),
      button({ label: 'Flip ↕', key: 'V', act: act(flipVertical) }),
      button({ label: 'Turn', key: ']', act: act((state) => rotate(state, 90)) }),
    );
    const slab = el('div', { class: 'slab-row' }, this.#thickness, this.#told);
    this.root = el('section', { class: 'panel display-panel' }, el('h2', {}, 'Interpolation'), this.#kernels.root);
    this.root.append(el('h2', {}, 'Slab of the active plane'), slab, this.#modes.root, turns);
    const refresh = onceAFrame(() => this.#refresh());
    desk.pictures.shown.listen(refresh);
    desk.pictures.arranged.listen(refresh);
    desk.pictures.changed.listen(refresh);
    this.#refresh();
  }

  #change(change: (state: ViewState) => Partial<ViewState>): void {
    const { view } = this.#desk.pictures;
    if (view) this.#desk.pictures.set(change(view.state));
  }

  #slab(part: Partial<Slab>): void {
    const now = this.#desk.pictures.view?.state.slab;
    const slab = { thickness: 10, mode: 'mean' as const, ...now, ...part };
    this.#desk.pictures.set({ slab: slab.thickness > 0 ? slab : null });
  }

  #refresh(): void {
    const state = this.#desk.pictures.view?.state ?? null;
    this.#kernels.show(state?.interpolation ?? null);
    this.#modes.show(state?.slab?.mode ?? null);
    this.#thickness.value = String(state?.slab?.thickness ?? 0);
    this.#thickness.disabled = !state;
    setText(this.#told, state?.slab ? `${Number(state.slab.thickness.toFixed(1))} mm` : 'off');
    this.#invert.setAttribute('aria-pressed', String(state?.invert ?? false));
    this.root.title = state ? title(this.#desk.pictures.active) : '';
  }
}
