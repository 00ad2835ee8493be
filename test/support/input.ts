// Input as tests write it: events one after another, and what they asked for.
import type { Command } from '../../src/view/input/command.ts';
import type { InputEvent, KeyInput, PointerInput } from '../../src/view/input/input-event.ts';
import { type InputState, NO_INPUT } from '../../src/view/input/input-state.ts';
import { nextInput } from '../../src/view/input/next-input.ts';
import type { Scene } from '../../src/view/input/scene.ts';

export const SCENE: Scene = { tool: 'scrub', width: 400, height: 400, steps: { index: 50, count: 100 } };

export const pointer = (
  type: PointerInput['type'],
  at: readonly [number, number],
  more: Partial<PointerInput> = {},
): PointerInput => ({
  type,
  id: 1,
  pointer: 'mouse',
  button: 0,
  buttons: type === 'up' ? 0 : 1,
  shift: false,
  ctrl: false,
  at,
  time: 0,
  ...more,
});

export const finger = (type: PointerInput['type'], id: number, x: number, y: number, time = 0): PointerInput =>
  pointer(type, [x, y], { id, pointer: 'touch', time });

export const wheel = (px: number, time: number, ctrl = false): InputEvent => ({
  type: 'wheel',
  px,
  ctrl,
  at: [100, 50],
  time,
});

export const key = (name: string, more: Partial<KeyInput> = {}): KeyInput => ({
  type: 'key',
  down: true,
  key: name,
  repeat: false,
  shift: false,
  browsers: false,
  ...more,
});

export interface Played {
  readonly input: InputState;
  readonly commands: readonly Command[];
}

/** All that the events ask for, and what is down at the end. */
export function play(events: readonly InputEvent[], scene: Partial<Scene> = {}, from: InputState = NO_INPUT): Played {
  let input = from;
  const commands: Command[] = [];
  for (const event of events) {
    const next = nextInput(input, event, { ...SCENE, ...scene });
    input = next.input;
    commands.push(...next.commands);
  }
  return { input, commands };
}

/** Of one kind. */
export const ofKind = <Kind extends Command['kind']>(commands: readonly Command[], kind: Kind) =>
  commands.filter((command): command is Extract<Command, { kind: Kind }> => command.kind === kind);

export const totalSteps = (commands: readonly Command[]): number =>
  ofKind(commands, 'scrub').reduce((sum, { steps }) => sum + steps, 0);
