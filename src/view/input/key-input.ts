// Keys and the cine, which keys start.
import { type Cine, cineSpeed, cineTick } from '../cine.ts';
import { type Command, isEditCommand } from './command.ts';
import { cursorGone, cursorMoved, cursorSet } from './cursor-keys.ts';
import { endDrag, isMeasuring, measure } from './drag.ts';
import type { KeyInput } from './input-event.ts';
import type { InputState, Outcome, PlayingCine } from './input-state.ts';
import { ctrlRow, isHeldKey, keyMode, keyRow, plainKey } from './key-row.ts';
import type { CineKey, CursorKey } from './keys.ts';
import { ignored } from './mouse.ts';
import type { Scene } from './scene.ts';
import { givenUp } from './touch.ts';

export function keyPressed(input: InputState, event: KeyInput, scene: Scene): Outcome {
  const key = plainKey(event.key);
  if (!event.down) return { ...ignored(input), input: input.held === key ? { ...input, held: null } : input };
  if (event.browsers) {
    const row = event.ctrl ? ctrlRow(key, event.shift) : null;
    return row ? edited(input, row.commands[key]!, scene) : ignored(input);
  }
  if (isHeldKey(key)) return { input: { ...input, held: key }, commands: [], handled: true };
  const row = keyRow(key, input.held, event.shift, keyMode(scene));
  if (!row) return ignored(input);
  if (isEditCommand(row.commands[key]!)) return edited(input, row.commands[key]!, scene);
  // It still is ours: a key that stays down must not scroll the page.
  if (event.repeat && !row.repeats) return { input, commands: [], handled: true };
  return { ...carriedOut(input, row.commands[key]!, scene), handled: true };
}

type Asked = Command | CineKey | CursorKey;

/** The browser has an undo of its own: where ours has nothing to do, the key is not ours. */
const edited = (input: InputState, command: Asked, { edits }: Scene): Outcome =>
  isEditCommand(command) && edits?.includes(command.kind)
    ? { input, commands: [command], handled: true }
    : ignored(input);

function carriedOut(input: InputState, command: Asked, scene: Scene): Omit<Outcome, 'handled'> {
  if (command.kind === 'cine-toggle') {
    const playing = input.cine?.over === command.over ? null : started(input, command.over, scene);
    return told({ ...input, cine: playing }, command.over);
  }
  if (command.kind === 'cine-speed') {
    const framesPerSecond = cineSpeed(input.framesPerSecond * command.factor);
    const cine = input.cine && { ...input.cine, framesPerSecond };
    return told({ ...input, framesPerSecond, cine }, cine?.over ?? 'slices');
  }
  if (command.kind === 'cursor-move') return cursorMoved(input, command.right, command.down, scene);
  if (command.kind === 'cursor-set') return cursorSet(input, scene);
  if (command.kind === 'tool' && command.tool === scene.tool) return putDown(input);
  return command.kind === 'escape' ? oneEscaped(input, scene) : { input, commands: [command] };
}

/** The cursor goes with the tool that it is for. */
function putDown(input: InputState): Omit<Outcome, 'handled'> {
  const gone = cursorGone(input);
  return { ...gone, commands: [...gone.commands, { kind: 'tool', tool: null }] };
}

/** One thing a press, the last that was begun first: what is drawn, what is selected, the tool, and then whatever else is open. */
function oneEscaped(input: InputState, scene: Scene): Omit<Outcome, 'handled'> {
  const { tool, measuring } = scene;
  if (input.drag || input.touch || input.cine) return escaped(input);
  const at = input.cursor ?? [scene.width / 2, scene.height / 2];
  if (measuring?.drawing) return { input, commands: [measure({ tool, grip: null }, 'cancel', at)] };
  if (measuring?.selected) return { input, commands: [{ kind: 'select', steps: 0 }] };
  return isMeasuring(tool) ? putDown(input) : escaped(input);
}

const started = ({ framesPerSecond }: InputState, over: PlayingCine['over'], scene: Scene): PlayingCine => ({
  framesPerSecond,
  direction: 1,
  ends: scene.cineEnds ?? ENDS[over],
  due: 0,
  over,
  time: null,
});

/** A beating heart does not beat backwards. */
const ENDS: Readonly<Record<PlayingCine['over'], Cine['ends']>> = { slices: 'bounce', times: 'wrap' };

const told = (input: InputState, over: PlayingCine['over']): Omit<Outcome, 'handled'> => ({
  input,
  commands: [{ kind: 'cine', playing: input.cine !== null, over, framesPerSecond: input.framesPerSecond }],
});

/** Nothing that was going on goes on; a measurement that is being drawn is taken back. */
export function escaped(input: InputState): Omit<Outcome, 'handled'> {
  const { drag, touch, cine } = input;
  const taken = [...(drag ? endDrag(drag.drag, drag.drag.at, false) : []), ...(touch ? givenUp(touch) : [])];
  const spent = touch && ({ fingers: touch.fingers, mode: { kind: 'spent' } } as const);
  const after: InputState = { ...input, drag: null, touch: spent, wheel: null, tap: null, cine: null };
  const stopped = cine ? told(after, cine.over).commands : [];
  return { input: after, commands: [...taken, ...stopped, { kind: 'escape' }] };
}

/** What is due of the cine. */
export function cineTicked(input: InputState, time: number, scene: Scene): Omit<Outcome, 'handled'> {
  const { cine } = input;
  if (!cine) return { input, commands: [] };
  const place = cine.over === 'slices' ? scene.steps : (scene.times ?? { index: 0, count: 1 });
  const { cine: next, steps } = cineTick(cine, time - (cine.time ?? time), place);
  return {
    input: { ...input, cine: { ...cine, ...next, time } },
    commands: steps === 0 ? [] : [{ kind: cine.over === 'slices' ? 'scrub' : 'time', steps }],
  };
}
