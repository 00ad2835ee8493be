// What an mpr is made of, by name.
import { ResliceError } from '../errors.ts';
import { PANES, type PaneName } from '../view/crosshair.ts';
import type { StateAttribute } from './attributes.ts';

export type MprPlane = PaneName;

export const LAYOUTS = ['2x2', '1+3', 'one'] as const;
export type MprLayout = (typeof LAYOUTS)[number];

/** What all panes have in common. */
export const SHARED = [
  'window',
  'interpolation',
  'invert',
  'colormap',
  'time',
  'overlay',
] as const satisfies StateAttribute[];

/** @throws ResliceError 'use/bad-argument' where there is none of that name */
export function paneNamed(name: PaneName): PaneName {
  if (PANES.includes(name)) return name;
  throw new ResliceError('use/bad-argument', { detail: `no pane is named ${name}` });
}
