// Work in small steps, one a turn of the event loop, so that input and frames come between.

/** Calls `step` turn by turn until it returns false; `start` while it runs changes nothing. */
export class Turns {
  readonly #step: () => boolean;
  readonly #channel = new MessageChannel();
  #running = false;

  constructor(step: () => boolean) {
    this.#step = step;
    // A message comes sooner than a timer, which browsers hold back to 4 ms, or to a second in a hidden page.
    this.#channel.port1.onmessage = () => {
      if (!this.#running) return;
      this.#running = this.#step();
      if (this.#running) this.#channel.port2.postMessage(null);
    };
  }

  start(): void {
    if (this.#running) return;
    this.#running = true;
    this.#channel.port2.postMessage(null);
  }

  /** Safe to call twice. */
  dispose(): void {
    this.#running = false;
    this.#channel.port1.close();
  }
}
