// The window: presets as buttons with their keys, and as a list where there is no room.

import { isLutChoice, PRESETS, type PresetName, type VoiTransform, type WindowRequest } from '../../src/entry/index.ts';
import type { Desk } from '../app/desk.ts';
import { fileWindow } from '../app/file-window.ts';
import { el, setText } from '../ui/dom.ts';
import { windowText } from '../ui/format.ts';
import { onceAFrame } from '../ui/once-a-frame.ts';

/** By key 1 to 9. */
export const KEYED = Object.keys(PRESETS).slice(0, 9) as readonly PresetName[];

const label = (name: PresetName): string => PRESETS[name].explanation!;

export class PresetPanel {
  readonly root: HTMLElement;
  readonly #select = el('select', { class: 'preset-list', 'aria-label': 'Window' });
  readonly #own = el('option', { value: '' });
  /** The file's window, or what stands in for it: found once, as looking at every value takes a while. */
  #file: VoiTransform | null = null;
  readonly #buttons: readonly (readonly [WindowRequest, HTMLButtonElement])[];

  constructor(desk: Desk) {
    const { pictures } = desk;
    const choose = (window: WindowRequest): void => pictures.set({ window });
    const button = (request: PresetName | 'file' | 'auto', text: string, key: string) => {
      const made = el('button', { type: 'button', class: 'preset', 'data-window': request, 'aria-pressed': 'false' });
      made.append(el('span', {}, text), el('kbd', {}, key));
      made.addEventListener('click', () => choose(request));
      this.#select.append(el('option', { value: request }, text));
      return [request, made] as const;
    };
    this.#own.textContent = 'window';
    this.#select.append(this.#own);
    this.#buttons = [
      button('file', 'as in file', ''),
      button('auto', 'auto', ''),
      ...KEYED.map((name, n) => button(name, label(name), String(n + 1))),
    ];
    this.#select.addEventListener('change', () => this.#select.value && choose(this.#select.value as WindowRequest));
    const list = el('div', { class: 'presets', role: 'group', 'aria-label': 'Window presets' });
    list.append(...this.#buttons.map(([, made]) => made));
    this.root = el('section', { class: 'panel preset-panel' }, el('h2', {}, 'Window'), list, this.#select);
    const refresh = (): void => {
      const { mpr, volume } = pictures;
      this.#refresh(volume?.unit ?? '', mpr.state?.window ?? null, this.#file);
    };
    const soon = onceAFrame(refresh);
    pictures.shown.listen(() => {
      const { volume } = pictures;
      this.#file = volume && fileWindow(volume);
      soon();
    });
    pictures.changed.listen(({ state, previous }) => state.window !== previous.window && soon());
    refresh();
  }

  /** @param file  the file's own window, or what stands in for it; null while nothing is open */
  #refresh(unit: string, current: VoiTransform | null, file: VoiTransform | null): void {
    for (const [request, button] of this.#buttons) {
      const preset = request !== 'file' && request !== 'auto';
      button.disabled = current === null || (preset && unit !== 'HU');
      button.title = button.disabled && current ? `Presets are in HU; this series is in ${unit}` : '';
      button.setAttribute('aria-pressed', String(current !== null && isChosen(request, current, file)));
    }
    const chosen = this.#buttons.find(([, button]) => button.getAttribute('aria-pressed') === 'true')?.[0];
    for (const option of this.#select.options) {
      option.disabled = option.value !== '' && this.#buttons.find(([request]) => request === option.value)![1].disabled;
    }
    this.#select.disabled = current === null;
    setText(this.#own, current ? windowText(current) : 'Window');
    this.#select.value = typeof chosen === 'string' ? chosen : '';
  }
}

function isChosen(request: WindowRequest, current: VoiTransform, file: VoiTransform | null): boolean {
  if (request === 'file') return same(current, file);
  if (request === 'auto') return current.explanation === 'auto' && !same(current, file);
  return typeof request === 'string' && same(current, PRESETS[request as PresetName]);
}

const same = (a: VoiTransform, b: VoiTransform | null): boolean =>
  b !== null && a.explanation === b.explanation && valuesOf(a) === valuesOf(b);

const valuesOf = (voi: VoiTransform): string =>
  isLutChoice(voi) ? `LUT ${voi.lut}` : `${voi.center}/${voi.width}/${voi.function}`;
