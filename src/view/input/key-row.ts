// From a key that is pressed, and what is held and in hand, to its row of the table.
import { isMeasuring } from './drag.ts';
import { KEYS, type KeyMode, type KeyRow } from './keys.ts';
import type { Scene } from './scene.ts';

/** Letters mean the same under Caps Lock. */
export const plainKey = (key: string): string => (key.length === 1 ? key.toLowerCase() : key);

/** Whether a key is one of those that are held while others are pressed. */
export const isHeldKey = (key: string): boolean => key.length === 1 && KEYS.some(({ held }) => held === key);

/** What a key means with Ctrl or Command; all others are the browser's. */
export const ctrlRow = (key: string, shift: boolean): KeyRow | null =>
  KEYS.find(({ held, commands }) => held === (shift ? 'shift ctrl' : 'ctrl') && Object.hasOwn(commands, key)) ?? null;

/** What a key means with what is held; where that gives it no meaning of its own, its plain one. */
export function keyRow(key: string, held: string | null, shift: boolean, mode?: KeyMode): KeyRow | null {
  const rows = KEYS.filter(({ commands }) => Object.hasOwn(commands, key));
  const rowOf = (wanted: string | undefined, when?: KeyMode) =>
    rows.find((row) => row.held === wanted && row.when === when);
  const among = (when?: KeyMode) => (shift && rowOf('shift', when)) || rowOf(undefined, when);
  return (held && rowOf(held)) || (mode && among(mode)) || among() || null;
}

/** What is selected comes before the tool in hand. */
export const keyMode = ({ tool, measuring }: Scene): KeyMode | undefined =>
  measuring?.selected ? 'selected' : isMeasuring(tool) ? 'measuring' : undefined;
