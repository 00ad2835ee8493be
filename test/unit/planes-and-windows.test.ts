import { describe, expect, test } from 'vitest';
import { isResliceError } from '../../src/errors.ts';
import { dot } from '../../src/math/vec3.ts';
import { namedGeometry, namedPlane, positionOf } from '../../src/plane/named-plane.ts';
import { checkPlane, patientToPixel, pixelToPatient, planeNormal } from '../../src/plane/plane.ts';
import { extentAlong } from '../../src/plane/stack-extent.ts';
import { stepPlane } from '../../src/plane/step-plane.ts';
import { greyLinear } from '../../src/voi/grey-linear.ts';
import { greyLinearExact } from '../../src/voi/grey-linear-exact.ts';
import { PRESETS } from '../../src/voi/presets.ts';
import { toLevel } from '../../src/voi/to-level.ts';
import { checkWindow } from '../../src/voi/voi-window.ts';
import { autoWindow } from '../../src/volume/auto-window.ts';
import { createVolume } from '../../src/volume/create-volume.ts';
import { resolveWindow } from '../../src/volume/resolve-window.ts';
import type { StoredValues } from '../../src/volume/volume.ts';

const make = (storedValues: StoredValues = new Int16Array(4 * 6 * 5), unit = 'HU', tilt = 0) =>
  createVolume({
    storedValues,
    size: [4, 6, 5],
    pixelSpacing: [0.5, 2],
    orientation: { row: [1, 0, 0], column: [0, Math.cos(tilt), -Math.sin(tilt)] },
    slices: [0, 1, 2, 3, 4].map((k) => ({ origin: [10, 20, 30 + 3 * k] })),
    unit,
  });
const volume = make();
const codeOf = (run: () => unknown): string | undefined => {
  try {
    run();
  } catch (error) {
    if (isResliceError(error)) return error.code;
    throw error;
  }
  return undefined;
};

describe('named planes', () => {
  test('keep to radiological convention', () => {
    expect(planeNormal(namedGeometry(volume, 'axial'))).toEqual([0, 0, 1]);
    const { right, down } = namedGeometry(volume, 'sagittal');
    expect([right, down]).toEqual([
      [0, 1, 0],
      [0, 0, -1],
    ]);
    expect(namedGeometry(volume, 'coronal').right).toEqual([1, 0, 0]);
  });
  test('acquired is the middle slice at its own grid', () => {
    const plane = namedPlane(volume, 'acquired');
    expect([plane.width, plane.height, ...plane.spacing]).toEqual([4, 6, 2, 0.5]);
    expect(pixelToPatient(plane, 0, 0)).toEqual([10, 20, 36]);
  });
  test('others cover the box of outer pixel edges in square pixels of the smallest spacing', () => {
    const axial = namedPlane(volume, 'axial');
    // 4 columns of 2 mm, 6 rows of 0.5 mm.
    expect([axial.width, axial.height, ...axial.spacing]).toEqual([16, 6, 0.5, 0.5]);
    expect(axial.center[2]).toBe(36);
    const sagittal = namedPlane(volume, 'sagittal');
    // From the first slice to the last: 12 mm.
    expect([sagittal.width, sagittal.height]).toEqual([6, 24]);
    expect(sagittal.center[0]).toBeCloseTo(13, 12);
  });
  test('axial of an even number of slices lies on one, the higher', () => {
    const even = createVolume({
      ...inputOf(volume),
      size: [4, 6, 4],
      storedValues: new Int16Array(96),
      slices: volume.slices.slice(0, 4),
    });
    expect(namedPlane(even, 'axial').center[2]).toBe(36);
  });
  test('a position is the patient coordinate', () => {
    expect(positionOf(volume, 'sagittal', namedGeometry(volume, 'sagittal', 11.5))).toBeCloseTo(11.5, 12);
    expect(positionOf(volume, 'coronal', namedGeometry(volume, 'coronal', 20.25))).toBeCloseTo(20.25, 12);
    expect(codeOf(() => namedGeometry(volume, 'axial', Number.NaN))).toBe('plane/bad-value');
  });
  test("acquired at a slice's position is that slice's own grid, tilted too", () => {
    const tilted = make(undefined, 'HU', 0.3);
    for (const slice of tilted.slices) {
      const corner = pixelToPatient({ ...namedPlane(tilted, 'acquired', slice.position) }, 0, 0);
      for (const axis of [0, 1, 2] as const) expect(corner[axis]).toBeCloseTo(slice.origin[axis], 9);
    }
  });
});

const inputOf = (of: typeof volume) => ({ orientation: of.orientation, pixelSpacing: of.pixelSpacing });

describe('planes', () => {
  test('pixels and patient positions go both ways', () => {
    const plane = namedPlane(volume, 'coronal');
    const [i, j] = patientToPixel(plane, pixelToPatient(plane, 3.25, -1));
    expect(i).toBeCloseTo(3.25, 12);
    expect(j).toBeCloseTo(-1, 12);
  });
  test('bad ones are refused', () => {
    const plane = namedPlane(volume, 'axial');
    expect(checkPlane(plane)).toBe(plane);
    for (const change of [
      { width: 0 },
      { height: 1.5 },
      { spacing: [0, 1] },
      { right: [2, 0, 0] },
      { down: [1, 0, 0] },
      { center: [Number.NaN, 0, 0] },
    ]) {
      expect(
        codeOf(() => checkPlane({ ...plane, ...change } as never)),
        JSON.stringify(change),
      ).toBe('plane/bad-value');
    }
  });
  test('step from slice to slice where they are parallel, and stay in the stack', () => {
    const axial = namedGeometry(volume, 'axial', 31);
    expect(stepPlane(volume, axial, 1).center[2]).toBe(33);
    expect(stepPlane(volume, axial, -99).center[2]).toBe(30);
    expect(stepPlane(volume, axial, 99).center[2]).toBe(42);
  });
  test('else by the smallest voxel edge', () => {
    const sagittal = namedGeometry(volume, 'sagittal', 13);
    const stepped = stepPlane(volume, sagittal, 2);
    expect(
      Math.abs(dot(stepped.center, planeNormal(sagittal)) - dot(sagittal.center, planeNormal(sagittal))),
    ).toBeCloseTo(1, 12);
    const [min, max] = extentAlong(volume, [1, 0, 0]);
    for (const far of [-999, 999]) {
      const x = stepPlane(volume, sagittal, far).center[0];
      expect(x).toBeGreaterThanOrEqual(min);
      expect(x).toBeLessThanOrEqual(max);
    }
  });
});

describe('grey', () => {
  // DICOM PS3.3 C.11.2.1.2.1: center 2048, width 4096 maps 0 to 0 and 4095 to 1; center 0, width 100 maps −50.5…49.5 … .
  test("LINEAR is the standard's, with its half and its one", () => {
    expect(greyLinear(0, 2048, 4096)).toBe(0);
    expect(greyLinear(4095, 2048, 4096)).toBe(1);
    expect(greyLinear(2047.5, 2048, 4096)).toBe(0.5);
    expect(greyLinear(1, 2048, 4096)).toBeCloseTo(1 / 4095, 12);
    expect(greyLinear(-50, 0, 100)).toBe(0);
    expect(greyLinear(49, 0, 100)).toBe(1);
  });
  test('LINEAR of width 1 is a step', () => {
    expect([greyLinear(39.5, 40, 1), greyLinear(39.6, 40, 1)]).toEqual([0, 1]);
  });
  test('LINEAR_EXACT has neither', () => {
    expect(greyLinearExact(-50, 0, 100)).toBe(0);
    expect(greyLinearExact(50, 0, 100)).toBe(1);
    expect(greyLinearExact(25, 0, 100)).toBe(0.75);
  });
  test('levels round half up, after inversion', () => {
    expect([toLevel(0.5, 0), toLevel(0.5, 1), toLevel(0, 1), toLevel(1, 1), toLevel(0.25, 0)]).toEqual([
      128, 128, 255, 0, 64,
    ]);
  });
});

describe('windows', () => {
  test('bad widths are refused', () => {
    for (const [width, voiFunction] of [
      [0.5, 'LINEAR'],
      [0, 'LINEAR_EXACT'],
      [Number.NaN, 'LINEAR'],
      [-4, 'LINEAR_EXACT'],
    ] as const) {
      expect(codeOf(() => checkWindow({ center: 0, width, function: voiFunction }))).toBe('voi/bad-value');
    }
    expect(checkWindow({ center: 0, width: 0.01, function: 'LINEAR_EXACT' }).width).toBe(0.01);
  });
  test('auto lies between the exact percentiles', () => {
    // 1000 values 0 to 999: nearest rank 5 is 4, nearest rank 995 is 994.
    const ramp = createVolume({
      storedValues: Int16Array.from({ length: 1000 }, (_, n) => (n * 7) % 1000),
      size: [10, 10, 10],
      pixelSpacing: [1, 1],
      orientation: { row: [1, 0, 0], column: [0, 1, 0] },
      slices: Array.from({ length: 10 }, (_, k) => ({ origin: [0, 0, k] })),
    });
    expect(autoWindow(ramp)).toMatchObject({ center: 499, width: 990, function: 'LINEAR_EXACT' });
  });
  test('auto leaves padding out, and gives a constant volume width 1', () => {
    const values = new Int16Array(120).fill(5);
    values.fill(-2000, 0, 60);
    const padded = createVolume({
      ...inputOf(volume),
      storedValues: values,
      size: [4, 6, 5],
      slices: volume.slices.map((slice) => ({ ...slice, padding: [-2000, -2000] as const })),
    });
    expect(autoWindow(padded)).toMatchObject({ center: 5, width: 1 });
  });
  test("a request is a window, a name, auto, or the file's", () => {
    expect(resolveWindow(volume, 'brain')).toBe(PRESETS.brain);
    expect(resolveWindow(volume).explanation).toBe('auto');
    expect(codeOf(() => resolveWindow(make(undefined, 'a.u.'), 'brain'))).toBe('voi/bad-value');
    expect(codeOf(() => resolveWindow(volume, 'brian' as never))).toBe('voi/bad-value');
  });
  test('presets are the nine keys and three more', () => {
    expect(Object.keys(PRESETS)).toEqual([
      'brain',
      'subdural',
      'stroke',
      'temporal-bone',
      'bone',
      'soft-tissue',
      'mediastinum',
      'lung',
      'abdomen',
      'liver',
      'spine',
      'angio',
    ]);
    expect([PRESETS.subdural.center, PRESETS.subdural.width, PRESETS.lung.center, PRESETS.lung.width]).toEqual([
      75, 215, -600, 1500,
    ]);
  });
});
