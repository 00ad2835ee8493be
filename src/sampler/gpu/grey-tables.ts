// From value to colour on the GPU: which functions a picture's program needs, their uniforms, and the tables that they look up.
import { paletteOf } from '../../voi/colormap.ts';
import { isLutChoice } from '../../voi/voi-lut.ts';
import type { Volume } from '../../volume/volume.ts';
import type { PictureOptions } from '../sampler.ts';
import { nearestTexture } from './nearest-texture.ts';
import type { UniformValue } from './uniforms.ts';

/** What ends a program that shows values (shaders/show-level.glsl). */
export interface Shown {
  /** Modality value that the program's values are relative to: the window's center, or a whole number within the LUT. */
  readonly reference: number;
  /** Of the window, or of the LUT's input. */
  readonly width: number;
  readonly defines: readonly string[];
  readonly uniforms: Readonly<Record<string, UniformValue>>;
}

/** Numbers a row: no device has a lower limit. lib/grey-lut.glsl has it as 11 bits. */
const ROW = 2048;

/** Owns the textures of a LUT and of a colour map, each filled anew only when another one is asked for. */
export class GreyTables {
  readonly #gl: WebGL2RenderingContext;
  readonly #held = new Map<string, { readonly from: object; readonly texture: WebGLTexture }>();

  constructor(gl: WebGL2RenderingContext) {
    this.#gl = gl;
  }

  /** @param picture  checked already */
  shown({ voiLuts, inverse }: Volume, { window, invert, colormap }: PictureOptions): Shown {
    const defines: string[] = [];
    const uniforms: Record<string, UniformValue> = { u_inverse: Number(inverse !== !!invert) };
    if (colormap) {
      defines.push('COLORMAP');
      uniforms.u_colormap = this.#texture('colormap', colormap, () => paletteOf(colormap));
    }
    defines.push(`VOI_${window.function}`);
    if (!isLutChoice(window)) {
      uniforms.u_windowWidth = window.width;
      return { reference: window.center, width: window.width, defines, uniforms };
    }
    const lut = voiLuts[window.lut]!;
    const { firstMapped, entries, bits } = lut;
    const reference = firstMapped + (entries.length >> 1);
    uniforms.u_lut = this.#texture('lut', lut, () => entries);
    uniforms.u_lutRange = Float32Array.of(firstMapped - reference, entries.length - 1, 2 ** bits - 1);
    return { reference, width: entries.length, defines, uniforms };
  }

  /** One whole number a texel, in rows of ROW. */
  #texture(kind: string, from: object, numbers: () => ArrayLike<number>): WebGLTexture {
    const held = this.#held.get(kind);
    if (held?.from === from) return held.texture;
    const gl = this.#gl;
    gl.deleteTexture(held?.texture ?? null);
    const texture = nearestTexture(gl, gl.TEXTURE_2D);
    this.#held.set(kind, { from, texture });
    const all = numbers();
    const rows = Math.ceil(all.length / ROW);
    const words = new Uint32Array(ROW * rows);
    words.set(all);
    gl.texStorage2D(gl.TEXTURE_2D, 1, gl.R32UI, ROW, rows);
    gl.texSubImage2D(gl.TEXTURE_2D, 0, 0, 0, ROW, rows, gl.RED_INTEGER, gl.UNSIGNED_INT, words);
    return texture;
  }

  /** Safe to call twice. */
  dispose(): void {
    for (const { texture } of this.#held.values()) this.#gl.deleteTexture(texture);
    this.#held.clear();
  }
}
