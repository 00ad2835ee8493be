// What in a stack a simplification can hurt.
import type { Volume } from '../../src/entry/cpu.ts';
import { nominalStep } from './conventional.ts';
import { largestDisplacement } from './displacement.ts';

export interface StackTraits {
  /** Lean of the way from first to last slice against their normal, degrees. */
  readonly tilt: number;
  readonly steps: readonly [least: number, most: number];
  readonly nominal: number;
  readonly slopes: readonly [least: number, most: number];
  readonly firstSlope: number;
  /** mm, at most, by which a straight box puts anatomy in a wrong place. */
  readonly displaced: number;
  readonly needsGeometry: boolean;
  readonly needsSlopes: boolean;
}

/** mm: less is beyond what files say of positions. */
const NOTICED = 0.05;

export function traitsOf(volume: Volume): StackTraits {
  const { slices } = volume;
  const [first, last] = [slices[0]!, slices.at(-1)!];
  const steps = slices.slice(1).map(({ position }, k) => position - slices[k]!.position);
  const up = last.position - first.position;
  const way = Math.hypot(...last.origin.map((mm, axis) => mm - first.origin[axis]!));
  const displaced = largestDisplacement(volume);
  return {
    tilt: up > 0 ? (Math.acos(Math.min(up / way, 1)) * 180) / Math.PI : 0,
    steps: extent(steps),
    nominal: nominalStep(volume),
    slopes: extent(slices.map(({ rescaleSlope }) => rescaleSlope)),
    firstSlope: first.rescaleSlope,
    displaced,
    needsGeometry: displaced > NOTICED,
    needsSlopes: slices.some(
      ({ rescaleSlope, rescaleIntercept }) =>
        rescaleSlope !== first.rescaleSlope || rescaleIntercept !== first.rescaleIntercept,
    ),
  };
}

const extent = (values: readonly number[]): readonly [number, number] =>
  values.length === 0
    ? [0, 0]
    : values.reduce(([a, b], value) => [Math.min(a, value), Math.max(b, value)], [values[0]!, values[0]!]);
