// Many changes, one animation frame. Nothing is asked for while nothing changes.

/** Calls `draw` once in the next frame, however often it is requested. */
export class Frame {
  readonly #draw: () => void;
  #asked = 0;

  constructor(draw: () => void) {
    this.#draw = draw;
  }

  request(): void {
    if (this.#asked) return;
    this.#asked = requestAnimationFrame(() => {
      this.#asked = 0;
      this.#draw();
    });
  }

  /** Safe to call twice. */
  dispose(): void {
    if (this.#asked) cancelAnimationFrame(this.#asked);
    this.#asked = 0;
  }
}
