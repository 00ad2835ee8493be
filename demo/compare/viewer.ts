// The pictures: swiped over each other, in turns, or what differs.
import { differencePicture } from '../../src/entry/compare.ts';
import { choices } from '../ui/button.ts';
import { el, setText } from '../ui/dom.ts';
import { Legend } from '../ui/legend.ts';
import { Blink } from './blink.ts';
import type { Picture } from './picture.ts';
import { Swipe } from './swipe.ts';

const MODES = ['swipe', 'blink', 'difference'] as const;
type Mode = (typeof MODES)[number];

export interface Pair {
  readonly a: Picture | null;
  readonly b: Picture | null;
}

export const sameSize = (a: Picture, b: Picture): boolean => a.width === b.width && a.height === b.height;

export class Viewer {
  readonly root = el('section', { class: 'viewer', 'aria-label': 'Pictures', 'data-mode': 'swipe', 'data-seen': 'A' });
  readonly #a = picture('Picture A', 'picture-a');
  readonly #b = picture('Picture B', 'picture-b');
  readonly #difference = picture('Difference: B less A', 'picture-difference');
  readonly #empty = el('p', { class: 'viewer-empty' });
  readonly #swipe: Swipe;
  readonly #blink: Blink;
  readonly #legend: Legend;
  #pair: Pair = { a: null, b: null };

  constructor() {
    const modes = choices<Mode>(
      'How to compare',
      MODES.map((value) => ({ value, label: value[0]!.toUpperCase() + value.slice(1) })),
      (mode) => {
        modes.show(mode);
        this.#blink.stop();
        this.#look(mode);
      },
    );
    modes.show('swipe');
    this.#legend = new Legend(16, () => this.#paintDifference());
    this.#blink = new Blink((side) => {
      this.root.dataset.seen = side;
    });
    const letters = ['A', 'B'].map((letter) =>
      el('span', { class: `seen-letter seen-${letter.toLowerCase()}`, 'aria-hidden': 'true' }, letter),
    );
    const stage = el('div', { class: 'viewer-stage' }, this.#a, this.#b, this.#difference, ...letters, this.#empty);
    this.#swipe = new Swipe(stage);
    stage.append(this.#swipe.divider);
    this.root.append(el('div', { class: 'viewer-tools' }, modes.root, this.#blink.root, this.#legend.root), stage);
    this.#look('swipe');
    this.show(this.#pair);
  }

  show(pair: Pair): void {
    this.#pair = pair;
    const { a, b } = pair;
    paint(this.#a, a, a && grey(a));
    paint(this.#b, b, b && grey(b));
    this.#paintDifference();
    this.#look(this.root.dataset.mode as Mode);
  }

  #look(mode: Mode): void {
    this.root.dataset.mode = mode;
    this.#blink.root.hidden = mode !== 'blink';
    this.#legend.root.hidden = mode !== 'difference';
    const { a, b } = this.#pair;
    this.#swipe.divider.hidden = mode !== 'swipe' || !a || !b;
    const words = emptyWords(this.#pair, mode);
    setText(this.#empty, words);
    this.#empty.hidden = words === '';
  }

  #paintDifference(): void {
    const { a, b } = this.#pair;
    const both = a && b && sameSize(a, b) ? a : null;
    const { width, height } = both ?? { width: 1, height: 1 };
    const bytes = both && differencePicture(a!.levels, b!.levels, { width, height, full: this.#legend.end });
    paint(this.#difference, both, bytes);
  }
}

/** Why there is nothing to see; '' where there is. */
function emptyWords({ a, b }: Pair, mode: Mode): string {
  const missing = [a ? '' : 'A', b ? '' : 'B'].filter(Boolean);
  if (missing.length > 0)
    return `Choose ${missing.join(' and ')}: a series, a PNG or a phantom. Files can be dropped here: left for A, right for B.`;
  return mode === 'difference' && !sameSize(a!, b!) ? 'Pictures of two sizes have no difference pixel by pixel.' : '';
}

const picture = (label: string, name: string): HTMLCanvasElement =>
  el('canvas', { class: name, role: 'img', 'aria-label': label, width: 1, height: 1 });

function grey({ levels }: Picture): Uint8ClampedArray<ArrayBuffer> {
  const bytes = new Uint8ClampedArray(4 * levels.length).fill(255);
  for (let p = 0; p < levels.length; p++) bytes[4 * p] = bytes[4 * p + 1] = bytes[4 * p + 2] = levels[p]!;
  return bytes;
}

function paint(canvas: HTMLCanvasElement, size: Picture | null, bytes: Uint8ClampedArray<ArrayBuffer> | null): void {
  canvas.hidden = !size;
  if (!size || !bytes) return;
  canvas.width = size.width;
  canvas.height = size.height;
  canvas.getContext('2d', { alpha: false })!.putImageData(new ImageData(bytes, size.width, size.height), 0, 0);
}
