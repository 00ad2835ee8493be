// Beside the pictures: a switch for each simplification with what it does here, the numbers, and where the anatomy has gone.
import type { PlaneComparison } from '../../src/entry/compare.ts';
import { isLutChoice, type Vec3, type VoiTransform, type Volume, windowOfLut } from '../../src/entry/cpu.ts';
import { differenceText, differenceTexts } from '../ui/difference-numbers.ts';
import { el, setText } from '../ui/dom.ts';
import { Legend } from '../ui/legend.ts';
import { valueOfLevel } from './conventional.ts';
import { traitsOf } from './facts.ts';
import { ALL, SIMPLIFICATIONS, type Simplification, type Simplifications } from './simplifications.ts';
import { displacementWords, LABELS, needWords, WORDS } from './words.ts';

/** What one level is worth in values; about, where the window is no straight line. */
export function levelWorth(window: VoiTransform, { voiLuts }: Volume): number {
  const value = valueOfLevel(window);
  if (value) return Math.max(value(1) - value(0), Number.EPSILON);
  const { width } = isLutChoice(window) ? windowOfLut(voiLuts[window.lut]!) : window;
  return width / 255;
}

export interface Numbers {
  readonly levels: PlaneComparison;
  /** Null where values cannot be compared. */
  readonly values: PlaneComparison | null;
  readonly pixels: number;
}

const ROWS = ['largest', 'mean', 'off', 'oneOnly'] as const;

export class WhyText {
  readonly root: HTMLElement;
  readonly legend: Legend;
  readonly #boxes: ReadonlyMap<Simplification, { readonly box: HTMLInputElement; readonly words: HTMLElement }>;
  readonly #need = el('p', { class: 'why-need' });
  readonly #place = el('p', { class: 'why-place', 'aria-live': 'polite' });
  readonly #note = el('p', { class: 'dim' });
  readonly #unit = el('th', { scope: 'col' });
  readonly #off = el('th', { scope: 'row' });
  readonly #cells = new Map(ROWS.map((row) => [row, [el('td'), el('td')] as const]));
  #traits: { readonly volume: Volume; readonly traits: ReturnType<typeof traitsOf> } | null = null;

  /** @param change  told of another choice; @param rescale  told of another end of the scale */
  constructor(change: () => void, rescale: () => void) {
    this.legend = new Legend(64, rescale);
    const list = el('fieldset', { class: 'why-switches' }, el('legend', {}, 'A conventional viewer'));
    this.#boxes = new Map(
      SIMPLIFICATIONS.map((which) => {
        const box = el('input', { type: 'checkbox', id: `why-${which}`, checked: ALL[which] });
        const words = el('p', { id: `why-${which}-words` });
        box.setAttribute('aria-describedby', words.id);
        box.addEventListener('change', change);
        list.append(el('div', {}, box, el('label', { for: box.id }, LABELS[which]), words));
        return [which, { box, words }] as const;
      }),
    );
    const names = { largest: 'Largest difference', mean: 'Mean difference', off: '', oneOnly: 'Inside in one only' };
    const body = el('tbody');
    for (const row of ROWS) {
      const name = row === 'off' ? this.#off : el('th', { scope: 'row' }, names[row]);
      body.append(el('tr', {}, name, ...this.#cells.get(row)!));
    }
    const head = el('tr', {}, el('td'), el('th', { scope: 'col' }, 'Levels'), this.#unit);
    const table = el('table', { class: 'why-numbers difference-numbers', 'aria-label': 'Conventional against exact' });
    table.append(el('thead', {}, head), body);
    const found = el('div', { class: 'why-found' }, this.#need, this.#place, table, this.legend.root, this.#note);
    this.root = el(
      'div',
      { class: 'why-text', tabindex: 0, role: 'region', 'aria-label': 'Why it matters' },
      found,
      list,
    );
  }

  get simplifications(): Simplifications {
    return Object.fromEntries([...this.#boxes].map(([which, { box }]) => [which, box.checked])) as Record<
      Simplification,
      boolean
    >;
  }

  /** @param point  that the words on places are about, LPS mm; @param note  how the comparison differs from the pane, or '' */
  describe(volume: Volume, window: VoiTransform, point: Vec3, note: string): void {
    if (this.#traits?.volume !== volume) this.#traits = { volume, traits: traitsOf(volume) };
    const { traits } = this.#traits;
    for (const [which, { words }] of this.#boxes) setText(words, WORDS[which](traits, volume, window));
    setText(this.#need, needWords(traits));
    this.#need.hidden = needWords(traits) === '';
    setText(this.#place, this.simplifications.uniformBox ? displacementWords(volume, traits, point) : '');
    this.#place.hidden = this.#place.textContent === '';
    setText(this.#unit, volume.unit);
    setText(this.#off, `Off by more than 1 level (${differenceText(levelWorth(window, volume))} ${volume.unit})`);
    setText(this.#note, note);
    this.#note.hidden = note === '';
  }

  /** The pictures are others already; their numbers are still to come. */
  wait(): void {
    for (const pair of this.#cells.values()) for (const cell of pair) setText(cell, '…');
  }

  show({ levels, values, pixels }: Numbers): void {
    const [ofLevels, ofValues] = [differenceTexts(levels, pixels), values && differenceTexts(values, pixels)];
    for (const [row, [left, right]] of this.#cells) {
      // Levels have no outside.
      setText(left, row === 'oneOnly' ? '–' : ofLevels[row]);
      setText(right, ofValues?.[row] ?? '–');
    }
  }
}
