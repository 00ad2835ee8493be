// What a picture shows, in words, for those who hear it.

import { stepsOf } from '../view/steps.ts';
import { isLutChoice } from '../voi/voi-lut.ts';
import { modality } from './format.ts';
import { itemsOf, type Shown } from './overlay/items.ts';

/** For example "Sagittal, x 12.0 mm, slice 12 of 40, window 80, level 40, brain, tilt 12.0°". */
export function descriptionOf(shown: Shown): string {
  const { volume, state, name } = shown;
  const { index, count, slices } = stepsOf(volume, state);
  const items = itemsOf(shown);
  const said = (...ids: string[]): string[] => items.flatMap(({ id, texts }) => (ids.includes(id) ? texts[0]! : []));
  const { window } = state;
  const values = isLutChoice(window)
    ? `LUT ${window.lut + 1}`
    : `window ${modality(window.width)}, level ${modality(window.center)} ${volume.unit}`;
  return [
    name,
    ...said('position'),
    `${slices ? 'slice' : 'step'} ${index + 1} of ${count}`,
    ...said('time'),
    values,
    window.explanation?.toLowerCase(),
    ...said('colors', 'slab'),
    ...items.flatMap(({ kind, texts }) => (kind === 'badge' ? texts[0]! : [])),
  ]
    .filter(Boolean)
    .join(', ')
    .replaceAll('  ', ' ');
}
