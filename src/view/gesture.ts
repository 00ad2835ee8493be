// Gestures as pure functions of the state, so that a host can bind its own input to them. Distances are in CSS px and in mm.
import { isLutChoice, windowOfLut } from '../voi/voi-lut.ts';
import { leastWidth, type VoiWindow } from '../voi/voi-window.ts';
import type { Volume } from '../volume/volume.ts';
import { stepState } from './steps.ts';
import { LEAST_ZOOM, MOST_ZOOM, type ViewState } from './view-state.ts';

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

/** Back to the whole stack; plane, position and window stay. */
export const fit = (state: ViewState): ViewState => ({ ...state, zoom: 1, pan: [0, 0] });
