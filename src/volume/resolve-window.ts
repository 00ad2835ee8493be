// From what a caller asks for to the window that is drawn.
import { ResliceError } from '../errors.ts';
import { isPresetName, PRESETS, type PresetName } from '../voi/presets.ts';
import { checkVoi, type VoiLutChoice, type VoiTransform } from '../voi/voi-lut.ts';
import type { VoiWindow } from '../voi/voi-window.ts';
import { autoWindow } from './auto-window.ts';
import type { Volume } from './volume.ts';

/** Center and width; the function is LINEAR unless it is given. */
export type WindowValues = Omit<VoiWindow, 'function'> & { readonly function?: VoiWindow['function'] };

/**
 * A window, one of the volume's VOI LUTs, a preset's name (HU only), 'auto', or 'file': the middle slice's first window, else its first
 * VOI LUT, else auto.
 */
export type WindowRequest = WindowValues | VoiLutChoice | PresetName | 'auto' | 'file';

/** @throws ResliceError 'voi/bad-value' for a bad width, an unknown name, a LUT that the volume does not have, or a preset where the unit is not HU */
export function resolveWindow(volume: Volume, request: WindowRequest = 'file'): VoiTransform {
  // A caller without types may give anything at all: what is no record has no width.
  if (typeof request !== 'string')
    return checkVoi({ ...request, function: request?.function ?? 'LINEAR' } as VoiTransform, volume.voiLuts);
  if (request === 'file') return volume.windows[0] ?? lutChoice(volume, 0) ?? autoWindow(volume);
  if (request === 'auto') return autoWindow(volume);
  if (!isPresetName(request)) throw new ResliceError('voi/bad-value', { detail: `no window is named ${request}` });
  if (volume.unit !== 'HU')
    throw new ResliceError('voi/bad-value', { detail: `${request} is in HU, this volume is in ${volume.unit}` });
  return PRESETS[request];
}

/** The choice of one of a volume's VOI LUTs, with its name; undefined where there is none. */
export function lutChoice({ voiLuts }: Volume, lut: number): VoiLutChoice | undefined {
  const found = voiLuts[lut];
  if (!found) return undefined;
  const { explanation } = found;
  return { function: 'LUT', lut, ...(explanation ? { explanation } : {}) };
}
