// A button with a few things to choose from below it.
import { button } from './button.ts';
import { el } from './dom.ts';
import type { IconName } from './icons.ts';

export interface MenuItem {
  readonly label: string;
  readonly act: () => void;
}

const STEPS: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1 };

export class Menu {
  readonly root: HTMLElement;
  readonly button: HTMLButtonElement;
  readonly #list: HTMLElement;
  readonly #items: readonly HTMLButtonElement[];

  constructor(icon: IconName, label: string, items: readonly MenuItem[]) {
    this.button = button({ icon, label, act: () => this.#show(Boolean(this.#list.hidden)) });
    this.button.setAttribute('aria-haspopup', 'menu');
    this.#items = items.map((item) => {
      const made = button({ label: item.label, act: item.act });
      made.setAttribute('role', 'menuitem');
      made.tabIndex = -1;
      return made;
    });
    this.#list = el('div', { class: 'menu', role: 'menu', 'aria-label': label, hidden: true }, ...this.#items);
    this.root = el('div', { class: 'menu-button' }, this.button, this.#list);
    this.root.addEventListener('keydown', (event) => this.#key(event));
    this.#list.addEventListener('click', () => this.#close());
    this.root.addEventListener('focusout', ({ relatedTarget }) => {
      if (!this.root.contains(relatedTarget as Node | null)) this.#show(false);
    });
    // Where a press moves no focus (a picture keeps it, Safari gives buttons none) the menu goes all the same.
    document.addEventListener('pointerdown', ({ target }) => {
      if (!this.root.contains(target as Node | null)) this.#show(false);
    });
    this.#show(false);
  }

  #show(shown: boolean): void {
    this.#list.hidden = !shown;
    this.button.setAttribute('aria-expanded', String(shown));
    if (shown) this.#items[0]?.focus();
  }

  #close(): void {
    this.button.focus();
    this.#show(false);
  }

  #key(event: KeyboardEvent): void {
    const step = STEPS[event.key];
    if (event.key === 'Escape' && !this.#list.hidden) this.#close();
    else if (step) {
      if (this.#list.hidden) this.#show(true);
      else {
        const at = this.#items.indexOf(document.activeElement as HTMLButtonElement);
        this.#items[(at + step + this.#items.length) % this.#items.length]?.focus();
      }
    } else return;
    event.preventDefault();
    event.stopPropagation();
  }
}
