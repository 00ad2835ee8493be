// What measuring says to those who hear it: the tool, how far a drawing is, what has been selected, and what came of it.
import { handlesOf } from '../measure/edit.ts';
import { type Measurement, type MeasurementKind, POINTS_OF } from '../measure/measurement.ts';
import type { Tool } from '../view/input/tool.ts';
import type { View } from '../view/view.ts';
import { modality, title } from './format.ts';

export interface Facts {
  readonly tool: Tool;
  /** What is being drawn, is selected, or has just been made. */
  readonly measurement: Measurement | null;
  /** What it measures. */
  readonly lines: readonly string[];
  /** How many points of it are set; null where it is not being drawn. */
  readonly set: number | null;
  /** What of it arrows move, null for all; and those that could be selected. */
  readonly selected: { readonly handle: number | null; readonly among: readonly Measurement[] } | null;
  readonly done: 'made' | 'undo' | 'redo' | 'remove' | null;
}

const DONE = { undo: 'undone', redo: 'redone', remove: 'removed' } as const;

/** For example "Length, 34.2 mm, point 2 of 2", "Length, 34.2 mm, selected, 1 of 3, handle 2 of 2", or "". */
export function measuringWords({ tool, measurement, lines, set, selected, done }: Facts): string {
  if (done && done !== 'made') return title(DONE[done]);
  if (!measurement) {
    const kind = tool.split(':')[1] as MeasurementKind;
    return kind && Object.hasOwn(POINTS_OF, kind) ? `${title(kind)}, point 1 of ${POINTS_OF[kind]}` : '';
  }
  const words = [title(measurement.kind), measurement.label, ...lines];
  if (set !== null) words.push(`point ${set + 1} of ${POINTS_OF[measurement.kind]}`);
  else if (selected) {
    const { handle, among } = selected;
    words.push('selected', `${among.indexOf(measurement) + 1} of ${among.length}`);
    if (handle !== null) words.push(`handle ${handle + 1} of ${handlesOf(measurement).length}`);
  }
  return words.filter(Boolean).join(', ');
}

/** At and above 0 mm of x, y and z, and below: LPS. */
const SIDES = [
  ['left', 'right'],
  ['posterior', 'anterior'],
  ['head', 'foot'],
] as const;

/** For example "41.2 HU, left 12.0, anterior 3.0, head 40.0 mm". */
export function cursorWords(view: View, x: number, y: number): string {
  const probe = view.valueAt(x, y);
  const value = probe ? `${modality(probe.value)} ${probe.unit}`.trim() : 'no value';
  const place = view.toPatient(x, y).map((mm, n) => `${SIDES[n]![mm < 0 ? 1 : 0]} ${Math.abs(mm).toFixed(1)}`);
  return `${value}, ${place.join(', ')} mm`;
}
