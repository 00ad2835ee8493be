// A mouse or a pen: which button means which tool, and one drag at a time.
import type { Command } from './command.ts';
import { beginDrag, endDrag, isClick, moveDrag } from './drag.ts';
import type { PointerInput } from './input-event.ts';
import type { Drag, InputState, Outcome } from './input-state.ts';
import type { Scene } from './scene.ts';
import { tapped } from './tap.ts';
import type { Tool } from './tool.ts';

/** px. */
const SLOP = 4;
const DOUBLE_REACH = 8;

/** Rows of the help, and what decides: the first that fits. A pen's barrel is button 2, its eraser 5. */
export const BUTTONS: readonly {
  readonly input: string;
  readonly words: string;
  readonly fits: (event: PointerInput) => boolean;
  /** null: the one in hand. */
  readonly tool: Tool | null;
}[] = [
  {
    input: 'Right drag, pen’s barrel or eraser',
    words: 'window: right widens, down raises the centre',
    fits: ({ button }) => button === 2 || button === 5,
    tool: 'window',
  },
  {
    input: 'Middle drag, Shift drag',
    words: 'pan',
    fits: ({ button, shift }) => button === 1 || (button === 0 && shift),
    tool: 'pan',
  },
  { input: 'Ctrl drag', words: 'zoom', fits: ({ button, ctrl }) => button === 0 && ctrl, tool: 'zoom' },
  { input: 'Drag', words: 'the tool in hand', fits: ({ button }) => button === 0, tool: null },
];

export function mouseInput(input: InputState, event: PointerInput, scene: Scene): Outcome {
  if (event.type === 'down') return input.drag ? ignored(input) : pressed(input, event, scene);
  const { drag: held } = input;
  if (held?.id !== event.id) return held || event.type !== 'move' ? ignored(input) : hover(input, event);
  // The button went up where nobody could tell: outside the window, or over a menu.
  if (event.type === 'move' && event.buttons === 0) return ended(input, held.drag, { ...event, type: 'cancel' }, false);
  const { drag, commands } = event.type === 'cancel' ? unmoved(held.drag) : moveDrag(held.drag, event.at, scene);
  if (event.type === 'move') return { input: { ...input, drag: { ...held, drag } }, commands, handled: true };
  const after = ended(input, drag, event, held.primary);
  return { ...after, commands: [...commands, ...after.commands] };
}

function pressed(input: InputState, event: PointerInput, scene: Scene): Outcome {
  const row = BUTTONS.find(({ fits }) => fits(event));
  if (!row) return ignored(input);
  const primary = row.tool === null;
  const { drag, commands } = beginDrag(row.tool ?? scene.tool, primary ? (event.grip ?? null) : null, event.at, SLOP);
  const tap = primary ? input.tap : null;
  return { input: { ...input, tap, drag: { id: event.id, primary, drag } }, commands, handled: true };
}

function ended(input: InputState, drag: Drag, { type, at, time, pointer }: PointerInput, primary: boolean): Outcome {
  const commands = endDrag(drag, at, type === 'up');
  const after = { ...input, drag: null, tap: null };
  if (type !== 'up' || !primary || !isClick(drag)) return { input: after, commands, handled: true };
  const click = tapped(input.tap, drag, { at, time }, DOUBLE_REACH);
  // Not every pen is felt before it touches.
  const tapping: readonly Command[] = pointer === 'pen' ? [{ kind: 'hover', at }] : [];
  return { input: { ...after, tap: click.tap }, commands: [...commands, ...tapping, ...click.commands], handled: true };
}

const unmoved = (drag: Drag) => ({ drag, commands: [] });

const hover = (input: InputState, { at }: PointerInput): Outcome => ({
  input,
  commands: [{ kind: 'hover', at }],
  handled: false,
});

export const ignored = (input: InputState): Outcome => ({ input, commands: [], handled: false });
