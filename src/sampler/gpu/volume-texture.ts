// Owns the 3D textures of one volume, R16I (R32F where stored values are wider than 16 bits); filled a few slices at a time so that
// the page stays responsive. One texture where the device takes it, else several ('bricks') one behind the other along the normal.
import { ResliceError } from '../../errors.ts';
import { isNarrow, type PaddingRange, type StoredValues, type Volume } from '../../volume/volume.ts';
import type { GpuDevice } from './device.ts';
import { Fence } from './fence.ts';
import { nearestTexture } from './nearest-texture.ts';
import { type Texels, texelScratch, texelShift, toTexels } from './texel-format.ts';
import type { UniformValue } from './uniforms.ts';

/** Texels a step of the upload takes: 4 MiB, about 16 ms on a software renderer. */
const STEP_TEXELS = 2 * 1024 * 1024;
/** As shaders/lib/fetch-texel.glsl has. Every device has 16 texture units, and a picture needs a few for other things. */
export const MOST_BRICKS = 8;
/** One texture takes no more: what Vulkan asks every device to give in one allocation. Larger ones may work, and may not. */
const MOST_BYTES = 2 ** 30;

export class VolumeTexture {
  readonly volume: Volume;
  readonly #gl: WebGL2RenderingContext;
  #bricks: WebGLTexture[] = [];
  #brickDepth = 0;
  #uniforms: Readonly<Record<string, UniformValue>> = {};
  #scratch: Texels | null = null;
  #uploaded = 0;
  #complete = false;
  #fence: Fence | null = null;

  /**
   * @param leastBricks  more than are needed, after fewer have failed; at most 8 are made
   * @throws ResliceError 'gpu/limit-exceeded' where the volume is beyond the device's sizes, 'gpu/context-lost'
   */
  constructor({ gl, lost, options }: GpuDevice, volume: Volume, leastBricks = 1) {
    if (lost) throw new ResliceError('gpu/context-lost');
    const [columns, rows, slices] = volume.size;
    const limit = gl.getParameter(gl.MAX_3D_TEXTURE_SIZE) as number;
    const bytes = columns * rows * (isNarrow(volume.storedValues) ? 2 : 4);
    const most = Math.min(
      limit,
      options.mostSlices ?? limit,
      Math.floor((options.mostBytes ?? MOST_BYTES) / bytes) || 1,
    );
    this.#gl = gl;
    this.volume = volume;
    // The slice table and sheets are 2D textures, a column or a row a slice.
    const deepest = Math.min(MOST_BRICKS * most, gl.getParameter(gl.MAX_TEXTURE_SIZE) as number);
    if (columns > limit || rows > limit || slices > deepest)
      throw this.#beyond(`the device draws up to ${limit}×${limit}×${deepest}`);
    this.#allocate(Math.max(Math.ceil(slices / most), Math.min(leastBricks, MOST_BRICKS, slices)));
  }

  #beyond(why: string): ResliceError {
    // A lost context knows no limits: 0 for all of them.
    if (this.#gl.isContextLost()) return new ResliceError('gpu/context-lost');
    return new ResliceError('gpu/limit-exceeded', { detail: `${this.volume.size.join('×')}: ${why}` });
  }

  #allocate(bricks: number): void {
    const gl = this.#gl;
    const [columns, rows, slices] = this.volume.size;
    const format = isNarrow(this.volume.storedValues) ? gl.R16I : gl.R32F;
    this.#uploaded = 0;
    this.#brickDepth = Math.ceil(slices / bricks);
    for (let first = 0; first < slices; first += this.#brickDepth) {
      this.#bricks.push(nearestTexture(gl, gl.TEXTURE_3D));
      gl.texStorage3D(gl.TEXTURE_3D, 1, format, columns, rows, Math.min(this.#brickDepth, slices - first));
    }
    this.#uniforms = {
      ...Object.fromEntries(this.#bricks.map((texture, n) => [n ? `u_brick${n}` : 'u_volume', texture])),
      u_brickDepth: this.#brickDepth,
    };
    this.#mark();
  }

  /** Its samplers, for shaders/lib/fetch-texel.glsl; the same record until it is disposed. */
  get uniforms(): Readonly<Record<string, UniformValue>> {
    if (this.#bricks.length === 0) throw new ResliceError('use/disposed', { detail: 'VolumeTexture' });
    return this.#uniforms;
  }

  /** What shaders that fetch from it are compiled with. */
  get defines(): readonly string[] {
    const wide = isNarrow(this.volume.storedValues) ? [] : ['VOLUME_FLOAT'];
    return this.#bricks.length > 1 ? [...wide, `BRICKS ${this.#bricks.length}`] : wide;
  }

  /** Whether every slice is up: only then may it be sampled. */
  get complete(): boolean {
    return this.#complete;
  }

  /**
   * Whether the GPU still works on the last step. The first one makes it clear the whole texture, and whoever calls on it
   * meanwhile is blocked for as long; whoever must not be asks here first. Changes only between turns of the event loop.
   */
  get waiting(): boolean {
    return this.#fence?.done === false;
  }

  /**
   * Uploads the next few slices, or begins again with smaller bricks where the device had no memory for these.
   * @returns whether all are up
   * @throws ResliceError 'gpu/limit-exceeded' where the device has no memory for the volume
   */
  uploadStep(): boolean {
    const [columns, rows, slices] = this.volume.size;
    const uploaded = this.#uploaded;
    // Some drivers find out only when they must fill what they have promised.
    if ((uploaded === 0 || uploaded === slices) && this.#refused()) {
      const bricks = Math.min(this.#bricks.length * 2, MOST_BRICKS, slices);
      this.dispose();
      // Eight asked for may make fewer, as 49 slices do: what counts is that they get smaller.
      if (Math.ceil(slices / bricks) >= this.#brickDepth) throw this.#beyond('out of texture memory');
      this.#allocate(bricks);
      return false;
    }
    this.#complete = uploaded === slices;
    if (this.#complete) this.#scratch = null;
    else {
      const inBrick = uploaded % this.#brickDepth;
      const wanted = Math.max(1, Math.floor(STEP_TEXELS / (columns * rows)));
      this.#upload(inBrick, this.#depth(Math.min(wanted, this.#brickDepth - inBrick, slices - uploaded)));
    }
    return this.#complete;
  }

  /** Slices of the next step, at most `most`; of wide values those that share their padding. */
  #depth(most: number): number {
    const { slices, storedValues } = this.volume;
    const [first, end] = [this.#uploaded, this.#uploaded + most];
    let k = Math.min(first + 1, end);
    const same = (a: PaddingRange | null, b: PaddingRange | null): boolean => a?.[0] === b?.[0] && a?.[1] === b?.[1];
    while (k < end && (isNarrow(storedValues) || same(slices[k]!.padding, slices[first]!.padding))) k++;
    return k - first;
  }

  #upload(inBrick: number, depth: number): void {
    const gl = this.#gl;
    const { size, storedValues } = this.volume;
    const [columns, rows] = size;
    const first = this.#uploaded * columns * rows;
    const run = storedValues.subarray(first, first + depth * columns * rows) as StoredValues;
    this.#scratch ??= texelScratch(storedValues, Math.min(Math.max(STEP_TEXELS, columns * rows), storedValues.length));
    gl.bindTexture(gl.TEXTURE_3D, this.#bricks[Math.floor(this.#uploaded / this.#brickDepth)]!);
    // Rows of an odd number of columns do not end on the default 4 bytes.
    gl.pixelStorei(gl.UNPACK_ALIGNMENT, 1);
    const texels = toTexels(run, this.#scratch, texelShift(this.volume), this.volume.slices[this.#uploaded]!.padding);
    const [format, type] = isNarrow(storedValues) ? [gl.RED_INTEGER, gl.SHORT] : [gl.RED, gl.FLOAT];
    gl.texSubImage3D(gl.TEXTURE_3D, 0, 0, 0, inBrick, columns, rows, depth, format, type, texels);
    this.#uploaded += depth;
    this.#mark();
  }

  /**
   * Whether the device has refused something: OUT_OF_MEMORY by the specification, INVALID_OPERATION where a browser will not even ask.
   * Asked only when the GPU is done: right after the allocation the answer would block the page for as long as that takes.
   */
  #refused(): boolean {
    const gl = this.#gl;
    let refused = false;
    while (gl.getError() !== gl.NO_ERROR && !gl.isContextLost()) refused = true;
    return refused;
  }

  /** From here `waiting` tells when the GPU has done all that it was given. */
  #mark(): void {
    this.#fence?.dispose();
    this.#fence = new Fence(this.#gl);
  }

  /** Safe to call twice. */
  dispose(): void {
    for (const texture of this.#bricks) this.#gl.deleteTexture(texture);
    this.#fence?.dispose();
    this.#bricks = [];
    this.#fence = null;
    this.#scratch = null;
  }
}
