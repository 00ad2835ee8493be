// The slice table on the GPU: one RGBA32F texture, a column a slice, a row for each thing that shaders/stack.glsl names.
// Row 0 is an inverse table: bins along the normal, each with the slice at its start, so that one fetch usually finds it.

import { splitNumber } from '../../math/split-number.ts';
import { sliceTable } from '../../volume/slice-table.ts';
import { isNarrow, type Volume } from '../../volume/volume.ts';
import { nearestTexture } from './nearest-texture.ts';
import { rescaleOf } from './rescale-of.ts';
import { texelShift, wideTexel } from './texel-format.ts';

const ROWS = { bin: 0, place: 1, shift: 2, rescale: 3, padding: 4 } as const;
const ROW_COUNT = 5;
const MOST_BINS = 2048;
/** Scaled places stay below this: their whole part is exact in float32. */
const FARTHEST = 2 ** 22;

/** How the axis along the normal is scaled and cut into bins. */
export interface NormalScale {
  /** Scaled place = mm · perMm; a power of two for which the least gap is at least 1, where that keeps places exact. */
  readonly perMm: number;
  /** Power of two, at most 1. */
  readonly binsPerUnit: number;
  readonly bins: number;
}

export function normalScale(mm: Float64Array): NormalScale {
  const extent = mm[mm.length - 1]!;
  let least = Number.POSITIVE_INFINITY;
  for (let k = 1; k < mm.length; k++) least = Math.min(least, mm[k]! - mm[k - 1]!);
  if (mm.length === 1) return { perMm: 1, binsPerUnit: 1, bins: 1 };
  let perMm = 2 ** Math.ceil(-Math.log2(least));
  while (extent * perMm > FARTHEST) perMm /= 2;
  let binsPerUnit = 1;
  while (extent * perMm * binsPerUnit >= MOST_BINS) binsPerUnit /= 2;
  return { perMm, binsPerUnit, bins: Math.floor(extent * perMm * binsPerUnit) + 1 };
}

/** A slice's own in-plane origin in two float32 halves a direction. Twin: shaders/lib/slice-shift.glsl */
export function sliceShift(
  volume: Volume,
  k: number,
): readonly [columnHi: number, columnLo: number, rowHi: number, rowLo: number] {
  const [column, row] = volume.slices[k]!.offset;
  return [...splitNumber(column), ...splitNumber(row)];
}

/** What is padding in slice k, as texels; low above high: nothing is. Twin: shaders/lib/tap-of.glsl */
export function paddingOf(volume: Volume, k: number): readonly [low: number, high: number] {
  const { padding } = volume.slices[k]!;
  if (!padding) return [1, 0];
  const shift = texelShift(volume);
  return isNarrow(volume.storedValues)
    ? [padding[0] - shift, padding[1] - shift]
    : [wideTexel(padding[0], shift), wideTexel(padding[1], shift)];
}

/** Owns the table's texture. The rescale row depends on the reference value (a window's center) and is rewritten in place. */
export class SliceTexture {
  readonly scale: NormalScale;
  readonly #gl: WebGL2RenderingContext;
  readonly #volume: Volume;
  readonly #rescale: Float32Array;
  #texture: WebGLTexture | null;
  #reference = Number.NaN;

  constructor(gl: WebGL2RenderingContext, volume: Volume) {
    this.#gl = gl;
    this.#volume = volume;
    const { mm } = sliceTable(volume);
    this.scale = normalScale(mm);
    const width = Math.max(mm.length, this.scale.bins);
    this.#rescale = new Float32Array(mm.length * 4);
    this.#texture = nearestTexture(gl, gl.TEXTURE_2D);
    gl.texStorage2D(gl.TEXTURE_2D, 1, gl.RGBA32F, width, ROW_COUNT);
    const table = tableOf(volume, mm, this.scale, width);
    gl.texSubImage2D(gl.TEXTURE_2D, 0, 0, 0, width, ROW_COUNT, gl.RGBA, gl.FLOAT, table);
  }

  get texture(): WebGLTexture | null {
    return this.#texture;
  }

  /** Folds `reference` into every slice's bias; nothing happens where it is folded already. */
  setReference(reference: number): void {
    if (reference === this.#reference) return;
    this.#reference = reference;
    const count = this.#volume.slices.length;
    for (let k = 0; k < count; k++) this.#rescale.set(rescaleOf(this.#volume, k, reference), k * 4);
    const gl = this.#gl;
    gl.bindTexture(gl.TEXTURE_2D, this.#texture);
    gl.texSubImage2D(gl.TEXTURE_2D, 0, 0, ROWS.rescale, count, 1, gl.RGBA, gl.FLOAT, this.#rescale);
  }

  /** Safe to call twice. */
  dispose(): void {
    this.#gl.deleteTexture(this.#texture);
    this.#texture = null;
  }
}

function tableOf(volume: Volume, mm: Float64Array, scale: NormalScale, width: number): Float32Array {
  const table = new Float32Array(width * ROW_COUNT * 4);
  const put = (row: number, column: number, cell: readonly number[]): void =>
    table.set(cell, (row * width + column) * 4);
  const place = (k: number): readonly number[] => {
    const at = mm[k]! * scale.perMm;
    const gap = k + 1 < mm.length ? (mm[k + 1]! - mm[k]!) * scale.perMm : 1;
    return [k, Math.floor(at), at - Math.floor(at), 1 / gap];
  };
  volume.slices.forEach((_, k) => {
    put(ROWS.place, k, place(k));
    put(ROWS.shift, k, sliceShift(volume, k));
    put(ROWS.padding, k, paddingOf(volume, k));
  });
  let k = 0;
  for (let bin = 0; bin < scale.bins; bin++) {
    const start = bin / scale.binsPerUnit;
    while (k < mm.length - 2 && mm[k + 1]! * scale.perMm <= start) k++;
    put(ROWS.bin, bin, place(k));
  }
  return table;
}
