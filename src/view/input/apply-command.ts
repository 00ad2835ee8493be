// Carries out what input asks for, where it concerns one view.
import type { Volume } from '../../volume/volume.ts';
import { drawnPlane } from '../drawn-plane.ts';
import {
  fit as fitted,
  flipHorizontal,
  flipVertical,
  invert,
  nextKernel,
  nextSlab,
  nudgeWindow,
  numberedPreset,
  pan,
  reset,
  rotate,
  scrub,
  thicken,
  windowDrag,
  zoom,
} from '../gesture.ts';
import { allLayers } from '../overlay-layers.ts';
import { LEAST_ZOOM, MOST_ZOOM, type ViewState } from '../view-state.ts';
import type { Point, ViewCommand } from './command.ts';

/** What a command needs beside the state. */
export interface CommandPlace {
  /** Of the canvas, CSS px. */
  readonly width: number;
  readonly height: number;
  /** What a reset goes back to. */
  readonly first: ViewState;
  /** How many the stack has; 1 where left out. */
  readonly times?: number;
}

/** The state with the command carried out; `nextState` takes it. */
export function applyCommand(volume: Volume, state: ViewState, command: ViewCommand, place: CommandPlace): ViewState {
  switch (command.kind) {
    case 'scrub':
      return scrub(volume, state, command.steps);
    case 'time': {
      const count = place.times ?? 1;
      return { ...state, time: (((state.time + command.steps) % count) + count) % count };
    }
    case 'window':
      return windowDrag(volume, state, command.right, command.down);
    case 'nudge-window':
      return nudgeWindow(volume, state, command.right, command.down);
    case 'preset':
      return numberedPreset(volume, state, command.number);
    case 'pan': {
      const mm = mmPerPx(volume, state, place);
      return pan(state, command.right * mm, command.down * mm);
    }
    case 'zoom':
      return zoom(state, command.factor, mmAt(volume, state, command.at, place));
    case 'rotate':
      return rotatedAtSize(volume, state, command.degrees, command.at, place);
    case 'turn':
      return rotate(state, 90 * command.quarters);
    case 'flip':
      return command.across === 'horizontal' ? flipHorizontal(state) : flipVertical(state);
    case 'invert':
      return invert(state);
    case 'fit':
      return fitted(state);
    case 'reset':
      return reset(volume, state, place.first);
    case 'slab':
      return thicken(volume, state, command.mm);
    case 'slab-mode':
      return nextSlab(state);
    case 'kernel':
      return nextKernel(state);
    case 'overlay':
      return { ...state, overlay: Object.values(state.overlay).some(Boolean) ? allLayers(false) : shown(place.first) };
  }
}

/** What was first shown comes back, or all where that was nothing. */
const shown = ({ overlay }: ViewState): ViewState['overlay'] =>
  Object.values(overlay).some(Boolean) ? overlay : allLayers(true);

const mmPerPx = (volume: Volume, state: ViewState, { width, height }: CommandPlace): number =>
  drawnPlane(volume, state, Math.max(1, width), Math.max(1, height)).spacing[0];

/** mm right and down of the picture's centre. */
function mmAt(volume: Volume, state: ViewState, at: Point | null, place: CommandPlace): readonly [number, number] {
  if (!at) return [0, 0];
  const mm = mmPerPx(volume, state, place);
  return [(at[0] - place.width / 2) * mm, (at[1] - place.height / 2) * mm];
}

/** Zoom 1 fits the turned picture, so that a free turn would breathe: the zoom makes up for it. */
function rotatedAtSize(volume: Volume, state: ViewState, degrees: number, at: Point | null, place: CommandPlace) {
  const turned = rotate(state, degrees, mmAt(volume, state, at, place));
  const grown = mmPerPx(volume, turned, place) / mmPerPx(volume, state, place);
  return { ...turned, zoom: Math.min(Math.max(state.zoom * grown, LEAST_ZOOM), MOST_ZOOM) };
}
