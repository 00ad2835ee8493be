// How one picture is looked at, as text: `zoom:2,pan:3:-4,turn:90,flip:h,slab:10:max`; what is as at the start is left out.
import type { ViewState } from '../../src/entry/index.ts';
import { type Codec, readNumber } from './codec.ts';

export type Look = Pick<ViewState, 'zoom' | 'pan' | 'rotation' | 'flip' | 'slab'>;

export const PLAIN: Look = { zoom: 1, pan: [0, 0], rotation: 0, flip: [false, false], slab: null };

/** mm; beyond any patient. */
const FAR = 1e5;
const FLIPS = { h: [true, false], v: [false, true], hv: [true, true] } as const;
const MODES = ['mean', 'max', 'min'] as const;

/** Null where it is none. */
const READERS: { readonly [Name in string]: (parts: readonly string[]) => Partial<Look> | null } = {
  zoom([text]) {
    const zoom = readNumber(text, 0.05, 200);
    return zoom === null ? null : { zoom };
  },
  pan([across, along]) {
    const [right, down] = [readNumber(across, -FAR, FAR), readNumber(along, -FAR, FAR)];
    return right === null || down === null ? null : { pan: [right, down] };
  },
  turn([text]) {
    const rotation = readNumber(text, 0, 360);
    return rotation === null ? null : { rotation };
  },
  flip([text]) {
    const known = Object.entries(FLIPS).find(([name]) => name === text);
    return known ? { flip: known[1] } : null;
  },
  slab([text, asked = 'mean']) {
    const thickness = readNumber(text, 0, 1e4);
    const mode = MODES.find((each) => each === asked);
    return thickness && mode ? { slab: { thickness, mode } } : null;
  },
};

export const look: Codec<Look> = {
  write({ zoom, pan: [right, down], rotation, flip: [across, along], slab }) {
    const parts: string[] = [];
    if (zoom !== 1) parts.push(`zoom:${zoom}`);
    if (right !== 0 || down !== 0) parts.push(`pan:${right}:${down}`);
    if (rotation !== 0) parts.push(`turn:${rotation}`);
    if (across || along) parts.push(`flip:${across ? 'h' : ''}${along ? 'v' : ''}`);
    if (slab) parts.push(`slab:${slab.thickness}${slab.mode === 'mean' ? '' : `:${slab.mode}`}`);
    return parts.join(',');
  },
  read(text) {
    let read: Look = PLAIN;
    for (const part of text === '' ? [] : text.split(',')) {
      const [name = '', ...values] = part.split(':');
      if (!Object.hasOwn(READERS, name)) continue;
      const found = READERS[name]!(values);
      if (!found) return null;
      read = { ...read, ...found };
    }
    return read;
  },
};
