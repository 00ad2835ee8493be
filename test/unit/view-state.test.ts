// What a state lets in: plain data that comes back from JSON as it was, known keys only, and windows that the time's volume has. Whoever
// calls without types gets a ResliceError, never a TypeError.
import { describe, expect, it } from 'vitest';
import { makeVolume } from '../../conformance/volumes.ts';
import { isResliceError } from '../../src/errors.ts';
import { firstState, nextState, sameState, type ViewRequest, type ViewState } from '../../src/view/view-state.ts';
import type { Volume } from '../../src/volume/volume.ts';

const bare = makeVolume({ size: [4, 3, 2] }, new Int16Array(24));
const LUT = { firstMapped: 0, entries: Uint16Array.of(0, 255), bits: 8 };
const withLut: Volume = { ...bare, windows: [], voiLuts: [LUT] };
const withWindow: Volume = { ...bare, windows: [{ center: 5, width: 7, function: 'SIGMOID' }], voiLuts: [] };
const volumes = [withLut, withWindow];
const first = firstState(volumes, {});
const next = (request: unknown): ViewState => nextState(volumes, first, request as ViewRequest);
const geometry = { center: [1, 2, 3], right: [0, 1, 0], down: [0, 0, -1] };
const colours = Array.from({ length: 768 }, (_, n) => n % 256);

describe('a state', () => {
  it.each<object>([
    {},
    { plane: geometry },
    { plane: 'coronal', position: -0.1, zoom: 1 / 3, pan: [1e-7, 0], slab: { thickness: 7.5, mode: 'max' } },
    { window: { width: 9, center: 3, function: 'LINEAR_EXACT', explanation: 'odd' }, invert: true },
    { window: { center: 3, width: 9 }, interpolation: 'cubic' },
    { window: 'auto', time: 1 },
    { colormap: { name: 'own', table: Uint8Array.from(colours) } },
    { colormap: 'hot-iron' },
  ])('is itself again after JSON: %j', (request) => {
    const state = next(request);
    const copy = JSON.parse(JSON.stringify(state)) as ViewState;
    expect(copy).toEqual(state);
    expect(sameState(state, nextState(volumes, state, copy))).toBe(true);
    expect(sameState(state, firstState(volumes, copy))).toBe(true);
  });

  it('keeps typed arrays as plain ones, and of a geometry only its vectors', () => {
    const typed = Object.fromEntries(Object.entries(geometry).map(([key, v]) => [key, Float64Array.from(v)]));
    const state = next({ plane: { ...typed, width: 7, spacing: [1, 1] }, pan: Float32Array.of(1, 2) });
    expect([state.plane, state.pan]).toEqual([geometry, [1, 2]]);
    expect(JSON.parse(JSON.stringify(state))).toEqual(state);
  });

  it('shares nothing with the request', () => {
    const request = structuredClone({
      plane: geometry,
      pan: [1, 2],
      slab: { thickness: 3, mode: 'min' },
      window: { center: 1, width: 2, function: 'SIGMOID' },
      colormap: { name: 'own', table: colours },
    });
    const state = next(request);
    const before = JSON.stringify(state);
    request.plane.center[0] = 99;
    request.pan[0] = 99;
    request.slab.thickness = 99;
    request.window.center = 99;
    request.colormap.table[0] = 99;
    expect(JSON.stringify(state)).toBe(before);
  });

  it('takes no notice of what is undefined', () => {
    const nothing = Object.fromEntries(Object.keys(first).map((key) => [key, undefined]));
    expect(next(nothing)).toEqual(first);
    expect(firstState(volumes, nothing as ViewRequest)).toEqual(first);
  });
});

describe('another time', () => {
  it("has its own 'file' where it lacks the VOI LUT", () => {
    expect(first.window).toEqual({ function: 'LUT', lut: 0 });
    expect(next({ time: 1 }).window).toEqual(withWindow.windows[0]);
    expect(firstState(volumes, { time: 1 }).window).toEqual(withWindow.windows[0]);
  });

  it('has the same window where it can', () => {
    expect(nextState([withLut, withLut], first, { time: 1 }).window).toBe(first.window);
    const state = next({ window: { center: 3, width: 9 } });
    expect(nextState(volumes, state, { time: 1 }).window).toBe(state.window);
  });

  it('refuses a VOI LUT of another that is asked for', () => {
    expect(() => next({ time: 1, window: { function: 'LUT', lut: 0 } })).toThrow('voi/bad-value: no VOI LUT 0');
  });
});

describe('a bad request', () => {
  it.each<[request: unknown, message: RegExp]>([
    [{ windw: 'auto' }, /^use\/bad-argument: a state has no windw$/],
    [{ toString: 1 }, /^use\/bad-argument: a state has no toString$/],
    [{ slab: { thickness: 1, mode: 'max', widht: 2 } }, /^use\/bad-argument: a slab has no widht$/],
    [{ window: { center: 1, width: 2, functoin: 'SIGMOID' } }, /^use\/bad-argument: a window has no functoin$/],
    [null, /^use\/bad-argument: a state must be a record/],
    [undefined, /^use\/bad-argument: a state must be a record/],
    ['axial', /^use\/bad-argument: a state must be a record/],
    [{ invert: 0 }, /^use\/bad-argument: invert/],
    [{ invert: null }, /^use\/bad-argument: invert/],
    [{ invert: 'true' }, /^use\/bad-argument: invert/],
    [{ pan: null }, /^use\/bad-argument: pan/],
    [{ pan: 5 }, /^use\/bad-argument: pan/],
    [{ pan: [1] }, /^use\/bad-argument: pan/],
    [{ pan: [1, 2, 3] }, /^use\/bad-argument: pan/],
    [{ pan: ['1', '2'] }, /^use\/bad-argument: pan/],
    [{ zoom: null }, /^use\/bad-argument: zoom/],
    [{ zoom: Number.NaN }, /^use\/bad-argument: zoom/],
    [{ zoom: '2' }, /^use\/bad-argument: zoom/],
    [{ zoom: 2n }, /^use\/bad-argument: zoom/],
    [{ position: '3' }, /^use\/bad-argument: position/],
    [{ plane: geometry, position: 3 }, /^use\/bad-argument: a geometry has no position/],
    [{ interpolation: null }, /^use\/bad-argument: interpolation is one of linear, nearest, cubic/],
    [{ time: 0.5 }, /^use\/bad-argument: time must be whole, from 0 to 1/],
    [{ time: 2 }, /^use\/bad-argument: time/],
    [{ time: -1 }, /^use\/bad-argument: time/],
    [{ time: '1' }, /^use\/bad-argument: time/],
    [{ time: 'length' }, /^use\/bad-argument: time/],
    [{ time: null }, /^use\/bad-argument: time/],
    [{ slab: 0 }, /^use\/bad-argument: a slab must be a record/],
    [{ slab: false }, /^use\/bad-argument: a slab must be a record/],
    [{ slab: 'max' }, /^use\/bad-argument: a slab must be a record/],
    [{ slab: {} }, /^use\/bad-argument: a slab's thickness/],
    [{ slab: { thickness: '5', mode: 'max' } }, /^use\/bad-argument: a slab's thickness/],
    [{ slab: { thickness: 5, mode: null } }, /^use\/bad-argument: a slab's mode is one of mean, max, min/],
    [{ window: null }, /^voi\/bad-value: window/],
    [{ window: 7 }, /^voi\/bad-value: window/],
    [{ window: {} }, /^voi\/bad-value: window/],
    [{ window: { center: '1', width: 2 } }, /^voi\/bad-value: window/],
    [{ window: { center: 1, width: 2, function: 'LINEAR', explanation: {} } }, /^use\/bad-argument: a window's/],
    [{ window: { center: 1, width: 2, explanation: null } }, /^use\/bad-argument: a window's explanation/],
    [{ window: { center: 1, width: 2, lut: 0 } }, /^use\/bad-argument: a window has no lut/],
    [{ window: { function: 'LUT', lut: 0, width: 2 } }, /^use\/bad-argument: a window has no width/],
    [{ window: [] }, /^use\/bad-argument: a window must be a record/],
    [[], /^use\/bad-argument: a state must be a record/],
    [{ overlay: 5 }, /^use\/bad-argument: an overlay must be a record/],
    [{ overlay: '' }, /^use\/bad-argument: an overlay must be a record/],
    [{ overlay: [] }, /^use\/bad-argument: an overlay must be a record/],
    [{ overlay: null }, /^use\/bad-argument: an overlay must be a record/],
    [{ colormap: { name: Symbol('own'), table: colours } }, /^voi\/bad-value: no colour map: Symbol/],
    [{ window: { function: 'LUT' } }, /^voi\/bad-value: no VOI LUT/],
    [{ window: { function: 'LUT', lut: '0' } }, /^voi\/bad-value: no VOI LUT/],
    [{ window: 'wide' }, /^voi\/bad-value: no window is named wide/],
    [{ colormap: null }, /^voi\/bad-value: no colour map/],
    [{ colormap: 7 }, /^voi\/bad-value: no colour map/],
    [{ colormap: 'mud' }, /^voi\/bad-value: no colour map: mud/],
    [{ colormap: { name: 'own' } }, /^voi\/bad-value: no colour map: own/],
    [{ colormap: { name: 'own', table: [1n] } }, /^voi\/bad-value: no colour map: own/],
    [{ colormap: { name: 'own', table: colours.with(5, 256) } }, /^voi\/bad-value: no colour map: own/],
    [{ colormap: { name: 7, table: colours } }, /^voi\/bad-value: no colour map/],
    [{ plane: 'oblique' }, /^use\/bad-argument: no plane is named oblique/],
  ])('%o is told as %s', (request, message) => {
    for (const state of [next, (asked: unknown) => firstState(volumes, asked as ViewRequest)]) {
      let error: unknown;
      try {
        state(request);
      } catch (thrown) {
        error = thrown;
      }
      expect(isResliceError(error), String(error)).toBe(true);
      expect((error as Error).message).toMatch(message);
    }
  });

  it.each<unknown>([
    null,
    7,
    {},
    [],
    { ...geometry, center: [1, 2] },
    { ...geometry, center: [1, 2, 3, 4] },
    { ...geometry, center: [1, 2, Number.NaN] },
    { ...geometry, center: ['1', 2, 3] },
    { ...geometry, center: 5 },
    { ...geometry, right: null },
    { ...geometry, right: [0, 1] },
    { ...geometry, down: [0, 1, 0] },
    { ...geometry, down: [0, 0, 2] },
  ])('takes no plane %j', (plane) => expect(() => next({ plane })).toThrow(/^plane\/bad-value: center must be finite/));
});
