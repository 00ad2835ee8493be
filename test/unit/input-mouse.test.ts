// Mouse and pen: which button means what, clicks, and presses that end badly.
import { describe, expect, it } from 'vitest';
import type { PointerInput } from '../../src/view/input/input-event.ts';
import { NO_INPUT } from '../../src/view/input/input-state.ts';
import type { Tool } from '../../src/view/input/tool.ts';
import { ofKind, play, pointer, totalSteps } from '../support/input.ts';

/** A drag from (100, 100) by (30, 40) in two moves. */
const drag = (more: Partial<PointerInput> = {}) => [
  pointer('down', [100, 100], more),
  pointer('move', [110, 120], more),
  pointer('move', [130, 140], more),
  pointer('up', [130, 140], more),
];

describe('buttons', () => {
  it('left scrubs, by as many slices as the picture is long', () => {
    const { input, commands } = play(drag());
    expect(commands.every(({ kind }) => kind === 'scrub')).toBe(true);
    expect(totalSteps(commands)).toBe(10); // 40 of 400 px, 100 slices
    expect(input).toEqual(NO_INPUT);
  });

  it.each([
    ['right drags the window', { button: 2 }, 'window'],
    ['middle pans', { button: 1 }, 'pan'],
    ['shift pans', { shift: true }, 'pan'],
    ['a pen’s barrel drags the window', { button: 2, pointer: 'pen' }, 'window'],
    ['a pen’s eraser drags the window', { button: 5, pointer: 'pen' }, 'window'],
    ['a pen with shift pans', { shift: true, pointer: 'pen' }, 'pan'],
  ] as const)('%s, whatever the tool', (_, more, kind) => {
    for (const tool of ['scrub', 'crosshair', 'rotate', 'measure:length'] as const) {
      const { input, commands } = play(drag(more), { tool });
      expect(commands).toEqual([
        { kind, right: 10, down: 20 },
        { kind, right: 20, down: 20 },
      ]);
      expect(input).toEqual(NO_INPUT);
    }
  });

  it('ctrl zooms about where it was pressed, up is larger', () => {
    const { commands } = play(drag({ ctrl: true }));
    const zooms = ofKind(commands, 'zoom');
    expect(zooms.map(({ at }) => at)).toEqual([
      [100, 100],
      [100, 100],
    ]);
    expect(zooms.reduce((product, { factor }) => product * factor, 1)).toBeCloseTo(Math.exp(-40 / 200), 9);
  });

  it('a pen’s tip does what the left button does', () => {
    expect(play(drag({ pointer: 'pen' }))).toEqual(play(drag()));
  });

  it('back and forward buttons are the browser’s', () => {
    expect(play(drag({ button: 3 }).slice(0, 1))).toEqual({ input: NO_INPUT, commands: [] });
  });
});

describe('tools', () => {
  it.each(['window', 'pan'] as const)('%s follows the pointer', (tool) => {
    const { commands } = play(drag(), { tool });
    expect(ofKind(commands, tool).reduce((sum, { right }) => sum + right, 0)).toBe(30);
    expect(ofKind(commands, tool).reduce((sum, { down }) => sum + down, 0)).toBe(40);
  });

  it('rotate follows the angle about the middle, over the back too', () => {
    const round = [0, 45, 90, 170, 190, 270, 360].map((degrees): readonly [number, number] => {
      const angle = (degrees * Math.PI) / 180;
      return [200 + 100 * Math.cos(angle), 200 + 100 * Math.sin(angle)];
    });
    const events = [pointer('down', round[0]!), ...round.slice(1).map((at) => pointer('move', at))];
    const turns = ofKind(play(events, { tool: 'rotate' }).commands, 'rotate').map(({ degrees }) => degrees);
    expect(turns.map(Math.round)).toEqual([45, 45, 80, 20, 80, 90]);
  });

  it('rotate does nothing at the very middle, where there is no angle', () => {
    const events = [pointer('down', [203, 200]), pointer('move', [197, 200]), pointer('move', [200, 205])];
    expect(play(events, { tool: 'rotate' }).commands).toEqual([]);
  });

  it('crosshair points at once and follows', () => {
    const ats = ofKind(play(drag(), { tool: 'crosshair' }).commands, 'crosshair').map(({ at }) => at);
    expect(ats).toEqual([
      [100, 100],
      [110, 120],
      [130, 140],
    ]);
  });

  it('measure: tells all of a drag, with the tool’s name', () => {
    const { commands } = play(drag(), { tool: 'measure:length' });
    expect(ofKind(commands, 'measure').map(({ phase, tool, at }) => [phase, tool, ...at])).toEqual([
      ['down', 'length', 100, 100],
      ['move', 'length', 110, 120],
      ['move', 'length', 130, 140],
      ['up', 'length', 130, 140],
    ]);
  });
});

describe('grips', () => {
  it('a handle of the crosshair comes before the tool', () => {
    const { commands } = play(drag({ grip: { kind: 'crosshair-rotate', pane: 'sagittal' } }), { tool: 'pan' });
    expect(commands).toEqual([
      { kind: 'crosshair-rotate', pane: 'sagittal', from: [100, 100], to: [110, 120] },
      { kind: 'crosshair-rotate', pane: 'sagittal', from: [110, 120], to: [130, 140] },
    ]);
    const slab = play(drag({ grip: { kind: 'crosshair-slab', pane: 'axial' } })).commands;
    expect(slab.at(-1)).toEqual({ kind: 'crosshair-slab', pane: 'axial', at: [130, 140] });
  });

  it('a handle of a measurement is moved by its own name', () => {
    const { commands } = play(drag({ grip: { kind: 'measure', handle: 'a.2' } }));
    expect(ofKind(commands, 'measure').map(({ phase, tool, handle }) => [phase, tool, handle])).toEqual([
      ['down', null, 'a.2'],
      ['move', null, 'a.2'],
      ['move', null, 'a.2'],
      ['up', null, 'a.2'],
    ]);
  });

  it('only with the left button', () => {
    const { commands } = play(drag({ button: 2, grip: { kind: 'crosshair-rotate', pane: 'sagittal' } }));
    expect(commands.every(({ kind }) => kind === 'window')).toBe(true);
  });
});

describe('clicks', () => {
  const click = (time: number, at: readonly [number, number] = [100, 100]) => [
    pointer('down', at, { time }),
    pointer('up', [at[0] + 1, at[1] + 2], { time: time + 60 }),
  ];

  it.each(['scrub', 'pan', 'zoom', 'window', 'rotate'] as const)('a click with %s points the crosshair', (tool) => {
    expect(play(click(0), { tool }).commands).toEqual([{ kind: 'crosshair', at: [101, 102] }]);
  });

  it('a double click maximises, a third click does not', () => {
    const { commands } = play([...click(0), ...click(200), ...click(400)]);
    expect(commands.map(({ kind }) => kind)).toEqual(['crosshair', 'maximise', 'crosshair']);
  });

  it('two slow clicks, or two at different places, are no double click', () => {
    expect(ofKind(play([...click(0), ...click(600)]).commands, 'maximise')).toEqual([]);
    expect(ofKind(play([...click(0), ...click(200, [140, 100])]).commands, 'maximise')).toEqual([]);
  });

  it('a drag between two clicks parts them', () => {
    const events = [...click(0), ...drag({ time: 100 }), ...click(200)];
    expect(ofKind(play(events).commands, 'maximise')).toEqual([]);
  });

  it('a double click finishes a measurement instead', () => {
    const phases = ofKind(play([...click(0), ...click(200)], { tool: 'measure:polygon' }).commands, 'measure');
    expect(phases.map(({ phase }) => phase)).toEqual(['down', 'move', 'up', 'down', 'move', 'up', 'double']);
  });

  it('a right click is none', () => {
    const events = [pointer('down', [100, 100], { button: 2 }), pointer('up', [100, 100], { button: 2 })];
    expect(play(events)).toEqual({ input: NO_INPUT, commands: [] });
  });

  it('is forgotten in time', () => {
    const { input } = play(click(0));
    expect(input.tap).not.toBeNull();
    expect(play([{ type: 'tick', time: 1000 }], {}, input).input).toEqual(NO_INPUT);
  });
});

describe('presses that end badly', () => {
  it.each<[string, Partial<PointerInput>, PointerInput['type']]>([
    ['cancelled', {}, 'cancel'],
    ['let go outside of the window', { buttons: 0 }, 'move'],
  ])('%s: a measurement is taken back, nothing is clicked', (_, more, type) => {
    for (const tool of ['measure:length', 'scrub'] as const satisfies readonly Tool[]) {
      const { input, commands } = play([pointer('down', [9, 9]), pointer(type, [9, 9], more)], { tool });
      expect(input).toEqual(NO_INPUT);
      expect(ofKind(commands, 'crosshair')).toEqual([]);
      expect(ofKind(commands, 'measure').map(({ phase }) => phase)).toEqual(tool === 'scrub' ? [] : ['down', 'cancel']);
    }
  });

  it('a second button while one is down changes nothing', () => {
    const events = [pointer('down', [100, 100]), pointer('down', [100, 100], { button: 2, buttons: 3 })];
    expect(play([...events, pointer('move', [100, 140])]).commands.every(({ kind }) => kind === 'scrub')).toBe(true);
  });
});

it('a pointer without a button hovers, and leaves', () => {
  const { commands } = play([pointer('move', [5, 6], { buttons: 0 }), { type: 'leave' }]);
  expect(commands).toEqual([
    { kind: 'hover', at: [5, 6] },
    { kind: 'hover', at: null },
  ]);
});
