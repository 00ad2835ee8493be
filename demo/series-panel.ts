// What has been opened: which stack is shown, and what its reader must know.
import type { Series, Stack } from '../src/entry/dicom.ts';
import type { Volume } from '../src/entry/index.ts';
import { el, setText } from './dom.ts';

export interface Choice {
  readonly series: Series;
  readonly stack: Stack;
}

export const choicesOf = (all: readonly Series[]): readonly Choice[] =>
  all.flatMap((series) => series.stacks.map((stack) => ({ series, stack })));

export class SeriesPanel {
  readonly root: HTMLElement;
  readonly #select = el('select', { 'aria-label': 'Series' });
  readonly #name = el('p', { class: 'series-name' });
  readonly #facts = el('p', { class: 'facts' });
  readonly #badges = el('p', { class: 'badges' });
  readonly #words = el('ul', { class: 'report' });
  readonly #more = el('details', { class: 'report-more' }, el('summary', {}, 'About this stack'), this.#words);
  #choices: readonly Choice[] = [];

  constructor(choose: (choice: Choice) => void) {
    this.#select.addEventListener('change', () => {
      const choice = this.#choices[Number(this.#select.value)];
      if (choice) choose(choice);
    });
    const parts = [this.#select, this.#name, this.#facts, this.#badges, this.#more];
    this.root = el('section', { class: 'panel series-panel' }, el('h2', {}, 'Series'), ...parts);
    this.clear();
  }

  clear(): void {
    this.offer([]);
    setText(this.#name, 'Nothing open');
    this.#name.hidden = false;
    this.#facts.replaceChildren();
    this.#badges.replaceChildren();
    this.#more.hidden = true;
  }

  offer(choices: readonly Choice[]): void {
    this.#choices = choices;
    this.#select.replaceChildren(...choices.map((choice, n) => el('option', { value: n }, nameOf(choice, n))));
    this.#select.hidden = choices.length < 2;
    this.#name.hidden = choices.length > 1;
  }

  show(choice: Choice): void {
    const { stack } = choice;
    const n = this.#choices.indexOf(choice);
    this.#select.value = String(n);
    setText(this.#name, nameOf(choice, n));
    const { volume } = stack;
    const facts = volume ? factsOf(volume, stack.report) : [];
    this.#facts.replaceChildren(...facts.map((text) => el('span', {}, text)));
    const badges = badgesOf(stack);
    this.#badges.replaceChildren(...badges.map((text) => el('span', { class: 'badge' }, text)));
    this.#badges.hidden = badges.length === 0;
    const words = stack.reason
      ? [`No volume: ${stack.reason.at.detail ?? stack.reason.message}`]
      : (stack.report?.words ?? []);
    this.#words.replaceChildren(...words.map((text) => el('li', {}, text)));
    this.#more.hidden = words.length === 0;
    // Why there is no picture is not to be looked for.
    this.#more.open = stack.reason !== null;
  }
}

/** Pixels, their size, and how far the slices lie apart. */
function factsOf({ size, pixelSpacing }: Volume, report: Stack['report']): readonly string[] {
  const [row, column] = pixelSpacing;
  const slices = size[2] === 1 ? '1 slice' : `${size[2]} slices`;
  const [least, most] = [trim(report?.increment?.min ?? 0), trim(report?.increment?.max ?? 0)];
  const apart = report?.increment ? `, ${least === most ? least : `${least} to ${most}`} mm` : '';
  return [`${size[0]} × ${size[1]} pixels`, `${trim(column)} × ${trim(row)} mm`, slices + apart];
}

const trim = (mm: number): string => String(Number(mm.toPrecision(3)));

function nameOf({ series, stack }: Choice, n: number): string {
  const parts = [series.description || `${series.modality || 'Series'} ${n + 1}`];
  if (series.stacks.length > 1 && stack.label) parts.push(stack.label);
  if (!stack.volume) parts.push('(no volume)');
  return parts.join(', ');
}

/** Short words for what makes this stack unlike a box of cubes. */
export function badgesOf({ report }: Stack): readonly string[] {
  if (!report) return [];
  const { tiltDegrees, uneven, missing, perSliceRescale } = report;
  return [
    tiltDegrees > 0.1 ? `tilt ${tiltDegrees.toFixed(1)}°` : '',
    uneven ? 'uneven spacing' : '',
    missing.length > 0 ? `${missing.length} missing ${missing.length === 1 ? 'slice' : 'slices'}` : '',
    perSliceRescale ? 'slope per slice' : '',
  ].filter(Boolean);
}
