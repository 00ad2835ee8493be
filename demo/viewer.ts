// Three panes of one volume that meet in one point and share one window.
import {
  type ColormapName,
  createRenderer,
  type Renderer,
  resolveWindow,
  type StackSource,
  scrub,
  type Vec3,
  type View,
  type VoiTransform,
  type WindowRequest,
  zoom,
} from '../src/entry/index.ts';
import type { DemoPlane } from './overlay.ts';
import { Pane } from './pane.ts';
import { listenToPane, type Tool } from './pane-input.ts';

export interface ViewerEvents {
  /** Something on screen has changed. */
  changed(): void;
  failed(error: unknown): void;
  hovered(pane: Pane | null, at: readonly [x: number, y: number] | null): void;
}

const PLANES: readonly DemoPlane[] = ['axial', 'sagittal', 'coronal'];
/** The patient coordinate each plane's position is. */
const COORDINATE: Readonly<Record<DemoPlane, 0 | 1 | 2>> = { sagittal: 0, coronal: 1, axial: 2 };

export class Viewer {
  readonly panes: readonly Pane[] = PLANES.map((plane) => new Pane(plane));
  readonly #root: HTMLElement;
  readonly #events: ViewerEvents;
  readonly #renderer: Renderer = createRenderer();
  tool: Tool = 'scrub';
  #active: Pane = this.panes[0]!;
  #refreshing = 0;

  constructor(root: HTMLElement, events: ViewerEvents) {
    this.#root = root;
    this.#events = events;
    root.append(...this.panes.map((pane) => pane.root));
    for (const pane of this.panes) {
      listenToPane(pane, {
        tool: () => this.tool,
        focus: (from, position) => this.focus(from, position),
        hover: (from, at) => events.hovered(at ? from : null, at),
        activate: (from) => this.activate(from),
      });
      pane.root.addEventListener('focusin', () => this.activate(pane));
    }
    this.activate(this.#active);
  }

  get active(): Pane {
    return this.#active;
  }

  get views(): readonly View[] {
    return this.panes.flatMap((pane) => pane.view ?? []);
  }

  activate(pane: Pane): void {
    this.#active = pane;
    this.#root.dataset.active = pane.plane;
    for (const each of this.panes) each.root.toggleAttribute('data-active', each === pane);
  }

  /** @param window  found once for all three: looking at every value takes a while */
  show(stack: StackSource, window: VoiTransform): void {
    for (const pane of this.panes) {
      const view = pane.show(this.#renderer, stack, { window });
      view.on('error', ({ error }) => this.#events.failed(error));
      view.on('rendered', () => this.#refreshSoon());
      view.on('change', ({ state, previous }) => {
        if (state.window !== previous.window) this.setWindow(state.window);
        this.#refreshSoon();
      });
    }
  }

  clear(): void {
    for (const pane of this.panes) pane.clear();
    this.#refreshSoon();
  }

  /** Where the three planes meet, LPS mm. */
  get point(): Vec3 {
    const point: [number, number, number] = [0, 0, 0];
    for (const pane of this.panes) point[COORDINATE[pane.plane]] = pane.position;
    return point;
  }

  /** Moves the other planes to a point of this pane's picture. */
  focus(from: Pane, position: Vec3): void {
    this.meetAt(position, from);
  }

  /** Moves the planes to a point, as far as the stack reaches. */
  meetAt(position: Vec3, except?: Pane): void {
    for (const pane of this.panes) if (pane !== except) pane.moveTo(position[COORDINATE[pane.plane]]!);
  }

  /** @returns whether the volume has such a window: presets are in HU */
  setWindow(request: WindowRequest): boolean {
    const volume = this.views[0]?.volume;
    if (!volume) return false;
    if (typeof request === 'string' && request !== 'auto' && request !== 'file' && volume.unit !== 'HU') return false;
    const window: VoiTransform = resolveWindow(volume, request);
    for (const view of this.views) view.set({ window });
    return true;
  }

  /** The same colours in all three. */
  setColormap(colormap: ColormapName): void {
    for (const view of this.views) view.set({ colormap });
  }

  step(count: number): void {
    const { view } = this.#active;
    if (view) view.set({ position: scrub(view.volume, view.state, count).position });
  }

  zoomBy(factor: number): void {
    const { view } = this.#active;
    if (view) view.set(zoom(view.state, factor));
  }

  reset(): void {
    for (const view of this.views) view.set({ position: null, zoom: 1, pan: [0, 0] });
    this.setWindow('file');
  }

  /** Overlays after pictures, once a frame: views ask for their frame before they tell of a change. */
  #refreshSoon(): void {
    if (this.#refreshing) return;
    this.#refreshing = requestAnimationFrame(() => {
      this.#refreshing = 0;
      if (this.views.length === this.panes.length) for (const pane of this.panes) pane.refresh(this.point);
      this.#events.changed();
    });
  }
}
