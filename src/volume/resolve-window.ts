// From what a caller asks for to the window that is drawn.
import { ResliceError } from '../errors.ts';
import { isPresetName, PRESETS, type PresetName } from '../voi/presets.ts';
import { checkWindow, type VoiWindow } from '../voi/voi-window.ts';
import { autoWindow } from './auto-window.ts';
import type { Volume } from './volume.ts';

/** Center and width; the function is LINEAR unless it is given. */
export type WindowValues = Omit<VoiWindow, 'function'> & { readonly function?: VoiWindow['function'] };

/** A window, a preset's name (HU only), 'auto', or 'file': the middle slice's first window, else auto. */
export type WindowRequest = WindowValues | PresetName | 'auto' | 'file';

/** @throws ResliceError 'voi/bad-value' for a bad width, an unknown name, or a preset where the unit is not HU */
export function resolveWindow(volume: Volume, request: WindowRequest = 'file'): VoiWindow {
  if (typeof request !== 'string') return checkWindow({ ...request, function: request.function ?? 'LINEAR' });
  if (request === 'file') return volume.windows[0] ?? autoWindow(volume);
  if (request === 'auto') return autoWindow(volume);
  if (!isPresetName(request)) throw new ResliceError('voi/bad-value', { detail: `no window is named ${request}` });
  if (volume.unit !== 'HU')
    throw new ResliceError('voi/bad-value', { detail: `${request} is in HU, this volume is in ${volume.unit}` });
  return PRESETS[request];
}
