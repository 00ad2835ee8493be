// Where in the stack, and when: sliders over slices and times, and a cine through either.

import { type Cine, cineStep, stepsOf, stepTo } from '../../src/entry/index.ts';
import type { Desk } from '../app/desk.ts';
import { button, choices } from '../ui/button.ts';
import { el, setText } from '../ui/dom.ts';
import { icon } from '../ui/icons.ts';
import { onceAFrame } from '../ui/once-a-frame.ts';

const SPEEDS = [2, 5, 10, 20, 30];
type Over = 'slices' | 'times';

export class TimePanel {
  readonly root: HTMLElement;
  readonly #desk: Desk;
  readonly #place = el('input', { type: 'range', min: 0, step: 1, 'aria-label': 'Slice of the active plane' });
  readonly #placeTold = el('output', { class: 'dim' });
  readonly #time = el('input', { type: 'range', min: 0, step: 1, 'aria-label': 'Time' });
  readonly #timeTold = el('output', { class: 'dim' });
  readonly #timeRow = el('div', { class: 'slider-row' }, el('span', {}, 'Time'), this.#time, this.#timeTold);
  readonly #play = button({ icon: 'play', label: 'Play', key: 'C', act: () => this.#toggle() });
  readonly #speed = el('select', { 'aria-label': 'Speed' });
  readonly #over = choices<Over>(
    'Play through',
    [
      { value: 'slices', label: 'slices' },
      { value: 'times', label: 'times' },
    ],
    (over) => {
      this.#wanted = over;
      this.#refresh();
    },
  );
  #wanted: Over = 'slices';
  #cine: Cine | null = null;
  #last = 0;

  constructor(desk: Desk) {
    this.#desk = desk;
    const { pictures } = desk;
    for (const speed of SPEEDS) this.#speed.append(el('option', { value: speed }, `${speed} / s`));
    this.#speed.value = '10';
    this.#speed.addEventListener('change', () => {
      if (this.#cine) this.#cine = { ...this.#cine, framesPerSecond: Number(this.#speed.value) };
    });
    this.#place.addEventListener('input', () => {
      const { view } = pictures;
      if (view) pictures.set(stepTo(view.volume, view.state, Number(this.#place.value)));
    });
    this.#time.addEventListener('input', () => pictures.set({ time: Number(this.#time.value) }));
    const place = el('div', { class: 'slider-row' }, el('span', {}, 'Slice'), this.#place, this.#placeTold);
    const cine = el('div', { class: 'button-row' }, this.#play, this.#speed, this.#over.root);
    this.root = el('section', { class: 'panel time-panel' }, el('h2', {}, 'Cine'), place, this.#timeRow, cine);
    const refresh = onceAFrame(() => this.#refresh());
    pictures.shown.listen(() => {
      if (!pictures.stack) this.#stop();
      refresh();
    });
    pictures.arranged.listen(refresh);
    pictures.changed.listen(refresh);
    this.#refresh();
  }

  get #times(): number {
    return this.#desk.pictures.stack?.volumes.length ?? 0;
  }

  get #playsOver(): Over {
    return this.#times > 1 ? this.#wanted : 'slices';
  }

  #toggle(): void {
    if (this.#cine) this.#stop();
    else {
      const ends = this.#playsOver === 'slices' ? 'bounce' : 'wrap';
      this.#cine = { framesPerSecond: Number(this.#speed.value), direction: 1, ends, due: 0 };
      this.#last = performance.now();
      requestAnimationFrame((now) => this.#frame(now));
    }
    this.#refresh();
  }

  #stop(): void {
    this.#cine = null;
  }

  #frame(now: number): void {
    const { view } = this.#desk.pictures;
    if (!this.#cine || !view) {
      this.#stop();
      this.#refresh();
      return;
    }
    const elapsed = now - this.#last;
    this.#last = now;
    if (this.#playsOver === 'slices') {
      const { state, cine } = cineStep(view.volume, view.state, this.#cine, elapsed);
      this.#cine = cine;
      if (state !== view.state) this.#desk.pictures.set({ plane: state.plane, position: state.position });
    } else {
      const due = this.#cine.due + (elapsed * this.#cine.framesPerSecond) / 1000;
      this.#cine = { ...this.#cine, due: due % 1 };
      if (due >= 1) this.#desk.pictures.set({ time: (view.state.time + Math.floor(due)) % this.#times });
    }
    requestAnimationFrame((later) => this.#frame(later));
  }

  #refresh(): void {
    const { pictures } = this.#desk;
    const { view, stack } = pictures;
    const steps = view ? stepsOf(view.volume, view.state) : null;
    this.#place.disabled = this.#play.disabled = !steps;
    this.#place.max = String((steps?.count ?? 1) - 1);
    this.#place.value = String(steps?.index ?? 0);
    setText(this.#placeTold, steps ? `${steps.index + 1} / ${steps.count}` : '');
    const time = view?.state.time ?? 0;
    this.#timeRow.hidden = this.#over.root.hidden = this.#times < 2;
    this.#time.max = String(Math.max(0, this.#times - 1));
    this.#time.value = String(time);
    setText(this.#timeTold, stack ? `${time + 1} / ${this.#times}` : '');
    this.#time.title = stack?.volumes[time]?.label ?? '';
    this.#over.show(this.#playsOver);
    const playing = this.#cine !== null;
    if (this.#play.dataset.playing === String(playing)) return;
    this.#play.dataset.playing = String(playing);
    this.#play.replaceChildren(icon(playing ? 'pause' : 'play'));
    this.#play.setAttribute('aria-label', playing ? 'Pause' : 'Play');
  }
}
