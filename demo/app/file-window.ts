// A volume's own window, found once: where no file gives one, every value is looked at.
import { resolveWindow, type VoiTransform, type Volume } from '../../src/entry/index.ts';

const known = new WeakMap<Volume, VoiTransform>();

/** As `resolveWindow(volume, 'file')`. */
export function fileWindow(volume: Volume): VoiTransform {
  const window = known.get(volume) ?? resolveWindow(volume, 'file');
  known.set(volume, window);
  return window;
}
