// What both elements have in common: where their data come from, what they are asked for before those are there, and coming and going.
import { isResliceError, type ResliceError } from '../errors.ts';
import type { Series, Stack } from '../load/series.ts';
import type { MeasurementList } from '../measure/measurement-list.ts';
import type { PaneName } from '../view/crosshair.ts';
import type { Tool } from '../view/input/scene.ts';
import type { Renderer } from '../view/renderer.ts';
import type { View, ViewEvents } from '../view/view.ts';
import { type StackSource, volumesOf } from '../view/view-source.ts';
import type { ViewRequest, ViewState } from '../view/view-state.ts';
import type { Volume } from '../volume/volume.ts';
import { ATTRIBUTES, type StateAttribute } from './attributes.ts';
import { TypedElement } from './base.ts';
import { chooseStack } from './choose-stack.ts';
import { el } from './dom.ts';
import { firstRequest, takenOver } from './first-request.ts';
import { HelpSheet } from './help-sheet.ts';
import { Loader, type Progress } from './loader.ts';
import { Measuring } from './measuring.ts';
import type { TimeFacts } from './pane.ts';
import { borrowRenderer, returnRenderer } from './shared-renderer.ts';
import { Status } from './status.ts';
import { sheetOf } from './styles.ts';

/** A stack of `loadSeries`, or a part of one. */
export interface ElementSource extends StackSource {
  readonly volumes: readonly ({ readonly volume: Volume } & TimeFacts)[];
}

export interface ElementEvents {
  /** Bubbles. */
  change: CustomEvent<ViewEvents['change'] & { readonly pane?: PaneName }>;
  rendered: CustomEvent<ViewEvents['rendered'] & { readonly pane?: PaneName }>;
  error: CustomEvent<{ readonly error: ResliceError }>;
  /** A file that was left out, and why. Bubbles. */
  problem: CustomEvent<{ readonly problem: ResliceError }>;
  progress: CustomEvent<Progress>;
  /** `src` has been read and is shown. */
  load: CustomEvent<{ readonly series: readonly Series[]; readonly stack: Stack }>;
  contextlost: CustomEvent<ViewEvents['contextlost']>;
  contextrestored: CustomEvent<ViewEvents['contextrestored']>;
}

/** Not `rendered`: it comes with every frame. */
const BUBBLES: readonly string[] = ['change', 'problem'];

const SOURCE_ATTRIBUTES = ['src', 'crossorigin', 'series-index', 'stack-index'] as const;

export const COMMON_ATTRIBUTES = [...SOURCE_ATTRIBUTES, 'tool'] as const;

const PROPERTIES = ['src', 'crossOrigin', 'stack', 'volume', 'renderer', 'state', 'tool', 'measurements'] as const;

export abstract class DataElement<Events extends ElementEvents = ElementEvents> extends TypedElement<Events> {
  /** The state attributes that this element has. */
  protected abstract readonly own: readonly StateAttribute[];
  protected readonly stage: HTMLElement;
  protected readonly help = new HelpSheet();
  protected readonly measuring = new Measuring();
  readonly #status = new Status();
  readonly #loader: Loader;
  #given: ElementSource | null = null;
  #series: readonly Series[] = [];
  #loaded: Stack | null = null;
  /** What `#series` was read from, or is being read from. */
  #address: string | null = null;
  #shown: StackSource | null = null;
  #last: StackSource | null = null;
  #kept: ViewState | null = null;
  #asked: ViewRequest = {};
  #hostRenderer: Renderer | null = null;
  #borrowedFrom: Document | null = null;
  #planned = false;
  #reflecting = false;
  #applying: keyof ViewState | null = null;
  /** Attributes as the host wrote them. */
  readonly #authored = new Map<string, string>();

  constructor() {
    super();
    const root = this.attachShadow({ mode: 'open', delegatesFocus: true });
    this.stage = el('div', { class: 'stage', part: 'stage' }, this.#status.message, this.#status.progress);
    const frame = el('div', { class: 'frame', part: 'frame' });
    frame.append(el('slot', { name: 'toolbar' }), this.stage, el('slot', { name: 'footer' }));
    root.append(frame, this.help.root);
    this.#loader = new Loader({
      progress: (progress) => this.#tellProgress(progress),
      problem: (problem) => this.emit('problem', { problem }),
      loaded: (series) => this.#take(series),
      failed: (error) => this.#fail(error),
    });
  }

  // What the two elements do in their own ways.

  /** Shows data; `request` has been checked. */
  protected abstract show(renderer: Renderer, source: StackSource, request: ViewRequest, fresh: boolean): void;
  /** Disposes what is shown. */
  protected abstract hide(): void;
  /** Part of the state changes, in all of its views. */
  protected abstract apply(request: ViewRequest): ResliceError | null;
  /** The view whose state the attributes are. */
  protected abstract get main(): View | null;
  protected changed?(name: string, value: string | null): void;

  // Data

  /** Data that the host has read itself; they come before `src`. */
  get stack(): ElementSource | null {
    return this.#given ?? this.#loaded;
  }

  set stack(stack: ElementSource | null | undefined) {
    this.#given = stack ?? null;
    this.#plan();
  }

  /** A volume by itself, as `stack`. Reads as the volume that is shown. */
  get volume(): Volume | null {
    return this.main?.volume ?? this.stack?.volumes[0]?.volume ?? null;
  }

  set volume(volume: Volume | null | undefined) {
    this.stack = volume ? { volumes: [{ volume }] } : null;
  }

  /** What has been read from `src`. */
  get series(): readonly Series[] {
    return this.#series;
  }

  /** A renderer of the host's own; null: the one that all elements of the document share. */
  get renderer(): Renderer | null {
    return this.#hostRenderer;
  }

  set renderer(renderer: Renderer | null | undefined) {
    if (this.#hostRenderer === (renderer ?? null)) return;
    this.#leave();
    this.#hostRenderer = renderer ?? null;
    if (this.isConnected) this.#showAgain();
  }

  get src(): string {
    return this.getAttribute('src') ?? '';
  }

  set src(src: string) {
    this.setAttribute('src', src);
  }

  get crossOrigin(): string | null {
    return this.getAttribute('crossorigin');
  }

  set crossOrigin(value: string | null) {
    this.#write('crossorigin', value);
  }

  get tool(): Tool {
    return (this.getAttribute('tool') ?? 'scrub') as Tool;
  }

  set tool(tool: Tool) {
    this.setAttribute('tool', tool);
  }

  /** What is measured in the pictures; elements may share a list. */
  get measurements(): MeasurementList {
    return this.measuring.list;
  }

  set measurements(list: MeasurementList) {
    this.measuring.list = list;
  }

  // State

  /** The state of what is shown; null while nothing is. Setting a part of it asks for that part. */
  get state(): ViewState | null {
    return this.main?.state ?? null;
  }

  set state(request: ViewRequest | null | undefined) {
    if (request) this.set(request);
  }

  /** Asks for a part of the state; kept until there are data. @throws ResliceError as `view.set`, where there are */
  set(request: ViewRequest): void {
    if (!this.main) {
      this.#asked = { ...this.#asked, ...request };
      return;
    }
    const error = this.apply(request);
    if (error) throw error;
  }

  // Attributes

  attributeChangedCallback(name: string, _: string | null, value: string | null): void {
    if (this.#reflecting) return;
    if (value === null) this.#authored.delete(name);
    else this.#authored.set(name, value);
    if ((this.own as readonly string[]).includes(name)) this.#applyAttribute(name as StateAttribute, value);
    else if ((SOURCE_ATTRIBUTES as readonly string[]).includes(name)) this.#plan();
    this.changed?.(name, value);
  }

  #applyAttribute(name: StateAttribute, value: string | null): void {
    const { main } = this;
    // Read when there are data.
    if (!main) return;
    this.#applying = ATTRIBUTES[name].key;
    try {
      const request = ATTRIBUTES[name].read(value, main.state);
      const error = request && this.apply(request);
      if (error) throw error;
    } catch (error) {
      this.#tell(error);
    } finally {
      this.#applying = null;
    }
  }

  /** Writes what has changed into the attributes, but for the one that has changed it. */
  protected reflect({ state, previous }: ViewEvents['change']): void {
    for (const name of this.own) {
      const { key, write } = ATTRIBUTES[name];
      if (state[key] === previous[key] || key === this.#applying) continue;
      this.#write(name, write(state), true);
    }
  }

  #write(name: string, value: string | null, reflecting = false): void {
    this.#reflecting = reflecting;
    if (value === null) this.removeAttribute(name);
    else if (this.getAttribute(name) !== value) this.setAttribute(name, value);
    this.#reflecting = false;
  }

  // Coming and going

  connectedCallback(): void {
    this.shadowRoot!.adoptedStyleSheets = [sheetOf(this.ownerDocument)];
    this.#upgrade();
    this.#plan();
    this.#showAgain();
  }

  disconnectedCallback(): void {
    this.help.close();
    this.#leave();
    // A moved node is connected again before this turn is over: what it is loading goes on.
    queueMicrotask(() => {
      if (this.isConnected || !this.#loader.busy) return;
      this.#loader.abort();
      this.#address = null;
      this.#status.show(null);
    });
  }

  /** Properties that were set before the element was defined hide the accessors. */
  #upgrade(): void {
    for (const name of PROPERTIES) {
      if (!Object.hasOwn(this, name)) continue;
      const value: unknown = Reflect.get(this, name);
      Reflect.deleteProperty(this, name);
      Reflect.set(this, name, value);
    }
  }

  /** Many changes of one turn are one load. */
  #plan(): void {
    if (this.#planned) return;
    this.#planned = true;
    queueMicrotask(() => {
      this.#planned = false;
      if (this.isConnected) this.#update();
    });
  }

  #update(): void {
    const src = this.getAttribute('src');
    const address =
      src === null || this.#given ? null : JSON.stringify([src, this.ownerDocument.baseURI, this.crossOrigin]);
    if (address !== this.#address) {
      this.#address = address;
      this.#loader.abort();
      this.#status.show(null);
      // What is shown stays until the next can be.
      if (address && src !== null) {
        this.#status.say('');
        void this.#loader.load({ src, base: this.ownerDocument.baseURI, crossOrigin: this.crossOrigin });
      } else if (!this.#given) this.#series = [];
    }
    this.#loaded = this.#choose();
    this.#showAgain();
  }

  #take(series: readonly Series[]): void {
    this.#status.show(null);
    this.#series = series;
    const stack = this.#choose();
    this.#loaded = stack;
    if (!stack) return;
    this.#showAgain();
    if (this.main) this.emit('load', { series, stack });
  }

  #choose(): Stack | null {
    return chooseStack(this.#series, this.getAttribute('series-index'), this.getAttribute('stack-index'));
  }

  /** Shows what there is to show, if it is not what is shown. */
  #showAgain(): void {
    const source = this.stack;
    if (this.#shown === source || !this.isConnected) return;
    const fresh = source !== this.#last;
    if (this.#shown) this.#leave();
    if (!source) return;
    try {
      const request = fresh ? this.#firstRequest(source) : { ...this.#kept, ...this.#asked };
      this.#asked = {};
      this.#shown = source;
      this.show(this.#rendererToUse(), source, request, fresh);
      this.#last = source;
      this.#status.say('');
    } catch (error) {
      this.#shown = null;
      this.#giveBack();
      this.#fail(error);
    }
  }

  #firstRequest(source: StackSource): ViewRequest {
    for (const name of this.own) if (ATTRIBUTES[name].ofData) this.#write(name, this.#authored.get(name) ?? null, true);
    const written = new Map(
      this.own.flatMap((name) => {
        const text = this.getAttribute(name);
        return text === null ? [] : [[name, text] as const];
      }),
    );
    const volumes = volumesOf({ stack: source });
    return firstRequest(volumes, takenOver(this.#kept), written, this.#asked, (error) => this.#tell(error));
  }

  #rendererToUse(): Renderer {
    if (this.#hostRenderer) return this.#hostRenderer;
    this.#borrowedFrom ??= this.ownerDocument;
    return borrowRenderer(this.#borrowedFrom);
  }

  #giveBack(): void {
    if (this.#borrowedFrom) returnRenderer(this.#borrowedFrom);
    this.#borrowedFrom = null;
  }

  /** Disposes what is shown and keeps its state. */
  #leave(): void {
    if (!this.#shown) return;
    this.#kept = this.main?.state ?? this.#kept;
    this.#shown = null;
    this.hide();
    this.#giveBack();
  }

  // What it tells

  protected emit<Type extends keyof ElementEvents>(type: Type, detail: ElementEvents[Type]['detail']): void {
    this.dispatchEvent(new CustomEvent(type, { detail, composed: true, bubbles: BUBBLES.includes(type) }));
  }

  #tell(error: unknown): void {
    if (!isResliceError(error)) throw error;
    this.emit('error', { error });
  }

  /** Nothing can be shown: an event, and words in the picture where there is none. */
  #fail(error: unknown): void {
    this.#status.show(null);
    if (!isResliceError(error)) throw error;
    if (!this.#shown) this.#status.say(`Nothing to show. ${error.message}`, true);
    this.emit('error', { error });
  }

  #tellProgress(progress: Progress): void {
    this.#status.show(progress);
    if (!this.#shown) this.#status.say('Loading\u2026');
    this.emit('progress', progress);
  }
}
