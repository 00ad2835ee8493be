// One text over both samplers: planes whose pixels lie on ties and edges, at whole multiples of a slice's own grid. Expected values come
// from whole numbers alone (no sampler's arithmetic), so rounding can choose nothing, and no pixel is left out.
import { expect, test } from 'vitest';
import { type Geometry, makeVolume, noise } from '../../conformance/volumes.ts';
import { addScaled, cross, normalize, type Vec3 } from '../../src/math/vec3.ts';
import type { Plane } from '../../src/plane/plane.ts';
import type { Volume } from '../../src/volume/volume.ts';
import type { Values } from './kernels.ts';

const size = [11, 9, 7] as const;
const [columns, rows, count] = size;
const row = normalize([0.83, 0.31, -0.46]);
const column = normalize(cross(cross(row, [0.2, 0.9, 0.4]), row));
const step = 1.7;

/** Steps in halves of `step`. */
const STACKS = {
  upright: { steps: [2] },
  aslant: { steps: [2], row, column },
  'aslant, uneven': { steps: [2, 1, 5], row, column },
  'aslant, tilted': { steps: [2], row, column, tilt: 20 },
  'aslant, drifting': { steps: [2], row, column, drift: 3 },
  'fine pixels': { steps: [2], row, column, pixelSpacing: [0.48828125, 0.3515625] },
} as const satisfies Record<string, Omit<Geometry, 'size' | 'step'> & { steps: readonly number[] }>;

/** Where pixels lie along an axis, in 1/(2·zoom) of a pixel (or of half a step): begins beyond the edge, meets it, and ties from there. */
interface Along {
  readonly zoom: number;
  readonly start: number;
  readonly pixels: number;
}
/** @param odd  0: meets edges and ties; 1: an odd zoom then meets the places between */
const along = (zoom: number, length: number, odd: 0 | 1): Along => ({
  zoom,
  start: -zoom - 4 + odd,
  pixels: zoom * length + 5,
});
/** All pixels at one place, in halves of a pixel. */
const fixed = (halves: number): Along => ({ zoom: 1, start: halves, pixels: 1 });
/** Beyond an edge by more than rounding, and by so little that nobody sees it: outside. In pixels. */
const BEYOND = 3e-5;
const placeOf = ({ start }: Along, n: number): number => 2 * n + start;
const centerOf = ({ zoom, start, pixels }: Along): number => (pixels - 1 + start) / (2 * zoom);

interface Spot {
  /** Whole part, and how many of `of` parts beyond it. */
  readonly whole: number;
  readonly part: number;
  readonly of: number;
}
/** On an axis of `length` places at 0, 1, …; null beyond half a place around them. */
function onGrid(axis: Along, n: number, length: number): Spot | null {
  const of = 2 * axis.zoom;
  const at = placeOf(axis, n);
  if (2 * at < -of || 2 * at > (2 * length - 1) * of) return null;
  const whole = Math.floor(at / of);
  return { whole, part: at - whole * of, of };
}
/** The same on slices at `places`, in halves of a step. */
function onSlices(axis: Along, n: number, places: readonly number[]): Spot | null {
  const of = 2 * axis.zoom;
  const at = placeOf(axis, n);
  const last = places.length - 1;
  const gap = (k: number): number => (places[k + 1]! - places[k]!) * of;
  if (2 * (places[0]! * of - at) > gap(0) || 2 * (at - places[last]! * of) > gap(last - 1)) return null;
  let k = -1;
  while (k < last && at >= places[k + 1]! * of) k++;
  if (k < 0) return { whole: 0, part: 0, of: 1 };
  return k === last ? { whole: last, part: 0, of: 1 } : { whole: k, part: at - places[k]! * of, of: gap(k) };
}

const within = (index: number, length: number): number => Math.min(Math.max(index, 0), length - 1);
const nearest = ({ whole, part, of }: Spot, length: number): number =>
  within(2 * part >= of ? whole + 1 : whole, length);

type At = (i: number, j: number, k: number) => number;
const kernels = {
  nearest: (at: At, x: Spot, y: Spot, z: Spot) => at(nearest(x, columns), nearest(y, rows), nearest(z, count)),
  linear(at: At, x: Spot, y: Spot, z: Spot) {
    let sum = 0;
    for (const [dx, dy, dz] of [0, 1, 2, 3, 4, 5, 6, 7].map((n) => [n & 1, (n >> 1) & 1, n >> 2] as const)) {
      const weight = ({ part, of }: Spot, upper: number): number => (upper ? part : of - part) / of;
      const tap = at(within(x.whole + dx, columns), within(y.whole + dy, rows), within(z.whole + dz, count));
      sum += weight(x, dx) * weight(y, dy) * weight(z, dz) * tap;
    }
    return sum;
  },
  /** Catmull-Rom in each slice, Hermite between them; `linear` where a tap that has weight is missing. */
  cubic(at: At, x: Spot, y: Spot, z: Spot, places: readonly number[]) {
    const [across, down] = [taps(x, [0.5, 0.5]), taps(y, [0.5, 0.5])];
    const gap = (k: number, l: number): number => places[l]! - places[k]!;
    const k = z.whole;
    const shares =
      z.part === 0 || k < 1 || k + 2 >= count
        ? [0.5, 0.5]
        : [gap(k, k + 1) / gap(k - 1, k + 1), gap(k, k + 1) / gap(k, k + 2)];
    const through = taps(z, shares);
    const reaches = (list: readonly Tap[], length: number): boolean =>
      list.every(({ index }) => index >= 0 && index < length);
    if (!reaches(across, columns) || !reaches(down, rows) || !reaches(through, count))
      return kernels.linear(at, x, y, z);
    let sum = 0;
    for (const c of across)
      for (const r of down)
        for (const s of through) sum += c.weight * r.weight * s.weight * at(c.index, r.index, s.index);
    return sum;
  },
};

interface Tap {
  readonly index: number;
  readonly weight: number;
}
/** Those that have weight, by Hermite's basis: h00 v1 + h01 v2 + h10 m1 + h11 m2, m1 = (v2 − v0)·shares[0], m2 = (v3 − v1)·shares[1]. */
function taps({ whole, part, of }: Spot, [below, above]: readonly number[]): readonly Tap[] {
  if (part === 0) return [{ index: whole, weight: 1 }];
  const t = part / of;
  const [h10, h11] = [t * (1 - t) ** 2, t * t * (t - 1)];
  const [h00, h01] = [(1 + 2 * t) * (1 - t) ** 2, t * t * (3 - 2 * t)];
  const weights = [-h10 * below!, h00 - h11 * above!, h01 + h10 * below!, h11 * above!];
  return weights.map((weight, n) => ({ index: whole - 1 + n, weight }));
}

interface Case {
  readonly plane: Plane;
  /** Of the slices, in halves of a step. */
  readonly places: readonly number[];
  readonly spots: (i: number, j: number) => readonly [Spot | null, Spot | null, Spot | null];
}

/** Planes by name; those across the slices only where all slices share one grid. */
export function tiePlanes(
  volume: Volume,
  steps: readonly number[],
  apart: boolean,
  zoom: number,
  odd: 0 | 1 = 0,
): Record<string, Case> {
  const { orientation, pixelSpacing } = volume;
  const directions = [orientation.row, orientation.column, orientation.normal] as const;
  // The last is half a step.
  const edges = [pixelSpacing[1], pixelSpacing[0], step / 2] as const;
  const places = volume.slices.map((_, k) =>
    Array.from({ length: k }, (_, n) => steps[n % steps.length]!).reduce((a, b) => a + b, 0),
  );
  const through = (across: 0 | 1 | 2, down: 0 | 1 | 2, axes: readonly [Along, Along, Along], origin: Vec3): Plane => ({
    center: axes.reduce((p, axis, n) => addScaled(p, directions[n]!, centerOf(axis) * edges[n]!), origin),
    right: directions[across],
    down: directions[down],
    spacing: [edges[across] / zoom, edges[down] / zoom],
    width: axes[across].pixels,
    height: axes[down].pixels,
  });
  const [x, y] = [along(zoom, columns, odd), along(zoom, rows, odd)];
  // From half a gap below the first slice on.
  const z: Along = { zoom, start: -zoom * steps[0]! - 4 + odd, pixels: zoom * (places.at(-1)! + steps[0]!) + 5 };
  const cases: Record<string, Case> = {};
  for (const k of [0, 3, count - 1]) {
    const plane = through(0, 1, [x, y, fixed(0)], volume.slices[k]!.origin);
    cases[`slice ${k}`] = {
      plane,
      spots: (i, j) => [onGrid(x, i, columns), onGrid(y, j, rows), { whole: k, part: 0, of: 1 }],
      places,
    };
  }
  if (apart) return cases;
  for (const halves of [-1, 7, 2 * rows - 1]) {
    const at = fixed(halves);
    const plane = through(0, 2, [x, at, z], volume.slices[0]!.origin);
    cases[`row ${halves / 2}`] = {
      plane,
      spots: (i, j) => [onGrid(x, i, columns), onGrid(at, 0, rows), onSlices(z, j, places)],
      places,
    };
  }
  for (const halves of [-1, 6, 2 * columns - 1]) {
    const at = fixed(halves);
    const plane = through(1, 2, [at, y, z], volume.slices[0]!.origin);
    cases[`column ${halves / 2}`] = {
      plane,
      spots: (i, j) => [onGrid(at, 0, columns), onGrid(y, i, rows), onSlices(z, j, places)],
      places,
    };
  }
  for (const n of [0, 2]) {
    const at = fixed(places[n]! + places[n + 1]!);
    const plane = through(0, 1, [x, y, at], volume.slices[0]!.origin);
    cases[`midway of slices ${n} and ${n + 1}`] = {
      plane,
      spots: (i, j) => [onGrid(x, i, columns), onGrid(y, j, rows), onSlices(at, 0, places)],
      places,
    };
  }
  for (const [across, edge] of [
    ['row', 1],
    ['column', 0],
  ] as const)
    for (const [side, halves, sign] of [
      ['first', -1, -1],
      ['last', 2 * size[edge] - 1, 1],
    ] as const) {
      const at = fixed(halves);
      const on =
        edge === 1
          ? through(0, 2, [x, at, z], volume.slices[0]!.origin)
          : through(1, 2, [at, y, z], volume.slices[0]!.origin);
      const center = addScaled(on.center, directions[edge === 1 ? 1 : 0], sign * BEYOND * edges[edge]);
      cases[`just beyond the ${side} ${across}`] = {
        plane: { ...on, center },
        places,
        spots: () => [null, null, null],
      };
    }
  return cases;
}

export function tieStack(name: keyof typeof STACKS): { volume: Volume; steps: readonly number[]; apart: boolean } {
  const { steps, ...geometry } = STACKS[name];
  const shape = { size, step: step / 2, steps, ...geometry };
  const volume = makeVolume(shape, noise(size, 'int16', 5));
  return { volume, steps, apart: 'tilt' in geometry || 'drift' in geometry };
}

export function tieContract(values: Values): void {
  const names = Object.keys(STACKS) as (keyof typeof STACKS)[];
  test.each(names.flatMap((name) => [2, 3, 4, 5, 6].map((zoom) => [name, zoom] as const)))('%s, × %i', (name, zoom) => {
    const { volume, steps, apart } = tieStack(name);
    const at: At = (i, j, k) => volume.storedValues[(k * rows + j) * columns + i]!;
    let ties = 0;
    const planes = ([0, 1] as const).flatMap((odd) => Object.entries(tiePlanes(volume, steps, apart, zoom, odd)));
    for (const [where, { plane, places, spots }] of planes)
      for (const interpolation of ['nearest', 'linear', 'cubic'] as const) {
        const drawn = values(volume, plane, { interpolation });
        const off: string[] = [];
        for (let p = 0; p < drawn.length; p++) {
          const [i, j] = [p % plane.width, Math.floor(p / plane.width)];
          const [x, y, z] = spots(i, j);
          const inside = x && y && z;
          const expected = inside ? kernels[interpolation](at, x, y, z, places) : Number.NaN;
          if (inside && [x, y, z].some(({ part, of }) => 2 * part === of)) ties++;
          const allowed = interpolation === 'nearest' ? 0 : 1.5e-6 * 32768;
          const same = Number.isNaN(expected) ? Number.isNaN(drawn[p]!) : Math.abs(drawn[p]! - expected) <= allowed;
          if (!same) off.push(`${i},${j}: ${drawn[p]} for ${expected}`);
        }
        expect(off, `${where}, ${interpolation}`).toEqual([]);
      }
    expect(ties).toBeGreaterThan(300);
  });
}
