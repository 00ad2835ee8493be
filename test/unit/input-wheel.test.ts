// The wheel: a notch is a slice, spinning accelerates, and no frame skips more than a tenth of the stack.
import { describe, expect, it } from 'vitest';
import { createRandom } from '../../src/math/random.ts';
import { NO_INPUT } from '../../src/view/input/input-state.ts';
import { ofKind, play, totalSteps, wheel } from '../support/input.ts';

const steps = (index: number, count: number) => ({ steps: { index, count } });

describe('a notch', () => {
  // What browsers and systems say for one: Chrome, Firefox (3 lines), zoomed pages, macOS.
  it.each([4, 53, 100, 120, 125, 150])('of %i px, slowly, is exactly one slice', (px) => {
    for (const count of [20, 300, 3000])
      for (const sign of [1, -1]) {
        const events = Array.from({ length: 20 }, (_, n) => wheel(sign * px, 300 * n));
        const { commands } = play(events, steps(10, count));
        expect(ofKind(commands, 'scrub').map((command) => command.steps)).toEqual(events.map(() => sign));
      }
  });

  it.each([100, 120, 150])('of %i px at an unhurried 10 a second is one slice', (px) => {
    const events = Array.from({ length: 50 }, (_, n) => wheel(px, 100 * n));
    expect(totalSteps(play(events, steps(0, 3000)).commands)).toBe(50);
  });

  it('back is one slice back, at once', () => {
    const events = [wheel(100, 0), wheel(100, 10), wheel(-100, 20)];
    expect(ofKind(play(events).commands, 'scrub').at(-1)).toEqual({ kind: 'scrub', steps: -1 });
  });
});

describe('acceleration', () => {
  const spun = (perSecond: number, count: number) =>
    totalSteps(
      play(
        Array.from({ length: perSecond }, (_, n) => wheel(100, (1000 * n) / perSecond)),
        steps(0, count),
      ).commands,
    );

  it('takes more slices a notch the faster it is spun, in a long stack', () => {
    const perNotch = [10, 20, 40, 60].map((rate) => spun(rate, 1000) / rate);
    expect(perNotch[0]).toBe(1);
    expect(perNotch).toEqual([...perNotch].sort((a, b) => a - b));
    expect(perNotch[3]).toBeGreaterThan(2);
  });

  it('hardly, in a short one', () => {
    expect(spun(40, 30)).toBeLessThanOrEqual(60);
  });

  it('a trackpad’s light swipe is a few slices, a flick is many', () => {
    const swipe = Array.from({ length: 20 }, (_, n) => wheel(4, 16 * n));
    const flick = Array.from({ length: 40 }, (_, n) => wheel(45 - n, 16 * n));
    const [slow, fast] = [swipe, flick].map((events) => totalSteps(play(events, steps(0, 600)).commands));
    expect(slow).toBeGreaterThanOrEqual(2);
    expect(slow).toBeLessThanOrEqual(4);
    expect(fast).toBeGreaterThan(30);
  });

  it('a finger that rests on a trackpad moves nothing', () => {
    expect(play([wheel(1, 0), wheel(2, 300)]).commands).toEqual([]);
  });

  it.each([3, 10, 57, 100, 2000])('never skips more than a tenth of %i slices in a frame (seed 11)', (count) => {
    const random = createRandom(11);
    let input = NO_INPUT;
    let [time, frame, inFrame] = [0, -16, 0];
    for (let n = 0; n < 3000; n++) {
      time += random.next() < 0.3 ? 0 : random.between(0, 40);
      const next = play([wheel(random.between(-100, 900), time)], steps(0, count), input);
      input = next.input;
      if (time - frame >= 16) [frame, inFrame] = [time, 0];
      inFrame += Math.abs(totalSteps(next.commands));
      expect(inFrame).toBeLessThanOrEqual(Math.max(1, Math.floor(count / 10)));
    }
  });
});

describe('with ctrl, and pinched on a trackpad', () => {
  it('zooms at the pointer, and back', () => {
    const { input, commands } = play([wheel(-5, 0, true), wheel(5, 16, true)]);
    const [into, out] = ofKind(commands, 'zoom');
    expect(into).toMatchObject({ at: [100, 50] });
    expect(into!.factor).toBeCloseTo(Math.exp(0.05), 9);
    expect(into!.factor * out!.factor).toBeCloseTo(1, 12);
    expect(input).toEqual(NO_INPUT);
  });

  it('a notch is a quarter more, whatever its px', () => {
    for (const px of [100, 120, 1e6])
      expect(ofKind(play([wheel(-px, 0, true)]).commands, 'zoom')[0]!.factor).toBeCloseTo(Math.exp(0.25), 9);
  });
});

it('comes to rest', () => {
  const { input } = play([wheel(30, 0), wheel(30, 16)]);
  expect(input.wheel).not.toBeNull();
  expect(play([{ type: 'tick', time: 500 }], {}, input).input).toEqual(NO_INPUT);
  expect(play([wheel(Number.NaN, 0), wheel(0, 0)])).toEqual({ input: NO_INPUT, commands: [] });
});
