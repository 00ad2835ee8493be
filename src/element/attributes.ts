// Attributes <-> state, as one table that both elements share. Reading and writing are pure.
import { ResliceError } from '../errors.ts';
import type { PlaneName } from '../plane/named-plane.ts';
import type { Interpolation, Slab } from '../sampler/sampler.ts';
import { OVERLAY_LAYERS, type OverlayLayers } from '../view/overlay-layers.ts';
import type { ViewRequest, ViewState } from '../view/view-state.ts';
import type { ColormapName } from '../voi/colormap.ts';
import { PRESETS, type PresetName } from '../voi/presets.ts';
import { isLutChoice, type VoiTransform } from '../voi/voi-lut.ts';
import type { VoiFunction } from '../voi/voi-window.ts';
import type { WindowRequest } from '../volume/resolve-window.ts';

/** The attributes that are parts of a state. */
export type StateAttribute =
  | 'plane'
  | 'position'
  | 'zoom'
  | 'rotation'
  | 'flip'
  | 'window'
  | 'interpolation'
  | 'slab'
  | 'slab-mode'
  | 'invert'
  | 'colormap'
  | 'time'
  | 'overlay';

interface Entry {
  /** The part of the state that it is, or is a part of. */
  readonly key: keyof ViewState;
  /**
   * @param text  null: the attribute is not there
   * @param state  what is shown, or has been asked for
   * @returns null where nothing is to be asked for
   */
  read(text: string | null, state: ViewRequest): ViewRequest | null;
  /** null: the attribute goes. */
  write(state: ViewState): string | null;
  /** Whether it is about the data: a new stack starts with what the host wrote, not with where the last one was left. */
  readonly ofData?: true;
}

/** mm of a slab whose mode alone is given, as of the first by a key. */
const FIRST_SLAB = 10;

const bad = (name: string, text: string): never => {
  // Attributes are written by hosts; still, only so much of one goes into a message.
  throw new ResliceError('use/bad-argument', { detail: `${name}="${text.slice(0, 40)}"` });
};

function numberIn(name: string, text: string): number {
  const value = text.trim() === '' ? Number.NaN : Number(text);
  return Number.isFinite(value) ? value : bad(name, text);
}

const yes = (text: string | null): boolean => text !== null && text !== 'false';

export const ATTRIBUTES: Readonly<Record<StateAttribute, Entry>> = {
  plane: {
    key: 'plane',
    read: (text) => ({ plane: (text ?? 'acquired') as PlaneName }),
    write: ({ plane }) => (typeof plane === 'string' ? plane : null),
  },
  position: {
    key: 'position',
    ofData: true,
    read: (text, { plane }) => {
      if (typeof plane === 'object') return null;
      return { position: text === null ? null : numberIn('position', text) };
    },
    write: ({ position }) => (position === null ? null : String(position)),
  },
  zoom: {
    key: 'zoom',
    ofData: true,
    read: (text) => ({ zoom: text === null ? 1 : numberIn('zoom', text) }),
    write: ({ zoom }) => (zoom === 1 ? null : String(zoom)),
  },
  rotation: {
    key: 'rotation',
    read: (text) => ({ rotation: text === null ? 0 : numberIn('rotation', text) }),
    write: ({ rotation }) => (rotation === 0 ? null : String(rotation)),
  },
  flip: { key: 'flip', read: (text) => ({ flip: readFlip(text) }), write: ({ flip }) => writeFlip(flip) },
  window: {
    key: 'window',
    ofData: true,
    read: (text) => ({ window: text === null ? 'file' : readWindow(text) }),
    write: ({ window }) => writeWindow(window),
  },
  interpolation: {
    key: 'interpolation',
    read: (text) => ({ interpolation: (text ?? 'linear') as Interpolation }),
    write: ({ interpolation }) => (interpolation === 'linear' ? null : interpolation),
  },
  slab: {
    key: 'slab',
    read: (text, { slab }) => {
      const thickness = text === null ? 0 : numberIn('slab', text);
      if (thickness === 0) return { slab: null };
      return { slab: { thickness, mode: slab?.mode ?? 'mean' } };
    },
    write: ({ slab }) => (slab ? String(slab.thickness) : null),
  },
  'slab-mode': {
    key: 'slab',
    read: (text, { slab }) => {
      const mode = (text ?? 'mean') as Slab['mode'];
      if (!['mean', 'max', 'min'].includes(mode)) bad('slab-mode', mode);
      // By itself a mode asks for a slab; taken off, it asks for nothing where there is none.
      return slab || text !== null ? { slab: { thickness: slab?.thickness ?? FIRST_SLAB, mode } } : null;
    },
    write: ({ slab }) => (slab && slab.mode !== 'mean' ? slab.mode : null),
  },
  invert: {
    key: 'invert',
    read: (text) => ({ invert: yes(text) }),
    write: ({ invert }) => (invert ? '' : null),
  },
  colormap: {
    key: 'colormap',
    read: (text) => ({ colormap: (text ?? 'grey') as ColormapName }),
    write: ({ colormap }) => (typeof colormap === 'string' && colormap !== 'grey' ? colormap : null),
  },
  time: {
    key: 'time',
    ofData: true,
    read: (text) => ({ time: text === null ? 0 : numberIn('time', text) }),
    write: ({ time }) => (time === 0 ? null : String(time)),
  },
  overlay: {
    key: 'overlay',
    read: (text) => ({ overlay: readOverlay(text) }),
    write: ({ overlay }) => writeOverlay(overlay),
  },
};

export const STATE_ATTRIBUTES = Object.keys(ATTRIBUTES) as readonly StateAttribute[];

const FLIPS: Readonly<Record<string, readonly [boolean, boolean]>> = {
  none: [false, false],
  horizontal: [true, false],
  vertical: [false, true],
  both: [true, true],
};

const readFlip = (text: string | null): readonly [boolean, boolean] => FLIPS[text ?? 'none'] ?? bad('flip', text!);

const writeFlip = ([across, down]: readonly [boolean, boolean]): string | null =>
  across ? (down ? 'both' : 'horizontal') : down ? 'vertical' : null;

/** As on the command line: a preset's name, `file`, `auto`, `40/80`, `40/80/SIGMOID`; and `lut/0`. */
export function readWindow(text: string): WindowRequest {
  const parts = text.trim().split('/');
  if (parts.length === 1) return text.trim() as PresetName;
  const [first, second, voiFunction = 'LINEAR'] = parts as [string, string, string?];
  if (first === 'lut') return { function: 'LUT', lut: numberIn('window', second) };
  if (parts.length > 3) return bad('window', text);
  return {
    center: numberIn('window', first),
    width: numberIn('window', second),
    function: voiFunction as VoiFunction,
  };
}

export function writeWindow(window: VoiTransform): string {
  if (isLutChoice(window)) return `lut/${window.lut}`;
  const { center, width, function: voiFunction } = window;
  const preset = Object.entries(PRESETS).find(
    ([, each]) => each.explanation === window.explanation && each.center === center && each.width === width,
  );
  return preset?.[0] ?? `${center}/${width}${voiFunction === 'LINEAR' ? '' : `/${voiFunction}`}`;
}

function readOverlay(text: string | null): boolean | OverlayLayers {
  if (text === null || text === '' || text === 'all') return true;
  if (text === 'none') return false;
  const named = text.trim().split(/\s+/);
  if (!named.every((name) => (OVERLAY_LAYERS as readonly string[]).includes(name))) return bad('overlay', text);
  return Object.fromEntries(OVERLAY_LAYERS.map((layer) => [layer, named.includes(layer)])) as OverlayLayers;
}

function writeOverlay(overlay: OverlayLayers): string | null {
  const shown = OVERLAY_LAYERS.filter((layer) => overlay[layer]);
  return shown.length === OVERLAY_LAYERS.length ? null : shown.join(' ') || 'none';
}
