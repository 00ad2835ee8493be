// The page's one cine, through the slices of a pane or through the times of all; the elements' own, which each picture has, does not tell
// whether it plays. It owns its frames.
import { type Cine, cineStep } from '../../src/entry/index.ts';
import type { Pictures, PlaneKey } from '../app/pictures.ts';
import { Signal } from '../ui/signal.ts';

export type Over = 'slices' | 'times';

/** Frames per second. */
export const SPEEDS = [2, 5, 10, 20, 30];

interface Playing {
  readonly pane: PlaneKey;
  readonly over: Over;
  readonly cine: Cine;
  /** ms, of the last frame; null before the first. */
  readonly last: number | null;
}

export class CinePlayer {
  /** It has started, stopped, or its speed is another. */
  readonly changed = new Signal<void>();
  readonly #pictures: Pictures;
  #speed = 10;
  #playing: Playing | null = null;
  #frame = 0;

  constructor(pictures: Pictures) {
    this.#pictures = pictures;
    pictures.shown.listen(({ stack, grown }) => {
      if (!stack || !grown) this.stop();
    });
  }

  /** What plays; null: nothing. */
  get over(): Over | null {
    return this.#playing?.over ?? null;
  }

  get speed(): number {
    return this.#speed;
  }

  set speed(framesPerSecond: number) {
    this.#speed = framesPerSecond;
    const playing = this.#playing;
    if (playing) this.#playing = { ...playing, cine: { ...playing.cine, framesPerSecond } };
    this.changed.tell();
  }

  get times(): number {
    return this.#pictures.stack?.volumes.length ?? 0;
  }

  /** Plays through that in this pane, in place of what played before; or stops it. */
  toggle(over: Over, pane: PlaneKey): void {
    const now = this.#playing;
    this.stop();
    if (now?.over === over && now.pane === pane) return;
    if (!this.#pictures.viewOf(pane) || (over === 'times' && this.times < 2)) return;
    // A beating heart does not beat backwards.
    const ends = over === 'slices' ? 'bounce' : 'wrap';
    this.#playing = { pane, over, cine: { framesPerSecond: this.#speed, direction: 1, ends, due: 0 }, last: null };
    this.#ask();
    this.changed.tell();
  }

  stop(): void {
    if (!this.#playing) return;
    cancelAnimationFrame(this.#frame);
    this.#playing = null;
    this.changed.tell();
  }

  #ask(): void {
    this.#frame = requestAnimationFrame((now) => this.#step(now));
  }

  #step(now: number): void {
    const playing = this.#playing;
    const view = playing && this.#pictures.viewOf(playing.pane);
    if (!view) {
      this.stop();
      return;
    }
    const elapsed = now - (playing.last ?? now);
    if (playing.over === 'slices') {
      const { state, cine } = cineStep(view.volume, view.state, playing.cine, elapsed);
      this.#playing = { ...playing, cine, last: now };
      if (state !== view.state) view.set({ plane: state.plane, position: state.position });
    } else {
      const due = playing.cine.due + (elapsed * playing.cine.framesPerSecond) / 1000;
      this.#playing = { ...playing, cine: { ...playing.cine, due: due % 1 }, last: now };
      if (due >= 1) this.#pictures.set({ time: (view.state.time + Math.floor(due)) % this.times });
    }
    // A listener may have stopped it.
    if (this.#playing) this.#ask();
  }
}
