// A plane's place in the stack as uniforms, and which specialisation of the shader it asks for.
import { splitNumber } from '../../math/split-number.ts';
import type { Plane } from '../../plane/plane.ts';
import { type Affine, atDepth, type PlaneToStack, planeToStack, SNAP, snap } from '../../plane/plane-to-stack.ts';
import { evenStep, type Simplicity, type SliceTable } from '../../volume/slice-table.ts';
import type { Volume } from '../../volume/volume.ts';
import type { Slab } from '../sampler.ts';
import { type SampleRange, sampleRange } from '../slab.ts';
import type { NormalScale } from './slice-texture.ts';
import { splitForFloat32 } from './uniforms.ts';

/** Uniform values that a placement writes; the same arrays for every frame. */
export interface PlacementUniforms {
  readonly u_columnHi: Float32Array;
  readonly u_columnLo: Float32Array;
  readonly u_rowHi: Float32Array;
  readonly u_rowLo: Float32Array;
}

export interface NormalUniforms {
  readonly u_mmHi: Float32Array;
  readonly u_mmLo: Float32Array;
}

/** Where the plane lies between the same two slices throughout. */
export interface ParallelUniforms {
  readonly u_bracket: Float32Array;
  u_lower: number;
  readonly u_upperShift: Float32Array;
}

/**
 * parallel: a plane between the same two slices throughout; bracketed: one of four slices (cubic), or a slab, parallel to the
 * slices; crossing: else.
 */
export type Orientedness = 'outside' | 'parallel' | 'bracketed' | 'crossing';

/** Float64's own, of hundreds of mm in the finest steps. The CPU does not snap here, so it must stay harmless over a picture. */
const ROUNDING = 1e-11;

/** A bracket that is none. */
const BEYOND = [-1, 0];

/** Brackets that one row of their texture holds. */
export const BRACKETS_A_ROW = 256;

export class Placement {
  readonly inPlane: PlacementUniforms = {
    u_columnHi: new Float32Array(4),
    u_columnLo: new Float32Array(4),
    u_rowHi: new Float32Array(4),
    u_rowLo: new Float32Array(4),
  };
  readonly normal: NormalUniforms = { u_mmHi: new Float32Array(4), u_mmLo: new Float32Array(4) };
  readonly parallel: ParallelUniforms = {
    u_bracket: new Float32Array(2),
    u_lower: 0,
    u_upperShift: new Float32Array(4),
  };
  /** The last plane's map, rows top down. */
  map: PlaneToStack | null = null;
  /** The last plane's samples. */
  range: SampleRange = { first: 0, count: 0, step: 0 };
  /** Of a bracketed plane: between which slices each sample lies, the bits of (k, t), in whole rows of a texture. */
  brackets = new Uint32Array(0);
  #bracketFloats = new Float32Array(0);

  /**
   * @param bottomUp  whether row 0 of the target is the picture's last row (a canvas) or its first (a readback)
   */
  place(
    plane: Plane,
    bottomUp: boolean,
    volume: Volume,
    table: SliceTable,
    facts: Simplicity,
    scale: NormalScale,
    slab: Slab | null = null,
    cubic = false,
  ): Orientedness {
    const map = planeToStack(plane, volume);
    this.map = map;
    const range = sampleRange(slab, map, plane, volume, table);
    this.range = range;
    if (range.count === 0) return 'outside';
    const turned = (affine: Affine): Affine =>
      bottomUp ? { ...affine, perJ: -affine.perJ, origin: affine.origin + affine.perJ * (plane.height - 1) } : affine;
    const column = turned(map.column);
    const row = turned(map.row);
    const { width, height } = plane;
    if (map.parallel && range.step === 0) {
      const bracket = bracketAt(map.mm.origin, table);
      if (!bracket) return 'outside';
      // Cubic needs slices around the two that this one holds the places of.
      if (!cubic || bracket[1] === 0) return this.#placeParallel(bracket, column, row, plane, table);
    }
    if (map.parallel) this.#placeBrackets(map, volume, table);
    const { first, count, step } = range;
    /** From pixel and mm to pixel and sample. */
    const sampled = (affine: Affine): Affine => ({
      ...affine,
      origin: snap(affine.origin + affine.perDepth * step * first),
      perDepth: affine.perDepth * step,
    });
    const { u_columnHi, u_columnLo, u_rowHi, u_rowLo } = this.inPlane;
    splitForFloat32(sampled(column), width, height, u_columnHi, u_columnLo, count);
    splitForFloat32(sampled(row), width, height, u_rowHi, u_rowLo, count);
    if (map.parallel) return 'bracketed';
    const perMm = facts.even ? 1 / evenStep(volume) : scale.perMm;
    const { perI, perJ, origin, perDepth } = turned(map.mm);
    const along: Affine = {
      perI: snap(perI * perMm, ROUNDING),
      perJ: snap(perJ * perMm, ROUNDING),
      origin: snap((origin + perDepth * step * first) * perMm, ROUNDING),
      perDepth: perDepth * step * perMm,
    };
    splitForFloat32(along, width, height, this.normal.u_mmHi, this.normal.u_mmLo, count);
    return 'crossing';
  }

  /** Between which slices each sample lies, found in float64: a tie or a face falls as on the CPU. */
  #placeBrackets(map: PlaneToStack, volume: Volume, table: SliceTable): void {
    const { first, count, step } = this.range;
    const length = Math.ceil(count / BRACKETS_A_ROW) * BRACKETS_A_ROW * 2;
    if (this.brackets.length < length) {
      this.brackets = new Uint32Array(length);
      this.#bracketFloats = new Float32Array(this.brackets.buffer);
    }
    for (let n = 0; n < count; n++) {
      const at = atDepth(map, volume, (first + n) * step).mm.origin;
      this.#bracketFloats.set(bracketAt(at, table) ?? BEYOND, n * 2);
    }
  }

  #placeParallel(
    [k, t]: readonly [number, number],
    column: Affine,
    row: Affine,
    { width, height }: Plane,
    table: SliceTable,
  ): Orientedness {
    const upper = t === 0 ? k : k + 1;
    const place = (affine: Affine, offsets: Float64Array, hi: Float32Array, lo: Float32Array, axis: 0 | 1): void => {
      const own = snap(affine.origin - offsets[k]!);
      splitForFloat32({ ...affine, origin: own }, width, height, hi, lo);
      this.parallel.u_upperShift.set(splitNumber(own - snap(affine.origin - offsets[upper]!)), axis * 2);
    };
    place(column, table.columnOffset, this.inPlane.u_columnHi, this.inPlane.u_columnLo, 0);
    place(row, table.rowOffset, this.inPlane.u_rowHi, this.inPlane.u_rowLo, 1);
    this.parallel.u_bracket.set([k, t]);
    this.parallel.u_lower = k;
    return 'parallel';
  }
}

/** Between which slices a place along the normal lies, (k, t), k alone for t = 0; null beyond the stack. */
function bracketAt(at: number, { mm, reachBelow, reachAbove }: SliceTable): readonly [k: number, t: number] | null {
  const last = mm.length - 1;
  if (at < -reachBelow || at > mm[last]! + reachAbove) return null;
  let k = 0;
  while (k < last && at >= mm[k + 1]!) k++;
  const t = k === last || at <= mm[k]! ? 0 : (at - mm[k]!) / (mm[k + 1]! - mm[k]!);
  // As the CPU has it (sampler/cpu/find-slice.ts).
  if (t < SNAP) return [k, 0];
  return t > 1 - SNAP ? [k + 1, 0] : [k, t];
}
