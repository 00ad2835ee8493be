// `<reslice-mpr>`: four planes of one stack that meet in one point and share a window.
import type { ResliceError } from '../errors.ts';
import { dot } from '../math/vec3.ts';
import { planeNormal } from '../plane/plane.ts';
import {
  axisOf,
  type Crosshair,
  crosshairOf,
  crosshairOnPlane,
  moveCrosshair,
  PANES,
  type PaneName,
  planeOfPane,
  straighten,
} from '../view/crosshair.ts';
import { crosshairLines, hitCrosshair, slabAt } from '../view/crosshair-lines.ts';
import { Frame } from '../view/frame.ts';
import { applyCrosshair } from '../view/input/apply-crosshair.ts';
import { type CrosshairCommand, isCrosshairCommand, type Point } from '../view/input/command.ts';
import type { Grip } from '../view/input/input-event.ts';
import type { Renderer } from '../view/renderer.ts';
import type { View, ViewEvents } from '../view/view.ts';
import { type StackSource, volumesOf } from '../view/view-source.ts';
import { firstState, geometryOf, type ViewRequest, type ViewState } from '../view/view-state.ts';
import type { StateAttribute } from './attributes.ts';
import { type OtherCommand, PaneInput } from './bind-input.ts';
import { changedParts } from './changed-parts.ts';
import { cssPlane } from './css-plane.ts';
import { COMMON_ATTRIBUTES, DataElement } from './data-element.ts';
import type { ElementSource } from './data-source.ts';
import { el } from './dom.ts';
import { firstCrosshair } from './first-crosshair.ts';
import { title } from './format.ts';
import { LAYOUTS, type MprLayout, paneNamed, SHARED } from './mpr-parts.ts';
import { type ElementSnapshotOptions, Pane } from './pane.ts';

export class ResliceMprElement extends DataElement {
  static readonly observedAttributes: readonly string[] = [...COMMON_ATTRIBUTES, ...SHARED, 'layout', 'maximised'];
  protected readonly own: readonly StateAttribute[] = SHARED;
  readonly #grid = el('div', { class: 'grid', part: 'grid' });
  readonly #panes = Object.fromEntries(PANES.map((name) => [name, this.#makePane(name)])) as Record<PaneName, Pane>;
  readonly #inputs = Object.fromEntries(PANES.map((name) => [name, this.#makeInput(name)])) as Record<
    PaneName,
    PaneInput
  >;
  readonly #overlays = new Frame(() => {
    for (const name of PANES) if (this.#stale.delete(name)) this.#panes[name].refresh();
  });
  readonly #stale = new Set<PaneName>();
  readonly #first = new Map<PaneName, ViewState>();
  readonly #kept = new Map<PaneName, ViewState>();
  #crosshair: Crosshair | null = null;
  #active: PaneName = 'axial';
  /** While the panes are being brought in line, their changes are not answered. */
  #placing = false;

  constructor() {
    super();
    this.#grid.append(...PANES.map((name) => this.#panes[name].root), el('slot', { class: 'over' }));
    this.stage.classList.add('panes');
    this.stage.prepend(this.#grid);
    this.#arrange();
  }

  #makePane(name: PaneName): Pane {
    const pane = new Pane(
      {
        change: (detail) => this.#paneChanged(name, detail),
        rendered: (detail) => {
          this.#stale.delete(name);
          this.emit('rendered', { ...detail, pane: name });
        },
        probe: (detail) => this.emit('probe', { ...detail, pane: name }),
        error: (detail) => this.emit('error', detail),
        // The context is one: told once.
        contextlost: (detail) => name === 'axial' && this.emit('contextlost', detail),
        contextrestored: (detail) => name === 'axial' && this.emit('contextrestored', detail),
      },
      title(name),
    );
    pane.root.setAttribute('part', `pane pane-${name}`);
    pane.crosshair = (view) => this.#lines(view);
    pane.extra = this.measuring.layer;
    pane.words = (view) => this.measuring.words(view, this.tool);
    return pane;
  }

  #makeInput(name: PaneName): PaneInput {
    return new PaneInput(this.#panes[name], {
      tool: () => this.tool,
      first: () => this.#first.get(name)!,
      gripAt: (pane, at, reach) => this.#gripAt(pane, at, reach),
      measuring: this.measuring,
      command: (pane, command) => this.#command(name, pane, command),
      before: (_, command) => {
        if (command.kind === 'reset' && this.#crosshair) this.crosshair = straighten(this.#crosshair);
      },
    });
  }

  // What it offers

  /** The four views by name; null while there is nothing to show. */
  get views(): Readonly<Record<PaneName, View>> | null {
    if (!this.main) return null;
    return Object.fromEntries(PANES.map((name) => [name, this.#panes[name].view])) as Record<PaneName, View>;
  }

  /** Where the planes meet, and how they lie; plain data. */
  get crosshair(): Crosshair | null {
    return this.#crosshair;
  }

  set crosshair(crosshair: Crosshair | null | undefined) {
    if (!crosshair || !this.main) return;
    this.#crosshair = moveCrosshair(this.main.volume, crosshair, crosshair.point);
    this.#place(null);
  }

  /** `2x2`, `1+3` or `one`. */
  get layout(): MprLayout {
    const asked = this.getAttribute('layout') as MprLayout;
    return LAYOUTS.includes(asked) ? asked : '2x2';
  }

  set layout(layout: MprLayout) {
    this.setAttribute('layout', layout);
  }

  /** The pane that fills the element; null for none. */
  get maximised(): PaneName | null {
    const asked = this.getAttribute('maximised') as PaneName;
    return PANES.includes(asked) ? asked : null;
  }

  set maximised(name: PaneName | null | undefined) {
    if (name) this.setAttribute('maximised', name);
    else this.removeAttribute('maximised');
  }

  /** The pane that was used last: the large one of `1+3`, the one of `one`. */
  get active(): PaneName {
    return this.#active;
  }

  set active(name: PaneName) {
    this.#active = paneNamed(name);
    this.#arrange();
  }

  /** One pane as PNG, in device pixels: its `view.snapshot()`, with what lies over it where asked. `pane`: the active one. */
  async snapshot(options: ElementSnapshotOptions & { readonly pane?: PaneName } = {}): Promise<Uint8Array> {
    return this.#panes[paneNamed(options.pane ?? this.#active)].snapshot(options);
  }

  // What DataElement asks for

  protected get main(): View | null {
    return this.#panes.axial.view;
  }

  protected show(renderer: Renderer, stack: StackSource, request: ViewRequest, fresh: boolean): void {
    const source = stack as ElementSource;
    const volume = (source.volumes[request.time ?? 0] ?? source.volumes[0]!).volume;
    const shared = Object.fromEntries(SHARED.map((key) => [key, request[key]])) as ViewRequest;
    const crosshair = (!fresh && this.#crosshair) || firstCrosshair(source.volumes[0]!.volume);
    this.#crosshair = crosshair;
    // Found once for all: looking at every value takes a while.
    const { window } = firstState(volumesOf({ stack }), request);
    for (const name of PANES) {
      const kept = fresh ? null : this.#kept.get(name);
      const own = kept ?? { ...request, ...planeOfPane(volume, crosshair, name) };
      const view = this.#panes[name].show(renderer, { stack, ...own, ...shared, window }, source.volumes, (signal) =>
        this.#listen(name, signal),
      );
      if (fresh || !this.#first.has(name)) this.#first.set(name, view.state);
    }
    this.measuring.watch(() => this.#refreshSoon());
  }

  #listen(name: PaneName, signal: AbortSignal): () => void {
    // A press moves the focus, too.
    const activate = (): void => {
      this.active = name;
    };
    this.#panes[name].root.addEventListener('focusin', activate, { signal });
    return this.#inputs[name].listen(signal);
  }

  protected hide(): void {
    this.measuring.unwatch();
    this.#overlays.dispose();
    this.#stale.clear();
    for (const name of PANES) {
      const { state } = this.#panes[name];
      if (state) this.#kept.set(name, state);
      this.#panes[name].clear();
    }
  }

  /** To all panes; where they lie is the crosshair's business. */
  protected apply({ plane: _, position: __, ...request }: ViewRequest): ResliceError | null {
    for (const name of PANES) {
      const error = this.#panes[name].set(request);
      if (error) return error;
    }
    return null;
  }

  protected override changed(name: string, value: string | null): void {
    if (name === 'maximised' && value && PANES.includes(value as PaneName)) this.#active = value as PaneName;
    if (name === 'layout' || name === 'maximised') this.#arrange();
    else super.changed(name, value);
  }

  #arrange(): void {
    this.#grid.dataset.layout = this.maximised ? 'one' : this.layout;
    for (const name of PANES) this.#panes[name].root.toggleAttribute('data-active', name === this.#active);
  }

  // How the panes hang together

  #paneChanged(name: PaneName, detail: ViewEvents['change']): void {
    const { state, previous } = detail;
    if (!this.#placing) {
      this.#share(name, state, previous);
      if (state.plane !== previous.plane || state.position !== previous.position) this.#follow(name, state);
      // A slab is drawn in the other panes.
      if (state.slab !== previous.slab) this.#refreshSoon();
    }
    if (name === 'axial') this.reflect(detail);
    this.emit('change', { ...detail, pane: name });
  }

  #share(from: PaneName, state: ViewState, previous: ViewState): void {
    const request = changedParts(state, previous, SHARED);
    if (Object.keys(request).length > 0) this.#bring(from, (pane) => pane.set(request));
  }

  /** The crosshair goes where a pane has gone, and the others with it. */
  #follow(name: PaneName, state: ViewState): void {
    const views = this.views;
    if (!views || !this.#crosshair) return;
    const { volume } = views[name];
    const geometry = geometryOf(volume, state);
    const along = Math.abs(dot(planeNormal(geometry), axisOf(this.#crosshair, name))) > 1 - 1e-9;
    const { axial, sagittal, coronal } = views;
    this.#crosshair = along
      ? crosshairOnPlane(this.#crosshair, geometry)
      : (crosshairOf(volume, this.#crosshair, {
          axial: axial.state,
          sagittal: sagittal.state,
          coronal: coronal.state,
        }) ?? this.#crosshair);
    this.#place(name);
  }

  /** Brings the panes in line with the crosshair. */
  #place(except: PaneName | null): void {
    const crosshair = this.#crosshair;
    if (!crosshair) return;
    this.#bring(except, (pane, name) => pane.view && pane.set(planeOfPane(pane.view.volume, crosshair, name)));
    this.#refreshSoon();
  }

  /** Changes the other panes; what they tell of that is not answered. */
  #bring(except: PaneName | null, act: (pane: Pane, name: PaneName) => void): void {
    const before = this.#placing;
    this.#placing = true;
    for (const name of PANES) if (name !== except) act(this.#panes[name], name);
    this.#placing = before;
  }

  /** What lies over the pictures, also over those that are not drawn anew; once a frame, after the pictures. */
  #refreshSoon(): void {
    for (const name of PANES) this.#stale.add(name);
    if (this.main) this.#overlays.request();
  }

  // What input asks for

  #lines(view: View): ReturnType<typeof crosshairLines> {
    if (!this.#crosshair) return [];
    const thickness = Object.fromEntries(PANES.map((name) => [name, this.#panes[name].state?.slab?.thickness ?? 0]));
    return crosshairLines(this.#crosshair, cssPlane(view), PANES, thickness);
  }

  #gripAt({ view }: Pane, at: Point, reach: number): Grip | null {
    if (!view) return null;
    const measurement = this.measuring.gripAt(view, at, reach);
    if (measurement || !view.state.overlay.crosshair) return measurement;
    return hitCrosshair(this.#lines(view), at, reach);
  }

  #command(name: PaneName, pane: Pane, command: OtherCommand): void {
    const { view } = pane;
    if (!view) return;
    if (isCrosshairCommand(command)) this.#crosshairCommand(name, view, command);
    else if (command.kind === 'maximise') this.maximised = this.maximised ? null : name;
    else if (command.kind === 'help') this.help.toggle(pane.picture);
    else if (command.kind === 'tool') this.choose(command.tool);
    else if (command.kind === 'escape') this.maximised = null;
  }

  #crosshairCommand(name: PaneName, view: View, command: CrosshairCommand): void {
    const crosshair = this.#crosshair;
    if (!crosshair) return;
    const plane = cssPlane(view);
    if (command.kind === 'crosshair-slab') {
      const other = this.#panes[command.pane as PaneName];
      const thickness = slabAt(crosshair, plane, command.pane as PaneName, command.at);
      const mode = other.state?.slab?.mode ?? 'mean';
      other.set({ slab: thickness > 0 ? { thickness, mode } : null });
    } else {
      this.#crosshair = applyCrosshair(view.volume, crosshair, command, plane);
      this.#place(name);
    }
  }
}
