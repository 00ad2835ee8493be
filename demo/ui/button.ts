// Buttons with an icon and words, and groups of which one is chosen.
import { el } from './dom.ts';
import { type IconName, icon } from './icons.ts';

export interface ButtonOptions {
  readonly icon?: IconName;
  /** Where there is an icon it stands in the tooltip and for those who listen; else on the button. */
  readonly label: string;
  /** Its key, for the tooltip. */
  readonly key?: string;
  /** Both the icon and the words are seen. */
  readonly wide?: boolean;
  readonly act: () => void;
}

export function button({ icon: name, label, key, wide = !name, act }: ButtonOptions): HTMLButtonElement {
  const made = el('button', { type: 'button', class: wide ? 'button' : 'button icon-button' });
  if (name) made.append(icon(name));
  if (wide) made.append(el('span', {}, label));
  else made.setAttribute('aria-label', label);
  if (!wide || key) made.title = key ? `${label} (${key})` : label;
  made.addEventListener('click', act);
  return made;
}

export interface Choices<T extends string> {
  readonly root: HTMLElement;
  /** Shows which one is chosen; null: none. */
  show(value: T | null): void;
}

/** One of several: a radio group, moved through by arrow keys. */
export function choices<T extends string>(
  label: string,
  options: readonly (Omit<ButtonOptions, 'act'> & { readonly value: T })[],
  choose: (value: T) => void,
): Choices<T> {
  const root = el('div', { class: 'choices', role: 'radiogroup', 'aria-label': label });
  const buttons = options.map(({ value, ...rest }) => {
    const made = button({ ...rest, act: () => choose(value) });
    made.setAttribute('role', 'radio');
    made.dataset.value = value;
    root.append(made);
    return made;
  });
  root.addEventListener('keydown', (event) => {
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    const at = buttons.indexOf(document.activeElement as HTMLButtonElement);
    const next = buttons[(at + step + buttons.length) % buttons.length]!;
    next.focus();
    next.click();
  });
  const show = (value: T | null): void => {
    const chosen = buttons.findIndex((made) => made.dataset.value === value);
    for (const [n, made] of buttons.entries()) {
      made.setAttribute('aria-checked', String(n === chosen));
      made.tabIndex = n === Math.max(chosen, 0) ? 0 : -1;
    }
  };
  show(null);
  return { root, show };
}
