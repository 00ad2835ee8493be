// Fingers. One does what the tool says, two zoom, pan and turn about their middle, three or more drag the window.
// The number of fingers only ever rises within a gesture: nobody lifts two at once, and the one that is left behind would scrub.
import type { Command, Point } from './command.ts';
import { angleAbout, beginDrag, endDrag, isClick, moveDrag } from './drag.ts';
import type { PointerInput } from './input-event.ts';
import type { Finger, InputState, Outcome, Touch, TouchMode } from './input-state.ts';
import { ignored } from './mouse.ts';
import { distance, type Scene } from './scene.ts';
import { tapped } from './tap.ts';

/** Rows of the help. */
export const FINGERS = [
  { input: 'One finger', words: 'the tool in hand' },
  { input: 'Tap, of a pen too', words: 'crosshair, value' },
  { input: 'Double tap', words: 'maximise' },
  { input: 'Two fingers', words: 'zoom, pan and, from 15° on, rotate' },
  { input: 'Three fingers', words: 'window: right widens, down raises the centre' },
] as const;

/** px. */
const SLOP = 8;
const DOUBLE_REACH = 40;
/** Degrees that two fingers turn before the picture does: nobody zooms quite straight. */
export const TWIST = 15;
/** Fingers nearer than this, px, tell neither a size nor an angle. */
const NEAR = 16;

export function touchInput(input: InputState, event: PointerInput, scene: Scene): Outcome {
  const touch = input.touch ?? { fingers: [], mode: { kind: 'spent' } };
  const finger = touch.fingers.find(({ id }) => id === event.id);
  if (event.type === 'down') return finger ? ignored(input) : placed(input, touch, event, scene);
  if (!finger) return ignored(input);
  return event.type === 'move' ? moved(input, touch, event, scene) : lifted(input, touch, event, scene);
}

function placed(input: InputState, touch: Touch, event: PointerInput, scene: Scene): Outcome {
  const fingers = [...touch.fingers, { id: event.id, at: event.at }];
  if (fingers.length === 1) {
    const { drag, commands } = beginDrag(scene.tool, event.grip ?? null, event.at, SLOP);
    return { input: { ...input, touch: { fingers, mode: { kind: 'tool', drag } } }, commands, handled: true };
  }
  const mode: TouchMode = fingers.length === 2 ? { kind: 'pinch', twist: 0 } : { kind: 'window' };
  return { input: { ...input, tap: null, touch: { fingers, mode } }, commands: givenUp(touch), handled: true };
}

/** What one finger had begun is not meant any more. */
export const givenUp = ({ mode }: Touch): readonly Command[] =>
  mode.kind === 'tool' ? endDrag(mode.drag, mode.drag.at, false) : [];

function moved(input: InputState, { fingers, mode }: Touch, { id, at }: PointerInput, scene: Scene): Outcome {
  const after = fingers.map((finger) => (finger.id === id ? { id, at } : finger));
  const next = move(mode, fingers, after, at, scene);
  return { input: { ...input, touch: { fingers: after, mode: next.mode } }, commands: next.commands, handled: true };
}

interface Moved {
  readonly mode: TouchMode;
  readonly commands: readonly Command[];
}

function move(mode: TouchMode, before: readonly Finger[], after: readonly Finger[], at: Point, scene: Scene): Moved {
  if (mode.kind === 'tool') {
    const { drag, commands } = moveDrag(mode.drag, at, scene);
    return { mode: { kind: 'tool', drag }, commands };
  }
  if (mode.kind === 'spent') return { mode, commands: [] };
  const [was, is] = [middle(before), middle(after)];
  const [right, down] = [is[0] - was[0], is[1] - was[1]];
  const still = right === 0 && down === 0;
  if (mode.kind === 'window') return { mode, commands: still ? [] : [{ kind: 'window', right, down }] };
  const pan: readonly Command[] = still ? [] : [{ kind: 'pan', right, down }];
  const [from, to] = [span(before), span(after)];
  if (from < NEAR || to < NEAR) return { mode, commands: pan };
  const zoom: readonly Command[] = to === from ? [] : [{ kind: 'zoom', factor: to / from, at: is }];
  const { twist, degrees } = twisted(mode.twist, angleBetween(before, after));
  const rotate: readonly Command[] = degrees === 0 ? [] : [{ kind: 'rotate', degrees, at: is }];
  return { mode: { kind: 'pinch', twist }, commands: [...pan, ...zoom, ...rotate] };
}

/** From the threshold on the picture turns by what goes beyond it, so that it never jumps. */
function twisted(twist: number | null, turned: number): { readonly twist: number | null; readonly degrees: number } {
  if (twist === null) return { twist, degrees: turned };
  const sum = twist + turned;
  if (Math.abs(sum) <= TWIST) return { twist: sum, degrees: 0 };
  return { twist: null, degrees: sum - Math.sign(sum) * TWIST };
}

function lifted(input: InputState, touch: Touch, event: PointerInput, scene: Scene): Outcome {
  const fingers = touch.fingers.filter(({ id }) => id !== event.id);
  const rest: Touch | null = fingers.length > 0 ? { fingers, mode: { kind: 'spent' } } : null;
  if (touch.mode.kind !== 'tool') return { input: { ...input, touch: rest }, commands: [], handled: true };
  const kept = event.type === 'up';
  const { drag, commands } = kept
    ? moveDrag(touch.mode.drag, event.at, scene)
    : { drag: touch.mode.drag, commands: [] };
  const ended = [...commands, ...endDrag(drag, event.at, kept)];
  if (!kept || !isClick(drag)) return { input: { ...input, tap: null, touch: rest }, commands: ended, handled: true };
  const tap = tapped(input.tap, drag, { at: event.at, time: event.time }, DOUBLE_REACH);
  const tapping: readonly Command[] = [...ended, { kind: 'hover', at: event.at }, ...tap.commands];
  return { input: { ...input, tap: tap.tap, touch: rest }, commands: tapping, handled: true };
}

const middle = (fingers: readonly Finger[]): Point => [
  fingers.reduce((sum, { at }) => sum + at[0], 0) / fingers.length,
  fingers.reduce((sum, { at }) => sum + at[1], 0) / fingers.length,
];

/** Between the first two. */
const span = ([a, b]: readonly Finger[]): number => distance(a!.at, b!.at);

/** Degrees that the line from the first to the second has turned. */
const angleBetween = ([a, b]: readonly Finger[], [c, d]: readonly Finger[]): number =>
  angleAbout([0, 0], [b!.at[0] - a!.at[0], b!.at[1] - a!.at[1]], [d!.at[0] - c!.at[0], d!.at[1] - c!.at[1]]);
