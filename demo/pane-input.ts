// Pointer and wheel on a picture. Left does what the tool says; right drags the window, middle or shift the picture.
import { pan, scrub, stepsOf, type Vec3, type View, windowDrag, zoom } from '../src/entry/index.ts';
import type { Pane } from './pane.ts';

export const TOOLS = ['scrub', 'crosshair', 'window', 'pan', 'zoom'] as const;
export type Tool = (typeof TOOLS)[number];

export interface PaneActions {
  tool(): Tool;
  /** The three planes meet at this patient position. */
  focus(pane: Pane, position: Vec3): void;
  /** The pointer is over this point of the picture, CSS px; null when it has left. */
  hover(pane: Pane, at: readonly [x: number, y: number] | null): void;
  activate(pane: Pane): void;
}

/** A press that moves less than this is a click, px. */
const CLICK = 4;
/** A notch of a wheel is one step; finer wheels and trackpads add up to it. */
const NOTCH = 40;

export function listenToPane(pane: Pane, actions: PaneActions): void {
  const { picture } = pane;
  let drag: { tool: Tool; id: number; x: number; y: number; moved: number; steps: number } | null = null;
  let wheel = 0;

  const pointOf = (event: MouseEvent): readonly [number, number] => {
    const box = picture.getBoundingClientRect();
    return [event.clientX - box.left, event.clientY - box.top];
  };

  picture.addEventListener('pointerdown', (event) => {
    const before = picture.getBoundingClientRect();
    actions.activate(pane);
    const { view } = pane;
    if (!view || drag) return;
    // In the narrow layout the first touch brings a pane forward: what was touched is not under the finger any more.
    if (picture.getBoundingClientRect().width !== before.width) return event.preventDefault();
    const tool = toolOf(event, actions.tool());
    const [x, y] = pointOf(event);
    drag = { tool, id: event.pointerId, x, y, moved: 0, steps: 0 };
    picture.setPointerCapture(event.pointerId);
    picture.focus({ preventScroll: true });
    if (tool === 'crosshair') actions.focus(pane, view.toPatient(x, y));
    // Else the middle button starts the browser's own scrolling.
    event.preventDefault();
  });

  picture.addEventListener('pointermove', (event) => {
    const { view } = pane;
    const [x, y] = pointOf(event);
    actions.hover(pane, [x, y]);
    if (!view || drag?.id !== event.pointerId) return;
    const [right, down] = [x - drag.x, y - drag.y];
    drag.x = x;
    drag.y = y;
    drag.moved += Math.abs(right) + Math.abs(down);
    if (drag.tool === 'crosshair') actions.focus(pane, view.toPatient(x, y));
    else if (drag.tool === 'scrub') drag.steps = dragSteps(view, drag.steps + down);
    else view.set(dragged(view, drag.tool, right, down));
  });

  const end = (event: PointerEvent): void => {
    if (drag?.id !== event.pointerId) return;
    const { tool, moved } = drag;
    drag = null;
    if (event.type !== 'pointerup' || tool !== 'scrub' || moved >= CLICK || !pane.view) return;
    actions.focus(pane, pane.view.toPatient(...pointOf(event)));
  };
  picture.addEventListener('pointerup', end);
  picture.addEventListener('pointercancel', end);
  picture.addEventListener('pointerleave', () => actions.hover(pane, null));
  picture.addEventListener('contextmenu', (event) => event.preventDefault());

  picture.addEventListener(
    'wheel',
    (event) => {
      event.preventDefault();
      const { view } = pane;
      if (!view) return;
      const px = event.deltaY * [1, 33, 400][event.deltaMode]!;
      if (event.ctrlKey) {
        view.set(zoom(view.state, Math.exp(-px / 400), fromCenter(view, pointOf(event))));
        return;
      }
      wheel = Math.sign(px) === Math.sign(wheel) ? wheel + px : px;
      const steps = Math.abs(wheel) < NOTCH ? 0 : Math.sign(wheel) * Math.max(1, Math.round(Math.abs(wheel) / 120));
      if (steps === 0) return;
      wheel = 0;
      view.set({ position: scrub(view.volume, view.state, steps).position });
    },
    { passive: false },
  );
}

function toolOf(event: PointerEvent, tool: Tool): Tool {
  if (event.button === 2) return 'window';
  if (event.button === 1 || event.shiftKey) return 'pan';
  return event.ctrlKey ? 'zoom' : tool;
}

/** Steps as far as whole steps are due. @returns px left over */
function dragSteps(view: View, px: number): number {
  const { count } = stepsOf(view.volume, view.state);
  const perStep = Math.min(Math.max(view.canvas.clientHeight / count, 2), 16);
  const steps = Math.trunc(px / perStep);
  if (steps !== 0) view.set({ position: scrub(view.volume, view.state, steps).position });
  return px - steps * perStep;
}

function dragged(view: View, tool: Exclude<Tool, 'scrub' | 'crosshair'>, right: number, down: number) {
  const { state, mmPerPx } = view;
  if (tool === 'window') {
    const { window, invert } = windowDrag(view.volume, state, right, down);
    return { window, invert };
  }
  return tool === 'pan' ? pan(state, right * mmPerPx, down * mmPerPx) : zoom(state, Math.exp(-down / 200));
}

const fromCenter = (view: View, [x, y]: readonly [number, number]): readonly [number, number] => [
  (x - view.canvas.clientWidth / 2) * view.mmPerPx,
  (y - view.canvas.clientHeight / 2) * view.mmPerPx,
];
