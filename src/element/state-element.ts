// Attributes and properties <-> the state of what an element shows; and what is asked for while it shows nothing.
import { isResliceError, type ResliceError } from '../errors.ts';
import type { Series, Stack } from '../load/series.ts';
import type { PaneName } from '../view/crosshair.ts';
import type { Tool } from '../view/input/tool.ts';
import type { Probe, View, ViewEvents } from '../view/view.ts';
import { type StackSource, volumesOf } from '../view/view-source.ts';
import type { ViewRequest, ViewState } from '../view/view-state.ts';
import { ATTRIBUTES, type StateAttribute } from './attributes.ts';
import { TypedElement } from './base.ts';
import { firstRequest, takenOver } from './first-request.ts';
import type { Progress } from './loader.ts';

export interface ElementEvents {
  /** Bubbles. */
  change: CustomEvent<ViewEvents['change'] & { readonly pane?: PaneName }>;
  rendered: CustomEvent<ViewEvents['rendered'] & { readonly pane?: PaneName }>;
  /** The value under the pointer is another; null: there is none, or no pointer. At most once a frame. */
  probe: CustomEvent<{ readonly probe: Probe | null; readonly pane?: PaneName }>;
  /** A key has put another tool in hand. */
  toolchange: CustomEvent<{ readonly tool: Tool; readonly previous: Tool }>;
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

export abstract class StateElement<Events extends ElementEvents = ElementEvents> extends TypedElement<Events> {
  /** The state attributes that this element has. */
  protected abstract readonly own: readonly StateAttribute[];
  /** The state of the view that was disposed last. */
  protected kept: ViewState | null = null;
  #asked: ViewRequest = {};
  #reflecting = false;
  #applying: keyof ViewState | null = null;
  /** Attributes as the host wrote them. */
  readonly #authored = new Map<string, string>();

  /** Part of the state changes, in all views. */
  protected abstract apply(request: ViewRequest): ResliceError | null;
  /** The view whose state the attributes are. */
  protected abstract get main(): View | null;
  /** An attribute that is no part of the state. */
  protected abstract changed(name: string, value: string | null): void;

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
    else this.changed(name, value);
  }

  #applyAttribute(name: StateAttribute, value: string | null): void {
    const known = this.main?.state ?? this.kept;
    // Read when there are data.
    if (!known) return;
    this.#applying = ATTRIBUTES[name].key;
    try {
      const request = ATTRIBUTES[name].read(value, known);
      if (request) this.set(request);
    } catch (error) {
      this.tell(error);
    } finally {
      this.#applying = null;
    }
  }

  /** Writes what has changed into the attributes, but for the one that has changed it. */
  protected reflect({ state, previous }: ViewEvents['change']): void {
    for (const name of this.own) {
      const { key, write } = ATTRIBUTES[name];
      if (state[key] === previous[key] || key === this.#applying) continue;
      this.write(name, write(state), true);
    }
  }

  protected write(name: string, value: string | null, reflecting = false): void {
    this.#reflecting = reflecting;
    if (value === null) this.removeAttribute(name);
    else if (this.getAttribute(name) !== value) this.setAttribute(name, value);
    this.#reflecting = false;
  }

  /**
   * What a view of a stack is to be made with.
   * @param fresh  it has not been shown before: it starts with what the host wrote, and how the last one was looked at
   */
  protected requestFor(source: StackSource, fresh: boolean): ViewRequest {
    const tell = (error: unknown): void => this.tell(error);
    const volumes = volumesOf({ stack: source });
    const asked = this.#asked;
    this.#asked = {};
    if (!fresh && this.kept) return firstRequest(volumes, this.kept, new Map(), asked, tell);
    for (const name of this.own) if (ATTRIBUTES[name].ofData) this.write(name, this.#authored.get(name) ?? null, true);
    const written = new Map(
      this.own.flatMap((name) => {
        const text = this.getAttribute(name);
        return text === null ? [] : [[name, text] as const];
      }),
    );
    return firstRequest(volumes, takenOver(this.kept), written, asked, tell);
  }

  protected emit<Type extends keyof ElementEvents>(type: Type, detail: ElementEvents[Type]['detail']): void {
    this.dispatchEvent(new CustomEvent(type, { detail, composed: true, bubbles: BUBBLES.includes(type) }));
  }

  protected tell(error: unknown): void {
    if (!isResliceError(error)) throw error;
    this.emit('error', { error });
  }
}
