// A thick slab: how many samples along the plane's normal, how far apart, and which of them can meet the stack at all.
import { ResliceError } from '../errors.ts';
import type { Plane } from '../plane/plane.ts';
import type { PlaneToStack } from '../plane/plane-to-stack.ts';
import { smallestEdge } from '../plane/step-plane.ts';
import type { SliceTable } from '../volume/slice-table.ts';
import type { Volume } from '../volume/volume.ts';
import type { Slab } from './sampler.ts';
import { pictureExtent, type StackAxis, stackBounds } from './stack-bounds.ts';

/** Samples at (first + n)·step mm along the plane's normal, n from 0 to count − 1. */
export interface SampleRange {
  readonly first: number;
  readonly count: number;
  /** mm; 0 for a single plane. */
  readonly step: number;
}

const PLANE: SampleRange = { first: 0, count: 1, step: 0 };
const AXES: readonly StackAxis[] = ['column', 'row', 'mm'];
const MODES: readonly string[] = ['mean', 'max', 'min'] satisfies readonly Slab['mode'][];
/** A thickness of a whole number of steps, but for rounding, takes no step more. */
const ROUNDING = 1e-9;
/** Pixels or mm, far more than rounding: which of the samples left are inside is for the kernel to say. */
const MARGIN = 0.01;

/** @returns the same slab @throws ResliceError 'use/bad-argument' */
export function checkSlab<S extends Slab | null | undefined>(slab: S): S {
  if (!slab) return slab;
  const { thickness, mode } = slab;
  const detail =
    Number.isFinite(thickness) && thickness >= 0
      ? MODES.includes(mode)
        ? null
        : `a slab's mode is one of ${MODES.join(', ')}`
      : "a slab's thickness must be finite mm, 0 or more";
  if (detail) throw new ResliceError('use/bad-argument', { detail });
  return slab;
}

/**
 * The samples of a slab of `thickness` mm: the least odd number whose step is at most half the smallest voxel edge, both faces
 * included; 1 for a thickness of 0.
 * @returns count, odd, and step, mm (0 for a single sample)
 * Source: docs/sampling.md
 */
export function slabSamples(volume: Volume, thickness: number): { readonly count: number; readonly step: number } {
  if (thickness === 0) return { count: 1, step: 0 };
  const eachWay = Math.max(1, Math.ceil(thickness / smallestEdge(volume) - ROUNDING));
  return { count: 2 * eachWay + 1, step: thickness / 2 / eachWay };
}

/**
 * The samples of a slab that can be inside somewhere in the picture: a slab of a metre costs no more than the stack is deep, and
 * looks the same, as samples outside count for nothing.
 * @throws as `checkSlab`
 */
export function sampleRange(
  slab: Slab | null | undefined,
  map: PlaneToStack,
  { width, height }: Plane,
  volume: Volume,
  table: SliceTable,
): SampleRange {
  if (!checkSlab(slab)?.thickness) return PLANE;
  const { count, step } = slabSamples(volume, slab!.thickness);
  let [first, last] = [-(count - 1) / 2, (count - 1) / 2];
  const bounds = stackBounds(volume, table);
  for (const axis of AXES) {
    const perSample = map[axis].perDepth * step;
    const [least, most] = pictureExtent(map, axis, width, height);
    // Where the normal does not go along the axis, its quotients say nothing or are infinite.
    const ends = [(bounds[axis][0] - MARGIN - most) / perSample, (bounds[axis][1] + MARGIN - least) / perSample];
    if (!ends.every(Number.isFinite)) continue;
    first = Math.max(first, Math.ceil(Math.min(...ends)));
    last = Math.min(last, Math.floor(Math.max(...ends)));
  }
  return { first, count: Math.max(0, last - first + 1), step };
}
