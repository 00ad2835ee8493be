// `<reslice-view>`: one plane. Attributes and properties <-> the state of one view.
import type { ResliceError } from '../errors.ts';
import type { Renderer } from '../view/renderer.ts';
import type { View } from '../view/view.ts';
import type { StackSource } from '../view/view-source.ts';
import type { ViewRequest, ViewState } from '../view/view-state.ts';
import { STATE_ATTRIBUTES, type StateAttribute } from './attributes.ts';
import { PaneInput } from './bind-input.ts';
import { COMMON_ATTRIBUTES, DataElement } from './data-element.ts';
import type { ElementSource } from './data-source.ts';
import { el } from './dom.ts';
import { type ElementSnapshotOptions, Pane } from './pane.ts';

export class ResliceViewElement extends DataElement {
  static readonly observedAttributes: readonly string[] = [...COMMON_ATTRIBUTES, ...STATE_ATTRIBUTES];
  protected readonly own: readonly StateAttribute[] = STATE_ATTRIBUTES;
  readonly #pane = new Pane(
    {
      change: (detail) => {
        this.reflect(detail);
        this.emit('change', detail);
      },
      rendered: (detail) => this.emit('rendered', detail),
      probe: (detail) => this.emit('probe', detail),
      error: (detail) => this.emit('error', detail),
      contextlost: (detail) => this.emit('contextlost', detail),
      contextrestored: (detail) => this.emit('contextrestored', detail),
    },
    null,
    [el('slot', { class: 'over' })],
  );
  readonly #input = new PaneInput(this.#pane, {
    tool: () => this.tool,
    first: () => this.#first!,
    gripAt: ({ view }, at, reach) => view && this.measuring.gripAt(view, at, reach),
    measuring: this.measuring,
    command: (pane, command) => {
      if (command.kind === 'help') this.help.toggle(pane.picture);
      else if (command.kind === 'tool') this.choose(command.tool);
    },
  });
  #first: ViewState | null = null;

  constructor() {
    super();
    this.#pane.extra = this.measuring.layer;
    this.#pane.words = (view) => this.measuring.words(view, this.tool);
    this.stage.prepend(this.#pane.root);
  }

  /** The view that draws; null while there is nothing to draw, or nowhere. Disposed with the element's leaving. */
  get view(): View | null {
    return this.#pane.view;
  }

  /** What is shown as PNG, in device pixels: `view.snapshot()`, with what lies over it where asked. */
  snapshot(options: ElementSnapshotOptions = {}): Promise<Uint8Array> {
    return this.#pane.snapshot(options);
  }

  protected get main(): View | null {
    return this.#pane.view;
  }

  protected show(renderer: Renderer, stack: StackSource, request: ViewRequest, fresh: boolean): void {
    const view = this.#pane.show(renderer, { stack, ...request }, (stack as ElementSource).volumes, (signal) =>
      this.#input.listen(signal),
    );
    if (fresh) this.#first = view.state;
    this.measuring.watch(() => this.#pane.refresh());
  }

  protected hide(): void {
    this.measuring.unwatch();
    this.#pane.clear();
  }

  protected apply(request: ViewRequest): ResliceError | null {
    return this.#pane.set(request);
  }
}
