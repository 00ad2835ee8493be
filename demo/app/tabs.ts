// Panels of which one is seen; on narrow screens a sheet from below that can be put away.
import { el } from '../ui/dom.ts';
import { type IconName, icon } from '../ui/icons.ts';

export interface Tab {
  readonly id: string;
  readonly label: string;
  readonly icon: IconName;
  readonly parts: readonly HTMLElement[];
}

export class Tabs {
  readonly root: HTMLElement;
  readonly #tabs: readonly { readonly id: string; readonly tab: HTMLElement; readonly panel: HTMLElement }[];

  constructor(label: string, tabs: readonly Tab[]) {
    const list = el('div', { class: 'tab-list', role: 'tablist', 'aria-label': label });
    this.#tabs = tabs.map(({ id, label: words, icon: name, parts }) => {
      const tab = el('button', { type: 'button', role: 'tab', id: `tab-${id}`, 'aria-controls': `panel-${id}` });
      tab.append(icon(name), el('span', {}, words));
      const panel = el('div', {
        class: 'tab-panel',
        role: 'tabpanel',
        id: `panel-${id}`,
        'aria-labelledby': `tab-${id}`,
      });
      panel.append(...parts);
      tab.addEventListener('click', () => this.show(id, tab.getAttribute('aria-selected') === 'true'));
      list.append(tab);
      return { id, tab, panel };
    });
    list.addEventListener('keydown', (event) => this.#move(event));
    this.root = el('aside', { class: 'right', 'aria-label': label }, list, ...this.#tabs.map(({ panel }) => panel));
    this.#choose(tabs[0]!.id);
  }

  /** @param again  of the one that is seen: puts the sheet away, where it is one */
  show(id: string, again = false): void {
    this.root.classList.toggle('sheet-open', !again || !this.root.classList.contains('sheet-open'));
    this.#choose(id);
  }

  #choose(id: string): void {
    for (const each of this.#tabs) {
      each.tab.setAttribute('aria-selected', String(each.id === id));
      each.tab.tabIndex = each.id === id ? 0 : -1;
      each.panel.hidden = each.id !== id;
    }
  }

  #move(event: KeyboardEvent): void {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    const at = this.#tabs.findIndex(({ tab }) => tab === document.activeElement);
    const next = this.#tabs[(at + step + this.#tabs.length) % this.#tabs.length]!;
    this.show(next.id);
    next.tab.focus();
  }
}
