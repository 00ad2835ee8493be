// A row a case, filled as results come.
import { type CaseResult, type ConformanceCase, percent, percentOf } from '../../conformance/index.ts';
import { el, find, setText } from '../ui/dom.ts';

export class ConformanceTable {
  readonly #rows: readonly HTMLTableRowElement[];
  #chosen: HTMLTableRowElement | null = null;

  constructor(cases: readonly ConformanceCase[], choose: (index: number) => void) {
    this.#rows = cases.map(({ name }, index) => {
      const cells = ['', 'wide', '', '', 'wide', '', 'wide', ''].map((kind, n) =>
        n === 0
          ? el('td', {}, el('button', { type: 'button' }, name))
          : el('td', kind ? { class: kind } : {}, n === 7 ? '' : '–'),
      );
      const row = el('tr', {}, ...cells);
      row.addEventListener('click', () => {
        this.#chosen?.removeAttribute('aria-selected');
        this.#chosen = row;
        row.setAttribute('aria-selected', 'true');
        choose(index);
      });
      return row;
    });
    find('.table tbody').replaceChildren(...this.#rows);
  }

  fill(index: number, result: CaseResult): void {
    const row = this.#rows[index]!;
    row.dataset.result = result.passed ? 'pass' : 'fail';
    const texts = [
      String(result.pictures),
      String(result.worstLevel),
      percent(result.differing, result.pixels),
      percentOf(result.worstPicture),
      result.worstValue.toExponential(1),
      percent(result.masked, result.pixels + result.masked),
      result.passed ? 'pass' : 'FAIL',
    ];
    for (const [n, text] of texts.entries()) setText(row.cells[n + 1]!, text);
  }
}
