// What comes in, as plain records: a DOM event less everything that has to do with elements.
import type { Point } from './command.ts';

/** What a press has hold of, found by whoever draws it: the reducer knows no picture. */
export type Grip =
  | { readonly kind: 'crosshair' }
  | { readonly kind: 'crosshair-rotate'; readonly pane: string }
  | { readonly kind: 'crosshair-slab'; readonly pane: string }
  | { readonly kind: 'measure'; readonly handle: string };

export interface PointerInput {
  readonly type: 'down' | 'move' | 'up' | 'cancel';
  readonly id: number;
  readonly pointer: 'mouse' | 'touch' | 'pen';
  /** Of a `down`: 0 left or a tip, 1 middle, 2 right or a barrel, 5 an eraser. */
  readonly button: number;
  /** Held now, as bits; 0: none. */
  readonly buttons: number;
  readonly shift: boolean;
  /** Ctrl, or Command. */
  readonly ctrl: boolean;
  readonly at: Point;
  /** ms of any clock that only goes on. */
  readonly time: number;
  readonly grip?: Grip | null;
}

export interface WheelInput {
  readonly type: 'wheel';
  /** px, down and away above 0. */
  readonly px: number;
  /** Also what browsers say for a pinch on a trackpad. */
  readonly ctrl: boolean;
  readonly at: Point;
  readonly time: number;
}

export interface KeyInput {
  readonly type: 'key';
  readonly down: boolean;
  /** As `KeyboardEvent.key`. */
  readonly key: string;
  readonly repeat: boolean;
  readonly shift: boolean;
  /** With Ctrl, Alt or Command a key is the browser's own; with AltGr it is a character like any other. */
  readonly browsers: boolean;
  /** Ctrl or Command, without Alt: what undoes and redoes comes with it. */
  readonly ctrl?: boolean;
}

export type InputEvent =
  | PointerInput
  | WheelInput
  | KeyInput
  /** The pointer has left the picture. */
  | { readonly type: 'leave' }
  /** Time goes by: once a frame while a cine plays, and at will. */
  | { readonly type: 'tick'; readonly time: number }
  /** The focus has left: nothing is down any more as far as anyone can tell. */
  | { readonly type: 'blur' };

interface PointerLike {
  readonly type: string;
  readonly pointerId: number;
  readonly pointerType: string;
  readonly button: number;
  readonly buttons: number;
  readonly shiftKey: boolean;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly timeStamp: number;
}

const POINTER_TYPES: Readonly<Record<string, PointerInput['type']>> = {
  pointerdown: 'down',
  pointermove: 'move',
  pointerup: 'up',
  pointercancel: 'cancel',
  lostpointercapture: 'cancel',
};

/** @param grip  what is under the pointer of a press */
export const pointerInput = (event: PointerLike, at: Point, grip: Grip | null = null): PointerInput => ({
  type: POINTER_TYPES[event.type] ?? 'cancel',
  id: event.pointerId,
  pointer: event.pointerType === 'touch' || event.pointerType === 'pen' ? event.pointerType : 'mouse',
  button: event.button,
  buttons: event.buttons,
  shift: event.shiftKey,
  ctrl: event.ctrlKey || event.metaKey,
  at,
  time: event.timeStamp,
  grip,
});

interface WheelLike {
  readonly deltaX: number;
  readonly deltaY: number;
  readonly deltaMode: number;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly timeStamp: number;
}

/** px of a pixel, a line and a page: three lines are a notch of 100 px. */
const DELTA_PX = [1, 100 / 3, 400] as const;

/** Where a wheel goes sideways only, as with shift on some systems, that counts. */
export const wheelInput = (event: WheelLike, at: Point): WheelInput => ({
  type: 'wheel',
  px: (event.deltaY || event.deltaX) * (DELTA_PX[event.deltaMode] ?? 1),
  ctrl: event.ctrlKey || event.metaKey,
  at,
  time: event.timeStamp,
});

interface KeyLike {
  readonly type: string;
  readonly key: string;
  readonly repeat: boolean;
  readonly shiftKey: boolean;
  readonly ctrlKey: boolean;
  readonly altKey: boolean;
  readonly metaKey: boolean;
  getModifierState(modifier: string): boolean;
}

export const keyInput = (event: KeyLike): KeyInput => ({
  type: 'key',
  down: event.type === 'keydown',
  key: event.key,
  repeat: event.repeat,
  shift: event.shiftKey,
  ctrl: (event.metaKey || event.ctrlKey) && !event.altKey,
  // AltGr reports Ctrl and Alt on Windows; brackets need it on many keyboards.
  browsers: event.metaKey || ((event.ctrlKey || event.altKey) && !event.getModifierState('AltGraph')),
});
