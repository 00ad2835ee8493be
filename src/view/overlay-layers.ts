// What may lie over a picture, each to be shown or not. Nothing of it is ever drawn into the picture.
import { ResliceError } from '../errors.ts';

/**
 * letters: the patient's sides. scale: a bar of a round length. window: center, width and name. place: position and step.
 * sampling: kernel, slab and zoom. badges: what is odd about the picture (tilt, a missing slice, lossy, drawn by the CPU).
 */
export const OVERLAY_LAYERS = [
  'letters',
  'scale',
  'window',
  'place',
  'sampling',
  'badges',
  'crosshair',
  'measurements',
] as const;
export type OverlayLayer = (typeof OVERLAY_LAYERS)[number];
export type OverlayLayers = Readonly<Record<OverlayLayer, boolean>>;

/** All of them shown, or none. */
export const allLayers = (shown: boolean): OverlayLayers =>
  Object.fromEntries(OVERLAY_LAYERS.map((layer) => [layer, shown])) as OverlayLayers;

/** The layers with `request` in them. @throws ResliceError 'use/bad-argument' for a layer that there is not */
export function nextLayers(current: OverlayLayers, request: boolean | Partial<OverlayLayers>): OverlayLayers {
  if (typeof request === 'boolean') return allLayers(request);
  for (const [layer, shown] of Object.entries(request ?? { overlay: request }))
    if (!Object.hasOwn(current, layer) || typeof shown !== 'boolean')
      throw new ResliceError('use/bad-argument', { detail: `overlay ${layer}: ${shown}` });
  return { ...current, ...request };
}
