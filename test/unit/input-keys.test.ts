// Keys: one table for what they do and for the help; and the cine that they start.
import { describe, expect, it } from 'vitest';
import { helpSheet } from '../../src/view/input/help.ts';
import { keyInput } from '../../src/view/input/input-event.ts';
import { NO_INPUT } from '../../src/view/input/input-state.ts';
import { isHeldKey } from '../../src/view/input/key-row.ts';
import { KEYS, type KeyRow } from '../../src/view/input/keys.ts';
import { nextInput } from '../../src/view/input/next-input.ts';
import type { Scene } from '../../src/view/input/scene.ts';
import { key, ofKind, play, pointer, SCENE, totalSteps } from '../support/input.ts';

const rows = KEYS.flatMap((row) => Object.keys(row.commands).map((name) => [row.label, name, row] as const));

const EDITS = ['undo', 'redo', 'remove'] as const;

const aimed = (phase: 'aim' | 'set' | 'cancel', at: readonly number[]) => ({
  kind: 'measure',
  tool: 'length',
  handle: null,
  phase,
  at,
});

/** What a key asks for with all that its row wants held. */
function pressed(name: string, { held, when }: KeyRow) {
  const before = held?.length === 1 ? [key(held)] : [];
  const [shift, ctrl] = ['shift', 'ctrl'].map((each) => held?.split(' ').includes(each) ?? false);
  return play([...before, key(name, { shift: shift!, ctrl: ctrl!, browsers: ctrl! })], {
    edits: EDITS,
    ...(when && { tool: 'measure:length', measuring: { drawing: false, selected: when === 'selected' } }),
  });
}

describe('the table', () => {
  it.each(rows)('%s: %s does what the row says', (_, name, row) => {
    const { input, commands } = pressed(name, row);
    const wanted = row.commands[name]!;
    if (wanted.kind === 'cine-toggle') expect(input.cine?.over).toBe(wanted.over);
    else if (wanted.kind === 'cine-speed') expect(input.framesPerSecond).toBeCloseTo(10 * wanted.factor, 9);
    else if (wanted.kind === 'cursor-move') {
      const at = [200 + wanted.right, 200 + wanted.down];
      expect(input.cursor).toEqual(at);
      expect(commands).toEqual([{ kind: 'cursor', at }, aimed('aim', at)]);
    } else if (wanted.kind === 'cursor-set')
      expect(commands).toEqual([{ kind: 'cursor', at: [200, 200] }, aimed('set', [200, 200])]);
    else expect(commands).toEqual([wanted]);
  });

  it('gives no key two meanings with the same thing held', () => {
    const all = rows.map(([, name, { held, when }]) => `${when ?? ''} ${held ?? ''} ${name}`);
    expect(new Set(all).size).toBe(all.length);
  });

  it('holds letters that mean nothing by themselves', () => {
    for (const [, name] of rows) expect(isHeldKey(name)).toBe(false);
  });

  it('is the help: every row has its words, and every key of the brief is there', () => {
    const help = helpSheet();
    expect(help.map(({ title }) => title)).toEqual(['Mouse and pen', 'Touch', 'Keys']);
    for (const { rows: lines } of help)
      for (const { input, words } of lines) expect([input, words].every((text) => text.trim() !== '')).toBe(true);
    expect(help[2]!.rows.map(({ input }) => input)).toEqual(KEYS.map(({ label }) => label));
    const names = new Set(rows.map(([, name]) => name));
    const brief = 'ArrowUp ArrowDown PageUp PageDown Home End + - r f i h v [ ] 1 9 s k c < > o m ? Escape';
    for (const name of [...brief.split(' '), ...'laebpn', 'Enter', ' ']) expect(names).toContain(name);
  });
});

describe('keys', () => {
  it('letters mean the same under Caps Lock', () => {
    expect(play([key('R')]).commands).toEqual([{ kind: 'reset' }]);
  });

  it('with Ctrl, Alt or Command belong to the browser', () => {
    for (const [, name] of rows) {
      const event = key(name, { browsers: true });
      expect(nextInput(NO_INPUT, event, SCENE)).toEqual({ input: NO_INPUT, commands: [], handled: false });
    }
  });

  it('undo, redo and Delete are ours only while there is something that they can do', () => {
    const ctrl = { ctrl: true, browsers: true };
    const keys = [key('z', ctrl), key('Z', { ...ctrl, shift: true }), key('Delete'), key('Backspace')];
    const asked = (edits?: Scene['edits']) =>
      keys.map((each) => {
        const { commands, handled } = nextInput(NO_INPUT, each, edits ? { ...SCENE, edits } : SCENE);
        expect(handled).toBe(commands.length === 1);
        return commands[0]?.kind ?? null;
      });
    expect(asked()).toEqual([null, null, null, null]);
    expect(asked(['undo'])).toEqual(['undo', null, null, null]);
    expect(asked(['redo'])).toEqual([null, 'redo', null, null]);
    expect(asked(['remove'])).toEqual([null, null, 'remove', 'remove']);
    expect(play([key('z', ctrl)], { edits: EDITS }).commands).toEqual([{ kind: 'undo' }]);
    // Without Ctrl, or with Alt too, they are other keys.
    expect(
      play([key('z'), key('Z', { shift: true }), key('z', { browsers: true })], { edits: EDITS }).commands,
    ).toEqual([]);
    expect(play([key('Delete', ctrl), key('i', ctrl)], { edits: EDITS }).commands).toEqual([]);
  });

  it('with AltGr are characters: brackets need it on many keyboards', () => {
    const dom = (more: object) =>
      keyInput({
        type: 'keydown',
        key: '[',
        repeat: false,
        shiftKey: false,
        ctrlKey: false,
        altKey: false,
        metaKey: false,
        getModifierState: () => false,
        ...more,
      });
    expect(dom({ ctrlKey: true, altKey: true, getModifierState: () => true }).browsers).toBe(false);
    expect(dom({ ctrlKey: true, altKey: true }).browsers).toBe(true);
    expect(dom({ metaKey: true }).browsers).toBe(true);
    expect(dom({ type: 'keyup' }).down).toBe(false);
    expect([dom({}), dom({ metaKey: true }), dom({ ctrlKey: true })].map(({ ctrl }) => ctrl)).toEqual([
      false,
      true,
      true,
    ]);
    expect(dom({ ctrlKey: true, altKey: true }).ctrl).toBe(false);
  });

  it('that mean nothing are left to the browser, the others are not', () => {
    expect(nextInput(NO_INPUT, key('Tab'), SCENE).handled).toBe(false);
    expect(nextInput(NO_INPUT, key('q'), SCENE).handled).toBe(false);
    expect(nextInput(NO_INPUT, key('PageDown'), SCENE).handled).toBe(true);
    expect(nextInput(NO_INPUT, key('i', { repeat: true }), SCENE)).toMatchObject({ commands: [], handled: true });
  });

  it('that stay down go on where going on makes sense', () => {
    expect(play([key('ArrowDown'), key('ArrowDown', { repeat: true })]).commands).toHaveLength(2);
    expect(play([key('i'), key('i', { repeat: true })]).commands).toHaveLength(1);
  });

  it('w changes what arrows mean only while it is held', () => {
    const arrow = key('ArrowRight');
    const kinds = play([arrow, key('w'), arrow, key('i'), key('w', { down: false }), arrow]).commands;
    expect(kinds.map(({ kind }) => kind)).toEqual(['scrub', 'nudge-window', 'invert', 'scrub']);
    expect(play([key('w'), key('w', { down: false })]).input).toEqual(NO_INPUT);
    expect(play([key('w'), { type: 'blur' }]).input).toEqual(NO_INPUT);
  });
});

describe('escape', () => {
  it('takes back a measurement, stops the cine, and lets go', () => {
    const { input, commands } = play([key('c'), pointer('down', [9, 9]), key('Escape')], { tool: 'measure:length' });
    expect(commands.map((command) => (command.kind === 'measure' ? command.phase : command.kind))).toEqual([
      'cine',
      'down',
      'cancel',
      'cine',
      'escape',
    ]);
    expect(input).toEqual(NO_INPUT);
    expect(play([pointer('up', [9, 9])], {}, input).commands).toEqual([]);
  });
});

describe('keys of measuring', () => {
  const tool = 'measure:length';
  const shift = { shift: true };

  it('a tool’s key takes it in hand, and puts it down again with the cursor', () => {
    expect(play([key('L')]).commands).toEqual([{ kind: 'tool', tool }]);
    expect(play([key('a')], { tool }).commands).toEqual([{ kind: 'tool', tool: 'measure:angle' }]);
    const pointed = play([key('ArrowRight')], { tool }).input;
    const { input, commands } = play([key('l')], { tool }, pointed);
    expect(commands).toEqual([
      { kind: 'cursor', at: null },
      { kind: 'tool', tool: null },
    ]);
    expect(input).toEqual(NO_INPUT);
  });

  it('arrows move the cursor only with a measuring tool in hand, and W and X come before it', () => {
    expect(play([key('ArrowRight')]).commands).toEqual([{ kind: 'scrub', steps: 1 }]);
    const { input } = play([key('ArrowRight'), key('ArrowDown', shift), key('ArrowUp', { repeat: true })], { tool });
    expect(input.cursor).toEqual([201, 209]);
    expect(play([key('w'), key('ArrowRight')], { tool }).commands).toEqual([
      { kind: 'nudge-window', right: 1, down: 0 },
    ]);
    expect(play([key('PageDown', shift)], { tool }).commands).toEqual([{ kind: 'scrub', steps: 1 }]);
    expect(nextInput(NO_INPUT, key('Enter'), SCENE).handled).toBe(false);
    expect(nextInput(NO_INPUT, key('Tab'), { ...SCENE, tool }).handled).toBe(false);
  });

  it('at an edge the anatomy comes to the cursor', () => {
    const at = play([key('ArrowRight')], { tool, width: 12 }).input;
    const { input, commands } = play([key('ArrowRight', shift)], { tool, width: 12 }, at);
    expect(input.cursor).toEqual([11.5, 200]);
    expect(commands).toEqual([
      { kind: 'pan', right: -5.5, down: 0 },
      { kind: 'cursor', at: [11.5, 200] },
      aimed('aim', [11.5, 200]),
    ]);
    // In a picture that has become smaller it is still in it.
    expect(play([key('Enter')], { tool, width: 8, height: 8 }, input).input.cursor).toEqual([7.5, 7.5]);
  });

  it('Enter and Space set points where the cursor is', () => {
    const { commands } = play([key('Enter'), key('ArrowRight', shift), key(' ')], { tool });
    expect(ofKind(commands, 'measure')).toEqual([
      aimed('set', [200, 200]),
      aimed('aim', [210, 200]),
      aimed('set', [210, 200]),
    ]);
    expect(nextInput(NO_INPUT, key(' ', { repeat: true }), { ...SCENE, tool })).toMatchObject({
      commands: [],
      handled: true,
    });
  });

  it('what is selected comes before the tool; Escape takes back the last thing first', () => {
    const selected = { drawing: false, selected: true };
    expect(play([key('ArrowRight')], { tool, measuring: selected }).commands[0]).toMatchObject({ kind: 'select-move' });
    expect(play([key('ArrowRight')], { measuring: selected }).commands[0]).toMatchObject({ kind: 'select-move' });
    const escaped = (scene: Partial<Scene>) => play([key('Escape')], scene).commands;
    expect(escaped({ tool, measuring: { drawing: true, selected: true } })).toEqual([aimed('cancel', [200, 200])]);
    expect(escaped({ tool, measuring: selected })).toEqual([{ kind: 'select', steps: 0 }]);
    expect(escaped({ tool })).toEqual([{ kind: 'tool', tool: null }]);
    expect(escaped({})).toEqual([{ kind: 'escape' }]);
  });

  it('a press takes over from the cursor; without the focus it is only not seen', () => {
    const { input } = play([key('ArrowRight')], { tool });
    const down = play([pointer('down', [9, 9])], { tool }, input);
    expect(down.commands.map(({ kind }) => kind)).toEqual(['cursor', 'measure']);
    expect(down.input.cursor).toBeNull();
    const blurred = play([{ type: 'blur' }], { tool }, input);
    expect(blurred.commands).toEqual([{ kind: 'cursor', at: null }]);
    expect(play([key('ArrowRight')], { tool }, blurred.input).input.cursor).toEqual([202, 200]);
  });
});

describe('the cine', () => {
  const ticks = (count: number, from = 0) =>
    Array.from({ length: count }, (_, n) => ({ type: 'tick', time: from + 50 * n }) as const);

  it('starts, plays ten slices a second, and stops', () => {
    const { input, commands } = play([key('c'), ...ticks(21)], { steps: { index: 10, count: 100 } });
    expect(commands[0]).toEqual({ kind: 'cine', playing: true, over: 'slices', framesPerSecond: 10 });
    expect(totalSteps(commands)).toBe(10);
    const stopped = play([key('c'), ...ticks(5, 2000)], {}, input);
    expect(stopped.commands).toEqual([{ kind: 'cine', playing: false, over: 'slices', framesPerSecond: 10 }]);
    expect(stopped.input).toEqual(NO_INPUT);
  });

  it('goes back at the end of the slices, and on at the end of the times', () => {
    const slices = play([key('c'), ...ticks(3)], { steps: { index: 99, count: 100 } }).commands;
    expect(totalSteps(slices)).toBe(-1);
    const times = play([key('C', { shift: true }), ...ticks(3)], { times: { index: 3, count: 4 } }).commands;
    expect(ofKind(times, 'time')).toEqual([{ kind: 'time', steps: -3 }]);
    const wraps = play([key('c'), ...ticks(3)], { steps: { index: 99, count: 100 }, cineEnds: 'wrap' }).commands;
    expect(totalSteps(wraps)).toBe(-99);
  });

  it('changes its speed while it plays, and keeps it', () => {
    const { input } = play([key('c'), key('>'), key('>')]);
    expect(input.cine?.framesPerSecond).toBeCloseTo(15.625, 9);
    const again = play([key('c'), key('c')], {}, input);
    expect(again.input.cine?.framesPerSecond).toBeCloseTo(15.625, 9);
  });

  it('goes on when the focus leaves', () => {
    expect(play([key('c'), { type: 'blur' }]).input.cine).not.toBeNull();
  });
});
