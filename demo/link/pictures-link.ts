// The pictures' state -> what a link holds of it, and back.
import {
  type Crosshair,
  isLutChoice,
  isResliceError,
  PRESETS,
  type ViewRequest,
  type ViewState,
  type VoiTransform,
  type WindowRequest,
} from '../../src/entry/index.ts';
import { type Pictures, PLANES, type PlaneKey } from '../app/pictures.ts';
import type { LinkState } from './link.ts';
import { type Look, look, PLAIN } from './look.ts';

const STRAIGHT: Crosshair['axes'] = [
  [1, 0, 0],
  [0, 1, 0],
  [0, 0, 1],
];
const ANGLE = 45;

/** A millionth of a mm, of a degree and of a zoom is nothing that is seen, and a link is read by people. Never -0. */
const short = (value: number): number => Math.round(value * 1e6) / 1e6 + 0;
/** Axes stay orthogonal, and planes named where they are. */
const fine = (value: number): number => Math.round(value * 1e12) / 1e12 + 0;

/** @param file  the window that the series comes with */
export function linkOf(pictures: Pictures, file: VoiTransform | null): LinkState {
  const { mpr, layout, active } = pictures;
  const { crosshair, state } = mpr;
  if (!crosshair || !state) return {};
  const { point, axes, oblique } = crosshair;
  const straight = axes.every((axis, n) => axis.every((part, m) => part === STRAIGHT[n]![m]));
  const { interpolation, colormap, invert, time } = state;
  return {
    at: [short(point[0]), short(point[1]), short(point[2])],
    ...(straight ? {} : { axes: axes.map((axis) => axis.map(fine)) as unknown as Crosshair['axes'] }),
    ...(oblique === ANGLE ? {} : { angle: short(oblique) }),
    layout,
    pane: active,
    window: windowOf(state.window, file),
    kernel: interpolation,
    ...(typeof colormap === 'string' && colormap !== 'grey' ? { map: colormap } : {}),
    ...(invert ? { invert } : {}),
    ...(time ? { time } : {}),
    ...looksOf(pictures),
  };
}

function looksOf(pictures: Pictures): Partial<Record<PlaneKey, Look>> {
  const looks: Partial<Record<PlaneKey, Look>> = {};
  for (const pane of PLANES) {
    const state = pictures.viewOf(pane)?.state;
    if (state && look.write(shortLook(state)) !== '') looks[pane] = shortLook(state);
  }
  return looks;
}

const shortLook = ({ zoom, pan, rotation, flip, slab }: ViewState): Look => ({
  zoom: short(zoom),
  pan: [short(pan[0]), short(pan[1])],
  rotation: short(rotation),
  flip,
  slab: slab && { ...slab, thickness: short(slab.thickness) },
});

/** By name where it has one: what a file calls its window is the file's own affair. */
function windowOf(shown: VoiTransform, file: VoiTransform | null): WindowRequest {
  const same = (other: VoiTransform | null): boolean => JSON.stringify(shown) === JSON.stringify(other);
  if (same(file)) return 'file';
  if (shown.explanation === 'auto') return 'auto';
  if (isLutChoice(shown)) return { function: 'LUT', lut: shown.lut };
  const preset = Object.entries(PRESETS).find(([, each]) => same(each));
  if (preset) return preset[0] as WindowRequest;
  const { center, width, function: voiFunction } = shown;
  return { center: short(center), width: Math.max(short(width), 1e-6), function: voiFunction };
}

/** What a link does not say of pictures is as at the start; layout, pane, window and kernel stay. @returns what could not be had */
export function applyLink(pictures: Pictures, link: LinkState): readonly string[] {
  const refused: string[] = [];
  const attempt = (what: string, act: () => void): void => {
    try {
      act();
    } catch (error) {
      if (!isResliceError(error)) throw error;
      refused.push(what);
    }
  };
  const { layout, pane, at, axes = STRAIGHT, angle = ANGLE } = link;
  if (layout) pictures.layout = layout;
  if (pane) pictures.active = pane;
  const shared = { window: link.window, interpolation: link.kernel, colormap: link.map ?? 'grey' } as ViewRequest;
  // One by one: a time or a window that this series lacks takes nothing else along.
  for (const [key, value] of Object.entries({ time: link.time ?? 0, ...shared, invert: link.invert ?? false }))
    if (value !== undefined) attempt(key, () => pictures.set({ [key]: value }));
  if (at) {
    pictures.mpr.crosshair = { point: at, axes, oblique: angle };
    pictures.meetAt(at);
  }
  for (const name of PLANES) attempt(name, () => pictures.viewOf(name)?.set(link[name] ?? PLAIN));
  return refused;
}
