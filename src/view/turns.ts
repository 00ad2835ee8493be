// Work in small steps, one a turn of the event loop, so that input and frames come between.

/** ms to wait before the next step, 0 for the next turn; null when there is no more to do. */
export type Wait = number | null;

/** Calls `step` turn by turn until it returns null; `start` while it runs changes nothing. */
export class Turns {
  readonly #step: () => Wait;
  readonly #channel = new MessageChannel();
  #running = false;
  #disposed = false;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(step: () => Wait) {
    this.#step = step;
    // A message comes sooner than a timer, which browsers hold back to 4 ms, or to a second in a hidden page.
    this.#channel.port1.onmessage = () => this.#turn();
  }

  start(): void {
    if (this.#running || this.#disposed) return;
    this.#running = true;
    this.#channel.port2.postMessage(null);
  }

  #turn(): void {
    if (this.#disposed) return;
    const wait = this.#step();
    if (wait === null) this.#running = false;
    else if (wait === 0) this.#channel.port2.postMessage(null);
    else this.#timer = setTimeout(() => this.#turn(), wait);
  }

  /** Safe to call twice. */
  dispose(): void {
    this.#disposed = true;
    this.#running = false;
    clearTimeout(this.#timer);
    this.#channel.port1.close();
  }
}
