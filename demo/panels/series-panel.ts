// What has been opened: every stack with a picture of its middle, and what its reader must know; which one is shown.

import type { Stack } from '../../src/entry/dicom.ts';
import type { Volume } from '../../src/entry/index.ts';
import type { Choice, Desk } from '../app/desk.ts';
import { el, setText } from '../ui/dom.ts';
import { reasonWords } from '../ui/problem-words.ts';
import { Thumbnails } from './thumbnails.ts';

export class SeriesPanel {
  readonly root: HTMLElement;
  readonly #list = el('ul', { class: 'series-list', role: 'listbox', 'aria-label': 'Series' });
  readonly #filter = el('input', { type: 'search', placeholder: 'Filter series', 'aria-label': 'Filter series' });
  readonly #empty = el('p', { class: 'empty' }, 'Nothing open');
  readonly #thumbnails = new Thumbnails();
  readonly #desk: Desk;
  #items: readonly { readonly choice: Choice; readonly item: HTMLElement; readonly words: string }[] = [];

  constructor(desk: Desk) {
    this.#desk = desk;
    this.root = el(
      'section',
      { class: 'panel series-panel' },
      el('h2', {}, 'Series'),
      this.#filter,
      this.#list,
      this.#empty,
    );
    this.#filter.addEventListener('input', () => this.#narrow());
    this.#list.addEventListener('keydown', (event) => this.#move(event));
    desk.chose.listen(() => this.#refresh());
    desk.session.ended.listen(({ read }) => !read && this.#refresh());
    this.#refresh();
  }

  #refresh(): void {
    const { choices, chosen, session } = this.#desk;
    const cut = session.extent === 'cut off';
    this.#items = choices.map((choice, n) => {
      const title = nameOf(choice, n);
      const facts = factsOf(choice.stack);
      const badges = [...(cut ? ['incomplete'] : []), ...badgesOf(choice.stack)];
      const item = el('li', {
        role: 'option',
        'aria-selected': String(choice === chosen),
      });
      const words = el(
        'div',
        { class: 'series-words' },
        el('b', {}, title),
        ...facts.map((fact) => el('span', {}, fact)),
      );
      if (badges.length > 0)
        words.append(el('span', { class: 'badges' }, ...badges.map((text) => el('span', { class: 'badge' }, text))));
      item.append(this.#thumbnails.of(choice.stack), words);
      item.title = title;
      item.addEventListener('click', () => this.#desk.choose(choice));
      return { choice, item, words: [title, ...facts, ...badges].join(' ').toLowerCase() };
    });
    const focused = this.#list.contains(document.activeElement);
    this.#list.replaceChildren(...this.#items.map(({ item }) => item));
    this.#filter.hidden = choices.length < 6;
    this.#narrow();
    if (focused) this.#items.find(({ choice }) => choice === chosen)?.item.focus();
  }

  #narrow(): void {
    const asked = this.#filter.hidden ? '' : this.#filter.value.trim().toLowerCase();
    for (const { item, words } of this.#items) item.hidden = !words.includes(asked);
    const seen = this.#items.filter(({ item }) => !item.hidden);
    // Tab leads to what is shown, or to the first of what is left.
    const entry = seen.find(({ choice }) => choice === this.#desk.chosen) ?? seen[0];
    for (const each of this.#items) each.item.tabIndex = each === entry ? 0 : -1;
    this.#empty.hidden = seen.length > 0;
    setText(this.#empty, this.#items.length > 0 ? 'No series of that name' : 'Nothing open');
  }

  #move(event: KeyboardEvent): void {
    const seen = this.#items.filter(({ item }) => !item.hidden);
    const at = seen.findIndex(({ item }) => item === document.activeElement);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: seen.length - 1 }[event.key];
    if (event.key === 'Enter' || event.key === ' ') seen[at]?.item.click();
    else if (to === undefined) return;
    else seen[Math.min(Math.max(to, 0), seen.length - 1)]?.item.focus();
    event.preventDefault();
  }
}

function nameOf({ series, stack }: Choice, n: number): string {
  const parts = [series.description || `${series.modality || 'Series'} ${n + 1}`];
  if (series.stacks.length > 1 && stack.label) parts.push(stack.label);
  return parts.join(', ');
}

/** How many pictures, their pixels, and how far they lie apart; or why there is no volume. */
function factsOf(stack: Stack): readonly string[] {
  const { volume, report, reason } = stack;
  if (!volume) return [`No volume: ${reasonWords(reason)}`];
  const times = stack.volumes.length > 1 ? `, ${stack.volumes.length} times` : '';
  return [`${count(volume)}${apart(report)}${times}`, pixels(volume)];
}

const count = ({ size }: Volume): string => (size[2] === 1 ? '1 slice' : `${size[2]} slices`);

function apart(report: Stack['report']): string {
  if (!report?.increment) return '';
  const [least, most] = [trim(report.increment.min), trim(report.increment.max)];
  return `, ${least === most ? least : `${least} to ${most}`}\u00a0mm`;
}

const pixels = ({ size, pixelSpacing: [row, column] }: Volume): string =>
  `${size[0]} × ${size[1]}, ${trim(column) === trim(row) ? trim(row) : `${trim(column)} × ${trim(row)}`}\u00a0mm`;

const trim = (mm: number): string => String(Number(mm.toPrecision(3)));

/** Short words for what makes this stack unlike a box of cubes. */
export function badgesOf({ report, reason }: Stack): readonly string[] {
  if (reason) return ['no volume'];
  if (!report) return [];
  const { tiltDegrees, uneven, missing, perSliceRescale, lossy } = report;
  return [
    tiltDegrees > 0.1 ? `tilt ${tiltDegrees.toFixed(1)}°` : '',
    uneven ? 'uneven' : '',
    missing.length > 0 ? `${missing.length} missing` : '',
    perSliceRescale ? 'slope per slice' : '',
    lossy ? 'lossy' : '',
  ].filter(Boolean);
}
