// Hard stacks of a field that is linear in patient space, and the truth about each: where its slices were put, in the phantom's own
// numbers. Nothing here comes from the code under test.
import {
  linearField,
  type PhantomOptions,
  phantomGeometry,
  phantomSeries,
  phantomVolumeInput,
  withDefaults,
} from '../../phantom/index.ts';
import { loadSeries } from '../../src/load/load-series.ts';
import { cross, dot, scale, type Vec3 } from '../../src/math/vec3.ts';
import { createVolume } from '../../src/volume/create-volume.ts';
import type { Volume } from '../../src/volume/volume.ts';

const GRADIENT: Vec3 = [3.1, -2.3, 4.7];
const OFFSET = 40;
export const exactField = (p: Vec3): number => dot(GRADIENT, p) + OFFSET;

/** Where the slices are, ascending along row × column. */
export interface Truth {
  readonly row: Vec3;
  readonly column: Vec3;
  readonly normal: Vec3;
  /** mm: [between rows, between columns]. */
  readonly spacing: readonly [row: number, column: number];
  readonly size: readonly [columns: number, rows: number];
  /** Centre of each slice's first pixel. */
  readonly origins: readonly Vec3[];
  readonly largestSlope: number;
  /** Radius of the field of view around the slice's middle, in pixels; null where nothing is padding. */
  readonly fieldOfView: number | null;
}

export interface FieldStack {
  readonly volume: Volume;
  readonly truth: Truth;
}

const BASE: Partial<PhantomOptions> = {
  rows: 41,
  columns: 37,
  slices: 17,
  pixelSpacing: [1.7, 2.1],
  step: 4,
  center: [12, -40, 77],
};

const UNEVEN = [1, 0.25, 1.9];
/** As PET has it: slopes from 0.05 to 1, one a slice. */
const OWN_SLOPES: Partial<PhantomOptions> = {
  rescaleSlope: (k) => 0.05 * 20 ** (((k * 7) % 17) / 16),
  rescaleIntercept: (k) => 500 + k,
};

/** What is done to the plain stack. */
export const KNOBS: Readonly<Record<string, Partial<PhantomOptions>>> = {
  plain: {},
  'tilted forwards': { gantryTilt: 22 },
  'tilted backwards': { gantryTilt: -15 },
  uneven: { unevenSteps: UNEVEN },
  'tilted forwards, uneven': { gantryTilt: 18, unevenSteps: UNEVEN },
  'tilted backwards, uneven': { gantryTilt: -24, unevenSteps: UNEVEN },
  drifting: { drift: 3 },
  'drifting, tilted, uneven': { drift: 2, gantryTilt: -11, unevenSteps: UNEVEN },
  'feet first': { row: [-1, 0, 0], column: [0, 1, 0] },
  'feet first, tilted': { row: [-1, 0, 0], column: [0, 1, 0], gantryTilt: 13 },
  prone: { row: [-1, 0, 0], column: [0, -1, 0] },
  'on the left side': { row: [0, -1, 0], column: [1, 0, 0] },
  'on the right side': { row: [0, 1, 0], column: [-1, 0, 0] },
  sagittal: { row: [0, 1, 0], column: [0, 0, -1] },
  coronal: { row: [1, 0, 0], column: [0, 0, -1] },
  'coronal, tilted, uneven': { row: [1, 0, 0], column: [0, 0, -1], gantryTilt: 9, unevenSteps: UNEVEN },
  'double oblique': { row: [0.9, 0.3, 0.316], column: [-0.31, 0.95, -0.02] },
  'double oblique, tilted, uneven': {
    row: [0.9, 0.3, 0.316],
    column: [-0.31, 0.95, -0.02],
    gantryTilt: -17,
    unevenSteps: UNEVEN,
  },
  'anisotropic pixels': { pixelSpacing: [0.4, 2.9], step: 1.3 },
  'one slice': { slices: 1 },
  'two slices': { slices: 2 },
  'two slices, tilted': { slices: 2, gantryTilt: 20, step: 7 },
  '2000 slices': { slices: 2000, rows: 9, columns: 11, step: 0.5 },
  '2000 slices, tilted, uneven': { slices: 2000, rows: 9, columns: 11, step: 0.4, gantryTilt: 12, unevenSteps: UNEVEN },
  'a missing slice': { missing: [8] },
  'missing slices': { missing: [4, 9, 10] },
  'slopes over a factor of 20': OWN_SLOPES,
  'slopes over a factor of 20, tilted, uneven': { ...OWN_SLOPES, gantryTilt: 18, unevenSteps: [1, 0.4] },
  'unsigned 12 bits': { signed: false, bitsStored: 12, rescaleIntercept: () => -1500 },
  'unsigned 16 bits, full range': { signed: false, rescaleSlope: () => 0.05, rescaleIntercept: () => -1500 },
  padded: { padding: -30_000 },
  'padded, tilted, uneven': { padding: -30_000, gantryTilt: 18, unevenSteps: UNEVEN },
};

const truthOf = (options: PhantomOptions, keep: (index: number) => boolean = () => true): Truth => {
  const slices = phantomGeometry(options).filter(({ index }) => keep(index));
  const { row, column } = slices[0]!;
  return {
    row,
    column,
    normal: cross(row, column),
    spacing: options.pixelSpacing,
    size: [options.columns, options.rows],
    origins: slices.map(({ imagePositionPatient }) => imagePositionPatient),
    largestSlope: Math.max(...slices.map(({ index }) => options.rescaleSlope(index))),
    fieldOfView: options.padding === null ? null : Math.min(options.rows, options.columns) / 2,
  };
};

const field = linearField(GRADIENT, OFFSET);

function fromArrays(knobs: Partial<PhantomOptions>): FieldStack {
  const options = withDefaults({ ...BASE, ...knobs });
  return { volume: createVolume(phantomVolumeInput(options, field)), truth: truthOf(options) };
}

type Files = Awaited<ReturnType<typeof phantomSeries>>;

async function fromFiles(
  knobs: Partial<PhantomOptions>,
  { order = (files: Files) => files, put = field, keep = (_: number): boolean => true } = {},
): Promise<FieldStack> {
  const options = withDefaults({ ...BASE, ...knobs });
  const [series] = await loadSeries(order(await phantomSeries(options, put)));
  return { volume: series!.stacks[0]!.volume!, truth: truthOf(options, keep) };
}

/** Every second slice 0.004 mm above the one before, which is nearer than two slices can be. */
const COINCIDENT: Partial<PhantomOptions> = { slices: 18, unevenSteps: [0.001, 1], step: 4 };

/** The field in the slices that count, and nonsense in their doubles. */
function fieldOfKept(knobs: Partial<PhantomOptions>, keep: (index: number) => boolean): typeof field {
  const slices = phantomGeometry(withDefaults({ ...BASE, ...knobs }));
  return (p) => {
    const own = slices.find(({ imagePositionPatient }) => Math.abs(imagePositionPatient[2] - p[2]) < 1e-6)!;
    return keep(own.index) ? field(p) : 9999;
  };
}

const reversed = (files: Files): Files => files.toReversed();
const even = (index: number): boolean => index % 2 === 0;
const odd = (index: number): boolean => index % 2 === 1;

/** Through files and the reader: what it orders, and what it leaves out. */
const READ: Readonly<Record<string, () => Promise<FieldStack>>> = {
  'read: descending files': () => fromFiles({ unevenSteps: UNEVEN }, { order: reversed }),
  'read: descending files and numbers': () =>
    fromFiles({ gantryTilt: 14, instanceNumbers: 'falling' }, { order: reversed }),
  'read: shuffled files, feet first': () =>
    fromFiles({ row: [-1, 0, 0], column: [0, 1, 0], gantryTilt: -16, shuffled: true }),
  'read: a missing slice, slopes over a factor of 20': () => fromFiles({ ...OWN_SLOPES, missing: [8] }),
  // The first by InstanceNumber counts: the lower of the two, or the upper where numbers fall.
  'read: coincident slices': () => fromFiles(COINCIDENT, { keep: even, put: fieldOfKept(COINCIDENT, even) }),
  'read: coincident slices, falling numbers': () => {
    const knobs: Partial<PhantomOptions> = { ...COINCIDENT, instanceNumbers: 'falling' };
    return fromFiles(knobs, { keep: odd, put: fieldOfKept(knobs, odd) });
  },
};

export const fieldStacks: Readonly<Record<string, () => FieldStack | Promise<FieldStack>>> = {
  ...Object.fromEntries(Object.entries(KNOBS).map(([name, knobs]) => [name, () => fromArrays(knobs)])),
  ...READ,
};

/** The arrays of a stack whose slices come in descending order: what `createVolume` must not take for ascending ones. */
export function descendingInput(): Parameters<typeof createVolume>[0] {
  const input = phantomVolumeInput({ ...BASE }, field);
  return { ...input, slices: input.slices.toReversed() };
}

/** A point of the stack, from indices that may be fractional. */
export function pointOf({ row, column, spacing, origins }: Truth, x: number, y: number, k: number): Vec3 {
  const lower = origins[Math.floor(k)]!;
  const upper = origins[Math.min(Math.floor(k) + 1, origins.length - 1)]!;
  const [across, down] = [scale(row, x * spacing[1]), scale(column, y * spacing[0])];
  const part = k - Math.floor(k);
  return [0, 1, 2].map(
    (axis) => lower[axis]! + part * (upper[axis]! - lower[axis]!) + across[axis]! + down[axis]!,
  ) as unknown as Vec3;
}
