// What an element says of itself in place of a picture, and how far loading is.
import { el, setText } from './dom.ts';
import type { Progress } from './loader.ts';

export class Status {
  readonly message = el('p', { class: 'message', part: 'message', role: 'status' });
  readonly #bar = el('i');
  readonly progress = el(
    'div',
    { class: 'progress', part: 'progress', role: 'progressbar', 'aria-label': 'Loading', hidden: true },
    this.#bar,
  );

  say(words: string, failed = false): void {
    setText(this.message, words);
    this.message.classList.toggle('failed', failed);
  }

  /** The first half of the bar is fetching; null hides it. */
  show(progress: Progress | null): void {
    this.progress.hidden = progress === null;
    if (!progress) return;
    const { phase, done, total } = progress;
    const share = (total ? done / total : 0) / 2 + (phase === 'reading' ? 0.5 : 0);
    this.progress.setAttribute('aria-valuenow', String(Math.round(100 * share)));
    this.#bar.style.setProperty('--done', String(share));
  }
}
