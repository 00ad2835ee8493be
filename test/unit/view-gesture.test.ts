// Gestures as pure functions of the state.
import { describe, expect, it } from 'vitest';
import { makeVolume } from '../../conformance/volumes.ts';
import { patientToPixel } from '../../src/plane/plane.ts';
import { drawnPlane } from '../../src/view/drawn-plane.ts';
import { fit as fitted, pan, scrub, windowDrag, zoom } from '../../src/view/gesture.ts';
import { stepsOf, stepTo } from '../../src/view/steps.ts';
import { firstState, geometryOf, MOST_ZOOM } from '../../src/view/view-state.ts';

const size = [30, 20, 12] as const;
const volume = makeVolume({ size, step: 3, steps: [1, 1.5], tilt: 15 }, new Int16Array(30 * 20 * 12));
const window = { center: 40, width: 400, function: 'LINEAR', explanation: 'soft tissue' } as const;
const stateOf = (request: object) => firstState([volume], { window, ...request });

describe('scrub', () => {
  it.each(['acquired', 'axial'] as const)('goes from slice to slice on %s planes, and stays in the stack', (plane) => {
    let state = stepTo(volume, stateOf({ plane }), 0);
    volume.slices.forEach((slice, k) => {
      expect(stepsOf(volume, state)).toEqual({ index: k, count: 12, slices: true });
      expect(state.position).toBeCloseTo(slice.position, 9);
      state = scrub(volume, state, 1);
    });
    expect(stepsOf(volume, scrub(volume, state, 5)).index).toBe(11);
    expect(stepsOf(volume, scrub(volume, state, -100)).index).toBe(0);
  });

  it.each(['sagittal', 'coronal'] as const)('goes by the smallest voxel edge on %s planes', (plane) => {
    const state = stateOf({ plane });
    const moved = scrub(volume, state, 3);
    const gone = geometryOf(volume, moved).center.map((c, axis) => c - geometryOf(volume, state).center[axis]!);
    expect(Math.hypot(...gone)).toBeCloseTo(3 * 0.7, 9);
    const { count } = stepsOf(volume, state);
    for (const index of [0, 1, count - 1]) expect(stepsOf(volume, stepTo(volume, state, index)).index).toBe(index);
  });

  it('moves a geometry along its own normal', () => {
    const state = stateOf({ plane: { ...geometryOf(volume, stateOf({ plane: 'sagittal' })) } });
    expect(scrub(volume, state, 2).position).toBeNull();
    expect(stepsOf(volume, scrub(volume, state, 2)).index).toBe(stepsOf(volume, state).index + 2);
  });
});

describe('windowDrag', () => {
  it('follows the width: the same drag changes 80 and 65 535 by the same share', () => {
    for (const width of [80, 65535]) {
      const state = stateOf({ window: { center: 0, width, function: 'LINEAR' } });
      const dragged = windowDrag(volume, state, 64, 64).window;
      expect(dragged.width / width).toBeCloseTo(Math.exp(0.25), 9);
      expect(dragged.center / width).toBeCloseTo(0.25, 9);
    }
  });

  it('stops at the least width of the function, and comes back', () => {
    const narrow = windowDrag(volume, stateOf({}), -1e6, 0);
    expect(narrow.window.width).toBe(1);
    expect(windowDrag(volume, narrow, 256, 0).window.width).toBeCloseTo(Math.E, 9);
    const exact = stateOf({ window: { center: 0, width: 1, function: 'LINEAR_EXACT' } });
    expect(windowDrag(volume, exact, -1e9, 0).window.width).toBeGreaterThan(0);
  });

  it.each([
    [[0, 100, 255], false],
    [[255, 100, 0], true],
  ])('keeps light light from a VOI LUT of %j on', (entries, falls) => {
    const luts = { ...volume, voiLuts: [{ firstMapped: 0, entries: Uint16Array.from(entries), bits: 8 }] };
    for (const invert of [false, true]) {
      const state = firstState([luts], { window: { function: 'LUT', lut: 0 }, invert });
      const dragged = windowDrag(luts, state, 1, 0);
      expect(dragged.invert).toBe(invert !== falls);
      expect(windowDrag(luts, dragged, 1, 0).invert).toBe(dragged.invert);
    }
  });

  it("drops the preset's name", () => {
    expect(windowDrag(volume, stateOf({}), 1, 0).window).not.toHaveProperty('explanation');
  });
});

describe('pan and zoom', () => {
  it('moves the anatomy with the pointer', () => {
    expect(pan(stateOf({ pan: [1, 1] }), 2, -3).pan).toEqual([3, -2]);
  });

  it.each([0.5, 1.1, 4])('keeps the point at the pointer in place, × %f', (factor) => {
    const state = stateOf({ plane: 'coronal', zoom: 1.5, pan: [3, -2] });
    const before = drawnPlane(volume, state, 200, 160);
    const pointer = [150, 20] as const;
    const at = [(150 - 99.5) * before.spacing[0], (20 - 79.5) * before.spacing[1]] as const;
    const p = before.center.map((c, axis) => c + at[0] * before.right[axis]! + at[1] * before.down[axis]!);
    const after = drawnPlane(volume, zoom(state, factor, at), 200, 160);
    const [i, j] = patientToPixel(after, p as unknown as [number, number, number]);
    expect(i).toBeCloseTo(pointer[0], 6);
    expect(j).toBeCloseTo(pointer[1], 6);
  });

  it('stops at the ends, and fits again', () => {
    const state = zoom(stateOf({ pan: [5, 5] }), 1e9);
    expect(state.zoom).toBe(MOST_ZOOM);
    expect(fitted(state)).toMatchObject({ zoom: 1, pan: [0, 0], window });
  });
});
