// What input asks for, as plain records. A view's own are carried out by `applyCommand`; the others are for who has several views,
// a layout, or something to measure.
import type { Tool } from './tool.ts';

/** CSS px from the canvas's upper left corner, to the right and down. */
export type Point = readonly [x: number, y: number];

/** What concerns the picture of one view. Clockwise and right and down are as seen on screen, px are CSS px. */
export type ViewCommand =
  /** Into the picture. */
  | { readonly kind: 'scrub'; readonly steps: number }
  /** Through the stack's times; goes round. */
  | { readonly kind: 'time'; readonly steps: number }
  /** px of a drag: right widens, down raises the centre. */
  | { readonly kind: 'window'; readonly right: number; readonly down: number }
  /** Presses of keys, signed as a drag. */
  | { readonly kind: 'nudge-window'; readonly right: number; readonly down: number }
  /** 1 to 9. */
  | { readonly kind: 'preset'; readonly number: number }
  /** px that the anatomy moves. */
  | { readonly kind: 'pan'; readonly right: number; readonly down: number }
  /** About a point that stays; null: the picture's centre. */
  | { readonly kind: 'zoom'; readonly factor: number; readonly at: Point | null }
  /** Degrees clockwise about a point that stays; the size stays too. */
  | { readonly kind: 'rotate'; readonly degrees: number; readonly at: Point | null }
  /** Quarters clockwise about the picture's centre, fitted anew. */
  | { readonly kind: 'turn'; readonly quarters: number }
  | { readonly kind: 'flip'; readonly across: 'horizontal' | 'vertical' }
  | { readonly kind: 'invert' }
  | { readonly kind: 'fit' }
  | { readonly kind: 'reset' }
  /** mm thicker. */
  | { readonly kind: 'slab'; readonly mm: number }
  | { readonly kind: 'slab-mode' }
  | { readonly kind: 'kernel' }
  /** All layers over the picture, or none. */
  | { readonly kind: 'overlay' };

/** What moves the planes of several views. */
export type CrosshairCommand =
  | { readonly kind: 'crosshair'; readonly at: Point }
  /** In the plane of this view, by the smallest voxel edge. */
  | { readonly kind: 'crosshair-step'; readonly right: number; readonly down: number }
  /** A handle has been drawn around the crosshair's point; `pane` is whose line it is on. */
  | { readonly kind: 'crosshair-rotate'; readonly pane: string; readonly from: Point; readonly to: Point }
  /** By a key: degrees clockwise on screen. */
  | { readonly kind: 'crosshair-turn'; readonly degrees: number }
  /** The handle of the slab of `pane` is at a point of this view. */
  | { readonly kind: 'crosshair-slab'; readonly pane: string; readonly at: Point };

/** What happens to a measuring tool or to a handle of a measurement. */
export interface MeasureCommand {
  readonly kind: 'measure';
  /** What stands after `measure:` in the tool's name; null where a handle is dragged. */
  readonly tool: string | null;
  readonly handle: string | null;
  /**
   * `double`: a second click at the same place, after its `up`. `cancel`: as if it had not begun. From the keyboard's cursor, without a
   * `down`: `aim`, it is here now; `set`, the next point is here, the first of a new drawing where none is in progress.
   */
  readonly phase: 'down' | 'move' | 'up' | 'cancel' | 'double' | 'aim' | 'set';
  readonly at: Point;
}

/** What a key does to the list of measurements; asked for only where the scene says that it can be done. */
export interface EditCommand {
  /** `remove`: the one that was touched last. */
  readonly kind: 'undo' | 'redo' | 'remove';
}

/** What keys do to a measurement that is there; it need not have been touched by a pointer. */
export type SelectCommand =
  /** Among those that are shown, in the order in which they were made, round and round; 0: none. */
  | { readonly kind: 'select'; readonly steps: number }
  /** What arrows move of it: all of it, then its handles one by one, then all again. */
  | { readonly kind: 'select-handle' }
  /** px. */
  | { readonly kind: 'select-move'; readonly right: number; readonly down: number };

/** What concerns who shows the view. */
export type HostCommand =
  | { readonly kind: 'maximise' }
  | { readonly kind: 'help' }
  /** Leaves whatever is open: help, a maximised view, a measurement that is not finished. */
  | { readonly kind: 'escape' }
  /** Another tool is wanted in hand; null: the one that was there before a measuring one. */
  | { readonly kind: 'tool'; readonly tool: Tool | null }
  /** The keyboard's cursor is here: to be seen and told of, as what hovers; null: it has gone. */
  | { readonly kind: 'cursor'; readonly at: Point | null }
  /** A pointer without a button is here, or a finger or pen has tapped here; null: it has left. */
  | { readonly kind: 'hover'; readonly at: Point | null }
  /** A cine has started, stopped or changed its speed: ticks are due while it plays. */
  | {
      readonly kind: 'cine';
      readonly playing: boolean;
      readonly over: 'slices' | 'times';
      readonly framesPerSecond: number;
    };

export type Command = ViewCommand | CrosshairCommand | MeasureCommand | EditCommand | SelectCommand | HostCommand;

const EDIT_KINDS: ReadonlySet<string> = new Set<EditCommand['kind']>(['undo', 'redo', 'remove']);

export const isEditCommand = (command: { readonly kind: string }): command is EditCommand =>
  EDIT_KINDS.has(command.kind);

const SELECT_KINDS: ReadonlySet<string> = new Set<SelectCommand['kind']>(['select', 'select-handle', 'select-move']);

export const isSelectCommand = (command: { readonly kind: string }): command is SelectCommand =>
  SELECT_KINDS.has(command.kind);

const VIEW_KINDS: ReadonlySet<string> = new Set<ViewCommand['kind']>([
  'scrub',
  'time',
  'window',
  'nudge-window',
  'preset',
  'pan',
  'zoom',
  'rotate',
  'turn',
  'flip',
  'invert',
  'fit',
  'reset',
  'slab',
  'slab-mode',
  'kernel',
  'overlay',
]);

export const isViewCommand = (command: Command): command is ViewCommand => VIEW_KINDS.has(command.kind);

const CROSSHAIR_KINDS: ReadonlySet<string> = new Set<CrosshairCommand['kind']>([
  'crosshair',
  'crosshair-step',
  'crosshair-rotate',
  'crosshair-turn',
  'crosshair-slab',
]);

export const isCrosshairCommand = (command: Command): command is CrosshairCommand => CROSSHAIR_KINDS.has(command.kind);
