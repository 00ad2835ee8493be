// The keyboard's cursor: what points at a place of the picture where there is no pointer. It stays in the picture; at an edge the
// anatomy comes to it.
import type { Command, Point } from './command.ts';
import { measure } from './drag.ts';
import type { InputState, Outcome } from './input-state.ts';
import type { Scene } from './scene.ts';

type Done = Omit<Outcome, 'handled'>;

/** px from the edges: a point on an edge itself has no pixel under it. */
const RIM = 0.5;

const clamp = (x: number, size: number): number => Math.min(Math.max(x, RIM), Math.max(RIM, size - RIM));

/** In the middle at first; within the picture whatever has become of its size. */
const cursorIn = ({ cursor }: InputState, { width, height }: Scene): Point =>
  cursor ? [clamp(cursor[0], width), clamp(cursor[1], height)] : [width / 2, height / 2];

const placed = (input: InputState, at: Point, scene: Scene, phase: 'aim' | 'set'): Done => ({
  input: { ...input, cursor: at },
  commands: [{ kind: 'cursor', at }, measure({ tool: scene.tool, grip: null }, phase, at)],
});

/** px right and down. */
export function cursorMoved(input: InputState, right: number, down: number, scene: Scene): Done {
  const [x, y] = cursorIn(input, scene);
  const at: Point = [clamp(x + right, scene.width), clamp(y + down, scene.height)];
  const pan = { kind: 'pan', right: at[0] - x - right, down: at[1] - y - down } as const;
  const after = placed(input, at, scene, 'aim');
  // First the anatomy: what is drawn follows the cursor to where that is then.
  return pan.right === 0 && pan.down === 0 ? after : { ...after, commands: [pan, ...after.commands] };
}

/** A point of what is being drawn is set at the cursor. */
export const cursorSet = (input: InputState, scene: Scene): Done => placed(input, cursorIn(input, scene), scene, 'set');

/** A pointer has come, or the keys have no tool to point with any more. */
export const cursorGone = (input: InputState): Done => ({
  input: { ...input, cursor: null },
  commands: input.cursor ? CURSOR_GONE : [],
});

const CURSOR_GONE: readonly Command[] = [{ kind: 'cursor', at: null }];
