// Named windows for values in HU. Keys 1 to 9 of a viewer are the first nine, in this order.
import type { VoiWindow } from './voi-window.ts';

const CENTERS_AND_WIDTHS = {
  brain: [40, 80],
  subdural: [75, 215],
  stroke: [40, 40],
  'temporal-bone': [600, 2800],
  bone: [400, 1800],
  'soft-tissue': [50, 400],
  mediastinum: [50, 350],
  lung: [-600, 1500],
  abdomen: [50, 400],
  liver: [30, 150],
  spine: [50, 250],
  angio: [300, 600],
} as const;

export type PresetName = keyof typeof CENTERS_AND_WIDTHS;

/** `explanation` is the name as people write it: 'soft tissue'. */
export const PRESETS = Object.fromEntries(
  Object.entries(CENTERS_AND_WIDTHS).map(([name, [center, width]]): [string, VoiWindow] => [
    name,
    { center, width, function: 'LINEAR', explanation: name.replace('-', ' ') },
  ]),
) as Readonly<Record<PresetName, VoiWindow>>;

export const isPresetName = (name: string): name is PresetName => Object.hasOwn(PRESETS, name);
