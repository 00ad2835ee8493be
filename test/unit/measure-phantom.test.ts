// Lengths and region means on the analytic head, against the phantom's own record of what is where and of what value; nothing that is
// expected here comes from the samplers.
import { afterAll, describe, expect, test } from 'vitest';
import {
  HEAD_POINTS,
  HEAD_VALUES,
  isInRamp,
  type PhantomOptions,
  phantomGeometry,
  phantomVolumeInput,
  rampValueAt,
  withDefaults,
} from '../../phantom/index.ts';
import { add, addScaled, cross, length, normalize, scale, subtract, type Vec3 } from '../../src/math/vec3.ts';
import { createMeasurement } from '../../src/measure/create-measurement.ts';
import { measure } from '../../src/measure/measure.ts';
import type { RegionKind } from '../../src/measure/measurement.ts';
import { namedGeometry, PLANE_NAMES, positionAxis } from '../../src/plane/named-plane.ts';
import { type Plane, type PlaneGeometry, patientToPixel, pixelToPatient } from '../../src/plane/plane.ts';
import { createCpuSampler } from '../../src/sampler/cpu/cpu-sampler.ts';
import { createVolume } from '../../src/volume/create-volume.ts';
import type { Volume } from '../../src/volume/volume.ts';

/** mm and HU that a measurement may be off. */
const MM = 0.1;
const HU = 0.5;

const STACKS: Readonly<Record<string, Partial<PhantomOptions>>> = {
  upright: { step: 3 },
  'tilted, uneven, anisotropic': {
    gantryTilt: 17,
    step: 2,
    unevenSteps: [1, 0.5, 1.4],
    pixelSpacing: [0.8, 1.3],
    drift: 1.5,
    rescaleSlope: (k) => 0.25 + 0.05 * (k % 7),
    rescaleIntercept: (k) => -1024 + k,
  },
  'feet first, tilted': { gantryTilt: -12, row: [-1, 0, 0], column: [0, 1, 0], pixelSpacing: [0.7, 0.9], step: 1.7 },
  sagittal: { row: [0, 1, 0], column: [0, 0, -1], pixelSpacing: [0.9, 1.1], step: 2.2 },
};

const around = (knobs: Partial<PhantomOptions>, center: Vec3): PhantomOptions =>
  withDefaults({ rows: 80, columns: 72, slices: 36, ...knobs, center });

const OBLIQUE: Omit<PlaneGeometry, 'center'> = (() => {
  const right = normalize([0.8, 0.5, -0.3]);
  return { right, down: cross(normalize(cross(right, [0.1, 0.3, 1])), right) };
})();

/** The plane of every name through a point, and an oblique one. */
function planesThrough(volume: Volume, p: Vec3): Readonly<Record<string, PlaneGeometry>> {
  const named = PLANE_NAMES.map((name) => {
    const axis = positionAxis(volume, name);
    const position = axis[0] * p[0] + axis[1] * p[1] + axis[2] * p[2];
    const { right, down } = namedGeometry(volume, name, position);
    return [name, { center: p, right, down }] as const;
  });
  return { ...Object.fromEntries(named), oblique: { center: p, ...OBLIQUE } };
}

/** A region as a pointer draws it: two corners in pixels of a picture. */
function drawRegion(kind: RegionKind, geometry: PlaneGeometry, center: Vec3, half: readonly [number, number]) {
  const plane: Plane = { ...geometry, spacing: [0.37, 0.37], width: 401, height: 299 };
  const [i, j] = patientToPixel(plane, center);
  const [across, down] = [half[0] / 0.37, half[1] / 0.37];
  const corners = [pixelToPatient(plane, i - across, j + down), pixelToPatient(plane, i + across, j - down)];
  return createMeasurement(kind, corners, plane);
}

describe.each(Object.entries(STACKS))('%s', (name, knobs) => {
  const parts = [
    ['bleed', HEAD_POINTS.bleed, HEAD_VALUES.bleed, [5, 4]],
    ['ventricle', HEAD_POINTS.ventricle, HEAD_VALUES.csf, [1.5, 2]],
    ['edge of nothing', HEAD_POINTS.air, HEAD_VALUES.air, [9, 6]],
  ] as const;
  test.each(parts)('the mean of the %s, in every plane, by ellipse and rectangle', (_, center, value, half) => {
    const volume = createVolume(phantomVolumeInput(around({ ...knobs, slices: 24 }, center)));
    for (const [plane, geometry] of Object.entries(planesThrough(volume, center))) {
      for (const kind of ['ellipse', 'rectangle'] as const) {
        const result = measure(volume, drawRegion(kind, geometry, center, half));
        expect(Math.abs(result.mean! - value), `${plane}, ${kind}`).toBeLessThanOrEqual(HU);
        expect(result.outside, plane).toBe(0);
        expect(result.area).toBeCloseTo((kind === 'ellipse' ? Math.PI : 4) * half[0] * half[1], 6);
      }
    }
  });

  test('the mean over the ramp is its value at the centre, in every plane, on slices and between them', () => {
    const middle: Vec3 = [6, 116, 8];
    const volume = createVolume(phantomVolumeInput(around({ ...knobs, slices: 24 }, middle)));
    let worst = 0;
    for (const offset of [
      [0, 0, 0],
      [3.3, -0.7, 2.9],
      [-7.1, 0.9, -4.3],
    ] as const satisfies readonly Vec3[]) {
      const center = add(middle, offset);
      for (const [plane, geometry] of Object.entries(planesThrough(volume, center))) {
        for (const kind of ['ellipse', 'rectangle'] as const) {
          const drawn = drawRegion(kind, geometry, center, [3.3, 2.6]);
          // As taken, linear interpolation reaches a pixel and a slice further.
          for (const corner of drawn.points) expect(isInRamp(corner, 2.5)).toBe(true);
          const { mean } = measure(volume, drawn, { pixels: false });
          worst = Math.max(worst, Math.abs(mean! - rampValueAt(center)));
          expect(Math.abs(mean! - rampValueAt(center)), `${plane}, ${kind}`).toBeLessThanOrEqual(HU);
        }
      }
    }
    console.log(`${name}: means over the ramp are off by ${worst.toFixed(3)} HU at most`);
  });

  test('on a slice the ramp is measured pixel by pixel', () => {
    const options = around({ ...knobs, slices: 24 }, [6, 116, 8]);
    const volume = createVolume(phantomVolumeInput(options));
    const slices = phantomGeometry(options);
    // Ascending along the normal, as the volume is.
    const slice = slices[12]!;
    const [down, across] = options.pixelSpacing;
    const at = (x: number, y: number): Vec3 =>
      addScaled(addScaled(slice.imagePositionPatient, slice.row, x * across), slice.column, y * down);
    const center = at(36.21, 39.83);
    const half = [5.7, 4.2] as const;
    const measured = measure(
      volume,
      drawRegion('ellipse', { center, right: slice.row, down: slice.column }, center, half),
    );
    // The definition again, from the phantom's numbers: pixel centres in the ellipse.
    const inside: number[] = [];
    for (let y = 0; y < options.rows; y++) {
      for (let x = 0; x < options.columns; x++) {
        const [u, v] = [((x - 36.21) * across) / half[0], ((y - 39.83) * down) / half[1]];
        if (u * u + v * v <= 1) inside.push(rampValueAt(at(x, y)));
      }
    }
    const mean = inside.reduce((a, b) => a + b) / inside.length;
    const sd = Math.sqrt(inside.reduce((sum, value) => sum + (value - mean) ** 2, 0) / inside.length);
    expect(measured.counted).toBe('pixels');
    expect(measured.count).toBe(inside.length);
    expect(Math.abs(measured.mean! - mean)).toBeLessThan(HU / 2);
    expect(Math.abs(measured.sd! - sd)).toBeLessThan(HU / 2);
    expect(Math.abs(measured.min! - Math.min(...inside))).toBeLessThanOrEqual(HU + 1e-9);
    expect(Math.abs(measured.max! - Math.max(...inside))).toBeLessThanOrEqual(HU + 1e-9);
  });

  test('probes give what is known there', () => {
    for (const [center, value] of [
      [HEAD_POINTS.bleed, HEAD_VALUES.bleed],
      [[9.3, 114.2, 10.7], rampValueAt([9.3, 114.2, 10.7])],
    ] as const) {
      const volume = createVolume(phantomVolumeInput(around({ ...knobs, slices: 12 }, center)));
      const plane = { right: OBLIQUE.right, down: OBLIQUE.down };
      expect(measure(volume, createMeasurement('probe', [center], plane))).toMatchObject({ unit: 'HU' });
      expect(Math.abs(measure(volume, createMeasurement('probe', [center], plane)).value! - value)).toBeLessThanOrEqual(
        HU,
      );
    }
  });

  test('lengths between known places, marked in pixels of every plane', () => {
    const middle: Vec3 = [6, 116, 8];
    const volume = createVolume(phantomVolumeInput(around({ ...knobs, slices: 3, rows: 8, columns: 8 }, middle)));
    for (const [name, geometry] of Object.entries(planesThrough(volume, middle))) {
      for (const [mm, turn] of [
        [84, 0],
        [124, 0.6],
        [18, 2.2],
      ] as const) {
        const along = add(scale(geometry.right, Math.cos(turn)), scale(geometry.down, Math.sin(turn)));
        const plane: Plane = { ...geometry, center: [11, 120, 3], spacing: [0.41, 0.53], width: 500, height: 401 };
        const inPlane = pixelToPatient(plane, 250, 200);
        const ends = [addScaled(inPlane, along, -mm / 2), addScaled(inPlane, along, mm / 2)];
        // A pointer is on whole pixels.
        const marked = ends.map((end) => {
          const [i, j] = patientToPixel(plane, end);
          return pixelToPatient(plane, Math.round(i * 16) / 16, Math.round(j * 16) / 16);
        });
        const result = measure(volume, createMeasurement('length', marked, plane));
        expect(Math.abs(result.mm - mm), `${name}, ${mm} mm`).toBeLessThanOrEqual(MM);
      }
    }
  });
});

describe('the calibration block, measured in pictures from face to face', () => {
  // centre [6, 116, 8], half sizes [42, 9, 62]: phantom/head.ts.
  const center: Vec3 = [6, 116, 8];
  const faces = [
    { axis: 0, mm: 84, along: [1, 0, 0], planes: { axial: 'right', coronal: 'right' } },
    { axis: 1, mm: 18, along: [0, 1, 0], planes: { axial: 'down', sagittal: 'right' } },
    { axis: 2, mm: 124, along: [0, 0, 1], planes: { sagittal: 'down', coronal: 'down' } },
  ] as const;
  // Only lines through the block's middle matter, so the stack is thin but for the way that is measured.
  const stackFor = (axis: 0 | 1 | 2, knobs: Partial<PhantomOptions>): Volume =>
    createVolume(
      phantomVolumeInput(
        withDefaults({
          center,
          pixelSpacing: [0.35, 0.4],
          step: 0.4,
          columns: axis === 0 ? 230 : 12,
          rows: axis === 1 ? 80 : 24,
          slices: axis === 2 ? 345 : axis === 1 ? 40 : 12,
          ...knobs,
        }),
      ),
    );

  /** Where the picture crosses half the way from air to the block on a line from `from` outwards. */
  function faceFrom(volume: Volume, plane: Plane, direction: Vec3): Vec3 {
    const sampler = createCpuSampler(volume);
    const outwards = { ...plane, right: direction, width: 1200, height: 1, spacing: [0.1, 0.1] as const };
    const line: Plane = { ...outwards, center: addScaled(plane.center, direction, (0.1 * 1199) / 2) };
    const values = sampler.values64({ ...line, down: plane.down }, { interpolation: 'linear' });
    let n = 0;
    const half = (i: number): number => (HEAD_VALUES.air + rampValueAt(pixelToPatient(line, i, 0))) / 2;
    while (values[n]! > half(n)) n++;
    const [before, after] = [values[n - 1]! - half(n - 1), values[n]! - half(n)];
    return pixelToPatient(line, n - 1 + before / (before - after), 0);
  }

  let worst = 0;
  afterAll(() => console.log(`face to face: off by ${worst.toFixed(3)} mm at most`));

  test.each([
    ['upright', {}],
    ['tilted, uneven', { gantryTilt: 14, unevenSteps: [1, 0.6, 1.3] }],
  ] as const)('%s', (_, knobs) => {
    for (const { axis, mm, along, planes } of faces) {
      const volume = stackFor(axis, knobs);
      for (const name of Object.keys(planes) as (keyof typeof planes)[]) {
        const { right, down } = namedGeometry(volume, name);
        const across = length(cross(along, right)) > 0.5 ? right : down;
        const plane: Plane = { center, right: along, down: across, spacing: [1, 1], width: 1, height: 1 };
        const ends = [faceFrom(volume, plane, along), faceFrom(volume, plane, scale(along, -1))];
        const result = measure(volume, createMeasurement('length', ends, { right, down }));
        expect(length(subtract(ends[1]!, ends[0]!))).toBe(result.mm);
        worst = Math.max(worst, Math.abs(result.mm - mm));
        expect(Math.abs(result.mm - mm), `${name}, axis ${axis}`).toBeLessThanOrEqual(MM);
      }
    }
  });
});
