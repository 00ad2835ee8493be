// Tells when the GPU has done what it was given, without waiting for it.

/** Owns a sync object behind all that the context was given so far. */
export class Fence {
  readonly #gl: WebGL2RenderingContext;
  #sync: WebGLSync | null;

  constructor(gl: WebGL2RenderingContext) {
    this.#gl = gl;
    this.#sync = gl.fenceSync(gl.SYNC_GPU_COMMANDS_COMPLETE, 0);
    gl.flush();
  }

  /** Changes only between turns of the event loop; a lost context has nothing to do any more. */
  get done(): boolean {
    const gl = this.#gl;
    if (this.#sync && !gl.isContextLost() && gl.getSyncParameter(this.#sync, gl.SYNC_STATUS) !== gl.SIGNALED)
      return false;
    this.dispose();
    return true;
  }

  /** Safe to call twice. */
  dispose(): void {
    this.#gl.deleteSync(this.#sync);
    this.#sync = null;
  }
}
