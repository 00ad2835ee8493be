// Where a region's values are taken. On a slice: its own pixels, as other software counts them. Elsewhere: an even grid over the
// shape's own box, so that every sample stands for the same area and a linear field's mean is its value at the centre.
// Definitions: docs/measuring.md
import { TIE } from '../math/tie.ts';
import { addScaled, dot, subtract } from '../math/vec3.ts';
import type { Plane } from '../plane/plane.ts';
import { nearestSlice, parallelTo, smallestEdge } from '../plane/step-plane.ts';
import { createCpuSampler } from '../sampler/cpu/cpu-sampler.ts';
import { LEAST_INCREMENT } from '../volume/create-volume.ts';
import type { Slice, Volume } from '../volume/volume.ts';
import { inShape, outlineOf, type RegionShape } from './region-shape.ts';

/** What was counted: a slice's own pixels, or interpolated samples that lie closer than pixels and are no measurements each. */
export type Counted = 'pixels' | 'samples';

export interface RegionSamples {
  readonly counted: Counted;
  /** Modality values of those that have one. */
  readonly values: Float64Array;
  /** How many places lie in the shape, with a value or without. */
  readonly places: number;
  /** mm from one to the next: along the slice's rows and columns (pixels), or along the shape's right and down (samples). */
  readonly spacing: readonly [number, number];
}

/** Beyond this many samples they go apart: a region so large has no fine outline. */
const MOST_SAMPLES = 2 ** 22;
/** A region of more pixels than that reaches far beyond any slice, and is sampled. */
const MOST_PIXELS = 2 ** 24;

/**
 * @param pixels  whether a region on a slice is that slice's pixels
 */
export const regionSamples = (volume: Volume, shape: RegionShape, pixels: boolean): RegionSamples =>
  (pixels && slicePixels(volume, shape)) || evenSamples(volume, shape);

/** Pixels of the slice that the shape lies on; null where it lies on none, or no pixel's centre is in it. */
function slicePixels(volume: Volume, shape: RegionShape): RegionSamples | null {
  const slice = sliceOf(volume, shape);
  if (!slice) return null;
  const { orientation, pixelSpacing, size } = volume;
  const [down, across] = pixelSpacing;
  const corners = outlineOf(shape).map((corner) => subtract(corner, slice.origin));
  const [left, right] = wholeBetween(corners.map((corner) => dot(corner, orientation.row) / across));
  const [top, bottom] = wholeBetween(corners.map((corner) => dot(corner, orientation.column) / down));
  if ((right - left + 1) * (bottom - top + 1) > MOST_PIXELS) return null;
  // Where the slice has pixels at all.
  const [x0, x1] = [Math.max(left, 0), Math.min(right, size[0] - 1)];
  const [y0, y1] = [Math.max(top, 0), Math.min(bottom, size[1] - 1)];
  const width = Math.max(0, x1 - x0 + 1);
  const height = Math.max(0, y1 - y0 + 1);
  const plane: Plane = {
    center: addScaled(
      addScaled(slice.origin, orientation.row, ((x0 + x1) / 2) * across),
      orientation.column,
      ((y0 + y1) / 2) * down,
    ),
    right: orientation.row,
    down: orientation.column,
    spacing: [across, down],
    width,
    height,
  };
  const all = width * height > 0 ? valuesOf(volume, plane) : new Float64Array(0);
  const fromCenter = subtract(slice.origin, shape.center);
  const [u0, v0] = [dot(fromCenter, shape.right), dot(fromCenter, shape.down)];
  const [uRow, vRow] = [dot(orientation.row, shape.right) * across, dot(orientation.row, shape.down) * across];
  const [uColumn, vColumn] = [dot(orientation.column, shape.right) * down, dot(orientation.column, shape.down) * down];
  const slack = TIE * Math.min(across, down);
  let [places, count] = [0, 0];
  // What counts moves to the front of the values themselves.
  for (let y = top; y <= bottom; y++) {
    for (let x = left; x <= right; x++) {
      if (!inShape(shape, u0 + x * uRow + y * uColumn, v0 + x * vRow + y * vColumn, slack)) continue;
      places++;
      if (x < x0 || x > x1 || y < y0 || y > y1) continue;
      const value = all[(y - y0) * width + x - x0]!;
      if (!Number.isNaN(value)) all[count++] = value;
    }
  }
  if (places === 0) return null;
  return { counted: 'pixels', values: all.subarray(0, count), places, spacing: [across, down] };
}

/** The slice that all of the shape lies on, as near as two slices may not be to each other; or null. */
function sliceOf(volume: Volume, shape: RegionShape): Slice | null {
  if (!parallelTo(volume, shape)) return null;
  const { normal } = volume.orientation;
  const slice = volume.slices[nearestSlice(volume, dot(shape.center, normal))]!;
  const isOn = outlineOf(shape).every((corner) => Math.abs(dot(corner, normal) - slice.position) < LEAST_INCREMENT);
  return isOn ? slice : null;
}

/** The whole numbers from the least to the greatest, an edge within a tie of one included. */
function wholeBetween(values: readonly number[]): readonly [first: number, last: number] {
  return [Math.ceil(Math.min(...values) - TIE), Math.floor(Math.max(...values) + TIE)];
}

/** Midpoints of equal cells over the shape's box; every edge of a cell is at most half the smallest voxel edge. */
function evenSamples(volume: Volume, shape: RegionShape): RegionSamples {
  const most = smallestEdge(volume) / 2;
  const [width, height] = cellsOf(shape.half, most);
  // A box without a width has one column of samples, and any spacing.
  const spacing = [(2 * shape.half[0]) / width || most, (2 * shape.half[1]) / height || most] as const;
  const all = valuesOf(volume, {
    center: shape.center,
    right: shape.right,
    down: shape.down,
    spacing,
    width,
    height,
  });
  const slack = TIE * most;
  let [places, count] = [0, 0];
  for (let j = 0; j < height; j++) {
    const v = (j - (height - 1) / 2) * spacing[1];
    for (let i = 0; i < width; i++) {
      if (!inShape(shape, (i - (width - 1) / 2) * spacing[0], v, slack)) continue;
      places++;
      const value = all[j * width + i]!;
      if (!Number.isNaN(value)) all[count++] = value;
    }
  }
  return { counted: 'samples', values: all.subarray(0, count), places, spacing };
}

function cellsOf(half: readonly [number, number], most: number): readonly [across: number, down: number] {
  // A rounding error above a whole number of cells is not another cell.
  const [across, down] = half.map((mm) => Math.max(1, Math.ceil((2 * mm) / most - 1e-6))) as [number, number];
  if (across * down <= MOST_SAMPLES) return [across, down];
  const share = Math.sqrt(MOST_SAMPLES / across / down);
  const fewer = Math.max(1, Math.floor(Math.min(across, down) * share));
  const more = Math.floor(MOST_SAMPLES / fewer);
  return across < down ? [fewer, Math.min(down, more)] : [Math.min(across, more), fewer];
}

/** Modality values, NaN outside; linear, padding skipped, whatever a picture shows. */
export function valuesOf(volume: Volume, plane: Plane): Float64Array {
  const sampler = createCpuSampler(volume);
  try {
    return sampler.values64(plane, { interpolation: 'linear' });
  } finally {
    sampler.dispose();
  }
}
