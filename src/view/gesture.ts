// Gestures as pure functions of the state, so that a host can bind its own input to them. Distances are in CSS px and in mm.
import { dot, type Vec3 } from '../math/vec3.ts';
import { positionAxis } from '../plane/named-plane.ts';
import { planeNormal } from '../plane/plane.ts';
import { extentAlong } from '../plane/stack-extent.ts';
import type { Interpolation, Slab } from '../sampler/sampler.ts';
import { PRESETS, type PresetName } from '../voi/presets.ts';
import { isLutChoice, windowOfLut } from '../voi/voi-lut.ts';
import { leastWidth, type VoiWindow } from '../voi/voi-window.ts';
import type { Volume } from '../volume/volume.ts';
import { type Cine, cineTick } from './cine.ts';
import { cosSin } from './drawn-plane.ts';
import { stepState, stepsOf } from './steps.ts';
import { geometryOf, LEAST_ZOOM, MOST_ZOOM, type ViewState } from './view-state.ts';

/** Drag across this many px to change a window's width e-fold, or to move its centre by the width. */
const WINDOW_REACH = 256;

/** `steps` steps into the picture, fractions rounded; from slice to slice where the plane is parallel to them. */
export const scrub = (volume: Volume, state: ViewState, steps: number): ViewState => stepState(volume, state, steps);

/**
 * Right widens, down raises the centre; the speed follows the window's width, so that 80 HU and 65 535 drag alike.
 * The width stops at the least that the window's function allows. A dragged window has no preset's name any more. A drag of a VOI LUT
 * starts from the LINEAR window over its input range (`windowOfLut`), the other way round in `invert` where the LUT falls.
 */
export function windowDrag(
  volume: Volume,
  state: ViewState,
  right: number,
  down: number,
): ViewState & { readonly window: VoiWindow } {
  const { window } = state;
  const lut = isLutChoice(window) ? volume.voiLuts[window.lut]! : null;
  const falls = lut !== null && lut.entries[0]! > lut.entries.at(-1)!;
  const { center, width, function: voiFunction } = lut ? windowOfLut(lut) : (window as VoiWindow);
  const dragged = width * Math.exp(right / WINDOW_REACH);
  return {
    ...state,
    invert: state.invert !== falls,
    window: {
      center: center + (down * width) / WINDOW_REACH,
      width: Math.min(Math.max(dragged, leastWidth(voiFunction)), Number.MAX_SAFE_INTEGER),
      function: voiFunction,
    },
  };
}

/** Moves the anatomy with the pointer. */
export const pan = (state: ViewState, rightMm: number, downMm: number): ViewState => ({
  ...state,
  pan: [state.pan[0] + rightMm, state.pan[1] + downMm],
});

/** @param at  mm right and down of the picture's centre, the point that stays where it is */
export function zoom(state: ViewState, factor: number, at: readonly [right: number, down: number] = [0, 0]): ViewState {
  const to = Math.min(Math.max(state.zoom * factor, LEAST_ZOOM), MOST_ZOOM);
  const shrink = state.zoom / to - 1;
  return { ...state, zoom: to, pan: [state.pan[0] + at[0] * shrink, state.pan[1] + at[1] * shrink] };
}

/**
 * Turns the anatomy clockwise on screen.
 * @param at  mm right and down of the picture's centre, the point that stays where it is
 */
export function rotate(
  state: ViewState,
  degrees: number,
  at: readonly [right: number, down: number] = [0, 0],
): ViewState {
  const [cos, sin] = cosSin(degrees);
  const [right, down] = [state.pan[0] - at[0], state.pan[1] - at[1]];
  const rotation = modulo(state.rotation + degrees, 360);
  return { ...state, rotation, pan: [at[0] + cos * right - sin * down, at[1] + sin * right + cos * down] };
}

/** Mirrors what is on screen about the picture's middle, left to right: a turned picture then is turned the other way. */
export const flipHorizontal = (state: ViewState): ViewState => ({
  ...state,
  flip: [!state.flip[0], state.flip[1]],
  rotation: modulo(-state.rotation, 360),
  pan: [0 - state.pan[0], state.pan[1]],
});

/** As `flipHorizontal`, top to bottom. */
export const flipVertical = (state: ViewState): ViewState => ({
  ...state,
  flip: [state.flip[0], !state.flip[1]],
  rotation: modulo(-state.rotation, 360),
  pan: [state.pan[0], 0 - state.pan[1]],
});

/** Light for dark. */
export const invert = (state: ViewState): ViewState => ({ ...state, invert: !state.invert });

/** Back to the whole stack; plane, position and window stay. */
export const fit = (state: ViewState): ViewState => ({ ...state, zoom: 1, pan: [0, 0] });

/**
 * The picture as it was first shown: window, invert, colours, kernel, slab, zoom, pan, rotation and flips. The place stays: who resets
 * has found something and wants to see it plainly, not to look for it again. So position and time stay, and a plane that is not the
 * first one's any more gives way to the first, through the middle of the present one. What lies over the picture stays too.
 */
export function reset(volume: Volume, state: ViewState, first: ViewState): ViewState {
  const { time, overlay } = state;
  return { ...first, ...placeOn(volume, state, first.plane), time, overlay };
}

function placeOn(volume: Volume, state: ViewState, plane: ViewState['plane']): Pick<ViewState, 'plane' | 'position'> {
  const { center } = geometryOf(volume, state);
  if (typeof plane === 'string')
    return { plane, position: plane === state.plane ? state.position : dot(center, positionAxis(volume, plane)) };
  // Between parallel planes only the depth differs, and that is the place.
  const normal = planeNormal(plane);
  const depth = dot(center, normal) - dot(plane.center, normal);
  const moved = plane.center.map((x, axis) => x + depth * normal[axis]!) as unknown as Vec3;
  return { plane: { ...plane, center: moved }, position: null };
}

/** mm of a slab where there was none. */
const FIRST_SLAB = 10;
const MODES: readonly Slab['mode'][] = ['mean', 'max', 'min'];

/** Thicker or, below 0, thinner; none is left at 0 mm, and a stack has no more than twice its depth to show. */
export function thicken(volume: Volume, state: ViewState, mm: number): ViewState {
  const [min, max] = extentAlong(volume, planeNormal(geometryOf(volume, state)));
  const thickness = Math.min((state.slab?.thickness ?? 0) + mm, 2 * (max - min));
  return { ...state, slab: thickness > 1e-6 ? { thickness, mode: state.slab?.mode ?? 'mean' } : null };
}

/** No slab, then mean, max, min, and none again. */
export function nextSlab(state: ViewState): ViewState {
  const mode = MODES[state.slab ? MODES.indexOf(state.slab.mode) + 1 : 0];
  return { ...state, slab: mode ? { thickness: state.slab?.thickness || FIRST_SLAB, mode } : null };
}

const KERNELS: readonly Interpolation[] = ['linear', 'cubic', 'nearest'];

export const nextKernel = (state: ViewState): ViewState => ({
  ...state,
  interpolation: KERNELS[(KERNELS.indexOf(state.interpolation) + 1) % KERNELS.length]!,
});

/** px of a drag that one press of a key stands for: 6 % of the width. */
const NUDGE = 16;

/** `windowDrag` by presses of keys. */
export const nudgeWindow = (volume: Volume, state: ViewState, wider: number, up: number): ViewState =>
  windowDrag(volume, state, wider * NUDGE, up * NUDGE);

/** The presets of the keys 1 to 9, in their order. */
export const keyedPresets = (): readonly PresetName[] => Object.keys(PRESETS).slice(0, 9) as PresetName[];

/** The preset of a key, 1 to 9; nothing where the unit is not HU. */
export function numberedPreset(volume: Volume, state: ViewState, number: number): ViewState {
  const name = keyedPresets()[number - 1];
  return name && volume.unit === 'HU' ? { ...state, window: PRESETS[name] } : state;
}

/** What a cine shows `elapsed` ms later. */
export function cineStep(
  volume: Volume,
  state: ViewState,
  cine: Cine,
  elapsed: number,
): { readonly state: ViewState; readonly cine: Cine } {
  const { steps, cine: next } = cineTick(cine, elapsed, stepsOf(volume, state));
  return { state: steps === 0 ? state : scrub(volume, state, steps), cine: next };
}

/** 0 to below n. By way of 2n, so that the last bits are coarse enough for `nextState` to leave them as they are. */
const modulo = (x: number, n: number): number => ((x % n) + 2 * n) % n;
