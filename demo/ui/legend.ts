// The scale of a difference picture: its colours, and where they end.
import { differenceColor } from '../../src/entry/compare.ts';
import { el } from './dom.ts';
import { number } from './format.ts';

/** Where the scale can end, levels. */
export const ENDS = [1, 4, 16, 64, 255] as const;

const WIDTH = 129;

export class Legend {
  readonly root: HTMLElement;
  readonly #select = el('select', { 'aria-label': 'Full colour at a difference of' });
  readonly #low = el('span');
  readonly #high = el('span');

  /** @param change  told of another end */
  constructor(end: (typeof ENDS)[number], change: () => void) {
    const strip = el('canvas', { width: WIDTH, height: 1, class: 'legend-strip', 'aria-hidden': 'true' });
    // A canvas that is read lies in memory: the first one on the GPU would be waited for, while the page is put together.
    const context = strip.getContext('2d', { willReadFrequently: true })!;
    const image = context.createImageData(WIDTH, 1);
    for (let n = 0; n < WIDTH; n++) image.data.set([...differenceColor((2 * n) / (WIDTH - 1) - 1), 255], 4 * n);
    context.putImageData(image, 0, 0);
    this.#select.append(
      ...ENDS.map((value) => el('option', { value }, `± ${value} ${value === 1 ? 'level' : 'levels'}`)),
    );
    this.#select.value = String(end);
    this.#select.addEventListener('change', () => {
      this.#refresh();
      change();
    });
    const scale = el('div', { class: 'legend-scale' }, this.#low, strip, this.#high);
    this.root = el('div', { class: 'legend' }, scale, this.#select);
    this.#refresh();
  }

  get end(): number {
    return Number(this.#select.value);
  }

  #refresh(): void {
    this.#low.textContent = `${number(-this.end)} darker`;
    this.#high.textContent = `brighter +${this.end}`;
  }
}
