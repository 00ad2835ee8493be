// A wheel scrubs. One notch by itself is exactly one slice, whatever px the browser gives it; spun fast, and on a trackpad, it
// accelerates as far as the stack is long; within a frame it never skips more than a tenth of the stack.
import type { WheelInput } from './input-event.ts';
import type { InputState, Outcome, Wheel } from './input-state.ts';
import { ignored } from './mouse.ts';
import type { Scene } from './scene.ts';

/** From here on, px, an event is a notch or several; below, a trackpad or a fine wheel. */
const NOTCH = 50;
const PX_PER_NOTCH = 120;
/** px of a trackpad that are a step. */
const FINE = 40;
/** Less than this, px, at the start is a finger that rests. */
const REST = 3;
/** ms without an event: the wheel has come to rest. */
export const PAUSE = 200;
const FRAME = 16;
/** Notches a second up to which a notch is a slice. */
const WALK = 15;
/** Notches a second more that double the steps. */
const RUN = 15;
/** Slices in a stack that allow for one more step a notch. */
const LONG = 60;
/** Browsers bundle events; a gap shorter than this, ms, says nothing about speed. */
const LEAST_GAP = 8;

/** px of ctrl+wheel or a pinch that zoom e-fold, and the most that count at once: a notch is 120 of them, a pinch 1 to 10. */
const ZOOM_REACH = 100;
const MOST_ZOOM_PX = 25;

export function wheelTurned(input: InputState, event: WheelInput, scene: Scene): Outcome {
  const { px, at, time } = event;
  if (!(Math.abs(px) > 0)) return ignored(input);
  if (event.ctrl) {
    const held = Math.min(Math.max(px, -MOST_ZOOM_PX), MOST_ZOOM_PX);
    return { input, commands: [{ kind: 'zoom', factor: Math.exp(-held / ZOOM_REACH), at }], handled: true };
  }
  const { wheel, steps } = turned(input.wheel, px, time, scene.steps.count);
  return { input: { ...input, wheel }, commands: steps === 0 ? [] : [{ kind: 'scrub', steps }], handled: true };
}

/** The wheel has come to rest: nothing of it is left over. */
export const settled = (wheel: Wheel | null, time: number): Wheel | null =>
  wheel && time - wheel.time > PAUSE ? null : wheel;

function turned(before: Wheel | null, px: number, time: number, count: number): { wheel: Wheel; steps: number } {
  const direction = Math.sign(px);
  const last = settled(before, time);
  const turning = last !== null && last.direction === direction ? last : null;
  const coarse = Math.abs(px) >= NOTCH;
  const notches = coarse ? Math.max(1, Math.round(Math.abs(px) / PX_PER_NOTCH)) : Math.abs(px) / FINE;
  const gap = turning ? Math.max(time - turning.time, LEAST_GAP) : PAUSE;
  // The first says nothing about speed: it may be the only one.
  const speed = turning ? 0.7 * turning.speed + 0.3 * ((1000 * notches) / gap) : 0;
  const due = (turning?.owed ?? 0) + notches * gain(speed, count);
  // A wheel that starts moves at once, and by one: some notches are 4 px, and some are 150.
  const starts = !turning && (coarse || Math.abs(px) >= REST);
  const wanted = starts ? Math.max(1, Math.floor(notches)) : Math.floor(due);
  const frame = before && time - before.frame.time < FRAME ? before.frame : { time, steps: 0 };
  const most = Math.max(1, Math.floor(count / 10));
  const steps = Math.min(wanted, Math.max(0, most - frame.steps));
  const owed = starts ? 0 : due - Math.floor(due);
  return {
    wheel: { time, direction, speed, owed, frame: { time: frame.time, steps: frame.steps + steps } },
    steps: direction * steps,
  };
}

/** Steps a notch. */
const gain = (speed: number, count: number): number =>
  Math.min(Math.max(1, 1 + (speed - WALK) / RUN), 1 + count / LONG);
