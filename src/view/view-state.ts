// A view's state: one plain serialisable record. Everything on screen follows from it, the volume and the canvas's size.
import { ResliceError } from '../errors.ts';
import { dot, isFiniteVec3, length } from '../math/vec3.ts';
import { namedGeometry, PLANE_NAMES, type PlaneName } from '../plane/named-plane.ts';
import type { PlaneGeometry } from '../plane/plane.ts';
import type { Interpolation, Slab } from '../sampler/sampler.ts';
import { checkSlab } from '../sampler/slab.ts';
import { type ColormapName, checkColormapName, createColormap, type OwnColormap } from '../voi/colormap.ts';
import { checkVoi, type VoiTransform } from '../voi/voi-lut.ts';
import { resolveWindow, type WindowRequest } from '../volume/resolve-window.ts';
import type { Volume } from '../volume/volume.ts';
import { allLayers, nextLayers, type OverlayLayers } from './overlay-layers.ts';

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

/** The first state of a view. @throws as `nextState` */
export function firstState(volumes: readonly Volume[], request: ViewRequest): ViewState {
  const bare = {
    plane: 'acquired',
    position: null,
    zoom: 1,
    pan: [0, 0],
    rotation: 0,
    flip: [false, false],
    overlay: allLayers(true),
    interpolation: 'linear',
    slab: null,
  } as const;
  const volume = volumes[request.time ?? 0] ?? volumes[0]!;
  const window = resolveWindow(volume, request.window ?? 'file');
  return nextState(volumes, { ...bare, invert: false, colormap: 'grey', time: 0, window }, { ...request, window });
}

/**
 * The state with `request` in it. A new plane starts at its default position unless one is asked for.
 * @throws ResliceError 'use/bad-argument', 'plane/bad-value' or 'voi/bad-value'
 */
export function nextState(volumes: readonly Volume[], state: ViewState, request: ViewRequest): ViewState {
  const { window: asked, colormap, overlay, ...rest } = request;
  const given = Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined));
  const moved = request.plane === undefined || request.plane === state.plane ? {} : { position: null };
  const next: ViewState = { ...state, ...moved, ...given };
  const volume = volumes[next.time];
  if (!volume) throw bad(`time ${next.time} of ${volumes.length}`);
  checkState(next);
  // A LUT is one of this volume's own.
  const window = asked === undefined ? checkVoi(next.window, volume.voiLuts) : resolveWindow(volume, asked);
  return {
    ...next,
    rotation: modulo(next.rotation, 360),
    window,
    colormap: colormap === undefined ? next.colormap : plainColormap(colormap, next.colormap),
    overlay: overlay === undefined ? next.overlay : nextLayers(next.overlay, overlay),
  };
}

/** As plain data, so that a state can be kept as JSON. */
function plainColormap(asked: ColormapName | OwnColormap, current: ViewState['colormap']): ViewState['colormap'] {
  if (asked === current) return current;
  if (typeof asked === 'string') return checkColormapName(asked);
  return { name: asked.name, table: [...createColormap(asked).table] };
}

const INTERPOLATIONS: readonly Interpolation[] = ['linear', 'nearest', 'cubic'];

const modulo = (x: number, n: number): number => ((x % n) + n) % n;

function checkState({ plane, position, zoom, pan, rotation, flip, interpolation, slab }: ViewState): void {
  if (typeof plane === 'string') {
    if (!PLANE_NAMES.includes(plane)) throw bad(`no plane is named ${plane}`);
    if (position !== null && !Number.isFinite(position)) throw bad('position must be finite');
  } else {
    if (position !== null) throw bad('position goes with a named plane; a geometry has its own centre');
    checkGeometry(plane);
  }
  if (!(zoom >= LEAST_ZOOM && zoom <= MOST_ZOOM)) throw bad(`zoom must be from ${LEAST_ZOOM} to ${MOST_ZOOM}`);
  if (pan.length !== 2 || !pan.every(Number.isFinite)) throw bad('pan must hold two finite numbers');
  if (!Number.isFinite(rotation)) throw bad('rotation must be finite degrees');
  if (flip.length !== 2 || !flip.every((side) => typeof side === 'boolean')) throw bad('flip must hold two booleans');
  if (!INTERPOLATIONS.includes(interpolation)) throw bad(`no interpolation is named ${interpolation}`);
  checkSlab(slab);
}

function checkGeometry({ center, right, down }: PlaneGeometry): void {
  const unit = [right, down].every((v) => isFiniteVec3(v) && Math.abs(length(v) - 1) < 1e-3);
  if (!unit || !isFiniteVec3(center) || Math.abs(dot(right, down)) > 1e-3)
    throw new ResliceError('plane/bad-value', {
      detail: 'center must be finite, right and down orthogonal unit vectors',
    });
}

const bad = (detail: string): ResliceError => new ResliceError('use/bad-argument', { detail });

/** Where the state's plane lies, before pan and zoom. */
export const geometryOf = (volume: Volume, { plane, position }: ViewState): PlaneGeometry =>
  typeof plane === 'string' ? namedGeometry(volume, plane, position ?? undefined) : plane;

/** Whether two states are the same record by value. */
export const sameState = (a: ViewState, b: ViewState): boolean => a === b || JSON.stringify(a) === JSON.stringify(b);
