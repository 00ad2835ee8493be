// Every key there is: what it is called in the help, what it does, and nothing beside. Both the reducer and the help read this table.
// It is written out, without a call: a bundler leaves out what is not used only where it need not run it to be sure.
import type { Command } from './command.ts';

/** What the reducer keeps for itself: it knows whether a cine plays. */
export type CineKey =
  | { readonly kind: 'cine-toggle'; readonly over: 'slices' | 'times' }
  | { readonly kind: 'cine-speed'; readonly factor: number };

/** And where the cursor is: px that it goes, or that a point is set there. */
export type CursorKey =
  | { readonly kind: 'cursor-move'; readonly right: number; readonly down: number }
  | { readonly kind: 'cursor-set' };

/** What is in hand, where that gives arrows another meaning. */
export type KeyMode = 'measuring' | 'selected';

export interface KeyRow {
  /** As written in the help. */
  readonly label: string;
  readonly words: string;
  /** What must be held as well: Shift, Ctrl or Command (with Shift, too), or a letter that gives the others another meaning. */
  readonly held?: 'shift' | 'ctrl' | 'shift ctrl' | 'w' | 'x';
  /** Only then, and then before what the key means else. */
  readonly when?: KeyMode;
  /** Whether a key that stays down goes on. */
  readonly repeats?: boolean;
  /** By `KeyboardEvent.key`, letters in lower case. */
  readonly commands: Readonly<Record<string, Command | CineKey | CursorKey>>;
}

/** More than any stack has. */
const ALL = 1e6;
/** px a press. */
const PAN = 20;
const ZOOM = 1.25;
/** px a press that something moves over the picture, as fine as a canvas is; and with Shift. */
const FINE = 1;
const COARSE = 10;

export const KEYS: readonly KeyRow[] = [
  {
    label: '↓ → ↑ ←',
    words: 'next, previous slice',
    repeats: true,
    commands: {
      ArrowDown: { kind: 'scrub', steps: 1 },
      ArrowRight: { kind: 'scrub', steps: 1 },
      ArrowUp: { kind: 'scrub', steps: -1 },
      ArrowLeft: { kind: 'scrub', steps: -1 },
    },
  },
  {
    label: 'Page ↓ ↑',
    words: 'ten slices on, back',
    repeats: true,
    commands: { PageDown: { kind: 'scrub', steps: 10 }, PageUp: { kind: 'scrub', steps: -10 } },
  },
  {
    label: 'Shift Page ↓ ↑',
    words: 'one slice on, back, with a measuring tool too',
    held: 'shift',
    repeats: true,
    commands: { PageDown: { kind: 'scrub', steps: 1 }, PageUp: { kind: 'scrub', steps: -1 } },
  },
  {
    label: 'Home, End',
    words: 'first, last slice',
    commands: { Home: { kind: 'scrub', steps: -ALL }, End: { kind: 'scrub', steps: ALL } },
  },
  {
    label: 'Shift ← → ↑ ↓',
    words: 'pan',
    held: 'shift',
    repeats: true,
    commands: {
      ArrowRight: { kind: 'pan', right: PAN, down: 0 },
      ArrowLeft: { kind: 'pan', right: -PAN, down: 0 },
      ArrowDown: { kind: 'pan', right: 0, down: PAN },
      ArrowUp: { kind: 'pan', right: 0, down: -PAN },
    },
  },
  {
    label: '+ −',
    words: 'zoom in, out',
    repeats: true,
    commands: {
      '+': { kind: 'zoom', factor: ZOOM, at: null },
      '=': { kind: 'zoom', factor: ZOOM, at: null },
      '-': { kind: 'zoom', factor: 1 / ZOOM, at: null },
      _: { kind: 'zoom', factor: 1 / ZOOM, at: null },
      '−': { kind: 'zoom', factor: 1 / ZOOM, at: null },
    },
  },
  { label: 'F', words: 'fit', commands: { f: { kind: 'fit' } } },
  { label: 'R', words: 'reset the picture; the place stays', commands: { r: { kind: 'reset' } } },
  {
    label: '[ ]',
    words: 'rotate by a quarter, left, right',
    repeats: true,
    commands: { '[': { kind: 'turn', quarters: -1 }, ']': { kind: 'turn', quarters: 1 } },
  },
  {
    label: '{ }',
    words: 'rotate by 5°, left, right',
    repeats: true,
    commands: { '{': { kind: 'rotate', degrees: -5, at: null }, '}': { kind: 'rotate', degrees: 5, at: null } },
  },
  {
    label: 'H, V',
    words: 'flip left to right, top to bottom',
    commands: { h: { kind: 'flip', across: 'horizontal' }, v: { kind: 'flip', across: 'vertical' } },
  },
  { label: 'I', words: 'invert', commands: { i: { kind: 'invert' } } },
  {
    label: '1 to 9',
    words: 'window presets (HU)',
    commands: {
      1: { kind: 'preset', number: 1 },
      2: { kind: 'preset', number: 2 },
      3: { kind: 'preset', number: 3 },
      4: { kind: 'preset', number: 4 },
      5: { kind: 'preset', number: 5 },
      6: { kind: 'preset', number: 6 },
      7: { kind: 'preset', number: 7 },
      8: { kind: 'preset', number: 8 },
      9: { kind: 'preset', number: 9 },
    },
  },
  {
    label: 'W and arrows',
    words: 'window: right widens, down raises the centre',
    held: 'w',
    repeats: true,
    commands: {
      ArrowRight: { kind: 'nudge-window', right: 1, down: 0 },
      ArrowLeft: { kind: 'nudge-window', right: -1, down: 0 },
      ArrowDown: { kind: 'nudge-window', right: 0, down: 1 },
      ArrowUp: { kind: 'nudge-window', right: 0, down: -1 },
    },
  },
  {
    label: 'X and arrows',
    words: 'move the crosshair',
    held: 'x',
    repeats: true,
    commands: {
      ArrowRight: { kind: 'crosshair-step', right: 1, down: 0 },
      ArrowLeft: { kind: 'crosshair-step', right: -1, down: 0 },
      ArrowDown: { kind: 'crosshair-step', right: 0, down: 1 },
      ArrowUp: { kind: 'crosshair-step', right: 0, down: -1 },
    },
  },
  {
    label: 'X and [ ]',
    words: 'rotate the crosshair by 5°, left, right',
    held: 'x',
    repeats: true,
    commands: { '[': { kind: 'crosshair-turn', degrees: -5 }, ']': { kind: 'crosshair-turn', degrees: 5 } },
  },
  { label: 'S', words: 'slab: none, mean, max, min', commands: { s: { kind: 'slab-mode' } } },
  {
    label: ', .',
    words: 'slab thinner, thicker by 1 mm',
    repeats: true,
    commands: { ',': { kind: 'slab', mm: -1 }, '.': { kind: 'slab', mm: 1 } },
  },
  { label: 'K', words: 'kernel: linear, cubic, nearest', commands: { k: { kind: 'kernel' } } },
  {
    label: 'T',
    words: 'next time of the stack',
    repeats: true,
    commands: { t: { kind: 'time', steps: 1 } },
  },
  {
    label: 'Shift T',
    words: 'previous time of the stack',
    held: 'shift',
    repeats: true,
    commands: { t: { kind: 'time', steps: -1 } },
  },
  { label: 'C', words: 'cine through the slices', commands: { c: { kind: 'cine-toggle', over: 'slices' } } },
  {
    label: 'Shift C',
    words: 'cine through the times',
    held: 'shift',
    commands: { c: { kind: 'cine-toggle', over: 'times' } },
  },
  {
    label: '< >',
    words: 'cine slower, faster',
    repeats: true,
    commands: { '<': { kind: 'cine-speed', factor: 1 / ZOOM }, '>': { kind: 'cine-speed', factor: ZOOM } },
  },
  {
    label: 'L, A, E, B, P',
    words: 'measure: length, angle, ellipse, box, probe; again: no more',
    commands: {
      l: { kind: 'tool', tool: 'measure:length' },
      a: { kind: 'tool', tool: 'measure:angle' },
      e: { kind: 'tool', tool: 'measure:ellipse' },
      b: { kind: 'tool', tool: 'measure:rectangle' },
      p: { kind: 'tool', tool: 'measure:probe' },
    },
  },
  {
    label: 'Arrows, measuring',
    words: 'move the cursor by 1 px',
    when: 'measuring',
    repeats: true,
    commands: {
      ArrowRight: { kind: 'cursor-move', right: FINE, down: 0 },
      ArrowLeft: { kind: 'cursor-move', right: -FINE, down: 0 },
      ArrowDown: { kind: 'cursor-move', right: 0, down: FINE },
      ArrowUp: { kind: 'cursor-move', right: 0, down: -FINE },
    },
  },
  {
    label: 'Shift arrows, measuring',
    words: 'move the cursor by 10 px',
    when: 'measuring',
    held: 'shift',
    repeats: true,
    commands: {
      ArrowRight: { kind: 'cursor-move', right: COARSE, down: 0 },
      ArrowLeft: { kind: 'cursor-move', right: -COARSE, down: 0 },
      ArrowDown: { kind: 'cursor-move', right: 0, down: COARSE },
      ArrowUp: { kind: 'cursor-move', right: 0, down: -COARSE },
    },
  },
  {
    label: 'Enter, Space, measuring',
    words: 'set a point at the cursor; the last one finishes',
    when: 'measuring',
    commands: { Enter: { kind: 'cursor-set' }, ' ': { kind: 'cursor-set' } },
  },
  {
    label: 'N',
    words: 'select the next measurement of this picture',
    repeats: true,
    commands: { n: { kind: 'select', steps: 1 } },
  },
  {
    label: 'Shift N',
    words: 'select the previous one',
    held: 'shift',
    repeats: true,
    commands: { n: { kind: 'select', steps: -1 } },
  },
  {
    label: 'Arrows, selected',
    words: 'move the measurement, or its handle',
    when: 'selected',
    repeats: true,
    commands: {
      ArrowRight: { kind: 'select-move', right: FINE, down: 0 },
      ArrowLeft: { kind: 'select-move', right: -FINE, down: 0 },
      ArrowDown: { kind: 'select-move', right: 0, down: FINE },
      ArrowUp: { kind: 'select-move', right: 0, down: -FINE },
    },
  },
  {
    label: 'Shift arrows, selected',
    words: 'move it by 10 px',
    when: 'selected',
    held: 'shift',
    repeats: true,
    commands: {
      ArrowRight: { kind: 'select-move', right: COARSE, down: 0 },
      ArrowLeft: { kind: 'select-move', right: -COARSE, down: 0 },
      ArrowDown: { kind: 'select-move', right: 0, down: COARSE },
      ArrowUp: { kind: 'select-move', right: 0, down: -COARSE },
    },
  },
  {
    label: 'Enter, Space, selected',
    words: 'take hold of the next handle, then of all again',
    when: 'selected',
    commands: { Enter: { kind: 'select-handle' }, ' ': { kind: 'select-handle' } },
  },
  {
    label: 'Ctrl Z, ⌘ Z',
    words: 'undo what was measured',
    held: 'ctrl',
    repeats: true,
    commands: { z: { kind: 'undo' } },
  },
  {
    label: 'Shift Ctrl Z, Shift ⌘ Z',
    words: 'redo it',
    held: 'shift ctrl',
    repeats: true,
    commands: { z: { kind: 'redo' } },
  },
  {
    label: 'Delete',
    words: 'remove the measurement touched last',
    commands: { Delete: { kind: 'remove' }, Backspace: { kind: 'remove' } },
  },
  { label: 'O', words: 'what lies over the picture', commands: { o: { kind: 'overlay' } } },
  { label: 'M', words: 'maximise', commands: { m: { kind: 'maximise' } } },
  { label: '?', words: 'this help', commands: { '?': { kind: 'help' } } },
  { label: 'Escape', words: 'take back, let go, stop, close, leave', commands: { Escape: { kind: 'escape' } } },
];
