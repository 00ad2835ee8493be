// Named windows for values in HU. Keys 1 to 9 of a viewer are the first nine, in this order.
import type { VoiWindow } from './voi-window.ts';

const preset = (explanation: string, center: number, width: number): VoiWindow => ({
  center,
  width,
  function: 'LINEAR',
  explanation,
});

export const PRESETS = {
  brain: preset('brain', 40, 80),
  subdural: preset('subdural', 75, 215),
  stroke: preset('stroke', 40, 40),
  'temporal-bone': preset('temporal bone', 600, 2800),
  bone: preset('bone', 400, 1800),
  'soft-tissue': preset('soft tissue', 50, 400),
  mediastinum: preset('mediastinum', 50, 350),
  lung: preset('lung', -600, 1500),
  abdomen: preset('abdomen', 50, 400),
  liver: preset('liver', 30, 150),
  spine: preset('spine', 50, 250),
  angio: preset('angio', 300, 600),
} as const satisfies Readonly<Record<string, VoiWindow>>;

export type PresetName = keyof typeof PRESETS;

export const isPresetName = (name: string): name is PresetName => Object.hasOwn(PRESETS, name);
