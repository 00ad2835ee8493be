// Clicks and taps: one points the crosshair, two at the same place make the view large, or say so to a measuring tool.
import type { Command } from './command.ts';
import { isMeasuring, measure } from './drag.ts';
import type { Drag, Tap } from './input-state.ts';
import { distance } from './scene.ts';

/** ms between two taps that are one double tap. */
export const DOUBLE = 400;

/** @param reach  px between the two taps */
export function tapped(
  before: Tap | null,
  { tool, grip }: Drag,
  { at, time }: Tap,
  reach: number,
): { readonly tap: Tap | null; readonly commands: readonly Command[] } {
  // A click on a handle is for the handle.
  if (grip && grip.kind !== 'crosshair') return { tap: null, commands: [] };
  const second = before !== null && time - before.time <= DOUBLE && distance(before.at, at) <= reach;
  if (isMeasuring(tool) && !grip)
    return second
      ? { tap: null, commands: [measure({ tool, grip }, 'double', at)] }
      : { tap: { at, time }, commands: [] };
  if (second) return { tap: null, commands: [{ kind: 'maximise' }] };
  // With the crosshair in hand the press has pointed already.
  const pointed = grip || tool === 'crosshair';
  return { tap: { at, time }, commands: pointed ? [] : [{ kind: 'crosshair', at }] };
}
