// "Why it matters": the active plane as it is, as a conventional viewer would draw it, and what differs, side by side.

import { comparePlanes, differencePicture } from '../../src/entry/compare.ts';
import type { MprLayout } from '../../src/entry/element.ts';
import {
  type Colormap,
  createColormap,
  loadColormap,
  type Plane,
  type ViewState,
  type Volume,
} from '../../src/entry/index.ts';
import type { Desk } from '../app/desk.ts';
import { button, choices } from '../ui/button.ts';
import { el } from '../ui/dom.ts';
import { type Both, drawBoth } from './draw-both.ts';
import { Redraw } from './redraw.ts';
import type { Simplifications } from './simplifications.ts';
import { levelWorth, WhyText } from './why-text.ts';

interface Job {
  readonly volume: Volume;
  readonly plane: Plane;
  readonly state: ViewState;
  readonly simplifications: Simplifications;
}

const FIGURES = ['exact', 'conventional', 'difference'] as const;
type Figure = (typeof FIGURES)[number];

export class WhyMode {
  readonly root = el('div', { class: 'why', hidden: true, 'data-shown': 'exact' });
  readonly button: HTMLButtonElement;
  readonly #desk: Desk;
  readonly #text: WhyText;
  readonly #conventional = canvas('The plane as a conventional viewer would draw it');
  readonly #difference = canvas('Difference: conventional less exact');
  readonly #redraw = new Redraw<Job>((job, coarse, signal) => this.#draw(job, coarse, signal));
  #before: MprLayout | null = null;
  #arranging = false;
  #asked = '';
  #shown: Both | null = null;

  constructor(desk: Desk) {
    this.#desk = desk;
    const { pictures } = desk;
    this.button = button({ icon: 'why', label: 'Why it matters', act: () => this.toggle(!this.on) });
    this.button.setAttribute('aria-pressed', 'false');
    this.button.disabled = true;
    this.#text = new WhyText(
      () => this.#ask(),
      () => this.#shown && this.#paintDifference(this.#shown),
    );
    const show = choices<Figure>(
      'Picture',
      FIGURES.map((value) => ({ value, label: value[0]!.toUpperCase() + value.slice(1) })),
      (figure) => {
        this.root.dataset.shown = figure;
        show.show(figure);
      },
    );
    show.show('exact');
    show.root.classList.add('why-choice');
    const titles = ['Exact', 'Conventional', 'Difference'].map((title) => el('h2', { class: 'why-title' }, title));
    this.root.append(show.root, ...titles, this.#conventional, this.#difference, this.#text.root);
    this.#conventional.classList.add('why-conventional');
    this.#difference.classList.add('why-difference');
    pictures.shown.listen(({ stack }) => {
      this.button.disabled = stack === null;
      if (!stack) this.toggle(false);
      this.#asked = '';
    });
    pictures.rendered.listen(({ pane }) => pane === pictures.active && this.#ask());
    pictures.arranged.listen(() => this.#arranged());
  }

  get on(): boolean {
    return !this.root.hidden;
  }

  toggle(on: boolean): void {
    if (on === this.on || (on && !this.#desk.pictures.view)) return;
    this.root.hidden = !on;
    this.button.setAttribute('aria-pressed', String(on));
    const { pictures } = this.#desk;
    this.#arrange(() => {
      // Slices as acquired are alone anyway.
      if (on && pictures.active !== 'acquired') {
        this.#before = pictures.layout;
        pictures.layout = 'one';
      } else if (!on && this.#before) {
        if (pictures.active !== 'acquired') pictures.layout = this.#before;
        this.#before = null;
      }
    });
    this.#asked = '';
    if (on) this.#ask();
    else this.#redraw.stop();
  }

  #arrange(act: () => void): void {
    this.#arranging = true;
    try {
      act();
    } finally {
      this.#arranging = false;
    }
  }

  /** Whoever asks for several planes has seen enough of one. */
  #arranged(): void {
    if (!this.on || this.#arranging) return;
    const { pictures } = this.#desk;
    if (pictures.active !== 'acquired' && pictures.layout !== 'one') {
      this.#before = null;
      this.toggle(false);
    } else this.#ask();
  }

  #ask(): void {
    const { view, point } = this.#desk.pictures;
    if (!this.on || !view) return;
    const { volume, plane, state } = view;
    const { simplifications } = this.#text;
    this.#text.describe(volume, state.window, point ?? plane.center, noteOf(state));
    const asked = JSON.stringify([plane, state.window, state.invert, state.colormap, state.time, simplifications]);
    if (asked === this.#asked) return;
    this.#asked = asked;
    this.root.dataset.drawn = '';
    this.#text.wait();
    this.#redraw.ask({ volume, plane, state, simplifications });
  }

  async #draw({ volume, plane, state, simplifications }: Job, coarse: boolean, signal: AbortSignal): Promise<void> {
    const { window, invert } = state;
    const drawn = coarse ? halved(plane) : plane;
    const both = await drawBoth(volume, drawn, { window, invert, simplifications }, signal);
    const colormap = await tableOf(state.colormap);
    if (!both || signal.aborted) return;
    paint(this.#conventional, both, picture(both.conventional, colormap));
    await turn();
    if (signal.aborted) return;
    this.#paintDifference(both);
    if (!coarse) {
      await turn();
      const { exact, conventional } = both;
      const size = { width: drawn.width, height: drawn.height, ssim: false };
      const levels = comparePlanes(exact.levels, conventional.levels, { ...size, tolerance: 1 });
      await turn();
      const tolerance = levelWorth(window, volume);
      const values = both.comparable ? comparePlanes(exact.values, conventional.values, { ...size, tolerance }) : null;
      if (signal.aborted) return;
      this.#text.show({ levels, values, pixels: drawn.width * drawn.height });
    }
    this.root.dataset.drawn = coarse ? 'coarse' : 'full';
  }

  #paintDifference(both: Both): void {
    this.#shown = both;
    const { plane, exact, conventional } = both;
    const { width, height } = plane;
    paint(
      this.#difference,
      both,
      differencePicture(exact.levels, conventional.levels, { width, height, full: this.#text.legend.end }),
    );
  }
}

const canvas = (label: string): HTMLCanvasElement =>
  el('canvas', { role: 'img', 'aria-label': label, width: 1, height: 1 });

const turn = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));

/** The same plane in pixels of twice the size. */
function halved(plane: Plane): Plane {
  const [width, height] = [Math.ceil(plane.width / 2), Math.ceil(plane.height / 2)];
  const [across, down] = plane.spacing;
  return { ...plane, width, height, spacing: [(across * plane.width) / width, (down * plane.height) / height] };
}

const noteOf = ({ interpolation, slab }: ViewState): string => {
  const other = [interpolation === 'linear' ? '' : 'linear interpolation', slab ? 'no slab' : ''].filter(Boolean);
  return other.length > 0 ? `Compared with ${other.join(' and ')}, unlike the pane.` : '';
};

const tableOf = async (colormap: ViewState['colormap']): Promise<Colormap | null> =>
  typeof colormap === 'string' ? loadColormap(colormap) : createColormap(colormap);

/** Red, green, blue, 255; opaque black outside. */
function picture({ levels, values }: Both['exact'], colormap: Colormap | null): Uint8ClampedArray<ArrayBuffer> {
  const bytes = new Uint8ClampedArray(4 * levels.length).fill(255);
  for (let p = 0; p < levels.length; p++) {
    const [level, inside] = [levels[p]!, !Number.isNaN(values[p]!)];
    for (let part = 0; part < 3; part++)
      bytes[4 * p + part] = inside ? (colormap ? colormap.table[3 * level + part]! : level) : 0;
  }
  return bytes;
}

function paint(on: HTMLCanvasElement, { plane: { width, height } }: Both, bytes: Uint8ClampedArray<ArrayBuffer>): void {
  if (on.width !== width) on.width = width;
  if (on.height !== height) on.height = height;
  on.getContext('2d', { alpha: false })!.putImageData(new ImageData(bytes, width, height), 0, 0);
}
