// A file's elements -> the rows that are seen: sequences folded, or opened as far as a search has found something in them. Pure.
import type { ListedElement } from '../../src/entry/dicom.ts';
import { nameOf, valueText } from './element-words.ts';

export interface HeaderRow {
  /** The same from file to file: where it stands, by tags and item numbers. */
  readonly key: string;
  /** From 1. */
  readonly level: number;
  /** Null for an item of a sequence. */
  readonly element: ListedElement | null;
  readonly name: string;
  readonly value: string;
  /** Null where there is nothing to open. */
  readonly open: boolean | null;
}

export interface RowOptions {
  readonly query: string;
  /** Keys of the rows that are open. */
  readonly open: ReadonlySet<string>;
  /** Of a multi-frame file, from 0: which of the frames' items is the one that is shown. */
  readonly frame: number | null;
  readonly most: number;
}

export interface HeaderRows {
  readonly rows: readonly HeaderRow[];
  /** Whether there are more than that. */
  readonly cut: boolean;
}

const PER_FRAME = '(5200,9230)';

export function headerRows(elements: readonly ListedElement[], options: RowOptions): HeaderRows {
  const rows: HeaderRow[] = [];
  const asked = options.query.trim().toLowerCase();
  const full = (): boolean => rows.length > options.most;

  /** @returns whether anything of it is seen */
  const visit = (level: readonly ListedElement[], depth: number, path: string, query: string): boolean => {
    const before = rows.length;
    for (const element of level) {
      if (full()) break;
      const key = `${path}${element.id}`;
      const found = query === '' || matches(element, query);
      const foldable = element.items.length > 0;
      const at = rows.length;
      // What is found itself is shown as it is; else only what is found in it.
      const inside = foldable && (query !== '' || options.open.has(key)) && visitItems(element, depth + 1, key, query);
      if (!found && !inside) continue;
      const rest = foldable && !inside && options.open.has(key);
      const row = {
        key,
        level: depth,
        element,
        name: nameOf(element),
        value: valueText(element),
        open: foldable ? inside || rest : null,
      };
      rows.splice(at, 0, row);
      if (rest) visitItems(element, depth + 1, key, '');
    }
    return rows.length > before;
  };

  const visitItems = (element: ListedElement, depth: number, path: string, query: string): boolean => {
    const before = rows.length;
    const frames = element.id === PER_FRAME && options.frame !== null;
    for (const [n, item] of element.items.entries()) {
      if (full()) break;
      const key = `${path}/${n}/`;
      const at = rows.length;
      // An item is open from the start: a fold within a fold would only be in the way, but where each is a frame.
      const open = query !== '' || options.open.has(key) !== !frames;
      if (open && !visit(item, depth + 1, key, query) && query !== '') continue;
      const name = frames ? `Frame ${n + 1}` : `Item ${n + 1}`;
      const value = frames && n === options.frame ? 'the one that is shown' : '';
      rows.splice(at, 0, { key, level: depth, element: null, name, value, open: item.length > 0 ? open : null });
    }
    return rows.length > before;
  };

  visit(elements, 1, '', asked);
  const cut = rows.length > options.most;
  return { rows: cut ? rows.slice(0, options.most) : rows, cut };
}

/** By tag, with or without punctuation, keyword, private creator, or a value. */
function matches(element: ListedElement, query: string): boolean {
  const id = element.id.toLowerCase();
  const digits = id.slice(1, 5) + id.slice(6, 10);
  return [id, digits, nameOf(element).toLowerCase(), ...element.values.map((value) => value.toLowerCase())].some(
    (text) => text.includes(query),
  );
}
