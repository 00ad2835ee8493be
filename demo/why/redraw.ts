// When to draw: at once and coarsely while things move, finely when they rest; never two at a time.

/** ms between two requests below which things count as moving. */
const STILL = 250;

interface Request<Job> {
  readonly job: Job;
  readonly coarse: boolean;
}

export class Redraw<Job> {
  readonly #draw: (job: Job, coarse: boolean, signal: AbortSignal) => Promise<void>;
  #next: Request<Job> | null = null;
  #running: { readonly coarse: boolean; readonly stop: AbortController } | null = null;
  #rest: ReturnType<typeof setTimeout> | undefined;
  #askedAt = Number.NEGATIVE_INFINITY;

  constructor(draw: (job: Job, coarse: boolean, signal: AbortSignal) => Promise<void>) {
    this.#draw = draw;
  }

  ask(job: Job): void {
    const now = performance.now();
    const coarse = now - this.#askedAt < STILL;
    this.#askedAt = now;
    this.#want({ job, coarse });
  }

  stop(): void {
    clearTimeout(this.#rest);
    this.#next = null;
    this.#askedAt = Number.NEGATIVE_INFINITY;
    this.#running?.stop.abort();
  }

  #want(request: Request<Job>): void {
    clearTimeout(this.#rest);
    this.#next = request;
    // A coarse picture is nearly there, and stopping each would show none while things move.
    if (this.#running && !this.#running.coarse) this.#running.stop.abort();
    if (!this.#running) void this.#run();
  }

  async #run(): Promise<void> {
    for (let request = this.#next; request; request = this.#next) {
      const { job, coarse } = request;
      this.#next = null;
      const stop = new AbortController();
      this.#running = { coarse, stop };
      try {
        await this.#draw(job, coarse, stop.signal);
      } finally {
        this.#running = null;
      }
      if (coarse && !this.#next && !stop.signal.aborted)
        this.#rest = setTimeout(() => this.#want({ job, coarse: false }), STILL);
    }
  }
}
