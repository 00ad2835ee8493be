// What an event happens in, and what is in hand.
import type { Cine } from '../cine.ts';
import type { EditCommand, Point } from './command.ts';
import type { Tool } from './tool.ts';

/** What an event happens in; the host's, and as fresh as the event. */
export interface Scene {
  readonly tool: Tool;
  /** Of the canvas, CSS px. */
  readonly width: number;
  readonly height: number;
  /** Where the view stands among its steps: `stepsOf`. */
  readonly steps: { readonly index: number; readonly count: number };
  /** And among its times; one where left out. */
  readonly times?: { readonly index: number; readonly count: number };
  /** What can be done to the list of measurements now; nothing where left out. Keys that could do nothing are the browser’s. */
  readonly edits?: readonly EditCommand['kind'][];
  /** What keys find of measurements; nothing where left out. */
  readonly measuring?: {
    /** Whether one has points that are still to be set. */
    readonly drawing: boolean;
    /** Whether one that is shown is selected: arrows are for that one. */
    readonly selected: boolean;
  };
  /** What a cine does at the end. By default slices go back and times go round. */
  readonly cineEnds?: Cine['ends'];
}

export const distance = (a: Point, b: Point): number => Math.hypot(a[0] - b[0], a[1] - b[1]);
