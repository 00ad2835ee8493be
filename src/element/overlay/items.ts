// What is written over a picture, in words: pure, so that it can be read without a browser.

import { positionOf } from '../../plane/named-plane.ts';
import type { Plane } from '../../plane/plane.ts';
import type { CpuReason } from '../../view/gpu-stage.ts';
import { type OrientationLetters, orientationLetters } from '../../view/orientation-letters.ts';
import type { OverlayLayer } from '../../view/overlay-layers.ts';
import { stepsOf } from '../../view/steps.ts';
import type { Probe } from '../../view/view.ts';
import { geometryOf, type ViewState } from '../../view/view-state.ts';
import { isLutChoice } from '../../voi/voi-lut.ts';
import type { Volume } from '../../volume/volume.ts';
import { modality, number, placeText, short, title, windowText } from '../format.ts';
import { missingAt, type Oddities } from '../oddities.ts';

export type Corner = 'top-left' | 'top-right' | 'bottom-left' | 'bottom-right';

/** One line in a corner. */
export interface Item {
  readonly id: string;
  readonly layer: OverlayLayer;
  readonly corner: Corner;
  /** What it says, then shorter ways to say it for where there is no room. */
  readonly texts: readonly string[];
  readonly kind: 'name' | 'text' | 'badge';
}

/** Everything that the words follow from. */
export interface Shown {
  readonly volume: Volume;
  readonly state: ViewState;
  readonly plane: Plane;
  /** How many times the stack has, and what tells this one from the others. */
  readonly times: number;
  readonly timeLabel: string;
  readonly cpuReason: CpuReason | null;
  readonly oddities: Oddities;
  /** The value under the pointer. */
  readonly probe: Probe | null;
  /** The picture's name, 'Axial'. */
  readonly name: string;
}

const CPU_WORDS: Readonly<Record<CpuReason, string>> = {
  uploading: 'CPU \u00b7 uploading',
  'no-webgl2': 'CPU \u00b7 no WebGL2',
  'context-lost': 'CPU \u00b7 context lost',
  'beyond-limits': 'CPU \u00b7 beyond GPU limits',
  'gpu-failed': 'CPU \u00b7 GPU failed',
  'turned-off': 'CPU',
};

/** Below this nobody asks, degrees. */
const TILT = 0.1;

export const nameOf = ({ plane }: ViewState): string => (typeof plane === 'string' ? title(plane) : 'Oblique');

/** Letters at the four edges, of the plane as it is drawn. */
export const lettersAt = ({ plane }: Shown): OrientationLetters => orientationLetters(plane);

/**
 * The lines in the order in which they are kept where there is no room for all: what warns, then where the picture is, how it is
 * windowed and how it was sampled, and the value under the pointer. The overlay puts scale and measurements between.
 */
export const itemsOf = (shown: Shown): readonly Item[] => [
  ...badges(shown),
  ...place(shown),
  ...windowItems(shown),
  ...sampling(shown),
  ...probed(shown),
];

function badges({ volume, state, plane, cpuReason, oddities }: Shown): Item[] {
  const badge = (id: string, ...texts: string[]): Item => ({
    id,
    layer: 'badges',
    corner: 'top-right',
    kind: 'badge',
    texts,
  });
  const missing = missingAt(volume, oddities.missing, plane, state.slab?.thickness ?? 0);
  const { tiltDegrees, increment, uneven, lossy } = oddities;
  const steps = increment && `${short(increment.min)}\u2013${short(increment.max)} mm`;
  return [
    missing === 'here' && badge('missing', 'missing slice here', 'missing slice', 'missing'),
    missing === 'beside' && badge('missing', 'missing slice next to this', 'missing slice next', 'missing'),
    lossy && badge('lossy', lossy.ratio ? `lossy ${short(lossy.ratio, 1)}:1` : 'lossy', 'lossy'),
    tiltDegrees > TILT && badge('tilt', `tilt ${tiltDegrees.toFixed(1)}\u00b0`, 'tilt'),
    uneven && badge('uneven', `uneven ${steps}`, 'uneven'),
    cpuReason && badge('cpu', CPU_WORDS[cpuReason], 'CPU'),
  ].filter((item) => item !== false && item !== null);
}

function place(shown: Shown): Item[] {
  const { volume, state, times, timeLabel, name, oddities } = shown;
  const line = (id: string, ...texts: string[]): Item => ({
    id,
    layer: 'place',
    corner: 'top-left',
    kind: 'text',
    texts,
  });
  const { index, count, slices } = stepsOf(volume, state);
  const at = `${index + 1} / ${count}`;
  const apart = slices && oddities.increment ? ` \u00b7 ${short(oddities.increment.median)} mm` : '';
  const named: Item = { ...line('name', name, name.slice(0, 3)), kind: 'name' };
  return [
    named,
    typeof state.plane === 'string' &&
      line('position', placeText(state.plane, positionOf(volume, state.plane, geometryOf(volume, state)))),
    line('step', `${at}${apart}`, at),
    times > 1 &&
      line('time', `time ${state.time + 1} / ${times}  ${timeLabel}`.trim(), `t ${state.time + 1} / ${times}`),
  ].filter((item) => item !== false);
}

function windowItems({ volume, state }: Shown): Item[] {
  const { window, invert } = state;
  const line = (id: string, ...texts: string[]): Item => ({
    id,
    layer: 'window',
    corner: 'bottom-left',
    kind: 'text',
    texts,
  });
  const bare = isLutChoice(window)
    ? `LUT ${window.lut + 1}`
    : `W ${modality(window.width)}  L ${modality(window.center)}`;
  const bareShort = isLutChoice(window) ? bare : `${modality(window.center)}/${modality(window.width)}`;
  const values = isLutChoice(window) ? bare : `${bare} ${volume.unit}`;
  const name = window.explanation ? `  ${window.explanation.toLowerCase()}` : '';
  const map =
    state.colormap === 'grey' ? '' : typeof state.colormap === 'string' ? state.colormap : state.colormap.name;
  return [
    // Center and width at last, as on the command line.
    line('window', values + name, windowText(window), values, bare, bareShort),
    (invert || map !== '') && line('colors', [map, invert ? 'inverted' : ''].filter(Boolean).join('  ')),
  ].filter((item) => item !== false);
}

/** How the slab's mode is called over a picture. */
const MODES = { mean: 'mean', max: 'MIP', min: 'MinIP' } as const;

function sampling({ state }: Shown): Item[] {
  const { slab, interpolation, zoom } = state;
  const line = (id: string, ...texts: string[]): Item => ({
    id,
    layer: 'sampling',
    corner: 'bottom-left',
    kind: 'text',
    texts,
  });
  return [
    slab !== null && slab.thickness > 0 && line('slab', `${MODES[slab.mode]} ${short(slab.thickness, 1)} mm`),
    line('kernel', `${interpolation}  \u00d7${number(zoom, zoom < 10 ? 2 : 1)}`, interpolation),
  ].filter((item) => item !== false);
}

/** Sides of the patient, at and above 0 mm of x, y and z, and below: LPS. */
const SIDES = ['LR', 'PA', 'HF'] as const;

function probed({ probe }: Shown): Item[] {
  if (!probe) return [];
  const value = `${modality(probe.value)} ${probe.unit}`.trim();
  const place = probe.position.map((mm, n) => SIDES[n]![mm < 0 ? 1 : 0] + Math.abs(mm).toFixed(1)).join(' ');
  return [
    { id: 'probe', layer: 'place', corner: 'bottom-right', kind: 'text', texts: [`${value}  ${place} mm`, value] },
  ];
}
