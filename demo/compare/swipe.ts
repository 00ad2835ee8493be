// The divider: B right of it, A left; by pointer anywhere on the picture, and by keys.
import { el } from '../ui/dom.ts';

const KEYS: Readonly<Record<string, number>> = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1 };

export class Swipe {
  readonly divider = el('div', {
    class: 'divider',
    role: 'slider',
    tabindex: 0,
    'aria-label': 'Divider between A and B',
    'aria-orientation': 'horizontal',
    'aria-valuemin': 0,
    'aria-valuemax': 100,
  });
  readonly #over: HTMLElement;
  #percent = 50;

  /** @param over  what the pointer may be pressed on */
  constructor(over: HTMLElement) {
    this.#over = over;
    const follow = ({ clientX }: PointerEvent): void => {
      const { left, width } = over.getBoundingClientRect();
      this.move((100 * (clientX - left)) / Math.max(width, 1));
    };
    over.addEventListener('pointerdown', (event) => {
      if (this.divider.hidden || event.button !== 0) return;
      over.setPointerCapture(event.pointerId);
      follow(event);
    });
    over.addEventListener('pointermove', (event) => over.hasPointerCapture(event.pointerId) && follow(event));
    this.divider.addEventListener('keydown', (event) => {
      const by = (KEYS[event.key] ?? 0) * (event.shiftKey ? 10 : 1);
      const to = { Home: 0, End: 100 }[event.key] ?? (by === 0 ? null : this.#percent + by);
      if (to === null) return;
      event.preventDefault();
      this.move(to);
    });
    this.move(50);
  }

  move(percent: number): void {
    this.#percent = Math.min(Math.max(percent, 0), 100);
    this.divider.setAttribute('aria-valuenow', String(Math.round(this.#percent)));
    this.#over.style.setProperty('--divider', `${this.#percent}%`);
  }
}
