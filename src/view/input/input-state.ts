// What is down, and what is left over: all that input remembers between two events.
import { type Cine, FIRST_SPEED } from '../cine.ts';
import type { Command, Point } from './command.ts';
import type { Grip } from './input-event.ts';
import type { Tool } from './tool.ts';

/** One pointer that is down. */
export interface Drag {
  readonly tool: Tool;
  readonly grip: Grip | null;
  readonly start: Point;
  readonly at: Point;
  /** px that it must go before it is a drag and no click; 0: it is one. */
  readonly slop: number;
  /** px that have not made a whole step yet. */
  readonly owed: number;
}

export interface Tap {
  readonly at: Point;
  readonly time: number;
}

export interface Finger {
  readonly id: number;
  readonly at: Point;
}

export interface Touch {
  readonly fingers: readonly Finger[];
  readonly mode: TouchMode;
}

export type TouchMode =
  | { readonly kind: 'tool'; readonly drag: Drag }
  /** `twist`: degrees that the two have turned so far; null once they turn the picture. */
  | { readonly kind: 'pinch'; readonly twist: number | null }
  | { readonly kind: 'window' }
  /** A finger has left: the rest mean nothing until another comes. */
  | { readonly kind: 'spent' };

export interface Wheel {
  /** Of the last event, ms. */
  readonly time: number;
  readonly direction: number;
  /** Notches a second, smoothed. */
  readonly speed: number;
  /** Part of a step that is owed, in the direction. */
  readonly owed: number;
  /** The frame that is being filled, and how many steps it has had. */
  readonly frame: { readonly time: number; readonly steps: number };
}

export interface PlayingCine extends Cine {
  readonly over: 'slices' | 'times';
  /** Of the last tick; null before the first. */
  readonly time: number | null;
}

export interface InputState {
  /** Of a mouse or a pen. */
  readonly drag: { readonly id: number; readonly primary: boolean; readonly drag: Drag } | null;
  readonly touch: Touch | null;
  readonly wheel: Wheel | null;
  /** A click that a second may follow. */
  readonly tap: Tap | null;
  /** A letter that is held and gives the arrows another meaning. */
  readonly held: string | null;
  /** Where keys point; null until they have. */
  readonly cursor: Point | null;
  readonly cine: PlayingCine | null;
  /** Of the next cine. */
  readonly framesPerSecond: number;
}

export const NO_INPUT: InputState = {
  drag: null,
  touch: null,
  wheel: null,
  tap: null,
  held: null,
  cursor: null,
  cine: null,
  framesPerSecond: FIRST_SPEED,
};

/** What comes of an event. */
export interface Outcome {
  readonly input: InputState;
  readonly commands: readonly Command[];
  /** Whether the event meant something here, so that the browser should do nothing of its own with it. */
  readonly handled: boolean;
}
