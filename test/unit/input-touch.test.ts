// Fingers: what is under them stays under them, and one that comes or goes never makes the picture jump.
import { describe, expect, it } from 'vitest';
import { makeVolume } from '../../conformance/volumes.ts';
import type { Vec3 } from '../../src/math/vec3.ts';
import { patientToPixel, pixelToPatient } from '../../src/plane/plane.ts';
import { drawnPlane } from '../../src/view/drawn-plane.ts';
import { applyCommand } from '../../src/view/input/apply-command.ts';
import { type Command, isViewCommand } from '../../src/view/input/command.ts';
import { NO_INPUT } from '../../src/view/input/input-state.ts';
import { firstState, type ViewState } from '../../src/view/view-state.ts';
import { finger, ofKind, play, pointer, totalSteps } from '../support/input.ts';

const size = [30, 20, 12] as const;
const volume = makeVolume({ size, step: 3, tilt: 15 }, new Int16Array(30 * 20 * 12));
const window = { center: 40, width: 400, function: 'LINEAR' } as const;
const [width, height] = [400, 300];

const apply = (state: ViewState, commands: readonly Command[]): ViewState =>
  commands
    .filter(isViewCommand)
    .reduce((at, command) => applyCommand(volume, at, command, { width, height, first: state }), state);

/** Patient position under a point of the canvas, CSS px; and the way back. */
const under = (state: ViewState, [x, y]: readonly [number, number]): Vec3 =>
  pixelToPatient(drawnPlane(volume, state, width, height), x - 0.5, y - 0.5);
const whereIs = (state: ViewState, p: Vec3): readonly number[] =>
  patientToPixel(drawnPlane(volume, state, width, height), p).map((at) => at + 0.5);

describe('one finger', () => {
  it('scrubs', () => {
    const { input, commands } = play([finger('down', 1, 50, 50), finger('move', 1, 50, 90), finger('up', 1, 50, 90)]);
    expect(totalSteps(commands)).toBe(10);
    expect(input).toEqual(NO_INPUT);
  });

  it('does what the tool says', () => {
    const events = [finger('down', 1, 50, 50), finger('move', 1, 60, 90), finger('up', 1, 60, 90)];
    expect(play(events, { tool: 'pan' }).commands).toEqual([{ kind: 'pan', right: 10, down: 40 }]);
    expect(ofKind(play(events, { tool: 'measure:angle' }).commands, 'measure')).toHaveLength(3);
  });

  it('a tap points the crosshair, two maximise', () => {
    const tap = (time: number) => [finger('down', 1, 50, 50, time), finger('up', 1, 53, 54, time + 80)];
    const kinds = play([...tap(0), ...tap(250)]).commands.map(({ kind }) => kind);
    expect(ofKind(play(tap(0)).commands, 'crosshair')).toEqual([{ kind: 'crosshair', at: [53, 54] }]);
    expect(kinds.filter((kind) => kind !== 'hover')).toEqual(['crosshair', 'maximise']);
  });

  it('a tap asks for the value there, with whatever tool; a pen’s tap too, a mouse’s click and a drag do not', () => {
    for (const tool of ['scrub', 'crosshair', 'measure:length'] as const)
      for (const [kind, hovers] of [
        ['touch', 1],
        ['pen', 1],
        ['mouse', 0],
      ] as const) {
        const at = (type: 'down' | 'move' | 'up', y: number) => pointer(type, [50, y], { pointer: kind });
        const tapped = play([at('down', 50), at('up', 50)], { tool }).commands;
        expect(ofKind(tapped, 'hover')).toEqual(Array(hovers).fill({ kind: 'hover', at: [50, 50] }));
        const dragged = play([at('down', 50), at('move', 90), at('up', 90)], { tool }).commands;
        expect(ofKind(dragged, 'hover')).toEqual([]);
      }
  });

  it('takes hold of a handle', () => {
    const down = { ...finger('down', 1, 50, 50), grip: { kind: 'crosshair-slab', pane: 'axial' } as const };
    const { commands } = play([down, finger('move', 1, 60, 60), finger('up', 1, 60, 60)]);
    expect(commands).toEqual([{ kind: 'crosshair-slab', pane: 'axial', at: [60, 60] }]);
  });
});

describe('two fingers', () => {
  const states = [
    firstState([volume], { window, plane: 'coronal' }),
    firstState([volume], { window, plane: 'acquired', zoom: 2, pan: [3, -4], rotation: 30, flip: [true, false] }),
  ];

  it.each(states)('what is under them stays under them while they spread and move (%#)', (state) => {
    const grips = [under(state, [150, 120]), under(state, [250, 160])];
    const { commands } = play([
      finger('down', 1, 150, 120),
      finger('down', 2, 250, 160),
      finger('move', 1, 120, 108),
      finger('move', 2, 320, 188),
      finger('move', 1, 130, 112),
    ]);
    expect(ofKind(commands, 'rotate')).toEqual([]);
    const after = apply(state, commands);
    for (const [n, at] of [
      [130, 112],
      [320, 188],
    ].entries()) {
      const [x, y] = whereIs(after, grips[n]!);
      expect(x).toBeCloseTo(at[0]!, 6);
      expect(y).toBeCloseTo(at[1]!, 6);
    }
    expect(after.rotation).toBe(state.rotation);
  });

  it.each(states)('turn the picture by what goes beyond 15°, and keep what is in their middle (%#)', (state) => {
    const at = (degrees: number, reach: number): readonly [number, number] => {
      const angle = (degrees * Math.PI) / 180;
      return [180 + reach * Math.cos(angle), 140 + reach * Math.sin(angle)];
    };
    const held = under(state, [180, 140]);
    const events = [finger('down', 1, ...at(180, 80)), finger('down', 2, ...at(0, 80))];
    for (let degrees = 1; degrees <= 60; degrees++)
      events.push(finger('move', 1, ...at(180 + degrees, 80)), finger('move', 2, ...at(degrees, 80)));
    const { commands } = play(events);
    const turned = ofKind(commands, 'rotate').map(({ degrees }) => degrees);
    expect(turned.reduce((sum, degrees) => sum + degrees, 0)).toBeCloseTo(45, 6);
    expect(Math.max(...turned)).toBeLessThan(1); // no jump at the threshold
    const after = apply(state, commands);
    expect((after.rotation - state.rotation + 360) % 360).toBeCloseTo(45, 6);
    const [x, y] = whereIs(after, held);
    expect(x).toBeCloseTo(180, 6);
    expect(y).toBeCloseTo(140, 6);
    // They are as far apart as before, so the picture is as large as before.
    const mm = (s: ViewState) => drawnPlane(volume, s, width, height).spacing[0];
    expect(mm(after)).toBeCloseTo(mm(state), 9);
  });

  it('a wobble below 15° turns nothing', () => {
    const events = [finger('down', 1, 100, 100), finger('down', 2, 200, 100)];
    for (const y of [120, 80, 125, 100]) events.push(finger('move', 2, 200, y));
    expect(ofKind(play(events).commands, 'rotate')).toEqual([]);
  });

  it('touching each other zoom nothing to infinity', () => {
    const events = [finger('down', 1, 100, 100), finger('down', 2, 101, 100), finger('move', 2, 300, 100)];
    expect(ofKind(play(events).commands, 'zoom')).toEqual([]);
  });

  it('take back a measurement that the first had begun', () => {
    const { commands } = play([finger('down', 1, 9, 9), finger('down', 2, 99, 9)], { tool: 'measure:length' });
    expect(ofKind(commands, 'measure').map(({ phase }) => phase)).toEqual(['down', 'cancel']);
  });
});

describe('three fingers', () => {
  it('drag the window by the movement of their middle', () => {
    const { input, commands } = play([
      finger('down', 1, 100, 100),
      finger('down', 2, 200, 100),
      finger('down', 3, 150, 200),
      ...[1, 2, 3].map((id) => finger('move', id, 100 + [0, 100, 50][id - 1]! + 30, 100 + [0, 0, 100][id - 1]! - 60)),
      ...[2, 1, 3].map((id) => finger('up', id, 0, 0)),
    ]);
    expect(commands.every(({ kind }) => kind === 'window')).toBe(true);
    expect(ofKind(commands, 'window').reduce((sum, { right }) => sum + right, 0)).toBeCloseTo(30, 9);
    expect(ofKind(commands, 'window').reduce((sum, { down }) => sum + down, 0)).toBeCloseTo(-60, 9);
    expect(input).toEqual(NO_INPUT);
  });
});

describe('a finger that leaves', () => {
  it('leaves the others without a meaning, and no click behind', () => {
    const { input, commands } = play([
      finger('down', 1, 100, 100),
      finger('down', 2, 200, 100),
      finger('up', 1, 100, 100),
      finger('move', 2, 220, 300),
      finger('up', 2, 220, 300),
    ]);
    expect(commands).toEqual([]);
    expect(input).toEqual(NO_INPUT);
  });

  it('and comes back pinches on from where it comes down', () => {
    const { commands } = play([
      finger('down', 1, 100, 100),
      finger('down', 2, 200, 100),
      finger('up', 2, 200, 100),
      finger('move', 1, 100, 180),
      finger('down', 2, 200, 180),
      finger('move', 2, 300, 180),
    ]);
    expect(commands).toEqual([
      { kind: 'pan', right: 50, down: 0 },
      { kind: 'zoom', factor: 2, at: [200, 180] },
    ]);
  });

  it('taken away by the system clicks nothing', () => {
    expect(play([finger('down', 1, 5, 5), finger('cancel', 1, 5, 5)])).toEqual({ input: NO_INPUT, commands: [] });
  });
});

describe('pen, mouse and fingers at once', () => {
  it('a palm does nothing while a pen draws, and is given up when a pen comes', () => {
    const pen = (type: 'down' | 'move' | 'up', x: number) => pointer(type, [x, 50], { id: 9, pointer: 'pen' });
    const { input, commands } = play(
      [
        finger('down', 1, 300, 300),
        pen('down', 50),
        finger('move', 1, 300, 390),
        finger('down', 2, 350, 300),
        pen('move', 80),
        finger('up', 1, 300, 390),
        finger('up', 2, 350, 300),
        pen('up', 80),
      ],
      { tool: 'pan' },
    );
    expect(commands).toEqual([{ kind: 'pan', right: 30, down: 0 }]);
    expect(input).toEqual(NO_INPUT);
  });

  it('a mouse that a browser makes up for a finger does nothing', () => {
    const events = [
      finger('down', 1, 50, 50),
      pointer('down', [50, 50], { id: 7 }),
      pointer('up', [50, 50], { id: 7 }),
    ];
    const at = [50, 50] as const;
    expect(play([...events, finger('up', 1, 50, 50)]).commands).toEqual([
      { kind: 'hover', at },
      { kind: 'crosshair', at },
    ]);
  });
});
