// State and canvas to the plane that is drawn.
import { describe, expect, it } from 'vitest';
import { makeVolume } from '../../conformance/volumes.ts';
import { addScaled, dot, type Vec3 } from '../../src/math/vec3.ts';
import { patientToPixel, pixelToPatient } from '../../src/plane/plane.ts';
import { extentAlong } from '../../src/plane/stack-extent.ts';
import { drawnPlane } from '../../src/view/drawn-plane.ts';
import { firstState, nextState } from '../../src/view/view-state.ts';

const size = [30, 20, 12] as const;
const volume = makeVolume({ size, pixelSpacing: [0.9, 0.7], step: 3, tilt: 15 }, new Int16Array(30 * 20 * 12));
const window = { center: 0, width: 10, function: 'LINEAR' } as const;
const stateOf = (request: object) => firstState([volume], { window, ...request });

describe.each(['axial', 'sagittal', 'coronal'] as const)('%s', (plane) => {
  it.each([
    [400, 300],
    [300, 400],
    [77, 1000],
  ])('contains the whole stack in %i × %i, centred, with square pixels', (width, height) => {
    const drawn = drawnPlane(volume, stateOf({ plane }), width, height);
    expect([drawn.width, drawn.height]).toEqual([width, height]);
    expect(drawn.spacing[0]).toBe(drawn.spacing[1]);
    const spans = ([drawn.right, drawn.down] as const).map((direction, axis) => {
      const [min, max] = extentAlong(volume, direction);
      expect(dot(drawn.center, direction)).toBeCloseTo((min + max) / 2, 9);
      return (max - min) / drawn.spacing[0] / [width, height][axis]!;
    });
    expect(Math.max(...spans)).toBeCloseTo(1, 9);
  });

  it('keeps a pan and a zoom in mm, whatever the canvas', () => {
    const fitted = drawnPlane(volume, stateOf({ plane }), 200, 160);
    const moved = drawnPlane(volume, stateOf({ plane, zoom: 2, pan: [4, -3] }), 200, 160);
    expect(moved.spacing[0]).toBeCloseTo(fitted.spacing[0] / 2, 12);
    const [i, j] = patientToPixel(moved, fitted.center);
    expect((i - 99.5) * moved.spacing[0]).toBeCloseTo(4, 9);
    expect((j - 79.5) * moved.spacing[1]).toBeCloseTo(-3, 9);
  });
});

describe('turned and mirrored', () => {
  const where = (request: object, along: 'right' | 'down') => {
    const upright = drawnPlane(volume, stateOf({ plane: 'axial' }), 200, 200);
    const drawn = drawnPlane(volume, stateOf({ plane: 'axial', ...request }), 200, 200);
    const [i, j] = patientToPixel(drawn, addScaled(upright.center, upright[along], 10));
    return [(i - 99.5) * drawn.spacing[0], (j - 99.5) * drawn.spacing[1]].map((mm) => Math.round(mm * 1e9) / 1e9 + 0);
  };

  it.each([
    [{}, [10, 0], [0, 10]],
    [{ rotation: 90 }, [0, 10], [-10, 0]],
    [{ rotation: 180 }, [-10, 0], [0, -10]],
    [{ rotation: -90 }, [0, -10], [10, 0]],
    [{ rotation: 30 }, [8.660254038, 5], [-5, 8.660254038]],
    [{ flip: [true, false] }, [-10, 0], [0, 10]],
    [{ flip: [false, true] }, [10, 0], [0, -10]],
    [{ flip: [true, false], rotation: 90 }, [0, -10], [-10, 0]],
    [{ rotation: 90, pan: [3, 4] }, [3, 14], [-7, 4]],
  ] as const)('%j puts right and down where they belong', (request, right, down) => {
    expect([where(request, 'right'), where(request, 'down')]).toEqual([right, down]);
  });

  it('fits the turned stack, and a slice as acquired by its turned edges', () => {
    const drawn = drawnPlane(volume, stateOf({ plane: 'coronal', rotation: 37 }), 300, 200);
    const spans = ([drawn.right, drawn.down] as const).map((direction, axis) => {
      const [min, max] = extentAlong(volume, direction);
      return (max - min) / drawn.spacing[0] / [300, 200][axis]!;
    });
    expect(Math.max(...spans)).toBeCloseTo(1, 9);
    const quarter = drawnPlane(volume, stateOf({ plane: 'acquired', rotation: 270 }), 300, 300);
    expect(quarter.spacing[0]).toBeCloseTo((30 * 0.7) / 300, 12);
    expect(drawnPlane(volume, stateOf({ plane: 'acquired', rotation: 90 }), 180, 210).spacing[0]).toBeCloseTo(0.1, 12);
  });

  it('by a quarter is exact', () => {
    const drawn = drawnPlane(volume, stateOf({ plane: 'axial', rotation: 450 }), 20, 20);
    expect([drawn.right, drawn.down].map((v) => v.map(Math.abs))).toEqual([
      [0, 1, 0],
      [1, 0, 0],
    ]);
    expect(stateOf({ rotation: -90 }).rotation).toBe(270);
  });
});

it('shows layers over the picture by name, and knows no others', () => {
  const state = stateOf({ overlay: { letters: false } });
  expect(state.overlay).toMatchObject({ letters: false, scale: true });
  expect(nextState([volume], state, { overlay: false }).overlay.scale).toBe(false);
  for (const overlay of [{ leters: true }, { letters: 1 }, null])
    expect(() => stateOf({ overlay })).toThrowError(expect.objectContaining({ code: 'use/bad-argument' }));
});

it('frames a slice as acquired by its own edges, also in a tilted stack', () => {
  for (const slice of [volume.slices[0]!, volume.slices[11]!]) {
    const state = stateOf({ plane: 'acquired', position: slice.position });
    const drawn = drawnPlane(volume, state, 300, 300);
    expect(drawn.spacing[0]).toBeCloseTo((30 * 0.7) / 300, 12);
    const middle = pixelToPatient(drawn, 149.5, 149.5);
    const own = [14.5 * 0.7, 9.5 * 0.9] as const;
    expect(dot(middle, volume.orientation.row) - dot(slice.origin, volume.orientation.row)).toBeCloseTo(own[0], 9);
    expect(dot(middle, volume.orientation.column) - dot(slice.origin, volume.orientation.column)).toBeCloseTo(
      own[1],
      9,
    );
  }
});

it('puts the centre of a geometry into the middle of the picture', () => {
  const s = Math.SQRT1_2;
  const plane = { center: [1, 2, 60] as Vec3, right: [s, s, 0] as Vec3, down: [0, 0, -1] as Vec3 };
  expect(drawnPlane(volume, stateOf({ plane }), 64, 48).center).toEqual([1, 2, 60]);
});

describe('state', () => {
  it('is a plain record that survives JSON', () => {
    const state = stateOf({
      plane: 'sagittal',
      position: 3.5,
      zoom: 2,
      pan: [1, 2],
      invert: true,
      slab: { thickness: 7.5, mode: 'max' },
    });
    expect(state.slab).toEqual({ thickness: 7.5, mode: 'max' });
    expect(nextState([volume], state, { slab: null, interpolation: 'cubic' }).slab).toBeNull();
    expect(JSON.parse(JSON.stringify(state))).toEqual(state);
  });

  it('starts a new plane at its default position', () => {
    const state = stateOf({ plane: 'sagittal', position: 3.5 });
    expect(nextState([volume], state, { plane: 'coronal' }).position).toBeNull();
    expect(nextState([volume], state, { plane: 'coronal', position: 7 }).position).toBe(7);
    expect(nextState([volume], state, { plane: 'sagittal', zoom: 2 }).position).toBe(3.5);
  });

  it.each([
    [{ plane: 'oblique' }, 'use/bad-argument'],
    [{ position: Number.NaN }, 'use/bad-argument'],
    [{ zoom: Number.NaN }, 'use/bad-argument'],
    [{ pan: [0, Number.POSITIVE_INFINITY] }, 'use/bad-argument'],
    [{ time: 1 }, 'use/bad-argument'],
    [{ interpolation: 'quintic' }, 'use/bad-argument'],
    [{ slab: { thickness: -1, mode: 'mean' } }, 'use/bad-argument'],
    [{ slab: { thickness: Number.POSITIVE_INFINITY, mode: 'mean' } }, 'use/bad-argument'],
    [{ slab: { thickness: 5, mode: 'median' } }, 'use/bad-argument'],
    [{ slab: 5 }, 'use/bad-argument'],
    [{ plane: { center: [0, 0, 0], right: [1, 0, 0], down: [1, 0, 0] } }, 'plane/bad-value'],
    [{ window: { center: 0, width: 0, function: 'LINEAR_EXACT' } }, 'voi/bad-value'],
  ])('refuses %j with %s', (request, code) => {
    expect(() => nextState([volume], stateOf({}), request as never)).toThrowError(expect.objectContaining({ code }));
  });
});
