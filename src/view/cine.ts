// A cine as a schedule: from ms to steps. It keeps no clock and knows no picture.

export interface Cine {
  readonly framesPerSecond: number;
  /** Which way it runs through the steps. */
  readonly direction: 1 | -1;
  /** At the end: on from the other one, or back. */
  readonly ends: 'wrap' | 'bounce';
  /** Part of a frame that is due already, 0 to below 1. */
  readonly due: number;
}

export const LEAST_SPEED = 0.5;
export const MOST_SPEED = 120;
export const FIRST_SPEED = 10;

/** ms that a cine goes on by at once at most: a page that was hidden for an hour does not jump. */
const MOST_ELAPSED = 500;

/** Frames per second, held within what a cine runs at. */
export const cineSpeed = (framesPerSecond: number): number =>
  Math.min(Math.max(framesPerSecond, LEAST_SPEED), MOST_SPEED);

/** @returns the steps from `place.index` on that are due after `elapsed` ms, and the cine as it goes on */
export function cineTick(
  cine: Cine,
  elapsed: number,
  place: { readonly index: number; readonly count: number },
): { readonly cine: Cine; readonly steps: number } {
  const frames = cine.due + (Math.min(Math.max(elapsed, 0), MOST_ELAPSED) * cine.framesPerSecond) / 1000;
  // 60 ticks of 1000/60 ms are a second: a rounding error short of a frame is no frame short.
  const whole = Math.floor(frames + 1e-9);
  const { index, direction } = moved(cine, whole, place);
  return { cine: { ...cine, direction, due: Math.max(0, frames - whole) }, steps: index - place.index };
}

function moved(
  { direction, ends }: Cine,
  frames: number,
  { index, count }: { readonly index: number; readonly count: number },
): { readonly index: number; readonly direction: 1 | -1 } {
  if (count < 2 || frames === 0) return { index, direction };
  if (ends === 'wrap') return { index: (((index + direction * frames) % count) + count) % count, direction };
  // There and back is one round: phases up to the last step go up, the others come back.
  const last = count - 1;
  const phase = ((direction > 0 ? index : 2 * last - index) + frames) % (2 * last);
  return phase < last ? { index: phase, direction: 1 } : { index: 2 * last - phase, direction: -1 };
}
