// A plane's place in the stack as uniforms, and which specialisation of the shader it asks for.
import type { Plane } from '../../plane/plane.ts';
import { type Affine, type PlaneToStack, planeToStack, snap } from '../../plane/plane-to-stack.ts';
import { evenStep, type Simplicity, type SliceTable } from '../../volume/slice-table.ts';
import type { Volume } from '../../volume/volume.ts';
import type { NormalScale } from './slice-texture.ts';
import { splitForFloat32, splitNumber } from './uniforms.ts';

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

export type Orientedness = 'outside' | 'parallel' | 'crossing';

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
  ): Orientedness {
    const map = planeToStack(plane, volume);
    this.map = map;
    const turned = (affine: Affine): Affine =>
      bottomUp ? { ...affine, perJ: -affine.perJ, origin: affine.origin + affine.perJ * (plane.height - 1) } : affine;
    const column = turned(map.column);
    const row = turned(map.row);
    const { width, height } = plane;
    if (map.parallel) return this.#placeParallel(map.mm.origin, column, row, plane, table);
    const { u_columnHi, u_columnLo, u_rowHi, u_rowLo } = this.inPlane;
    splitForFloat32({ ...column, origin: snap(column.origin) }, width, height, u_columnHi, u_columnLo);
    splitForFloat32({ ...row, origin: snap(row.origin) }, width, height, u_rowHi, u_rowLo);
    const perMm = facts.even ? 1 / evenStep(volume) : scale.perMm;
    const { perI, perJ, origin, perDepth } = turned(map.mm);
    const along: Affine = {
      perI: perI * perMm,
      perJ: perJ * perMm,
      origin: origin * perMm,
      perDepth: perDepth * perMm,
    };
    splitForFloat32(along, width, height, this.normal.u_mmHi, this.normal.u_mmLo);
    return 'crossing';
  }

  #placeParallel(at: number, column: Affine, row: Affine, { width, height }: Plane, table: SliceTable): Orientedness {
    const { mm } = table;
    const last = mm.length - 1;
    if (at < -table.reachBelow || at > mm[last]! + table.reachAbove) return 'outside';
    let k = 0;
    while (k < last && at >= mm[k + 1]!) k++;
    const t = k === last || at <= mm[k]! ? 0 : (at - mm[k]!) / (mm[k + 1]! - mm[k]!);
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
