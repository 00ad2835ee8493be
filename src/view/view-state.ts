// A view's state: one plain serialisable record. Everything on screen follows from it, the volume and the canvas's size.
import { ResliceError } from '../errors.ts';
import { isFiniteVec3, type Vec3 } from '../math/vec3.ts';
import { namedGeometry, PLANE_NAMES, type PlaneName } from '../plane/named-plane.ts';
import { checkGeometry, type PlaneGeometry } from '../plane/plane.ts';
import type { Interpolation, Slab } from '../sampler/sampler.ts';
import { checkSlab } from '../sampler/slab.ts';
import { type ColormapName, checkColormapName, createColormap, type OwnColormap } from '../voi/colormap.ts';
import { isLutChoice, type VoiTransform } from '../voi/voi-lut.ts';
import { resolveWindow, type WindowRequest } from '../volume/resolve-window.ts';
import type { Volume } from '../volume/volume.ts';
import { allLayers, OVERLAY_LAYERS, type OverlayLayers } from './overlay-layers.ts';

export interface ViewState {
  /** A name, or where a plane lies; its pixels follow from the canvas. */
  readonly plane: PlaneName | PlaneGeometry;
  /** mm along a named plane's axis (axial z, coronal y, sagittal x, acquired p·normal); null: its default. Null for a geometry. */
  readonly position: number | null;
  /** 1 shows the whole stack. */
  readonly zoom: number;
  /** How far the anatomy has been moved on screen, mm. */
  readonly pan: readonly [right: number, down: number];
  /** How far the anatomy is turned on screen, degrees clockwise, 0 to below 360; after `flip`. */
  readonly rotation: number;
  /** Whether the plane's right and down are mirrored. */
  readonly flip: readonly [horizontal: boolean, vertical: boolean];
  /** A window, or one of the volume's VOI LUTs by its index. */
  readonly window: VoiTransform;
  readonly interpolation: Interpolation;
  /** null: a single plane. */
  readonly slab: Slab | null;
  /** The host's invert, after the file's own. */
  readonly invert: boolean;
  /** Level -> colour: by name, or a table of the host's own, 768 numbers. */
  readonly colormap: ColormapName | { readonly name: string; readonly table: readonly number[] };
  /** Index into the stack's volumes. */
  readonly time: number;
  /** What is shown over the picture, by those who draw that. */
  readonly overlay: OverlayLayers;
}

/** What a caller may ask for: any part of the state, windows by name, and a colour map in any of its forms. */
export type ViewRequest = {
  readonly [Key in Exclude<keyof ViewState, 'window' | 'colormap' | 'overlay'>]?: ViewState[Key] | undefined;
} & {
  readonly window?: WindowRequest | undefined;
  readonly colormap?: ColormapName | OwnColormap | undefined;
  /** All of the layers, or those that are named. */
  readonly overlay?: boolean | Partial<OverlayLayers> | undefined;
};

export const LEAST_ZOOM = 0.05;
export const MOST_ZOOM = 200;

/** What no volume has: the first volume's 'file' takes its place. */
const NO_WINDOW: VoiTransform = { function: 'LUT', lut: -1 };

/** The first state of a view. @throws as `nextState` */
export const firstState = (volumes: readonly Volume[], request: ViewRequest): ViewState =>
  nextState(
    volumes,
    {
      plane: 'acquired',
      position: null,
      zoom: 1,
      pan: [0, 0],
      rotation: 0,
      flip: [false, false],
      interpolation: 'linear',
      slab: null,
      invert: false,
      colormap: 'grey',
      time: 0,
      overlay: allLayers(true),
      window: NO_WINDOW,
    },
    request,
  );

/**
 * The state with `request` in it, as plain data of its own. A new plane starts at its default position unless one is asked for. Where
 * the window is a VOI LUT that the volume of another time lacks, that volume's 'file' takes its place.
 * @throws ResliceError 'use/bad-argument', 'plane/bad-value' or 'voi/bad-value'
 */
export function nextState(volumes: readonly Volume[], state: ViewState, request: ViewRequest): ViewState {
  checkKeys('a state', request, Object.keys(state));
  const { window: asked, colormap, plane, pan, flip, slab, overlay, ...rest } = request;
  const given = Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined));
  const next: ViewState = {
    ...state,
    ...(plane === undefined || plane === state.plane ? {} : { plane: plainPlane(plane), position: null }),
    ...(pan === undefined ? {} : { pan: plainPair(pan, Number.isFinite, 'pan is two finite numbers') }),
    ...(flip === undefined ? {} : { flip: plainPair(flip, isBoolean, 'flip is two booleans') }),
    ...(slab === undefined ? {} : { slab: plainSlab(slab) }),
    ...given,
  };
  const volume = Number.isInteger(next.time) && volumes[next.time];
  if (!volume) throw bad(`time must be whole, from 0 to ${volumes.length - 1}`);
  checkState(next);
  const lost = isLutChoice(state.window) && !volume.voiLuts[state.window.lut];
  if (typeof asked === 'object' && asked)
    checkKeys('a window', asked, [
      ...(asked.function === 'LUT' ? ['lut'] : ['center', 'width']),
      'function',
      'explanation',
    ]);
  const window = asked !== undefined || lost ? resolveWindow(volume, asked) : state.window;
  if (!['string', 'undefined'].includes(typeof window.explanation)) throw bad("a window's explanation is text");
  return {
    ...next,
    rotation: modulo(next.rotation, 360),
    window,
    colormap: colormap === undefined ? next.colormap : plainColormap(colormap, next.colormap),
    overlay: overlay === undefined ? next.overlay : plainLayers(overlay, next.overlay),
  };
}

function checkKeys(what: string, record: object, known: readonly string[]): void {
  if (typeof record !== 'object' || !record || Array.isArray(record)) throw bad(`${what} must be a record`);
  for (const key of Object.keys(record)) if (!known.includes(key)) throw bad(`${what} has no ${key}`);
}

// As plain data, so that a state can be kept as JSON and is nobody else's: that of a typed array is an object.

const plainVector = (vector: ArrayLike<number> | null | undefined): number[] => Array.from(vector ?? []);

/** NaN, which no check lets pass, where it is not three numbers. */
function plainPoint(asked: Vec3 | undefined): Vec3 {
  const vector = plainVector(asked);
  const [x, y, z] = vector;
  return vector.length === 3 && isFiniteVec3([x!, y!, z!]) ? [x!, y!, z!] : [Number.NaN, Number.NaN, Number.NaN];
}

/** Of a geometry its vectors alone: a whole plane is one too. */
function plainPlane(plane: PlaneName | PlaneGeometry): PlaneName | PlaneGeometry {
  if (typeof plane === 'string') {
    if (!PLANE_NAMES.includes(plane)) throw bad(`no plane is named ${plane}`);
    return plane;
  }
  const [center, right, down] = [plane?.center, plane?.right, plane?.down].map(plainPoint) as [Vec3, Vec3, Vec3];
  const geometry = { center, right, down };
  checkGeometry(geometry);
  return geometry;
}

function plainPair<T>(
  pair: ArrayLike<T> | null | undefined,
  valid: (part: T) => boolean,
  what: string,
): readonly [T, T] {
  const [first, second, ...more] = Array.from(pair ?? []);
  if (!valid(first!) || !valid(second!) || more.length > 0) throw bad(what);
  return [first!, second!];
}

function plainSlab(slab: Slab | null): Slab | null {
  if (slab === null) return null;
  checkKeys('a slab', slab, ['thickness', 'mode']);
  const { thickness, mode } = checkSlab(slab);
  return { thickness, mode };
}

function plainLayers(asked: boolean | Partial<OverlayLayers>, current: OverlayLayers): OverlayLayers {
  if (isBoolean(asked)) return allLayers(asked as boolean);
  checkKeys('an overlay', asked as object, OVERLAY_LAYERS);
  const layers = { ...current, ...(asked as Partial<OverlayLayers>) };
  if (!Object.values(layers).every(isBoolean)) throw bad('layers are true or false');
  return layers;
}

function plainColormap(asked: ColormapName | OwnColormap, current: ViewState['colormap']): ViewState['colormap'] {
  if (asked === current) return current;
  if (typeof asked === 'string') return checkColormapName(asked);
  const { name, table } = createColormap(asked);
  return { name, table: [...table] };
}

const INTERPOLATIONS: readonly Interpolation[] = ['linear', 'nearest', 'cubic'];

const isBoolean = (value: unknown): boolean => typeof value === 'boolean';

/** What is within it already stays, to the bit. */
const modulo = (x: number, n: number): number => (x >= 0 && x < n ? x : ((x % n) + n) % n);

/** What is one value each. */
function checkState({ plane, position, zoom, rotation, interpolation, invert }: ViewState): void {
  if (position !== null && !Number.isFinite(position)) throw bad('position must be finite');
  if (position !== null && typeof plane !== 'string') throw bad('a geometry has no position');
  if (!Number.isFinite(zoom) || zoom < LEAST_ZOOM || zoom > MOST_ZOOM)
    throw bad(`zoom must be from ${LEAST_ZOOM} to ${MOST_ZOOM}`);
  if (!Number.isFinite(rotation)) throw bad('rotation must be finite');
  if (!INTERPOLATIONS.includes(interpolation)) throw bad(`interpolation is one of ${INTERPOLATIONS.join(', ')}`);
  if (!isBoolean(invert)) throw bad('invert must be true or false');
}

const bad = (detail: string): ResliceError => new ResliceError('use/bad-argument', { detail });

/** Where the state's plane lies, before pan and zoom. */
export const geometryOf = (volume: Volume, { plane, position }: ViewState): PlaneGeometry =>
  typeof plane === 'string' ? namedGeometry(volume, plane, position ?? undefined) : plane;

/** Whether two states are the same record by value. */
export const sameState = (a: ViewState, b: ViewState): boolean => a === b || JSON.stringify(a) === JSON.stringify(b);
