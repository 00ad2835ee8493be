// Ten thousand events that nobody would make: the state stays valid, and nothing is left down at the end.
import { describe, expect, it } from 'vitest';
import { makeVolume } from '../../conformance/volumes.ts';
import { createRandom, type Random } from '../../src/math/random.ts';
import { type Crosshair, createCrosshair, PANES, planeOfPane } from '../../src/view/crosshair.ts';
import { drawnPlane } from '../../src/view/drawn-plane.ts';
import { applyCommand } from '../../src/view/input/apply-command.ts';
import { applyCrosshair } from '../../src/view/input/apply-crosshair.ts';
import { isCrosshairCommand, isViewCommand } from '../../src/view/input/command.ts';
import type { Grip, InputEvent, PointerInput } from '../../src/view/input/input-event.ts';
import { type InputState, NO_INPUT } from '../../src/view/input/input-state.ts';
import { KEYS } from '../../src/view/input/keys.ts';
import { nextInput } from '../../src/view/input/next-input.ts';
import type { Scene } from '../../src/view/input/scene.ts';
import { TOOLS, type Tool } from '../../src/view/input/tool.ts';
import { stepsOf } from '../../src/view/steps.ts';
import { firstState, nextState } from '../../src/view/view-state.ts';
import { finger, key, pointer, SCENE, wheel } from '../support/input.ts';

const size = [30, 20, 12] as const;
const made = makeVolume({ size, step: 3, steps: [1, 1.5], tilt: 15 }, new Int16Array(30 * 20 * 12));
const volumes = [0, 1, 2].map(() => ({ ...made, unit: 'HU' as const }));
const volume = volumes[0]!;
const window = { center: 40, width: 400, function: 'LINEAR' } as const;

const pick = <T>(random: Random, from: readonly T[]): T => from[random.integer(0, from.length - 1)]!;
const NAMES = [...KEYS.flatMap(({ commands }) => Object.keys(commands)), 'w', 'x', 'Tab', 'q', 'R'];
const GRIPS: readonly (Grip | null)[] = [
  null,
  null,
  { kind: 'crosshair' },
  { kind: 'crosshair-rotate', pane: 'sagittal' },
  { kind: 'crosshair-rotate', pane: 'oblique' },
  { kind: 'crosshair-slab', pane: 'axial' },
  { kind: 'measure', handle: 'a' },
];

function randomEvent(random: Random, time: number): InputEvent {
  const at = [random.between(-50, 450), random.between(-50, 350)] as const;
  const what = random.next();
  if (what < 0.15) return wheel(random.between(-300, 300), time, random.next() < 0.3);
  if (what < 0.4)
    return key(pick(random, NAMES), {
      down: random.next() < 0.7,
      repeat: random.next() < 0.2,
      shift: random.next() < 0.2,
      browsers: random.next() < 0.1,
    });
  if (what < 0.45) return { type: 'tick', time };
  if (what < 0.46) return { type: 'blur' };
  if (what < 0.47) return { type: 'leave' };
  const type = pick(random, ['down', 'down', 'move', 'move', 'move', 'move', 'up', 'up', 'cancel'] as const);
  return pointer(type, at, {
    pointer: pick(random, ['mouse', 'touch', 'touch', 'pen'] as const),
    id: random.integer(1, 5),
    button: pick(random, [0, 0, 0, 1, 2, 3, 5]),
    buttons: random.integer(0, 3),
    shift: random.next() < 0.1,
    ctrl: random.next() < 0.1,
    time,
    grip: pick(random, GRIPS),
  } satisfies Partial<PointerInput>);
}

/** What the keyboard's cursor and a second click tell, whatever is down. */
const FREE: readonly string[] = ['double', 'aim', 'set'];

const valid = (cursor: InputState['cursor']): boolean =>
  cursor === null || cursor.every((at) => at > 0 && at < SCENE.width);

/** Everything let go, one by one, and time to come to rest. */
const lettingGo = (time: number): readonly InputEvent[] => [
  ...[1, 2, 3, 4, 5].flatMap((id) => [
    finger('up', id, 9, 9, time),
    pointer('up', [9, 9], { id, time }),
    pointer('up', [9, 9], { id, time, pointer: 'pen' }),
  ]),
  ...NAMES.map((name) => key(name, { down: false })),
  { type: 'tick', time: time + 2000 },
];

describe.each([1, 2, 3, 4, 5])('seed %i', (seed) => {
  it('10 000 random events leave a valid state, and nothing down', () => {
    const random = createRandom(seed);
    const tools: readonly Tool[] = [...TOOLS, 'measure:length'];
    const first = firstState(volumes, { window, plane: seed % 2 ? 'acquired' : 'sagittal' });
    let [state, crosshair]: [typeof first, Crosshair] = [first, createCrosshair(volume)];
    let input: InputState = NO_INPUT;
    let [time, open] = [0, 0];
    const step = (event: InputEvent): void => {
      const { index, count } = stepsOf(volume, state);
      const scene: Scene = {
        ...SCENE,
        tool: pick(random, tools),
        steps: { index, count },
        times: { index: state.time, count: 3 },
      };
      const next = nextInput(input, event, scene);
      input = next.input;
      for (const command of next.commands) {
        if (isViewCommand(command)) {
          state = applyCommand(volume, state, command, { width: 400, height: 300, first, times: 3 });
        } else if (isCrosshairCommand(command) && command.kind !== 'crosshair-slab') {
          const view = nextState(volumes, first, planeOfPane(volume, crosshair, pick(random, PANES)));
          crosshair = applyCrosshair(volume, crosshair, command, drawnPlane(volume, view, 400, 300));
        } else if (command.kind === 'measure') {
          // What is begun is finished or taken back, before anything else is begun.
          if (command.phase === 'down') expect(open++).toBe(0);
          else if (command.phase === 'move') expect(open).toBe(1);
          else if (!FREE.includes(command.phase)) expect(open--).toBe(1);
        }
      }
    };
    for (let n = 0; n < 10_000; n++) {
      time += random.next() < 0.2 ? 0 : random.between(0, 120);
      step(randomEvent(random, time));
      if (n % 100 === 0) expect(nextState(volumes, state, {})).toEqual(state);
    }
    for (const event of lettingGo(time)) step(event);
    expect(nextState(volumes, state, {})).toEqual(state);
    for (const pane of PANES)
      expect(() => nextState(volumes, first, planeOfPane(volume, crosshair, pane))).not.toThrow();
    expect(open).toBe(0);
    expect(valid(input.cursor)).toBe(true);
    if (input.cine) step(key('c', { shift: input.cine.over === 'times' }));
    expect(input).toEqual({ ...NO_INPUT, framesPerSecond: input.framesPerSecond, cursor: input.cursor });
  });
});
