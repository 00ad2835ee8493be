// Volumes for sampler tests, made from a geometry and a content; every random choice comes from the seed in the case's name.
import { createRandom } from '../src/math/random.ts';
import { addScaled, cross, normalize, type Vec3 } from '../src/math/vec3.ts';
import { createVolume, type SliceInput } from '../src/volume/create-volume.ts';
import type { PaddingRange, StoredValues, Volume } from '../src/volume/volume.ts';

export interface Geometry {
  readonly size: readonly [number, number, number];
  readonly pixelSpacing?: readonly [row: number, column: number];
  readonly step?: number;
  /** Lean of the stack against the normal, degrees; slices go along a line as the table does. */
  readonly tilt?: number;
  /** Factors on the step, repeated. */
  readonly steps?: readonly number[];
  /** Random in-plane shift of every slice, mm. */
  readonly drift?: number;
  /** Row and column directions; default axial. */
  readonly row?: Vec3;
  readonly column?: Vec3;
  readonly origin?: Vec3;
  readonly sliceThickness?: number;
}

export interface Rescale {
  readonly slope: (k: number) => number;
  readonly intercept: (k: number) => number;
}

export const identity: Rescale = { slope: () => 1, intercept: () => 0 };
/** As PET has it: slopes over a factor of 20, one a slice. */
export const perSlice: Rescale = { slope: (k) => 0.05 * 20 ** (((k * 7) % 11) / 10), intercept: (k) => (k % 3) - 1 };

export function sliceOrigins(geometry: Geometry): readonly Vec3[] {
  const { row, column } = directions(geometry);
  const normal = cross(row, column);
  const random = createRandom(geometry.size[2] * 31 + 7);
  const lean = Math.tan(((geometry.tilt ?? 0) * Math.PI) / 180);
  let along = 0;
  return Array.from({ length: geometry.size[2] }, (_, k) => {
    if (k > 0) along += (geometry.step ?? 2.5) * (geometry.steps?.[(k - 1) % geometry.steps.length] ?? 1);
    const drift = geometry.drift ?? 0;
    const inPlane = addScaled(geometry.origin ?? [-31.3, -142.7, 55.1], row, drift * random.between(-1, 1));
    return addScaled(addScaled(inPlane, column, lean * along + drift * random.between(-1, 1)), normal, along);
  });
}

export function directions(geometry: Geometry): { row: Vec3; column: Vec3 } {
  return { row: normalize(geometry.row ?? [1, 0, 0]), column: normalize(geometry.column ?? [0, 1, 0]) };
}

/** The volume whose stored value at (i, j, k), at patient position p, is `content(i, j, k, p)`. */
export function makeVolume(
  geometry: Geometry,
  storedValues: StoredValues,
  rescale: Rescale = identity,
  padding: PaddingRange | null = null,
): Volume {
  const slices = sliceOrigins(geometry).map(
    (origin, k): SliceInput => ({
      origin,
      rescaleSlope: rescale.slope(k),
      rescaleIntercept: rescale.intercept(k),
      padding,
    }),
  );
  return createVolume({
    storedValues,
    size: geometry.size,
    pixelSpacing: geometry.pixelSpacing ?? [0.9, 0.7],
    orientation: directions(geometry),
    slices,
    sliceThickness: geometry.sliceThickness ?? null,
  });
}

/** Independent uniformly random values over the whole range: nothing about coordinates hides in them. */
export function noise(size: readonly [number, number, number], kind: 'int16' | 'uint16', seed: number): StoredValues {
  const random = createRandom(seed);
  const values =
    kind === 'int16' ? new Int16Array(size[0] * size[1] * size[2]) : new Uint16Array(size[0] * size[1] * size[2]);
  const low = kind === 'int16' ? -32768 : 0;
  for (let v = 0; v < values.length; v++) values[v] = random.integer(low, low + 65535);
  return values;
}

/** Noise as a CT has it: 12 bits around soft tissue, air and bone. */
export function ctNoise(size: readonly [number, number, number], seed: number): StoredValues {
  const random = createRandom(seed);
  const values = new Int16Array(size[0] * size[1] * size[2]);
  for (let v = 0; v < values.length; v++)
    values[v] = random.next() < 0.7 ? random.integer(-100, 200) : random.integer(-1024, 3071);
  return values;
}

/** Slow waves over the full range: the window's band is wide here, and banding would show. */
export function waves(size: readonly [number, number, number], kind: 'int16' | 'uint16'): StoredValues {
  const values =
    kind === 'int16' ? new Int16Array(size[0] * size[1] * size[2]) : new Uint16Array(size[0] * size[1] * size[2]);
  const low = kind === 'int16' ? -32768 : 0;
  let v = 0;
  for (let k = 0; k < size[2]; k++)
    for (let j = 0; j < size[1]; j++)
      for (let i = 0; i < size[0]; i++) {
        const wave = Math.sin(i * 0.11 + k * 0.2) + Math.cos(j * 0.07 - k * 0.13);
        values[v++] = low + Math.round(((wave + 2) / 4) * 65535);
      }
  return values;
}

/** Independent values over all of 32 bits. */
export function wideNoise(size: Geometry['size'], seed: number): StoredValues {
  const random = createRandom(seed);
  const values = new Int32Array(size[0] * size[1] * size[2]);
  for (let v = 0; v < values.length; v++) values[v] = -(2 ** 31) + Math.floor(random.next() * 2 ** 32);
  return values;
}

/** The slow waves in floating point: no value is an integer, from −250 000 to 250 000. */
export function wideWaves(size: Geometry['size']): StoredValues {
  return Float32Array.from(waves(size, 'int16'), (value) => value * 7.6294);
}

/** 10 bits, as much of MR and of old CT has. */
export function fewBits(size: Geometry['size'], seed: number): StoredValues {
  return Uint16Array.from(noise(size, 'uint16', seed), (value) => value >> 6);
}

/** Floating point within a hundredth of 1. */
export function aroundOne(size: Geometry['size'], seed: number): StoredValues {
  return Float32Array.from(noise(size, 'int16', seed), (value) => 1 + value * 3e-7);
}

/** A disc of padding around the field of view, as CT scanners write it. */
export function padOutsideCircle(
  values: StoredValues,
  size: readonly [number, number, number],
  padding: number,
): StoredValues {
  const [columns, rows, count] = size;
  const radius = Math.min(columns, rows) / 2 - 1;
  for (let k = 0; k < count; k++)
    for (let j = 0; j < rows; j++)
      for (let i = 0; i < columns; i++)
        if (Math.hypot(i - (columns - 1) / 2, j - (rows - 1) / 2) > radius)
          values[(k * rows + j) * columns + i] = padding;
  return values;
}
