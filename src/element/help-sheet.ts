// What mouse, fingers and keys do, from the tables that decide it.
import { helpSheet } from '../view/input/help.ts';
import { el } from './dom.ts';

/** A dialog over the element; it does not block the rest of the page. */
export class HelpSheet {
  readonly root = el('dialog', { class: 'help', part: 'help', 'aria-label': 'Mouse, touch and keys', tabindex: -1 });
  #from: HTMLElement | null = null;
  #listening: AbortController | null = null;

  #key(event: KeyboardEvent): void {
    if (event.key !== 'Escape' && event.key !== '?') return;
    event.preventDefault();
    event.stopPropagation();
    this.close();
  }

  /** Shows it, or closes it. @param from  what has the focus again afterwards */
  toggle(from: HTMLElement): void {
    if (this.root.open) {
      this.close();
      return;
    }
    this.#listening = new AbortController();
    const { signal } = this.#listening;
    this.root.addEventListener('keydown', (event) => this.#key(event), { signal });
    this.#fill(signal);
    this.#from = from;
    this.root.show();
    this.root.focus({ preventScroll: true });
  }

  #fill(signal: AbortSignal): void {
    const close = el('button', { type: 'button' }, 'Close');
    close.addEventListener('click', () => this.close(), { signal });
    this.root.replaceChildren(el('header', {}, el('h2', {}, 'Mouse, touch and keys'), close));
    for (const { title, rows } of helpSheet()) {
      const list = el('dl');
      for (const { input, words } of rows) list.append(el('dt', {}, input), el('dd', {}, words));
      this.root.append(el('h3', {}, title), list);
    }
  }

  close(): void {
    if (!this.root.open) return;
    this.#listening?.abort();
    this.root.close();
    this.#from?.focus({ preventScroll: true });
    this.#from = null;
  }
}
