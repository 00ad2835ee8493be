// One text over both samplers: a field that is linear in patient space comes back unchanged through every hard stack, at every point
// whose two feet lie on pixel centres' hull, between the first and the last slice, with no tap missing (DESIGN §3). What is promised
// is found here from where the slices were put; the samplers' own geometry is not asked.
import { afterAll, expect, test } from 'vitest';
import { ownGrid } from '../../conformance/planes.ts';
import { createRandom, type Random } from '../../src/math/random.ts';
import { add, addScaled, cross, dot, normalize, scale, subtract, type Vec3 } from '../../src/math/vec3.ts';
import type { Plane } from '../../src/plane/plane.ts';
import { createVolume } from '../../src/volume/create-volume.ts';
import type { Volume } from '../../src/volume/volume.ts';
import { descendingInput, exactField, fieldStacks, pointOf, type Truth } from './field-stacks.ts';

type Values = (plane: Plane) => ArrayLike<number>;
/** Calls `use` with a way to sample planes of `volume` linearly. */
export type WithValues = (volume: Volume, use: (values: Values) => void) => void;

/** Beyond half a stored step. */
export const LITTLE = 0.02;
/** mm and pixels that the truth's own float64 may be off at a rim. */
const ROUNDING = 1e-9;
const OBLIQUE = 9;
const SIDE = 72;

function seedOf(name: string): number {
  let seed = 17;
  for (const letter of name) seed = (Math.imul(seed, 31) + letter.charCodeAt(0)) >>> 0;
  return seed;
}

/** Orthogonal, the slices' own, and seeded oblique ones, each through a random point of the stack. */
export function planesThrough(name: string, truth: Truth, volume: Volume): Readonly<Record<string, Plane>> {
  const random = createRandom(seedOf(name));
  const count = truth.origins.length;
  const somewhere = (): Vec3 =>
    pointOf(
      truth,
      random.between(0.15, 0.85) * (truth.size[0] - 1),
      random.between(0.15, 0.85) * (truth.size[1] - 1),
      random.between(0, count - 1),
    );
  const through = (right: Vec3, down: Vec3): Plane => ({
    center: somewhere(),
    right,
    down,
    spacing: [random.between(0.3, 1.3), random.between(0.3, 1.3)],
    width: SIDE,
    height: SIDE - 11,
  });
  const planes: [string, Plane][] = [
    ['axial', through([1, 0, 0], [0, 1, 0])],
    ['sagittal', through([0, 1, 0], [0, 0, -1])],
    ['coronal', through([1, 0, 0], [0, 0, -1])],
    ['own grid', ownGrid(volume, Math.floor(count / 2))],
  ];
  for (let n = 1; n <= OBLIQUE; n++) planes.push([`oblique ${n}`, through(...anyDirections(truth, random))]);
  return Object.fromEntries(planes);
}

/** Two orthogonal unit vectors; within the slice where there is one only, since nothing is promised beside it. */
function anyDirections({ row, column, normal, origins }: Truth, random: Random): [right: Vec3, down: Vec3] {
  const any = (): Vec3 => normalize([random.between(-1, 1), random.between(-1, 1), random.between(-1, 1)]);
  if (origins.length === 1) {
    const angle = random.between(0, 2 * Math.PI);
    const right = add(scale(row, Math.cos(angle)), scale(column, Math.sin(angle)));
    return [right, cross(normal, right)];
  }
  const right = any();
  const out = normalize(cross(right, any()));
  return [right, cross(out, right)];
}

export interface FieldCheck {
  worst: number;
  /** Points where the field is promised. */
  checked: number;
  /** Points that have a value. */
  inside: number;
}

/** Patient position of a pixel, by the words of DESIGN §2. */
function pixelAt(plane: Plane, i: number, j: number): Vec3 {
  const across = scale(plane.right, (i - (plane.width - 1) / 2) * plane.spacing[0]);
  const down = scale(plane.down, (j - (plane.height - 1) / 2) * plane.spacing[1]);
  return add(plane.center, add(across, down));
}

/** The field at pixel p of a plane, rows top down. */
export const fieldAt = (plane: Plane, p: number): number =>
  exactField(pixelAt(plane, p % plane.width, Math.floor(p / plane.width)));

/** 1 where both feet lie on pixel centres' hull, between the first and the last slice, and no tap is missing. */
export function promised(truth: Truth, plane: Plane): Uint8Array {
  const heights = truth.origins.map((origin) => dot(origin, truth.normal));
  const there = new Uint8Array(plane.width * plane.height);
  let k = 0;
  for (let n = 0; n < there.length; n++) {
    const p = pixelAt(plane, n % plane.width, Math.floor(n / plane.width));
    const w = dot(p, truth.normal);
    if (w < heights[0]! - ROUNDING || w > heights.at(-1)! + ROUNDING) continue;
    while (k > 0 && w < heights[k]!) k--;
    while (k < heights.length - 2 && w >= heights[k + 1]!) k++;
    const slices = heights.length === 1 ? [0] : [k, k + 1];
    if (slices.every((slice) => footCounts(truth, p, slice))) there[n] = 1;
  }
  return there;
}

/** Compares sampled values with the field wherever the definition promises it. */
export function checkField(truth: Truth, plane: Plane, values: ArrayLike<number>): FieldCheck {
  const there = promised(truth, plane);
  const check = { worst: 0, checked: 0, inside: 0 };
  for (let p = 0; p < there.length; p++) {
    const value = values[p]!;
    if (!Number.isNaN(value)) check.inside++;
    if (!there[p]) continue;
    check.checked++;
    // A hole where a value is promised is the worst of all.
    const off = Number.isNaN(value) ? Number.POSITIVE_INFINITY : Math.abs(value - fieldAt(plane, p));
    check.worst = Math.max(check.worst, off);
  }
  return check;
}

/** Whether the foot of `p` in a slice lies on the hull of its pixel centres, with none of its four taps padding. */
function footCounts({ row, column, spacing, size, origins, fieldOfView }: Truth, p: Vec3, slice: number): boolean {
  const from = subtract(p, origins[slice]!);
  const [x, y] = [dot(from, row) / spacing[1], dot(from, column) / spacing[0]];
  const [columns, rows] = size;
  if (x < -ROUNDING || x > columns - 1 + ROUNDING || y < -ROUNDING || y > rows - 1 + ROUNDING) return false;
  if (fieldOfView === null) return true;
  const [i, j] = [Math.floor(x), Math.floor(y)];
  return [i, i + 1].every((column) =>
    [j, j + 1].every((row) => Math.hypot(column - (columns - 1) / 2, row - (rows - 1) / 2) <= fieldOfView),
  );
}

const percent = (part: number, whole: number): string => `${((100 * part) / whole).toFixed(1)} %`;

/** Registers the tests. */
export function linearFieldContract(sampler: string, withValues: WithValues): void {
  const total = { checked: 0, inside: 0, planes: 0, worst: Number.NEGATIVE_INFINITY };
  const shares: string[] = [];
  afterAll(() =>
    console.log(
      `linear field, ${sampler}: ${shares.length} stacks, ${total.planes} planes, ${total.checked} points checked, ` +
        `${percent(total.checked, total.inside)} of those inside; at most half a stored step ${total.worst < 0 ? '−' : '+'} ${Math.abs(total.worst).toFixed(4)} off\n` +
        shares.join('; '),
    ),
  );

  test.each(Object.keys(fieldStacks))(`${sampler}: a linear field comes back through %s`, async (name) => {
    const { volume, truth } = await fieldStacks[name]!();
    expect(volume.size).toEqual([...truth.size, truth.origins.length]);
    const halfStep = truth.largestSlope / 2;
    let [checked, inside] = [0, 0];
    withValues(volume, (values) => {
      for (const [where, plane] of Object.entries(planesThrough(name, truth, volume))) {
        const check = checkField(truth, plane, values(plane));
        expect(check.worst, where).toBeLessThanOrEqual(halfStep + LITTLE);
        total.worst = Math.max(total.worst, check.worst - halfStep);
        total.planes++;
        checked += check.checked;
        inside += check.inside;
      }
    });
    expect(checked).toBeGreaterThan(1500);
    total.checked += checked;
    total.inside += inside;
    shares.push(`${name} ${percent(checked, inside)}`);
  });

  test(`${sampler}: slices handed over in descending order are refused, never mirrored`, () => {
    expect(() => createVolume(descendingInput())).toThrowError(expect.objectContaining({ code: 'volume/bad-value' }));
  });

  test(`${sampler}: the check finds a field that is off by a tenth of a pixel`, () => {
    const { volume, truth } = fieldStacks.plain!() as Awaited<ReturnType<(typeof fieldStacks)[string]>>;
    withValues(volume, (values) => {
      for (const plane of Object.values(planesThrough('plain', truth, volume))) {
        const off = { ...plane, center: addScaled(plane.center, truth.row, 0.1 * truth.spacing[1]) };
        // 0.1 · 2.1 mm · 3.1 a mm, at the least where the stored rounding takes half a step of it back.
        expect(checkField(truth, plane, values(off)).worst).toBeGreaterThan(0.6);
      }
    });
  });
}
