// Owns the 3D texture of one volume, R16I (R32F where stored values are wider than 16 bits); filled a few slices at a time so that the page stays responsive.
import { ResliceError } from '../../errors.ts';
import { isNarrow, type PaddingRange, type StoredValues, type Volume } from '../../volume/volume.ts';
import { type Texels, texelScratch, texelShift, toTexels } from './texel-format.ts';

/** Texels a step of the upload takes: 4 MiB, about 16 ms on a software renderer. */
const STEP_TEXELS = 2 * 1024 * 1024;

export class VolumeTexture {
  readonly volume: Volume;
  readonly #gl: WebGL2RenderingContext;
  #texture: WebGLTexture | null;
  #scratch: Texels | null = null;
  #uploaded = 0;
  #fence: WebGLSync | null = null;

  /** @throws ResliceError 'gpu/limit-exceeded' where the volume is beyond the device's sizes */
  constructor(gl: WebGL2RenderingContext, volume: Volume) {
    const [columns, rows, slices] = volume.size;
    const limit = gl.getParameter(gl.MAX_3D_TEXTURE_SIZE) as number;
    if (Math.max(columns, rows, slices) > limit) {
      const detail = `${columns}×${rows}×${slices}, the device draws up to ${limit} each way`;
      throw new ResliceError('gpu/limit-exceeded', { detail });
    }
    this.#gl = gl;
    this.volume = volume;
    this.#texture = gl.createTexture();
    gl.bindTexture(gl.TEXTURE_3D, this.#texture);
    gl.texStorage3D(gl.TEXTURE_3D, 1, isNarrow(volume.storedValues) ? gl.R16I : gl.R32F, columns, rows, slices);
    // An integer texture left on a linear filter is incomplete: it reads as 0 and raises no error.
    gl.texParameteri(gl.TEXTURE_3D, gl.TEXTURE_MIN_FILTER, gl.NEAREST);
    gl.texParameteri(gl.TEXTURE_3D, gl.TEXTURE_MAG_FILTER, gl.NEAREST);
    gl.texParameteri(gl.TEXTURE_3D, gl.TEXTURE_WRAP_S, gl.CLAMP_TO_EDGE);
    gl.texParameteri(gl.TEXTURE_3D, gl.TEXTURE_WRAP_T, gl.CLAMP_TO_EDGE);
    gl.texParameteri(gl.TEXTURE_3D, gl.TEXTURE_WRAP_R, gl.CLAMP_TO_EDGE);
    this.#mark();
  }

  get texture(): WebGLTexture {
    if (!this.#texture) throw new ResliceError('use/disposed', { detail: 'VolumeTexture' });
    return this.#texture;
  }

  /** Whether every slice is up: only then may it be sampled. */
  get complete(): boolean {
    return this.#uploaded === this.volume.size[2];
  }

  /**
   * Whether the GPU still works on the last step. The first one makes it clear the whole texture, and whoever calls on it
   * meanwhile is blocked for as long; whoever must not be asks here first. Changes only between turns of the event loop.
   */
  get waiting(): boolean {
    if (!this.#fence) return false;
    const gl = this.#gl;
    if (!gl.isContextLost() && gl.getSyncParameter(this.#fence, gl.SYNC_STATUS) !== gl.SIGNALED) return true;
    gl.deleteSync(this.#fence);
    this.#fence = null;
    return false;
  }

  /**
   * Uploads the next few slices.
   * @returns whether that was the last of them
   * @throws ResliceError 'gpu/limit-exceeded' where the device has no memory for the volume
   */
  uploadStep(): boolean {
    const gl = this.#gl;
    const { size, storedValues } = this.volume;
    const [columns, rows, slices] = size;
    if (this.#uploaded === 0) this.#checkMemory();
    const most = Math.min(Math.max(1, Math.floor(STEP_TEXELS / (columns * rows))), slices);
    const depth = this.#depth(most);
    if (depth > 0) {
      const first = this.#uploaded * columns * rows;
      const run = storedValues.subarray(first, first + depth * columns * rows) as StoredValues;
      this.#scratch ??= texelScratch(storedValues, most * columns * rows);
      gl.bindTexture(gl.TEXTURE_3D, this.texture);
      // Rows of an odd number of columns do not end on the default 4 bytes.
      gl.pixelStorei(gl.UNPACK_ALIGNMENT, 1);
      const texels = toTexels(run, this.#scratch, texelShift(this.volume), this.volume.slices[this.#uploaded]!.padding);
      const [format, type] = isNarrow(storedValues) ? [gl.RED_INTEGER, gl.SHORT] : [gl.RED, gl.FLOAT];
      gl.texSubImage3D(gl.TEXTURE_3D, 0, 0, 0, this.#uploaded, columns, rows, depth, format, type, texels);
      this.#uploaded += depth;
      this.#mark();
    }
    if (this.complete) this.#scratch = null;
    return this.complete;
  }

  /** Slices of the next step, at most `most`; of wide values those that share their padding. */
  #depth(most: number): number {
    const { size, slices, storedValues } = this.volume;
    const [first, end] = [this.#uploaded, Math.min(this.#uploaded + most, size[2])];
    let k = Math.min(first + 1, end);
    const same = (a: PaddingRange | null, b: PaddingRange | null): boolean => a?.[0] === b?.[0] && a?.[1] === b?.[1];
    while (k < end && (isNarrow(storedValues) || same(slices[k]!.padding, slices[first]!.padding))) k++;
    return k - first;
  }

  /** Asked only now: right after the allocation the answer would block the page for as long as that takes. */
  #checkMemory(): void {
    const gl = this.#gl;
    for (let error = gl.getError(); error !== gl.NO_ERROR && !gl.isContextLost(); error = gl.getError()) {
      if (error !== gl.OUT_OF_MEMORY) continue;
      this.dispose();
      throw new ResliceError('gpu/limit-exceeded', { detail: `${this.volume.size.join('×')}: out of texture memory` });
    }
  }

  /** From here `waiting` tells when the GPU has done all that it was given. */
  #mark(): void {
    const gl = this.#gl;
    if (this.#fence) gl.deleteSync(this.#fence);
    this.#fence = gl.fenceSync(gl.SYNC_GPU_COMMANDS_COMPLETE, 0);
    gl.flush();
  }

  /** Safe to call twice. */
  dispose(): void {
    this.#gl.deleteTexture(this.#texture);
    if (this.#fence) this.#gl.deleteSync(this.#fence);
    this.#texture = null;
    this.#fence = null;
    this.#scratch = null;
  }
}
