// One text over both samplers: a scan with padding around its field of view, against the words of DESIGN §3 written down once more,
// the plainest way, here: eight taps, their weights, the missing ones left out.
import { expect } from 'vitest';
import { dot, subtract, type Vec3 } from '../../src/math/vec3.ts';
import { type Plane, pixelToPatient } from '../../src/plane/plane.ts';
import type { SampleOptions } from '../../src/sampler/sampler.ts';
import type { Volume } from '../../src/volume/volume.ts';

/** Weights nearer than this to the least one may fall either way in float32. */
const EITHER = 1e-4;
const LEAST = 0.499;

interface Words {
  readonly value: number;
  readonly weight: number;
  /** Whether a tap was padding. */
  readonly padded: boolean;
}

function sampleByWords(volume: Volume, p: Vec3): Words {
  const { slices, orientation, pixelSpacing, size, storedValues } = volume;
  const heights = slices.map(({ origin }) => dot(origin, orientation.normal));
  const w = dot(p, orientation.normal);
  let [sum, weight, padded] = [0, 0, false];
  const take = (k: number, share: number): void => {
    const { origin, padding, rescaleSlope, rescaleIntercept } = slices[k]!;
    const from = subtract(p, origin);
    const [x, y] = [dot(from, orientation.row) / pixelSpacing[1], dot(from, orientation.column) / pixelSpacing[0]];
    const [columns, rows] = size;
    if (x < -0.5 || x > columns - 0.5 || y < -0.5 || y > rows - 0.5) return;
    for (const [i, a] of [
      [Math.floor(x), 1 - (x - Math.floor(x))],
      [Math.floor(x) + 1, x - Math.floor(x)],
    ] as const) {
      for (const [j, b] of [
        [Math.floor(y), 1 - (y - Math.floor(y))],
        [Math.floor(y) + 1, y - Math.floor(y)],
      ] as const) {
        if (a * b * share === 0) continue;
        const [column, row] = [Math.min(Math.max(i, 0), columns - 1), Math.min(Math.max(j, 0), rows - 1)];
        const stored = storedValues[(k * rows + row) * columns + column]!;
        if (padding && stored >= padding[0] && stored <= padding[1]) padded = true;
        else {
          sum += a * b * share * (stored * rescaleSlope + rescaleIntercept);
          weight += a * b * share;
        }
      }
    }
  };
  const last = heights.length - 1;
  const below = (heights[1]! - heights[0]!) / 2;
  const above = (heights[last]! - heights[last - 1]!) / 2;
  if (w < heights[0]! - below || w > heights[last]! + above) return { value: Number.NaN, weight: 0, padded };
  if (w <= heights[0]!) take(0, 1);
  else if (w >= heights[last]!) take(last, 1);
  else {
    const k = heights.findLastIndex((height) => height <= w);
    const t = (w - heights[k]!) / (heights[k + 1]! - heights[k]!);
    take(k, 1 - t);
    take(k + 1, t);
  }
  return { value: weight >= LEAST ? sum / weight : Number.NaN, weight, padded };
}

/** Across the padded rim: a slice's grid a quarter of a pixel off, between two slices, and two planes across all slices. */
function rimPlanes(volume: Volume): Readonly<Record<string, Plane>> {
  const { orientation, pixelSpacing, slices, size } = volume;
  const middle = Math.floor(size[2] / 2);
  const corner = slices[middle]!.origin;
  const gap = slices[middle + 1]!.position - slices[middle]!.position;
  const at = (x: number, y: number, mm: number): Vec3 =>
    [0, 1, 2].map(
      (axis) =>
        corner[axis]! +
        orientation.row[axis]! * x * pixelSpacing[1] +
        orientation.column[axis]! * y * pixelSpacing[0] +
        orientation.normal[axis]! * mm,
    ) as unknown as Vec3;
  const inSlice = (x: number, y: number, mm: number): Plane => ({
    center: at(x, y, mm),
    right: orientation.row,
    down: orientation.column,
    spacing: [pixelSpacing[1], pixelSpacing[0]],
    width: 120,
    height: 120,
  });
  const [columns, rows] = size;
  const across = (x: number, y: number, right: Vec3): Plane => ({
    ...inSlice(x, y, 0),
    right,
    down: orientation.normal,
    spacing: [pixelSpacing[1] * 1.37, gap * 0.21],
  });
  return {
    'corner, a quarter of a pixel off': inSlice(59.75, 59.75, 0),
    'far corner, at a third of the gap': inSlice(columns - 59.6, rows - 59.3, gap / 3),
    'left edge, beyond it': inSlice(20.4, rows / 2, gap / 2),
    'across the slices, along a row': across(columns * 0.2, rows * 0.3, orientation.row),
    'across the slices, along a column': across(columns * 0.3, rows * 0.2, orientation.column),
  };
}

export type SampleWith = (plane: Plane, options: SampleOptions) => ArrayLike<number>;

/** @returns pixels that had padding among their taps */
export function checkPaddedBorder(volume: Volume, sample: SampleWith): number {
  const largest = Math.max(...volume.modalityRange.map(Math.abs));
  let padded = 0;
  for (const [name, plane] of Object.entries(rimPlanes(volume))) {
    const values = sample(plane, { interpolation: 'linear' });
    let rim = 0;
    for (let p = 0; p < values.length; p++) {
      const words = sampleByWords(volume, pixelToPatient(plane, p % plane.width, Math.floor(p / plane.width)));
      if (words.padded) rim++;
      if (Math.abs(words.weight - LEAST) < EITHER) continue;
      const where = `${name}, pixel ${p}: weight ${words.weight}`;
      expect(Number.isNaN(values[p]!), where).toBe(Number.isNaN(words.value));
      if (!Number.isNaN(words.value)) {
        // Values are relative to what is left of the weight, half at the least.
        expect(Math.abs(values[p]! - words.value), where).toBeLessThan(3e-6 * largest);
      }
    }
    expect(rim, name).toBeGreaterThan(500);
    padded += rim;
  }
  return padded;
}
