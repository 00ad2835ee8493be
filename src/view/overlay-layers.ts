// What may lie over a picture, each to be shown or not. Nothing of it is ever drawn into the picture.

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
