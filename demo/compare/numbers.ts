// The numbers of `reslice/compare`, of levels and, where both sides show the same plane of series, of values.
import type { PlaneComparison } from '../../src/entry/compare.ts';
import { differenceTexts } from '../ui/difference-numbers.ts';
import { el, setText } from '../ui/dom.ts';
import { compareInWorker } from './compare-in-worker.ts';
import type { Picture } from './picture.ts';
import { type Pair, sameSize } from './viewer.ts';

const ROWS = {
  largest: 'Largest',
  mean: 'Mean',
  off: 'Off by more',
  oneOnly: 'Inside in one',
  psnr: 'PSNR',
  ssim: 'SSIM',
  worst: 'Worst pixel',
} as const;
type Row = keyof typeof ROWS;

const NOTHING = { levels: null, values: null } as const;

export class Numbers {
  readonly root = el('section', { class: 'numbers', 'aria-label': 'Numbers' });
  readonly #told = el('p', { class: 'numbers-told', role: 'status' });
  readonly #unit = el('th', { scope: 'col' }, 'Values');
  readonly #cells: ReadonlyMap<Row, readonly [HTMLElement, HTMLElement]>;
  readonly #tolerances: readonly [HTMLInputElement, HTMLInputElement];
  #pair: Pair = { a: null, b: null };
  #samePlane = false;
  #turn = 0;

  constructor() {
    const tolerance = (of: string): HTMLInputElement => {
      const input = el('input', { type: 'number', min: 0, step: 'any', value: 1, 'aria-label': `Tolerance of ${of}` });
      input.addEventListener('input', () => void this.#refresh());
      return input;
    };
    this.#tolerances = [tolerance('levels'), tolerance('values')];
    const head = el('tr', {}, el('td'), el('th', { scope: 'col' }, 'Levels'), this.#unit);
    const row = (name: string, ...cells: readonly Node[]): HTMLElement =>
      el('tr', {}, el('th', { scope: 'row' }, name), ...cells);
    const body = el('tbody', {}, row('Tolerance', ...this.#tolerances.map((input) => el('td', {}, input))));
    this.#cells = new Map(
      (Object.entries(ROWS) as [Row, string][]).map(([which, name]) => {
        const cells = [el('td'), el('td')] as const;
        body.append(el('tr', { 'data-row': which }, el('th', { scope: 'row' }, name), ...cells));
        return [which, cells];
      }),
    );
    const table = el(
      'table',
      { class: 'difference-numbers', 'aria-label': 'B against A' },
      el('thead', {}, head),
      body,
    );
    this.root.append(el('h2', {}, 'Numbers'), table, this.#told);
    this.#show(null, null, 1);
  }

  /** @param samePlane  both are series that are sampled on one plane */
  compare(pair: Pair, samePlane: boolean): void {
    this.#pair = pair;
    this.#samePlane = samePlane;
    void this.#refresh();
  }

  async #refresh(): Promise<void> {
    const mine = ++this.#turn;
    const { a, b } = this.#pair;
    this.root.setAttribute('aria-busy', 'true');
    const both = a && b && sameSize(a, b);
    const withValues = both && this.#samePlane && a.values && b.values;
    setText(this.#unit, withValues ? `Values (${a.unit})` : 'Values');
    setText(this.#told, wordsOf(a, b, this.#samePlane));
    const size = { width: a?.width ?? 1, height: a?.height ?? 1 };
    const options = (n: 0 | 1) => ({ ...size, tolerance: this.#tolerance(n) });
    const asked = {
      levels: both ? { a: a.levels, b: b.levels, options: options(0) } : null,
      values: withValues ? { a: a.values!, b: b.values!, options: options(1) } : null,
    };
    // Numbers of other pictures than those that are seen would be taken for theirs.
    this.#showWaiting(asked.levels !== null, asked.values !== null);
    try {
      const found = asked.levels ? await compareInWorker(asked) : NOTHING;
      if (mine !== this.#turn || !found) return;
      this.#show(found.levels, found.values, size.width * size.height);
    } catch (error) {
      if (mine !== this.#turn) return;
      this.#show(null, null, 1);
      setText(
        this.#told,
        `${error instanceof Error ? error.message : String(error)}: change something to compare again.`,
      );
    }
    this.root.setAttribute('aria-busy', 'false');
  }

  #showWaiting(levels: boolean, values: boolean): void {
    for (const [row, cells] of this.#cells)
      for (const [n, cell] of cells.entries())
        setText(cell, (n === 0 ? levels && row !== 'oneOnly' : values) ? '\u2026' : '–');
  }

  #tolerance(n: 0 | 1): number {
    const value = this.#tolerances[n].valueAsNumber;
    return Number.isFinite(value) && value >= 0 ? value : 0;
  }

  #show(levels: PlaneComparison | null, values: PlaneComparison | null, pixels: number): void {
    const texts = [levels, values].map((found) => found && differenceTexts(found, pixels));
    for (const [row, cells] of this.#cells)
      for (const [n, cell] of cells.entries())
        setText(cell, (row === 'oneOnly' && n === 0 ? null : texts[n]?.[row]) ?? '–');
  }
}

function wordsOf(a: Picture | null, b: Picture | null, samePlane: boolean): string {
  if (!a || !b) return '';
  if (!sameSize(a, b)) return `Nothing is compared: A has ${a.width} × ${a.height} pixels, B ${b.width} × ${b.height}.`;
  if (!a.values || !b.values) return 'Levels only: a PNG has no values.';
  if (!samePlane) return 'Levels only: values are compared where both sides show the same plane.';
  return a.unit === b.unit ? '' : `A is in ${a.unit}, B in ${b.unit}.`;
}
