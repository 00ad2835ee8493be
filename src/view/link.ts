// Views that move together. A change of one is carried to the others, once.
import { dot, subtract } from '../math/vec3.ts';
import type { PlaneGeometry } from '../plane/plane.ts';
import { isLutChoice, type VoiTransform } from '../voi/voi-lut.ts';
import { drawnPlane } from './drawn-plane.ts';
import { parallelPlanes, throughPoint } from './through-point.ts';
import type { View, ViewEvents } from './view.ts';
import { geometryOf, LEAST_ZOOM, MOST_ZOOM, type ViewRequest, type ViewState } from './view-state.ts';

/** What linked views have in common; what is not named stays each view's own. */
export interface LinkOptions {
  /**
   * Where the plane is, in patient space: views of parallel planes (within 0.001 rad, either side up) move along their normal to the
   * same place, exactly, so that between two slices of another series both are interpolated. Planes that lie otherwise stay, and a view
   * that turns to another plane moves nobody: what moves crossing planes is a crosshair (`throughPoint`). Whether two series share a
   * frame of reference is the caller's to know.
   */
  readonly position?: boolean;
  /**
   * Center, width and function, to views of the same unit. A VOI LUT belongs to its volume and goes only to views of that.
   * `invert` and the colour map stay each view's own.
   */
  readonly window?: boolean;
  /**
   * Scale and place: mm per CSS px, whatever the sizes of views and stacks, and, where planes are parallel, the anatomy in the canvas's
   * middle. A view without a size takes the zoom's number. Carried when zoom or pan changes, not when a view is resized.
   */
  readonly zoom?: boolean;
}

/** Made by `link`. */
export interface Link {
  /** The views that it still holds; those that are disposed drop out. */
  readonly views: readonly View[];
  /** Parts the views; they stay as they are. Safe to call twice. */
  dispose(): void;
}

/** Who sets what comes by a link: it is not sent on, by this link or by another. */
const LINK = 'link';

/**
 * Carries changes of the named parts from each view to the others; theirs are told as `by: 'link'`. Nothing moves before the first change.
 * @throws ResliceError 'use/disposed' where a view is
 */
export function link(views: readonly View[], options: LinkOptions): Link {
  const linked = new Map<View, readonly (() => void)[]>();
  const drop = (view: View): void => {
    for (const off of linked.get(view) ?? []) off();
    linked.delete(view);
  };
  for (const view of new Set(views)) {
    const send = (change: Change): void => {
      if (change.by === LINK) return;
      for (const other of [...linked.keys()])
        if (other !== view && linked.has(other)) carry(view, other, change, options);
    };
    linked.set(view, [view.on('change', send), view.on('dispose', () => drop(view))]);
  }
  return {
    get views() {
      return [...linked.keys()];
    },
    dispose: () => [...linked.keys()].forEach(drop),
  };
}

function carry(from: View, to: View, change: Change, options: LinkOptions): void {
  const moved = {
    ...(options.position && placeFor(from, to, change)),
    ...(options.window && windowFor(from, to, change)),
  };
  // Where the plane is then decides what lies in its middle. In one request, so that there is one change.
  const request = { ...moved, ...(options.zoom && scaleFor(from, to, change, { ...to.state, ...moved })) };
  to.set(request, LINK);
}

type Change = ViewEvents['change'];

function placeFor(from: View, to: View, { state, previous }: Change): { plane?: PlaneGeometry; position?: number } {
  if (state.plane === previous.plane && state.position === previous.position) return {};
  const here = geometryOf(from.volume, state);
  const turned = !parallelPlanes(here, geometryOf(from.volume, previous));
  if (turned || !parallelPlanes(here, geometryOf(to.volume, to.state))) return {};
  const { plane, position } = throughPoint(to.volume, to.state, here.center);
  // The sender's own number where it is that but for rounding, so that equal views have equal states.
  return typeof plane === 'string' ? { position: settled(position!, state.position) } : { plane };
}

function windowFor(from: View, to: View, { state, previous }: Change): { window?: VoiTransform } {
  const { window } = state;
  if (window === previous.window) return {};
  return (isLutChoice(window) ? from.volume === to.volume : from.volume.unit === to.volume.unit) ? { window } : {};
}

function scaleFor(from: View, to: View, { state, previous }: Change, next: ViewState): ViewRequest {
  const panned = state.pan.some((mm, axis) => mm !== previous.pan[axis]);
  if (state.zoom === previous.zoom && !panned) return {};
  const [here, there] = [from.plane, to.plane];
  const sized = [here, there].every(({ width }) => width > 1);
  const scaled = sized ? (next.zoom * to.mmPerPx) / from.mmPerPx : state.zoom;
  const zoom = settled(Math.min(Math.max(scaled, LEAST_ZOOM), MOST_ZOOM), state.zoom);
  if (!parallelPlanes(here, there)) return { zoom };
  const centred = drawnPlane(to.volume, { ...next, pan: [0, 0] }, there.width, there.height).center;
  const off = subtract(centred, here.center);
  return { zoom, pan: [settled(dot(off, there.right), state.pan[0]), settled(dot(off, there.down), state.pan[1])] };
}

/** The number that was sent, where `value` is that but for rounding. */
const settled = (value: number, sent: number | null): number =>
  sent !== null && Math.abs(value - sent) <= 1e-9 * Math.max(1, Math.abs(sent)) ? sent : value;
