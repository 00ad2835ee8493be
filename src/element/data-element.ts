// What both elements have in common: where their data come from, what they are asked for before those are there, and coming and going.
import { isResliceError } from '../errors.ts';
import type { Series } from '../load/series.ts';
import type { MeasurementList } from '../measure/measurement-list.ts';
import { isMeasuring } from '../view/input/drag.ts';
import type { Tool } from '../view/input/tool.ts';
import type { Renderer } from '../view/renderer.ts';
import type { StackSource } from '../view/view-source.ts';
import type { ViewRequest } from '../view/view-state.ts';
import type { Volume } from '../volume/volume.ts';
import { DataSource, type ElementSource } from './data-source.ts';
import { el } from './dom.ts';
import { HelpSheet } from './help-sheet.ts';
import type { Progress } from './loader.ts';
import { Measuring } from './measuring.ts';
import { borrowRenderer, returnRenderer } from './shared-renderer.ts';
import { type ElementEvents, StateElement } from './state-element.ts';
import { Status } from './status.ts';
import { sheetOf } from './styles.ts';

const SOURCE_ATTRIBUTES = ['src', 'crossorigin', 'series-index', 'stack-index'] as const;

export const COMMON_ATTRIBUTES = [...SOURCE_ATTRIBUTES, 'tool'] as const;

const PROPERTIES = [
  'src',
  'crossOrigin',
  'stack',
  'volume',
  'renderer',
  'worker',
  'state',
  'tool',
  'measurements',
] as const;

export abstract class DataElement<Events extends ElementEvents = ElementEvents> extends StateElement<Events> {
  protected readonly stage: HTMLElement;
  protected readonly help = new HelpSheet();
  protected readonly measuring = new Measuring();
  readonly #status = new Status();
  readonly #data = new DataSource({
    begun: () => {
      this.#status.show(null);
      if (!this.#shown) this.#status.say('');
    },
    progress: (progress) => this.#tellProgress(progress),
    problem: (problem) => this.emit('problem', { problem }),
    loaded: (series, stack) => {
      this.#status.show(null);
      this.#showAgain();
      if (this.main) this.emit('load', { series, stack });
    },
    failed: (error) => this.#fail(error),
  });
  #shown: StackSource | null = null;
  #last: StackSource | null = null;
  #hostRenderer: Renderer | null = null;
  #borrowedFrom: Document | null = null;
  #planned = false;
  #beforeMeasuring: Tool = 'scrub';

  constructor() {
    super();
    const root = this.attachShadow({ mode: 'open', delegatesFocus: true });
    this.stage = el('div', { class: 'stage', part: 'stage' }, this.#status.message, this.#status.progress);
    const frame = el('div', { class: 'frame', part: 'frame' });
    frame.append(el('slot', { name: 'toolbar' }), this.stage, el('slot', { name: 'footer' }));
    root.append(frame, this.help.root);
  }

  // What the two elements do in their own ways.

  /** Shows data; `request` has been checked. */
  protected abstract show(renderer: Renderer, source: StackSource, request: ViewRequest, fresh: boolean): void;
  /** Disposes what is shown. */
  protected abstract hide(): void;
  // Data

  /** Data that the host has read itself; they come before `src`. */
  get stack(): ElementSource | null {
    return this.#data.stack;
  }

  set stack(stack: ElementSource | null | undefined) {
    this.#data.give(stack ?? null);
    if (this.isConnected) this.#update();
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
    return this.#data.series;
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

  /** Makes the workers that read `src`, as the `worker` of `loadSeries`; null: as the package finds its own. */
  get worker(): (() => Worker) | null {
    return this.#data.worker ?? null;
  }

  set worker(worker: (() => Worker) | null | undefined) {
    this.#data.worker = worker ?? undefined;
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
    this.write('crossorigin', value);
  }

  get tool(): Tool {
    return (this.getAttribute('tool') ?? 'scrub') as Tool;
  }

  set tool(tool: Tool) {
    this.setAttribute('tool', tool);
  }

  /** A key has asked for a tool; null: the one before measuring. */
  protected choose(tool: Tool | null): void {
    const previous = this.tool;
    if (!isMeasuring(previous)) this.#beforeMeasuring = previous;
    this.tool = tool ?? this.#beforeMeasuring;
    if (this.tool !== previous) this.emit('toolchange', { tool: this.tool, previous });
  }

  /** What is measured in the pictures; elements may share a list. */
  get measurements(): MeasurementList {
    return this.measuring.list;
  }

  set measurements(list: MeasurementList) {
    this.measuring.list = list;
  }

  protected changed(name: string, _: string | null): void {
    if (name === 'tool') this.measuring.toolChanged();
    else if ((SOURCE_ATTRIBUTES as readonly string[]).includes(name)) this.#plan();
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
      if (!this.isConnected) this.#data.abort();
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
    const attribute = (name: string): string | null => this.getAttribute(name);
    this.#data.want({
      src: attribute('src'),
      base: this.ownerDocument.baseURI,
      crossOrigin: attribute('crossorigin'),
      seriesIndex: attribute('series-index'),
      stackIndex: attribute('stack-index'),
    });
    this.#showAgain();
  }

  /** Shows what there is to show, if it is not what is shown. */
  #showAgain(): void {
    const source = this.stack;
    if (this.#shown === source || !this.isConnected) return;
    const fresh = source !== this.#last;
    if (this.#shown) this.#leave();
    if (!source) return;
    try {
      const request = this.requestFor(source, fresh);
      this.#shown = source;
      this.show(this.#rendererToUse(), source, request, fresh);
      this.#last = source;
      this.#status.say('');
    } catch (error) {
      this.#shown = null;
      // Some of it may be there already.
      this.hide();
      this.#giveBack();
      this.#fail(error);
    }
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
    this.kept = this.main?.state ?? this.kept;
    this.#shown = null;
    this.hide();
    this.#giveBack();
  }

  // What it tells

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
