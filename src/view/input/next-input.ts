// The second pure function: what was down and an event -> what is down now, and what is asked for. It knows neither view nor element.
import type { Command } from './command.ts';
import { cursorGone } from './cursor-keys.ts';
import type { InputEvent, PointerInput } from './input-event.ts';
import { type InputState, NO_INPUT, type Outcome } from './input-state.ts';
import { cineTicked, escaped, keyPressed } from './key-input.ts';
import { ignored, mouseInput } from './mouse.ts';
import type { Scene } from './scene.ts';
import { DOUBLE } from './tap.ts';
import { givenUp, touchInput } from './touch.ts';
import { settled, wheelTurned } from './wheel.ts';

export function nextInput(input: InputState, event: InputEvent, scene: Scene): Outcome {
  switch (event.type) {
    case 'wheel':
      return wheelTurned(input, event, scene);
    case 'key':
      return keyPressed(input, event, scene);
    case 'leave':
      return { input, commands: input.drag ? [] : [{ kind: 'hover', at: null }], handled: false };
    case 'tick':
      return ticked(input, event.time, scene);
    case 'blur':
      return left(input);
    default:
      return pointed(input, event, scene);
  }
}

/** A press takes over from the keyboard's cursor. */
function pointed(before: InputState, event: PointerInput, scene: Scene): Outcome {
  const gone = event.type === 'down' ? cursorGone(before) : { input: before, commands: [] };
  const take = event.pointer === 'touch' ? touched : moused;
  const after = take(gone.input, event, scene);
  return { ...after, commands: [...gone.commands, ...after.commands] };
}

/** While a mouse or pen drags, fingers are the palm of the hand that does. */
const touched = (input: InputState, event: PointerInput, scene: Scene): Outcome =>
  input.drag && event.type === 'down' ? ignored(input) : touchInput(input, event, scene);

/** A pen takes over from fingers, which are the hand that holds it; a mouse does not: some browsers send one for every finger. */
function moused(input: InputState, event: PointerInput, scene: Scene): Outcome {
  if (!input.touch) return mouseInput(input, event, scene);
  if (event.pointer === 'mouse' && event.type === 'down') return ignored(input);
  if (event.type !== 'down') return mouseInput(input, event, scene);
  const { fingers } = input.touch;
  const after = mouseInput({ ...input, touch: { fingers, mode: { kind: 'spent' } } }, event, scene);
  return { ...after, commands: [...givenUp(input.touch), ...after.commands] };
}

function ticked(input: InputState, time: number, scene: Scene): Outcome {
  const tap = input.tap && time - input.tap.time > DOUBLE ? null : input.tap;
  const rested: InputState = { ...input, tap, wheel: settled(input.wheel, time) };
  return { ...cineTicked(rested, time, scene), handled: false };
}

/** A cine goes on without the focus, and the cursor is where it was when that comes back; everything else is let go. */
function left(input: InputState): Outcome {
  const { cine, framesPerSecond, cursor } = input;
  const commands: readonly Command[] = escaped({ ...input, cine: null }).commands.filter(
    ({ kind }) => kind !== 'escape',
  );
  const unseen = cursorGone(input).commands;
  return { input: { ...NO_INPUT, cine, framesPerSecond, cursor }, commands: [...commands, ...unseen], handled: false };
}
