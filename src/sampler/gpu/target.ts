// Owns a 2D texture that can be drawn into, made anew only when a larger one is asked for.
import { ResliceError } from '../../errors.ts';
import { nearestTexture } from './nearest-texture.ts';

/**
 * Values travel as the bits of a float32 in unsigned integers: every WebGL2 can draw into those, into floats only with an extension.
 */
export type TargetFormat = 'RGBA8' | 'R32UI' | 'RG32UI';

export class Target {
  readonly #gl: WebGL2RenderingContext;
  readonly #format: TargetFormat;
  readonly #framebuffer: WebGLFramebuffer;
  #texture: WebGLTexture | null = null;
  #width = 0;
  #height = 0;

  constructor(gl: WebGL2RenderingContext, format: TargetFormat) {
    this.#gl = gl;
    this.#format = format;
    this.#framebuffer = gl.createFramebuffer();
  }

  get texture(): WebGLTexture | null {
    return this.#texture;
  }

  /** Binds it for drawing into its first width × height pixels. @throws ResliceError 'gpu/limit-exceeded' */
  bind(width: number, height: number): void {
    const gl = this.#gl;
    gl.bindFramebuffer(gl.FRAMEBUFFER, this.#framebuffer);
    if (width > this.#width || height > this.#height)
      this.#grow(Math.max(width, this.#width), Math.max(height, this.#height));
    gl.viewport(0, 0, width, height);
  }

  #grow(width: number, height: number): void {
    const gl = this.#gl;
    gl.deleteTexture(this.#texture);
    this.#texture = nearestTexture(gl, gl.TEXTURE_2D);
    gl.texStorage2D(gl.TEXTURE_2D, 1, gl[this.#format], width, height);
    gl.framebufferTexture2D(gl.FRAMEBUFFER, gl.COLOR_ATTACHMENT0, gl.TEXTURE_2D, this.#texture, 0);
    this.#width = width;
    this.#height = height;
    if (gl.checkFramebufferStatus(gl.FRAMEBUFFER) !== gl.FRAMEBUFFER_COMPLETE && !gl.isContextLost()) {
      // The next picture may be smaller.
      this.#width = this.#height = 0;
      throw new ResliceError('gpu/limit-exceeded', { detail: `no ${this.#format} target of ${width}×${height}` });
    }
  }

  /** Safe to call twice. */
  dispose(): void {
    this.#gl.deleteTexture(this.#texture);
    this.#gl.deleteFramebuffer(this.#framebuffer);
    this.#texture = null;
    this.#width = this.#height = 0;
  }
}

/** Binds a target, or the canvas for null, for drawing into its first width × height pixels. */
export function bindTarget(gl: WebGL2RenderingContext, target: Target | null, width: number, height: number): void {
  if (target) {
    target.bind(width, height);
    return;
  }
  gl.bindFramebuffer(gl.FRAMEBUFFER, null);
  gl.viewport(0, 0, width, height);
}
