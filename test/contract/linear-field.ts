// One text over both samplers: a field that is linear in patient space comes back unchanged through every knob, at every point
// where both feet lie on pixel centres' hull, between the first and the last slice, and no tap is missing (docs/sampling.md).
import { linearField, type PhantomOptions, phantomVolumeInput } from '../../phantom/index.ts';
import { dot, type Vec3 } from '../../src/math/vec3.ts';
import type { Plane } from '../../src/plane/plane.ts';
import { pixelToPatient } from '../../src/plane/plane.ts';
import { planeToStack } from '../../src/plane/plane-to-stack.ts';
import { createVolume } from '../../src/volume/create-volume.ts';
import { sliceTable } from '../../src/volume/slice-table.ts';
import type { Volume } from '../../src/volume/volume.ts';
import { obliquePlane, orthogonalPlanes, ownGrid } from '../support/planes.ts';

const GRADIENT: Vec3 = [3.1, -2.3, 4.7];
const OFFSET = 40;
const field = linearField(GRADIENT, OFFSET);

const BASE: Partial<PhantomOptions> = {
  rows: 41,
  columns: 37,
  slices: 17,
  pixelSpacing: [1.7, 2.1],
  step: 4,
  center: [12, -40, 77],
};

export const knobs: Readonly<Record<string, Partial<PhantomOptions>>> = {
  plain: {},
  'tilted forwards': { gantryTilt: 22 },
  'tilted backwards': { gantryTilt: -15 },
  uneven: { unevenSteps: [1, 0.25, 1.9] },
  'tilted, uneven': { gantryTilt: 18, unevenSteps: [1, 0.25, 1.9] },
  drifting: { drift: 3 },
  'missing slices': { missing: [4, 9, 10] },
  'own slopes': { rescaleSlope: (k) => 0.3 * (1 + (k % 5)), rescaleIntercept: (k) => k - 3 },
  'own slopes, tilted, uneven': { rescaleSlope: (k) => 0.3 * (1 + (k % 5)), gantryTilt: 18, unevenSteps: [1, 0.4] },
  'unsigned 12 bits': { signed: false, bitsStored: 12, rescaleIntercept: () => -1500 },
  'unsigned 16 bits, full range': { signed: false, rescaleSlope: () => 0.05, rescaleIntercept: () => -1500 },
  sagittal: { row: [0, 1, 0], column: [0, 0, -1] },
  'double oblique': { row: [0.9, 0.3, 0.316], column: [-0.31, 0.95, -0.02] },
  padded: { padding: -30_000 },
};

export const fieldVolume = (name: string): Volume =>
  createVolume(phantomVolumeInput({ ...BASE, ...knobs[name] }, field));

export const fieldPlanes = (volume: Volume): Readonly<Record<string, Plane>> => ({
  ...orthogonalPlanes(volume, 0.9),
  'own grid': ownGrid(volume, 6),
  'oblique 1': obliquePlane(volume, 11),
  'oblique 2': obliquePlane(volume, 12),
  'oblique 3': obliquePlane(volume, 13),
});

/** Half the largest slope (each stored value was rounded), and a little. */
export const allowed = (volume: Volume): number =>
  0.5 * Math.max(...volume.slices.map((slice) => slice.rescaleSlope)) + 0.05;

export interface FieldCheck {
  readonly worst: number;
  readonly checked: number;
  /** Of the pixels that have a value. */
  readonly inside: number;
}

/** The field at a pixel of a plane. */
export const fieldAt = (plane: Plane, i: number, j: number): number =>
  dot(GRADIENT, pixelToPatient(plane, i, j)) + OFFSET;

/** Compares sampled values with the field wherever the definition promises it. */
export function checkField(volume: Volume, plane: Plane, values: ArrayLike<number>): FieldCheck {
  const there = promised(volume, plane);
  let [worst, checked, inside] = [0, 0, 0];
  for (let j = 0; j < plane.height; j++) {
    for (let i = 0; i < plane.width; i++) {
      const value = values[j * plane.width + i]!;
      if (!Number.isNaN(value)) inside++;
      if (!there[j * plane.width + i]) continue;
      checked++;
      worst = Math.max(worst, Math.abs(value - fieldAt(plane, i, j)));
      // A hole where a value is promised is the worst of all.
      if (Number.isNaN(value)) worst = Number.POSITIVE_INFINITY;
    }
  }
  return { worst, checked, inside };
}

/** 1 where both feet lie on pixel centres' hull, between the first and the last slice, and no tap is missing. */
export function promised(volume: Volume, plane: Plane): Uint8Array {
  const map = planeToStack(plane, volume);
  const { mm, columnOffset, rowOffset } = sliceTable(volume);
  const [columns, rows] = volume.size;
  const there = new Uint8Array(plane.width * plane.height);
  for (let j = 0; j < plane.height; j++) {
    for (let i = 0; i < plane.width; i++) {
      const at = map.mm.perI * i + map.mm.perJ * j + map.mm.origin;
      if (at < 0 || at > mm.at(-1)!) continue;
      const k = Math.max(
        0,
        mm.findLastIndex((d, index) => d <= at && index < mm.length - 1),
      );
      const feet = [k, k + 1].map((slice) => ({
        slice,
        x: map.column.perI * i + map.column.perJ * j + map.column.origin - columnOffset[slice]!,
        y: map.row.perI * i + map.row.perJ * j + map.row.origin - rowOffset[slice]!,
      }));
      if (feet.some(({ x, y }) => x < 0 || x > columns - 1 || y < 0 || y > rows - 1)) continue;
      if (feet.some(({ slice, x, y }) => tapMissing(volume, slice, x, y))) continue;
      there[j * plane.width + i] = 1;
    }
  }
  return there;
}

function tapMissing(volume: Volume, slice: number, x: number, y: number): boolean {
  const { padding } = volume.slices[slice]!;
  if (!padding) return false;
  const [columns, rows] = volume.size;
  for (const i of [Math.floor(x), Math.min(Math.floor(x) + 1, columns - 1)]) {
    for (const j of [Math.floor(y), Math.min(Math.floor(y) + 1, rows - 1)]) {
      const stored = volume.storedValues[(slice * rows + j) * columns + i]!;
      if (stored >= padding[0] && stored <= padding[1]) return true;
    }
  }
  return false;
}
