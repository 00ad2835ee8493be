// Where in the stack, and when: sliders over slices and times, and a cine through either.

import { stepsOf, stepTo } from '../../src/entry/index.ts';
import type { Desk } from '../app/desk.ts';
import { button, choices } from '../ui/button.ts';
import { el, setText } from '../ui/dom.ts';
import { icon } from '../ui/icons.ts';
import { onceAFrame } from '../ui/once-a-frame.ts';
import { cineKeys } from './cine-keys.ts';
import { CinePlayer, type Over, SPEEDS } from './cine-player.ts';

export class TimePanel {
  readonly root: HTMLElement;
  readonly #desk: Desk;
  readonly #player: CinePlayer;
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

  constructor(desk: Desk) {
    this.#desk = desk;
    const { pictures } = desk;
    for (const speed of SPEEDS) this.#speed.append(el('option', { value: speed }, `${speed} / s`));
    this.#player = new CinePlayer(pictures);
    cineKeys(pictures, this.#player);
    this.#speed.addEventListener('change', () => {
      this.#player.speed = Number(this.#speed.value);
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
    this.#player.changed.listen(() => {
      this.#wanted = this.#player.over ?? this.#wanted;
      this.#refresh();
    });
    pictures.shown.listen(refresh);
    pictures.arranged.listen(refresh);
    pictures.changed.listen(refresh);
    this.#refresh();
  }

  get #playsOver(): Over {
    return this.#player.times > 1 ? this.#wanted : 'slices';
  }

  /** What plays, wherever, is stopped; else the active pane's is begun. */
  #toggle(): void {
    if (this.#player.over !== null) this.#player.stop();
    else this.#player.toggle(this.#playsOver, this.#desk.pictures.active);
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
    this.#timeRow.hidden = this.#over.root.hidden = this.#player.times < 2;
    this.#time.max = String(Math.max(0, this.#player.times - 1));
    this.#time.value = String(time);
    setText(this.#timeTold, stack ? `${time + 1} / ${this.#player.times}` : '');
    this.#time.title = stack?.volumes[time]?.label ?? '';
    this.#over.show(this.#playsOver);
    this.#speed.value = String(this.#player.speed);
    const playing = this.#player.over !== null;
    const words = playing ? 'Pause' : 'Play';
    this.#play.title = `${words} (${this.#playsOver === 'times' ? 'Shift C' : 'C'})`;
    if (this.#play.dataset.playing === String(playing)) return;
    this.#play.dataset.playing = String(playing);
    this.#play.replaceChildren(icon(playing ? 'pause' : 'play'));
    this.#play.setAttribute('aria-label', words);
  }
}
