// The windows that the files hold, each to be applied.
import { isLutChoice, type VoiTransform, type VoiWindow } from '../../src/entry/index.ts';
import type { Pictures } from '../app/pictures.ts';
import { button } from '../ui/button.ts';
import { el } from '../ui/dom.ts';
import { windowText } from '../ui/format.ts';

/** A scanner that adapts them may write another one into every slice. */
const MOST = 24;

export class WindowButtons {
  readonly root = el('section', { class: 'file-windows', hidden: true, 'aria-label': 'Windows in the files' });
  readonly #pictures: Pictures;
  #made: readonly { readonly window: VoiWindow; readonly made: HTMLButtonElement }[] = [];

  constructor(pictures: Pictures) {
    this.#pictures = pictures;
  }

  offer(windows: readonly VoiWindow[]): void {
    this.root.hidden = windows.length === 0;
    this.#made = windows.slice(0, MOST).map((window) => {
      const made = button({ label: windowText(window), act: () => this.#pictures.set({ window }) });
      return { window, made };
    });
    const more = windows.length - this.#made.length;
    this.root.replaceChildren(
      el('h2', {}, windows.length === 1 ? 'Window in the files' : 'Windows in the files'),
      ...this.#made.map(({ made }) => made),
      ...(more > 0 ? [el('p', { class: 'dim' }, `and ${more} more`)] : []),
    );
  }

  /** Which one is in use. */
  show(): void {
    const current = this.#pictures.view?.state.window;
    for (const { window, made } of this.#made) {
      made.disabled = !current;
      made.setAttribute('aria-pressed', String(!!current && same(current, window)));
    }
  }
}

const same = (a: VoiTransform, b: VoiWindow): boolean =>
  !isLutChoice(a) && a.center === b.center && a.width === b.width && a.function === b.function;
