// One plane: its picture, what lies over it, and its slider.
import {
  namedGeometry,
  positionOf,
  type Renderer,
  type StackSource,
  stepsOf,
  stepTo,
  type Vec3,
  type View,
  type ViewRequest,
} from '../src/entry/index.ts';
import { el, setText } from './dom.ts';
import { placeText, title } from './format.ts';
import { type DemoPlane, Overlay } from './overlay.ts';

export class Pane {
  readonly plane: DemoPlane;
  readonly root: HTMLElement;
  readonly picture: HTMLElement;
  readonly slider = el('input', { type: 'range', min: 0, max: 0, step: 1, value: 0, disabled: true });
  readonly #overlay: Overlay;
  readonly #place = el('output', { class: 'place' });
  readonly #count = el('output', { class: 'count' });
  #view: View | null = null;

  constructor(plane: DemoPlane) {
    this.plane = plane;
    this.#overlay = new Overlay(plane);
    this.slider.setAttribute('aria-label', `${title(plane)} position`);
    this.picture = el('div', { class: 'picture', tabindex: 0, role: 'img', 'aria-label': `${title(plane)} plane` });
    this.picture.append(this.#overlay.root);
    const foot = el('div', { class: 'foot' }, this.#place, this.slider, this.#count);
    this.root = el('section', { class: 'pane', 'data-plane': plane, 'aria-label': title(plane) }, this.picture, foot);
    this.slider.addEventListener('input', () => {
      const { view } = this;
      if (view) view.set({ position: stepTo(view.volume, view.state, Number(this.slider.value)).position });
    });
  }

  get view(): View | null {
    return this.#view;
  }

  /** Shows a stack in place of what is shown. */
  show(renderer: Renderer, stack: StackSource, request: ViewRequest): View {
    this.clear();
    const view = renderer.createView(this.picture, { stack, plane: this.plane, ...request });
    // The view appends its canvas; the overlay must stay above it.
    this.picture.append(this.#overlay.root);
    this.slider.disabled = false;
    this.#view = view;
    return view;
  }

  clear(): void {
    this.#view?.dispose();
    this.#view = null;
    this.slider.disabled = true;
    for (const text of [this.#place, this.#count]) setText(text, '');
  }

  /** Patient coordinate of the plane along its axis, mm. */
  get position(): number {
    const { volume, state } = this.#view!;
    return positionOf(volume, this.plane, namedGeometry(volume, this.plane, state.position ?? undefined));
  }

  /** Moves the plane, as far as the stack reaches. @param position  mm, as `position` */
  moveTo(position: number): void {
    const view = this.#view;
    if (!view) return;
    const { volume, state } = view;
    const { count } = stepsOf(volume, state);
    const ends = [0, count - 1].map((index) => stepTo(volume, state, index).position!);
    view.set({ position: Math.min(Math.max(position, Math.min(...ends)), Math.max(...ends)) });
  }

  /** Brings overlay and slider up to the view's state. */
  refresh(focus: Vec3): void {
    const view = this.#view;
    if (!view) return;
    this.#overlay.refresh(view, focus);
    const { index, count, slices } = stepsOf(view.volume, view.state);
    const place = placeText(this.plane, this.position);
    setText(this.#place, place);
    setText(this.#count, `${index + 1} / ${count}`);
    this.slider.max = String(count - 1);
    this.slider.value = String(index);
    this.slider.setAttribute('aria-valuetext', `${place}, ${slices ? 'slice' : 'step'} ${index + 1} of ${count}`);
  }
}
