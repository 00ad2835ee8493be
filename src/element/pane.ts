// One picture with what lies over it and what is said of it: the same in both elements.
import { isResliceError, ResliceError } from '../errors.ts';
import type { StackFacts } from '../series/stack-facts.ts';
import type { CrosshairLine } from '../view/crosshair-lines.ts';
import { Frame } from '../view/frame.ts';
import type { Point } from '../view/input/command.ts';
import type { Renderer } from '../view/renderer.ts';
import type { Probe, View, ViewEvents, ViewOptions } from '../view/view.ts';
import type { ViewRequest, ViewState } from '../view/view-state.ts';
import { descriptionOf } from './description.ts';
import { el, setText } from './dom.ts';
import { cursorWords } from './measuring-words.ts';
import { type Oddities, odditiesOf } from './oddities.ts';
import { nameOf, type Shown } from './overlay/items.ts';
import { type ExtraLayer, Overlay } from './overlay/overlay.ts';
import { overlayBitmap } from './overlay/overlay-bitmap.ts';

/** What a stack tells of its times, where it is one of `loadSeries`. */
export interface TimeFacts {
  readonly label?: string;
  readonly report?: StackFacts | null;
}

export interface ElementSnapshotOptions {
  /**
   * Whether what lies over the picture is drawn into it, too, as it is styled now: less handles and the value under the pointer, and
   * without what is slotted. Where the browser falsifies what is read from a canvas: ResliceError 'element/falsified-readback'.
   */
  readonly overlays?: boolean;
}

export interface PaneEvents {
  change(detail: ViewEvents['change'], pane: Pane): void;
  rendered(detail: ViewEvents['rendered'], pane: Pane): void;
  error(detail: ViewEvents['error'], pane: Pane): void;
  probe(detail: { readonly probe: Probe | null }, pane: Pane): void;
  contextlost(detail: ViewEvents['contextlost'], pane: Pane): void;
  contextrestored(detail: ViewEvents['contextrestored'], pane: Pane): void;
}

const FORWARDED = ['error', 'contextlost', 'contextrestored'] as const;

/** ms of quiet before a change is said: who scrubs hears where they arrive. */
const QUIET = 600;

let descriptions = 0;

export class Pane {
  readonly root: HTMLElement;
  readonly picture: HTMLElement;
  /** Shown in place of the plane's own name. */
  readonly title: string | null;
  /** Where other planes cut this one. */
  crosshair: ((view: View) => readonly CrosshairLine[]) | null = null;
  /** Draws over the picture: measurements, handles. */
  extra: ExtraLayer | null = null;
  /** What is said beside the description, of what is being done in the picture. */
  words: ((view: View) => string) | null = null;
  readonly #overlay = new Overlay();
  readonly #live = el('p', { class: 'live', 'aria-live': 'off' });
  readonly #status = el('p', { class: 'live', role: 'status' });
  readonly #mark = el('i', { class: 'cursor', part: 'cursor', 'aria-hidden': 'true', hidden: true });
  readonly #events: PaneEvents;
  #view: View | null = null;
  #listening: AbortController | null = null;
  #stop: (() => void) | null = null;
  #times: readonly TimeFacts[] = [];
  #oddities: { readonly time: number; readonly facts: Oddities } | null = null;
  /** Where the pointer is, and what is there. */
  #pointer: Point | null = null;
  #probe: Probe | null = null;
  /** The keyboard's. */
  #cursor: Point | null = null;
  readonly #pointed = new Frame(() => {
    if (this.#look() && this.#view) this.#draw(this.#view, this.#shown(this.#view));
  });
  #saying: ReturnType<typeof setTimeout> | undefined;

  constructor(events: PaneEvents, title: string | null = null, over: Node[] = []) {
    this.#events = events;
    this.title = title;
    // References stay within one shadow root, so a count is unique enough.
    this.#live.id = `description-${++descriptions}`;
    this.picture = el('div', {
      class: 'picture',
      part: 'picture',
      tabindex: 0,
      role: 'application',
      'aria-roledescription': 'image plane',
      'aria-describedby': this.#live.id,
    });
    this.picture.append(this.#overlay.root, this.#mark, ...over);
    this.root = el('section', { class: 'pane', part: 'pane' }, this.picture, this.#live, this.#status);
    this.#name(title ?? 'Plane');
  }

  get view(): View | null {
    return this.#view;
  }

  #name(name: string): void {
    this.picture.setAttribute('aria-label', name);
    this.root.setAttribute('data-plane', name.toLowerCase());
  }

  /**
   * Shows data in place of what is shown.
   * @param listen  adds what is listened to as long as they are shown, and returns what is to be stopped with it
   * @throws ResliceError as `createView`; what was shown is gone then
   */
  show(
    renderer: Renderer,
    options: ViewOptions,
    times: readonly TimeFacts[],
    listen: (signal: AbortSignal) => () => void,
  ): View {
    this.clear();
    const view = renderer.createView(this.picture, options);
    view.canvas.setAttribute('part', 'canvas');
    view.canvas.setAttribute('aria-hidden', 'true');
    // Under everything else; the view appends it.
    this.picture.prepend(view.canvas);
    this.#view = view;
    this.#times = times;
    this.#listening = new AbortController();
    const { signal } = this.#listening;
    // Only the picture that somebody is at speaks up: linked ones change with it.
    for (const [type, live] of [
      ['focus', 'polite'],
      ['blur', 'off'],
    ] as const)
      this.picture.addEventListener(type, () => this.#live.setAttribute('aria-live', live), { signal });
    this.#stop = listen(signal);
    view.on('rendered', (detail) => {
      this.refresh();
      this.#events.rendered(detail, this);
    });
    view.on('change', (detail) => this.#events.change(detail, this));
    for (const type of FORWARDED) view.on(type, (detail) => this.#events[type](detail as never, this));
    return view;
  }

  /** @returns what was wrong with the request, or null */
  set(request: ViewRequest): ResliceError | null {
    try {
      this.#view?.set(request);
      return null;
    } catch (error) {
      if (isResliceError(error)) return error;
      throw error;
    }
  }

  /** The state to make the view anew from. */
  get state(): ViewState | null {
    return this.#view?.state ?? null;
  }

  /** Brings what lies over the picture up to the view's state. */
  refresh(): void {
    const view = this.#view;
    if (!view) return;
    this.#look();
    // Whoever was told of the value may have taken the view away.
    if (this.#view !== view) return;
    const shown = this.#shown(view);
    this.#name(this.title ?? shown.name);
    this.#draw(view, shown);
    this.#saySoon();
  }

  #saySoon(): void {
    clearTimeout(this.#saying);
    this.#saying = setTimeout(() => {
      const view = this.#view!;
      setText(this.#live, descriptionOf(this.#shown(view)));
      // Measurements are drawn over all pictures, and told of by the one that somebody is at.
      if (!this.picture.matches(':focus')) return;
      const cursor = this.#cursor && cursorWords(view, ...this.#cursor);
      setText(this.#status, [this.words?.(view), cursor].filter(Boolean).join(', '));
    }, QUIET);
  }

  #draw(view: View, shown: Shown): void {
    this.#overlay.refresh(view, shown, this.crosshair?.(view) ?? [], this.extra);
  }

  /** The pointer is at a point of the picture; null: it has left. Looked at with the next frame. */
  hover(at: Point | null): void {
    if (!at && !this.#pointer) return;
    this.#pointer = at;
    this.#pointed.request();
  }

  /** The keyboard's cursor is at a point of the picture, and what is there is shown as under a pointer; null: it has gone. */
  cursor(at: Point | null): void {
    this.#cursor = at;
    this.#mark.hidden = !at;
    if (at) this.#mark.style.translate = `${at[0]}px ${at[1]}px`;
    this.hover(at);
    if (this.#view) this.#saySoon();
  }

  /** Reads the value under the pointer, and tells of another. @returns whether it is another */
  #look(): boolean {
    const before = this.#probe;
    const probe = (this.#pointer && this.#view?.valueAt(...this.#pointer)) || null;
    if (probe === before || (probe && before && sameProbe(probe, before))) return false;
    this.#probe = probe;
    this.#events.probe({ probe }, this);
    return true;
  }

  /** @throws ResliceError as `ElementSnapshotOptions` says, and 'use/bad-argument' where nothing is shown */
  async snapshot({ overlays = false }: ElementSnapshotOptions): Promise<Uint8Array> {
    const view = this.#view;
    if (!view) throw new ResliceError('use/bad-argument', { detail: 'nothing is shown' });
    if (!overlays) return view.snapshot();
    // What lies over it follows the state with the next picture; a snapshot is of now.
    this.refresh();
    const { width, height } = view.plane;
    return view.snapshot({ overlay: overlayBitmap(this.#overlay.root, width, height, view.canvas.clientWidth || 1) });
  }

  #shown(view: View): Shown {
    const { state, volume } = view;
    const { label = '', report = null } = this.#times[state.time] ?? {};
    if (this.#oddities?.time !== state.time) this.#oddities = { time: state.time, facts: odditiesOf(volume, report) };
    return {
      volume,
      state,
      plane: view.plane,
      times: view.volumes.length,
      timeLabel: label,
      cpuReason: view.cpuReason,
      oddities: this.#oddities.facts,
      probe: this.#probe,
      name: this.title ?? nameOf(state),
    };
  }

  /** Disposes the view; safe to call twice. */
  clear(): void {
    this.cursor(null);
    clearTimeout(this.#saying);
    this.#pointed.dispose();
    this.#pointer = null;
    this.#listening?.abort();
    this.#stop?.();
    this.#stop = null;
    this.#view?.dispose();
    this.#view = null;
    this.#look();
    this.#times = [];
    this.#oddities = null;
    this.#overlay.clear();
    setText(this.#live, '');
    setText(this.#status, '');
  }
}

const sameProbe = (a: Probe, b: Probe): boolean =>
  a.value === b.value && a.position.every((at, n) => at === b.position[n]);
