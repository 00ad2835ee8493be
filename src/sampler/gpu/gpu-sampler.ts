// The sampler on the GPU whose pictures are read back into arrays: what the CPU reference is compared with. A page needs no such thing.
import type { Plane } from '../../plane/plane.ts';
import type { PictureOptions, Sampler } from '../sampler.ts';
import { PlaneDrawer } from './plane-drawer.ts';
import { bindTarget, Target } from './target.ts';

export class GpuSampler extends PlaneDrawer implements Sampler {
  #picture: Target | null = null;
  #bytes = new Uint8Array(0);

  levels(plane: Plane, options: PictureOptions, out = new Uint8Array(plane.width * plane.height)): Uint8Array {
    const colors = this.colors(plane, { ...options, colormap: null });
    for (let p = 0; p < plane.width * plane.height; p++) out[p] = colors[4 * p]!;
    return out;
  }

  colors(plane: Plane, options: PictureOptions, out = new Uint8ClampedArray(plane.width * plane.height * 4)) {
    const { gl } = this.device;
    const { width, height } = plane;
    const row = width * 4;
    this.#picture ??= new Target(gl, 'RGBA8');
    this.drawInto(this.#picture, plane, options);
    if (this.#bytes.length !== row * height) this.#bytes = new Uint8Array(row * height);
    bindTarget(gl, this.#picture, width, height);
    // Alpha is 255 throughout, unless nothing was read.
    this.#bytes[this.#bytes.length - 1] = 0;
    gl.readPixels(0, 0, width, height, gl.RGBA, gl.UNSIGNED_BYTE, this.#bytes);
    this.doneReading(this.#bytes.at(-1) === 255);
    // The canvas's first row is the picture's last.
    for (let j = 0; j < height; j++) out.set(this.#bytes.subarray((height - 1 - j) * row, (height - j) * row), j * row);
    return out;
  }

  override dispose(): void {
    super.dispose();
    this.#picture?.dispose();
  }
}
