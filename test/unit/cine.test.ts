// From elapsed ms to steps.
import { describe, expect, it } from 'vitest';
import { createRandom } from '../../src/math/random.ts';
import { type Cine, cineSpeed, cineTick, LEAST_SPEED, MOST_SPEED } from '../../src/view/cine.ts';

const cineOf = (more: Partial<Cine>): Cine => ({ framesPerSecond: 10, direction: 1, ends: 'wrap', due: 0, ...more });

describe('cineTick', () => {
  it.each([7, 10, 24, 30, 60])('shows %i frames a second, however the ticks fall (seed 3)', (framesPerSecond) => {
    const random = createRandom(3);
    let cine = cineOf({ framesPerSecond });
    let [elapsed, shown] = [0, 0];
    while (elapsed < 10_000) {
      const ms = Math.min(random.between(1, 40), 10_000 - elapsed);
      elapsed += ms;
      const tick = cineTick(cine, ms, { index: 0, count: 1000 });
      cine = tick.cine;
      shown += tick.steps;
    }
    expect(shown).toBe(10 * framesPerSecond);
  });

  it('is even: 60 ticks of a display make 60 frames', () => {
    let cine = cineOf({ framesPerSecond: 60 });
    for (let n = 0; n < 600; n++) {
      const tick = cineTick(cine, 1000 / 60, { index: 5, count: 100 });
      expect(tick.steps).toBe(1);
      cine = tick.cine;
    }
  });

  it('wraps both ways', () => {
    expect(cineTick(cineOf({}), 200, { index: 9, count: 10 }).steps).toBe(-8);
    expect(cineTick(cineOf({ direction: -1 }), 200, { index: 0, count: 10 }).steps).toBe(8);
  });

  it('bounces, and shows the ends once', () => {
    let cine = cineOf({ ends: 'bounce' });
    let index = 1;
    const seen = Array.from({ length: 9 }, () => {
      const tick = cineTick(cine, 100, { index, count: 4 });
      cine = tick.cine;
      index += tick.steps;
      return index;
    });
    expect(seen).toEqual([2, 3, 2, 1, 0, 1, 2, 3, 2]);
  });

  it('stays where there is one step, and inside whatever is due', () => {
    for (const ends of ['wrap', 'bounce'] as const) {
      expect(cineTick(cineOf({ ends }), 400, { index: 0, count: 1 }).steps).toBe(0);
      for (let index = 0; index < 5; index++)
        for (const direction of [1, -1] as const)
          for (let frames = 0; frames < 30; frames++) {
            const { steps } = cineTick(cineOf({ ends, direction, due: frames }), 0, { index, count: 5 });
            expect(index + steps).toBeGreaterThanOrEqual(0);
            expect(index + steps).toBeLessThan(5);
          }
    }
  });

  it('does not jump after an hour in a hidden page, nor when a clock goes back', () => {
    expect(cineTick(cineOf({}), 3.6e6, { index: 0, count: 1000 }).steps).toBe(5);
    expect(cineTick(cineOf({}), -100, { index: 0, count: 1000 }).steps).toBe(0);
  });
});

it('cineSpeed stays within its ends', () => {
  expect([0, 25, 1e9].map(cineSpeed)).toEqual([LEAST_SPEED, 25, MOST_SPEED]);
});
