// What is shown: four planes that meet in one point, and slices as acquired, of one stack, on one renderer.
import type { Stack } from '../../src/entry/dicom.ts';
import {
  defineElements,
  type ElementEvents,
  type MprLayout,
  type MprPlane,
  type ResliceError,
  ResliceMprElement,
  ResliceViewElement,
} from '../../src/entry/element.ts';
import {
  type Probe,
  positionOf,
  type Tool,
  throughPoint,
  type Vec3,
  type View,
  type ViewRequest,
  type ViewState,
  type Volume,
} from '../../src/entry/index.ts';
import { el } from '../ui/dom.ts';
import { Signal } from '../ui/signal.ts';
import { dot } from '../ui/vec3.ts';

// Written out: built from the sources, whose package says that only its own files have effects, the door's own call is left out.
defineElements();

export const PLANES = ['axial', 'sagittal', 'coronal', 'oblique', 'acquired'] as const;
export type PlaneKey = (typeof PLANES)[number];

export interface Change {
  readonly pane: PlaneKey;
  readonly state: ViewState;
  readonly previous: ViewState;
}

/** What all pictures have in common; the rest is each one's own. */
const SHARED = ['window', 'interpolation', 'invert', 'colormap', 'time', 'overlay'] as const;

const isShared = (key: string): boolean => (SHARED as readonly string[]).includes(key);

/** Either of the elements, for who listens. */
interface Telling {
  addEventListener<Type extends keyof ElementEvents & string>(
    type: Type,
    listener: (event: ElementEvents[Type]) => void,
  ): void;
}

export class Pictures {
  readonly mpr = new ResliceMprElement();
  readonly acquired = new ResliceViewElement();
  readonly root = el('div', { class: 'pictures' }, this.mpr, this.acquired);
  /** Another stack is shown, or none; `grown`: the same one with more slices. */
  readonly shown = new Signal<{ readonly stack: Stack | null; readonly grown: boolean }>();
  readonly changed = new Signal<Change>();
  readonly rendered = new Signal<{ readonly pane: PlaneKey; readonly drawnBy: 'gpu' | 'cpu' }>();
  readonly probed = new Signal<{ readonly pane: PlaneKey; readonly probe: Probe | null }>();
  /** Another pane is the active one, or the layout is another. */
  readonly arranged = new Signal<void>();
  readonly failed = new Signal<ResliceError>();
  #stack: Stack | null = null;
  #acquiredIsActive = false;
  /** While one picture brings the others in line, their answers are not followed. */
  #following = false;
  /** Whether anybody has changed anything since the stack was shown. */
  #touched = false;

  constructor() {
    this.acquired.setAttribute('plane', 'acquired');
    this.acquired.measurements = this.mpr.measurements;
    this.acquired.hidden = true;
    this.mpr.addEventListener('change', ({ detail }) => {
      // A slider's in a toolbar is a change as well, without a state.
      if (detail?.state) this.#mprChanged(detail.pane!, detail.state, detail.previous);
    });
    this.acquired.addEventListener('change', ({ detail }) => {
      if (detail?.state) this.#acquiredChanged(detail.state, detail.previous);
    });
    const both: readonly Telling[] = [this.mpr, this.acquired];
    for (const element of both) {
      const paneOf = (pane: MprPlane | undefined): PlaneKey => pane ?? 'acquired';
      element.addEventListener('rendered', ({ detail }) =>
        this.rendered.tell({ pane: paneOf(detail.pane), drawnBy: detail.drawnBy }),
      );
      element.addEventListener('probe', ({ detail }) =>
        this.probed.tell({ pane: paneOf(detail.pane), probe: detail.probe }),
      );
      element.addEventListener('error', ({ detail }) => this.failed.tell(detail.error));
    }
    this.mpr.addEventListener('focusin', () => this.arranged.tell());
    this.mpr.addEventListener('dblclick', () => this.arranged.tell());
  }

  // What is shown

  get stack(): Stack | null {
    return this.#stack;
  }

  /** Of the state's time. */
  get volume(): Volume | null {
    return this.mpr.volume;
  }

  /** @param focus  where the planes meet first, LPS mm; the stack's middle where there is none */
  show(stack: Stack | null, focus?: Vec3): void {
    this.#show(stack, false);
    if (focus) this.meetAt(focus);
    this.#touched = false;
  }

  /** The same stack, with more slices: what has been set stays. */
  grow(stack: Stack, focus?: Vec3): void {
    const { crosshair, views } = this.mpr;
    if (!this.#touched || !views || !crosshair) {
      this.show(stack, focus);
      return;
    }
    const states = PLANES.map((name) => [name, this.viewOf(name)?.state] as const);
    this.#show(stack, true);
    this.#quietly(() => {
      this.mpr.crosshair = crosshair;
      for (const [name, state] of states)
        if (state) this.viewOf(name)?.set(name === 'acquired' ? state : placed(state));
    });
  }

  #show(stack: Stack | null, grown: boolean): void {
    this.#stack = stack?.volume ? stack : null;
    const source = this.#stack && { volumes: this.#stack.volumes };
    this.mpr.stack = source;
    this.acquired.stack = source;
    this.shown.tell({ stack: this.#stack, grown });
    this.arranged.tell();
  }

  // Panes

  get active(): PlaneKey {
    return this.#acquiredIsActive ? 'acquired' : this.mpr.active;
  }

  set active(pane: PlaneKey) {
    const acquired = pane === 'acquired';
    if (acquired && !this.#acquiredIsActive) this.#bringAcquired();
    this.#acquiredIsActive = acquired;
    this.acquired.hidden = !acquired;
    this.mpr.hidden = acquired;
    if (!acquired) {
      this.mpr.active = pane;
      if (this.mpr.maximised) this.mpr.maximised = pane;
    }
    this.arranged.tell();
  }

  get layout(): MprLayout {
    return this.mpr.maximised ? 'one' : this.mpr.layout;
  }

  set layout(layout: MprLayout) {
    this.mpr.maximised = null;
    this.mpr.layout = layout;
    if (this.#acquiredIsActive) this.active = this.mpr.active;
    else this.arranged.tell();
  }

  viewOf(pane: PlaneKey): View | null {
    return (pane === 'acquired' ? this.acquired.view : this.mpr.views?.[pane]) ?? null;
  }

  /** The active pane's. */
  get view(): View | null {
    return this.viewOf(this.active);
  }

  get tool(): Tool {
    return this.mpr.tool;
  }

  set tool(tool: Tool) {
    this.mpr.tool = tool;
    this.acquired.tool = tool;
    this.arranged.tell();
  }

  /** What concerns all pictures goes to all, the rest to the active one. @throws ResliceError as `view.set` */
  set(request: ViewRequest): void {
    const [shared, own] = [true, false].map((wanted) =>
      Object.fromEntries(Object.entries(request).filter(([key]) => isShared(key) === wanted)),
    ) as [ViewRequest, ViewRequest];
    if (Object.keys(shared).length > 0) this.mpr.set(shared);
    if (Object.keys(own).length > 0) this.view?.set(own);
  }

  /** Where the planes meet, LPS mm. */
  get point(): Vec3 | null {
    return this.mpr.crosshair?.point ?? null;
  }

  /** Moves the planes to a point, as far as the stack reaches. */
  meetAt(point: Vec3): void {
    const { crosshair } = this.mpr;
    if (crosshair) this.mpr.crosshair = { ...crosshair, point };
    this.#bringAcquired();
  }

  // How they hang together

  #mprChanged(pane: MprPlane, state: ViewState, previous: ViewState): void {
    this.#touched = true;
    if (!this.#following && pane === 'axial') {
      const shared = sharedChanges(state, previous);
      if (shared) this.#quietly(() => this.acquired.set(shared));
    }
    this.changed.tell({ pane, state, previous });
  }

  #acquiredChanged(state: ViewState, previous: ViewState): void {
    this.#touched = true;
    if (!this.#following) {
      const shared = sharedChanges(state, previous);
      if (shared) this.#quietly(() => this.mpr.set(shared));
      if (state.position !== previous.position) this.#followAcquired();
    }
    this.changed.tell({ pane: 'acquired', state, previous });
  }

  /** The other planes meet on the slice that is shown. */
  #followAcquired(): void {
    const [{ view }, { crosshair }] = [this.acquired, this.mpr];
    if (!view || !crosshair) return;
    const { normal } = view.volume.orientation;
    const off = positionOf(view.volume, 'acquired', view.plane) - dot(crosshair.point, normal);
    const point = crosshair.point.map((mm, axis) => mm + off * normal[axis]!) as unknown as Vec3;
    this.#quietly(() => {
      this.mpr.crosshair = { ...crosshair, point };
    });
  }

  #bringAcquired(): void {
    const [{ view }, { point }] = [this.acquired, this];
    if (view && point) this.#quietly(() => view.set(throughPoint(view.volume, view.state, point)));
  }

  #quietly(act: () => void): void {
    const before = this.#following;
    this.#following = true;
    try {
      act();
    } finally {
      this.#following = before;
    }
  }
}

/** How a pane is looked at; where it lies is the crosshair's business. */
const placed = ({ plane: _, position: __, ...state }: ViewState): ViewRequest => state;

function sharedChanges(state: ViewState, previous: ViewState): ViewRequest | null {
  const changes = SHARED.filter((key) => state[key] !== previous[key]).map((key) => [key, state[key]]);
  return changes.length > 0 ? (Object.fromEntries(changes) as ViewRequest) : null;
}
