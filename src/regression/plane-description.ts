// Everything that decides a picture of a volume, as plain data: what a golden is drawn from, today and in ten years.
import { ResliceError } from '../errors.ts';
import { namedPlane, PLANE_NAMES, type PlaneName } from '../plane/named-plane.ts';
import { checkPlane, type Plane } from '../plane/plane.ts';
import type { Interpolation, Slab } from '../sampler/sampler.ts';
import { checkSlab } from '../sampler/slab.ts';
import { type ColormapName, checkColormapName, createColormap, type OwnColormap } from '../voi/colormap.ts';
import { isLutChoice, type VoiTransform } from '../voi/voi-lut.ts';
import { checkWindow } from '../voi/voi-window.ts';
import { resolveWindow, type WindowRequest } from '../volume/resolve-window.ts';
import type { Volume } from '../volume/volume.ts';

export type PictureKind = 'levels' | 'colors' | 'values';

export interface PlaneDescription {
  readonly picture: PictureKind;
  readonly plane: Plane;
  readonly interpolation: Interpolation;
  readonly slab: Slab | null;
  readonly padding: 'skip' | 'keep';
  /** null of values. */
  readonly window: VoiTransform | null;
  readonly invert: boolean;
  readonly colormap: ColormapName | { readonly name: string; readonly table: readonly number[] };
}

/** What a caller asks for; what is left out is as everywhere: linear, no slab, the file's window, grey. */
export interface PlaneRequest {
  /** A plane with its pixels, or a name: the volume's plane of that name on its default grid. */
  readonly plane?: Plane | PlaneName;
  /** mm along a named plane's axis. */
  readonly position?: number | null;
  readonly interpolation?: Interpolation;
  readonly slab?: Slab | null;
  readonly padding?: 'skip' | 'keep';
  readonly window?: WindowRequest;
  readonly invert?: boolean;
  readonly colormap?: ColormapName | OwnColormap;
}

const bad = (detail: string): ResliceError => new ResliceError('use/bad-argument', { detail });

const INTERPOLATIONS: readonly Interpolation[] = ['linear', 'nearest', 'cubic'];
const KINDS: readonly PictureKind[] = ['levels', 'colors', 'values'];

/**
 * @param kind  what is to be drawn; where absent, colours where there is a colour map, else levels
 * @throws ResliceError 'use/bad-argument', 'plane/bad-value' or 'voi/bad-value'
 */
export function describePlane(volume: Volume, request: PlaneRequest, kind?: PictureKind): PlaneDescription {
  const { plane = 'acquired', position, interpolation = 'linear', slab = null, padding = 'skip' } = request;
  const { invert = false, colormap = 'grey' } = request;
  const picture = kind ?? (colormap === 'grey' ? 'levels' : 'colors');
  if (typeof plane === 'string' && !PLANE_NAMES.includes(plane)) throw bad(`no plane is named ${plane}`);
  return checkDescription({
    picture,
    plane: typeof plane === 'string' ? namedPlane(volume, plane, position ?? undefined) : plane,
    interpolation,
    slab,
    padding,
    window: picture === 'values' ? null : resolveWindow(volume, request.window),
    invert: picture !== 'values' && invert,
    colormap: picture === 'colors' ? colormap : 'grey',
  });
}

/**
 * Of whatever a file holds, or a caller, the description alone, as data of its own that JSON gives back to the bit.
 * @throws as `describePlane`
 */
export function checkDescription(asked: unknown): PlaneDescription {
  const { picture, plane, interpolation, slab, padding, window, invert, colormap } = Object(asked) as PlaneDescription;
  if (!KINDS.includes(picture)) throw bad(`a picture is one of ${KINDS.join(', ')}`);
  if (!INTERPOLATIONS.includes(interpolation)) throw bad(`interpolation is one of ${INTERPOLATIONS.join(', ')}`);
  if (padding !== 'skip' && padding !== 'keep') throw bad('padding is skip or keep');
  if (typeof invert !== 'boolean') throw bad('invert is true or false');
  if ((window === null) !== (picture === 'values')) throw bad('levels and colours have a window, values have none');
  if (window && !isLutChoice(window)) checkWindow(window);
  const checked = checkSlab(slab);
  const own: PlaneDescription = {
    picture,
    plane: plainPlane(plane),
    interpolation,
    slab: checked ? { thickness: checked.thickness, mode: checked.mode } : null,
    padding,
    window,
    invert,
    colormap: plainColormap(colormap),
  };
  // Typed arrays become lists, and −0 becomes 0.
  return JSON.parse(JSON.stringify(own)) as PlaneDescription;
}

function plainPlane(asked: Plane): Plane {
  const { center, right, down, spacing, width, height } = Object(asked) as Plane;
  const vectors = [center, right, down, spacing].map((vector) => Array.from(vector ?? []));
  if (vectors.map((vector) => vector.length).join() !== '3,3,3,2')
    throw new ResliceError('plane/bad-value', { detail: 'a plane has center, right, down, spacing, width and height' });
  const [c, r, d, s] = vectors as unknown as [Plane['center'], Plane['right'], Plane['down'], Plane['spacing']];
  return checkPlane({ center: c, right: r, down: d, spacing: s, width, height });
}

function plainColormap(asked: ColormapName | OwnColormap): PlaneDescription['colormap'] {
  if (typeof asked === 'string') return checkColormapName(asked);
  const { name, table } = createColormap(asked);
  return { name, table: [...table] };
}
