// Rows as a tree that keys move through: arrows, Home, End; right opens, left shuts. All that files hold is set as text.
import { el } from '../ui/dom.ts';
import type { HeaderRow } from './header-rows.ts';

export class ElementTree {
  readonly root = el('div', { class: 'elements', role: 'tree', 'aria-label': 'Elements' });
  readonly #toggle: (key: string) => void;
  readonly #chose: () => void;
  #rows: readonly HeaderRow[] = [];
  #items: readonly HTMLElement[] = [];
  #chosen: string | null = null;

  /** @param toggle  opens or shuts a row  @param chose  another row is the one that keys and Copy speak of */
  constructor(toggle: (key: string) => void, chose: () => void) {
    this.#toggle = toggle;
    this.#chose = chose;
    this.root.addEventListener('keydown', (event) => this.#press(event));
    this.root.addEventListener('click', (event) => {
      const n = this.#items.indexOf((event.target as Element).closest<HTMLElement>('.element')!);
      const row = this.#rows[n];
      if (!row) return;
      this.#choose(n);
      if (row.open !== null) this.#toggle(row.key);
    });
  }

  /** Null where none is chosen, or it is not there in this file. */
  get chosen(): HeaderRow | null {
    return this.#rows.find(({ key }) => key === this.#chosen) ?? null;
  }

  show(rows: readonly HeaderRow[]): void {
    const focused = this.root.contains(document.activeElement);
    this.#rows = rows;
    this.#items = rows.map(rowElement);
    this.root.replaceChildren(...this.#items);
    this.root.hidden = rows.length === 0;
    this.#mark();
    if (focused) this.#items[this.#at()]?.focus();
    this.#chose();
  }

  /** Of the row that Tab leads to. */
  #at(): number {
    return Math.max(
      this.#rows.findIndex(({ key }) => key === this.#chosen),
      0,
    );
  }

  #choose(n: number): void {
    this.#chosen = this.#rows[n]?.key ?? null;
    this.#mark();
    this.#items[n]?.focus();
    this.#chose();
  }

  #mark(): void {
    const at = this.#at();
    for (const [n, item] of this.#items.entries()) {
      item.tabIndex = n === at ? 0 : -1;
      item.setAttribute('aria-selected', String(this.#rows[n]!.key === this.#chosen));
    }
  }

  #press(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const at = this.#items.indexOf(document.activeElement as HTMLElement);
    const row = this.#rows[at];
    if (!row) return;
    const { key } = event;
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: this.#rows.length - 1 }[key];
    if (to !== undefined) this.#choose(Math.min(Math.max(to, 0), this.#rows.length - 1));
    else if (key === 'Enter' || key === ' ') {
      this.#choose(at);
      if (row.open !== null) this.#toggle(row.key);
    } else if (key === 'ArrowRight') {
      if (row.open === false) this.#toggle(row.key);
      else if (row.open) this.#choose(at + 1);
    } else if (key === 'ArrowLeft') {
      if (row.open) this.#toggle(row.key);
      else this.#choose(Math.max(parentOf(this.#rows, at), 0));
    } else return;
    event.preventDefault();
  }
}

function parentOf(rows: readonly HeaderRow[], at: number): number {
  let up = at;
  while (up >= 0 && rows[up]!.level >= rows[at]!.level) up--;
  return up < 0 ? at : up;
}

function rowElement({ level, element, name, value, open }: HeaderRow): HTMLElement {
  const item = el('div', { class: 'element', role: 'treeitem', 'aria-level': level, tabindex: -1 });
  if (open !== null) item.setAttribute('aria-expanded', String(open));
  item.style.setProperty('--level', String(level - 1));
  const kind = element ? (element.privateCreator === null ? '' : ' private') : ' item';
  item.append(el('b', { class: `element-name${kind}` }, name));
  if (element) item.append(el('small', { class: 'element-tag' }, `${element.id} ${element.vr}`));
  if (value !== '') item.append(el('span', { class: 'element-value' }, value));
  else if (element) item.append(el('span', { class: 'element-value empty' }, 'empty'));
  return item;
}
