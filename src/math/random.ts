// Seeded random numbers, so that every test and phantom can be replayed from its seed.

/** A stream of numbers in [0, 1). The same seed gives the same stream on every machine. */
export interface Random {
  /** Next number in [0, 1), 32 bits of it random. */
  next(): number;
  /** Uniform in [low, high). */
  between(low: number, high: number): number;
  /** Uniform integer in [low, high], both included. */
  integer(low: number, high: number): number;
}

/**
 * The mulberry32 generator: 32 bits of state, passes gjrand's small tests; enough for test data, not for secrets.
 * @param seed  any number; its low 32 bits count
 */
export function createRandom(seed: number): Random {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
  const between = (low: number, high: number): number => low + next() * (high - low);
  return { next, between, integer: (low, high) => Math.floor(between(low, high + 1)) };
}
