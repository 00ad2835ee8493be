// Turning, mirroring, resetting and the gestures of keys, checked by where points of the patient end up on screen.
import { describe, expect, it } from 'vitest';
import { makeVolume } from '../../conformance/volumes.ts';
import { createRandom } from '../../src/math/random.ts';
import type { Vec3 } from '../../src/math/vec3.ts';
import { patientToPixel } from '../../src/plane/plane.ts';
import type { Cine } from '../../src/view/cine.ts';
import { drawnPlane } from '../../src/view/drawn-plane.ts';
import {
  cineStep,
  flipHorizontal,
  flipVertical,
  invert,
  keyedPresets,
  nextKernel,
  nextSlab,
  nudgeWindow,
  numberedPreset,
  reset,
  rotate,
  scrub,
  thicken,
  windowDrag,
} from '../../src/view/gesture.ts';
import { stepsOf, stepTo } from '../../src/view/steps.ts';
import { firstState, geometryOf, nextState, type ViewState } from '../../src/view/view-state.ts';
import { PRESETS } from '../../src/voi/presets.ts';

const size = [30, 20, 12] as const;
const unitless = makeVolume({ size, step: 3, steps: [1, 1.5], tilt: 15 }, new Int16Array(30 * 20 * 12));
const volume = { ...unitless, unit: 'HU' as const };
const window = { center: 40, width: 400, function: 'LINEAR' } as const;
const stateOf = (request: object) => firstState([volume], { window, ...request });

/** mm right and down of the picture's centre. */
function onScreen(state: ViewState, p: Vec3): readonly [number, number] {
  const plane = drawnPlane(volume, state, 200, 160);
  const [i, j] = patientToPixel(plane, p);
  return [(i - 99.5) * plane.spacing[0], (j - 79.5) * plane.spacing[1]];
}

const states = [0, 30, 90, 217.5].flatMap((rotation) =>
  (
    [
      [false, false],
      [true, false],
      [false, true],
      [true, true],
    ] as const
  ).map((flip) => [stateOf({ plane: 'coronal', rotation, flip, pan: [3, -2], zoom: 1.5 })] as const),
);
const p: Vec3 = [-20, -130, 60];

describe.each(states)('from %o', (state) => {
  const [right, down] = onScreen(state, p);

  it('rotate turns clockwise about the picture’s centre', () => {
    const [x, y] = onScreen(rotate(state, 90), p);
    expect(x).toBeCloseTo(-down, 9);
    expect(y).toBeCloseTo(right, 9);
  });

  it('rotate keeps the point that stays, and the distances to it', () => {
    const [x, y] = onScreen(rotate(state, 33, [right, down]), p);
    expect(x).toBeCloseTo(right, 9);
    expect(y).toBeCloseTo(down, 9);
  });

  it('flipHorizontal mirrors what is seen, flipVertical too', () => {
    const [x, y] = onScreen(flipHorizontal(state), p);
    expect(x).toBeCloseTo(-right, 9);
    expect(y).toBeCloseTo(down, 9);
    const [u, v] = onScreen(flipVertical(state), p);
    expect(u).toBeCloseTo(right, 9);
    expect(v).toBeCloseTo(-down, 9);
  });

  it('both flips are half a turn on screen', () => {
    const [x, y] = onScreen(flipVertical(flipHorizontal(state)), p);
    const [u, v] = onScreen(rotate(state, 180), p);
    expect(x).toBeCloseTo(u, 9);
    expect(y).toBeCloseTo(v, 9);
  });

  it('twice is nothing', () => {
    expect(flipHorizontal(flipHorizontal(state))).toEqual(state);
    expect(flipVertical(flipVertical(state))).toEqual(state);
    expect(invert(invert(state))).toEqual(state);
  });
});

describe('rotate', () => {
  it('keeps the angle from 0 to below 360, and four quarters are exactly none', () => {
    let state = stateOf({ pan: [3, -2] });
    for (const turned of [90, 180, 270, 0]) {
      state = rotate(state, 90);
      expect(state.rotation).toBe(turned);
    }
    expect(state).toEqual(stateOf({ pan: [3, -2] }));
    expect(rotate(state, -1e-18).rotation).toBeLessThan(360);
  });
});

describe('reset', () => {
  it.each(['acquired', 'sagittal'] as const)('gives a %s picture back, and keeps the place', (plane) => {
    const first = stateOf({ plane });
    const there = scrub(volume, first, 2);
    let state = flipVertical(rotate(invert(nextSlab(nextKernel(there))), 40, [3, 3]));
    state = nextState([volume], windowDrag(volume, state, 50, 50), { overlay: { letters: false }, colormap: 'pet' });
    const back = reset(volume, state, first);
    expect(back).toEqual({ ...first, position: there.position, overlay: state.overlay });
  });

  it('gives the first plane back through the middle of the present one', () => {
    const first = stateOf({ plane: 'axial' });
    const oblique = { center: [-20, -130, 61] as Vec3, right: [1, 0, 0] as Vec3, down: [0, 0.6, -0.8] as Vec3 };
    const back = reset(volume, stateOf({ plane: oblique }), first);
    expect(back.plane).toBe('axial');
    expect(back.position).toBe(61);
  });

  it('moves a first geometry to the present depth only', () => {
    const plane = geometryOf(volume, stateOf({ plane: 'coronal' }));
    const first = stateOf({ plane });
    const moved = scrub(volume, first, 3);
    expect(geometryOf(volume, reset(volume, rotate(moved, 20), first)).center[1]).toBeCloseTo(
      geometryOf(volume, moved).center[1],
      9,
    );
  });
});

describe('slab and kernel', () => {
  it('cycles none, mean, max, min', () => {
    let state = stateOf({});
    const seen = [0, 1, 2, 3].map(() => {
      state = nextSlab(state);
      return state.slab?.mode ?? null;
    });
    expect(seen).toEqual(['mean', 'max', 'min', null]);
    expect(nextSlab(stateOf({ slab: { thickness: 4, mode: 'max' } })).slab).toEqual({ thickness: 4, mode: 'min' });
  });

  it('thickens from none, thins to none, and knows an end', () => {
    const state = thicken(volume, stateOf({}), 3);
    expect(state.slab).toEqual({ thickness: 3, mode: 'mean' });
    expect(thicken(volume, state, -3).slab).toBeNull();
    const most = thicken(volume, state, 1e9).slab!;
    expect(most.thickness).toBeLessThan(200);
    expect(() => nextState([volume], state, { slab: most })).not.toThrow();
  });

  it('goes round the kernels', () => {
    let state = stateOf({});
    const seen = [0, 1, 2].map(() => {
      state = nextKernel(state);
      return state.interpolation;
    });
    expect(seen).toEqual(['cubic', 'nearest', 'linear']);
  });
});

describe('windows by keys', () => {
  it('nudges as a drag would', () => {
    const nudged = nudgeWindow(volume, stateOf({}), 1, 1).window;
    expect(nudged).toMatchObject({ center: 40 + 400 / 16, function: 'LINEAR' });
    expect(nudged).toHaveProperty('width', 400 * Math.exp(1 / 16));
  });

  it('takes the first nine presets, only in HU', () => {
    expect(keyedPresets()).toHaveLength(9);
    expect(numberedPreset(volume, stateOf({}), 1).window).toBe(PRESETS.brain);
    expect(numberedPreset(volume, stateOf({}), 9).window).toBe(PRESETS.abdomen);
    for (const none of [0, 10, 1.5, Number.NaN]) expect(numberedPreset(volume, stateOf({}), none)).toEqual(stateOf({}));
    expect(numberedPreset(unitless, stateOf({}), 1).window).toEqual(window);
  });
});

describe('cineStep', () => {
  it.each(['wrap', 'bounce'] as const)('runs through all slices and goes on (%s)', (ends) => {
    let cine: Cine = { framesPerSecond: 10, direction: 1, ends, due: 0 };
    let state = stepTo(volume, stateOf({ plane: 'acquired' }), 0);
    const seen = Array.from({ length: 30 }, () => {
      ({ state, cine } = cineStep(volume, state, cine, 100));
      return stepsOf(volume, state).index;
    });
    const there = (n: number) => (ends === 'wrap' ? n % 12 : 11 - Math.abs(11 - (n % 22)));
    expect(seen).toEqual(seen.map((_, n) => there(n + 1)));
  });

  it('changes nothing while no frame is due', () => {
    const state = stateOf({});
    const cine: Cine = { framesPerSecond: 10, direction: 1, ends: 'wrap', due: 0 };
    expect(cineStep(volume, state, cine, 99).state).toBe(state);
  });
});

it('leaves a valid state after 2000 random gestures (seed 5)', () => {
  const random = createRandom(5);
  let state = stateOf({ plane: 'sagittal' });
  const gestures: readonly ((s: ViewState) => ViewState)[] = [
    (s) => rotate(s, random.between(-400, 400), [random.between(-50, 50), random.between(-50, 50)]),
    flipHorizontal,
    flipVertical,
    invert,
    nextSlab,
    nextKernel,
    (s) => thicken(volume, s, random.between(-20, 20)),
    (s) => nudgeWindow(volume, s, random.integer(-3, 3), random.integer(-3, 3)),
    (s) => numberedPreset(volume, s, random.integer(0, 10)),
    (s) => reset(volume, s, stateOf({ plane: 'sagittal' })),
  ];
  for (let n = 0; n < 2000; n++) {
    state = gestures[random.integer(0, gestures.length - 1)]!(state);
    expect(nextState([volume], state, {})).toEqual(state);
  }
});
