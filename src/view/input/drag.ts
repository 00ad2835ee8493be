// One pointer that is down: what its movement means by the tool in hand.
import type { Command, MeasureCommand, Point } from './command.ts';
import type { Grip } from './input-event.ts';
import type { Drag } from './input-state.ts';
import { distance, type Scene } from './scene.ts';
import type { Tool } from './tool.ts';

interface Dragged {
  readonly drag: Drag;
  readonly commands: readonly Command[];
}

/** px of a drag per step, at least and at most. */
const LEAST_STEP = 2;
const MOST_STEP = 16;
/** px of a drag that zoom e-fold. */
const ZOOM_REACH = 200;
/** Nearer than this to the centre, px, an angle is no angle. */
const HUB = 8;

const MEASURE = 'measure:';
export const isMeasuring = (tool: Tool): tool is `measure:${string}` => tool.startsWith(MEASURE);

/** Whether it has not been moved: a click, as far as its tool can have one. */
export const isClick = ({ slop }: Drag): boolean => slop > 0;

/** @param slop  px of movement that still are a click: a finger is less steady than a mouse */
export function beginDrag(tool: Tool, grip: Grip | null, at: Point, slop: number): Dragged {
  const drag = { tool, grip, start: at, at, slop, owed: 0 };
  if (grip) return { drag, commands: grip.kind === 'measure' ? [measure(drag, 'down', at)] : [] };
  if (isMeasuring(tool)) return { drag, commands: [measure(drag, 'down', at)] };
  return { drag, commands: tool === 'crosshair' ? [{ kind: 'crosshair', at }] : [] };
}

export function moveDrag(drag: Drag, at: Point, scene: Scene): Dragged {
  const moved = drag.slop === 0 || distance(drag.start, at) >= drag.slop;
  const slop = moved ? 0 : drag.slop;
  // What points at something follows at once; what changes the picture only once it is no click.
  if (drag.grip || drag.tool === 'crosshair' || isMeasuring(drag.tool))
    return { drag: { ...drag, at, slop }, commands: pointed(drag, at) };
  if (!moved) return { drag, commands: [] };
  const [right, down] = [at[0] - drag.at[0], at[1] - drag.at[1]];
  if (drag.tool !== 'scrub') return { drag: { ...drag, at, slop }, commands: dragged(drag, right, down, at, scene) };
  const perStep = Math.min(Math.max(scene.height / Math.max(1, scene.steps.count), LEAST_STEP), MOST_STEP);
  const steps = Math.trunc((drag.owed + down) / perStep);
  const owed = drag.owed + down - steps * perStep;
  return { drag: { ...drag, at, slop, owed }, commands: steps === 0 ? [] : [{ kind: 'scrub', steps }] };
}

/** @param kept  false: taken away, as by the system or by a second finger */
export function endDrag(drag: Drag, at: Point, kept: boolean): readonly Command[] {
  if (drag.grip ? drag.grip.kind !== 'measure' : !isMeasuring(drag.tool)) return [];
  return [measure(drag, kept ? 'up' : 'cancel', at)];
}

export const measure = (
  { tool, grip }: Pick<Drag, 'tool' | 'grip'>,
  phase: MeasureCommand['phase'],
  at: Point,
): Command =>
  grip?.kind === 'measure'
    ? { kind: 'measure', tool: null, handle: grip.handle, phase, at }
    : { kind: 'measure', tool: tool.slice(MEASURE.length), handle: null, phase, at };

function pointed(drag: Drag, at: Point): readonly Command[] {
  if (at[0] === drag.at[0] && at[1] === drag.at[1]) return [];
  const { grip } = drag;
  if (grip?.kind === 'crosshair-rotate') return [{ kind: grip.kind, pane: grip.pane, from: drag.at, to: at }];
  if (grip?.kind === 'crosshair-slab') return [{ kind: grip.kind, pane: grip.pane, at }];
  if (grip?.kind === 'crosshair' || (!grip && drag.tool === 'crosshair')) return [{ kind: 'crosshair', at }];
  return [measure(drag, 'move', at)];
}

function dragged({ tool, start, at: from }: Drag, right: number, down: number, at: Point, scene: Scene) {
  if (right === 0 && down === 0) return [];
  const commands: Command[] = [];
  if (tool === 'window' || tool === 'pan') commands.push({ kind: tool, right, down });
  else if (tool === 'zoom' && down !== 0)
    commands.push({ kind: 'zoom', factor: Math.exp(-down / ZOOM_REACH), at: start });
  else if (tool === 'rotate') {
    const center: Point = [scene.width / 2, scene.height / 2];
    const degrees = angleAbout(center, from, at);
    if (degrees !== 0) commands.push({ kind: 'rotate', degrees, at: null });
  }
  return commands;
}

/** Degrees clockwise on screen from one point to another as seen from a third, −180 to 180; 0 too near to tell. */
export function angleAbout(center: Point, from: Point, to: Point): number {
  if (distance(center, from) < HUB || distance(center, to) < HUB) return 0;
  const [x, y] = [from[0] - center[0], from[1] - center[1]];
  const [u, v] = [to[0] - center[0], to[1] - center[1]];
  return (Math.atan2(x * v - y * u, x * u + y * v) * 180) / Math.PI;
}
