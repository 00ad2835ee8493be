// One picture after the other in the same place. Off until it is asked for; where motion is unwanted, by hand only.
import { button } from '../ui/button.ts';
import { el, setText } from '../ui/dom.ts';
import { icon } from '../ui/icons.ts';

/** Turns a second: never three, which can cause seizures (WCAG 2.3.1). */
const SPEEDS = [
  [0.5, 'every two seconds'],
  [1, 'once a second'],
  [2, 'twice a second'],
] as const;

export class Blink {
  readonly root = el('div', { class: 'blink' });
  readonly #play = button({ label: 'Blink', icon: 'play', wide: true, act: () => this.#toggle() });
  readonly #turn = button({ label: 'Show B', act: () => this.#show(this.#seen === 'A' ? 'B' : 'A') });
  readonly #speed = el('select', { 'aria-label': 'How often' });
  readonly #showSide: (side: 'A' | 'B') => void;
  readonly #still = matchMedia('(prefers-reduced-motion: reduce)');
  #seen: 'A' | 'B' = 'A';
  #timer: number | null = null;

  constructor(showSide: (side: 'A' | 'B') => void) {
    this.#showSide = showSide;
    this.#speed.append(...SPEEDS.map(([value, words]) => el('option', { value }, words)));
    this.#speed.value = '1';
    this.#speed.addEventListener('change', () => this.#timer !== null && this.#start());
    this.#still.addEventListener('change', () => this.#refresh());
    this.root.append(this.#play, this.#speed, this.#turn);
    this.#refresh();
  }

  /** Shows A, and nothing moves. */
  stop(): void {
    this.#pause();
    this.#show('A');
  }

  #toggle(): void {
    if (this.#timer === null) this.#start();
    else this.#pause();
  }

  #start(): void {
    this.#pause();
    if (this.#still.matches) return;
    this.#timer = window.setInterval(
      () => this.#show(this.#seen === 'A' ? 'B' : 'A'),
      1000 / Number(this.#speed.value),
    );
    this.#refresh();
  }

  #pause(): void {
    if (this.#timer !== null) clearInterval(this.#timer);
    this.#timer = null;
    this.#refresh();
  }

  #show(side: 'A' | 'B'): void {
    this.#seen = side;
    setText(this.#turn, side === 'A' ? 'Show B' : 'Show A');
    this.#showSide(side);
  }

  #refresh(): void {
    if (this.#still.matches && this.#timer !== null) {
      clearInterval(this.#timer);
      this.#timer = null;
    }
    const plays = this.#timer !== null;
    this.#play.disabled = this.#still.matches;
    this.#play.title = this.#still.matches ? 'Motion is unwanted on this device: switch by hand' : '';
    this.#play.setAttribute('aria-pressed', String(plays));
    this.#play.replaceChildren(icon(plays ? 'pause' : 'play'), el('span', {}, 'Blink'));
  }
}
