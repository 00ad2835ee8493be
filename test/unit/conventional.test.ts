// The conventional picture: without simplifications it is the reference; with each alone it is off as a linear field says it must be.
import { describe, expect, test } from 'vitest';
import { ctNoise, directions, makeVolume, noise, padOutsideCircle, perSlice } from '../../conformance/volumes.ts';
import {
  conventional,
  eightBitWeight,
  nominalStep,
  oneSlope,
  uniformBox,
  valueOfLevel,
} from '../../demo/why/conventional.ts';
import { displacementAt, largestDisplacement } from '../../demo/why/displacement.ts';
import { drawBoth } from '../../demo/why/draw-both.ts';
import { traitsOf } from '../../demo/why/facts.ts';
import { ALL, NONE, type Simplifications } from '../../demo/why/simplifications.ts';
import { displacementWords, needWords, WORDS } from '../../demo/why/words.ts';
import { phantomVolumeInput } from '../../phantom/index.ts';
import { comparePlanes } from '../../src/entry/compare.ts';
import {
  coverStack,
  createCpuSampler,
  createVolume,
  namedGeometry,
  namedPlane,
  type Plane,
  pixelToPatient,
  type Vec3,
  type VoiTransform,
  type Volume,
} from '../../src/entry/cpu.ts';
import { createRandom } from '../../src/math/random.ts';
import { addScaled, cross, dot, normalize } from '../../src/math/vec3.ts';

const window: VoiTransform = { center: 40, width: 400, function: 'LINEAR' };
const size = [23, 19, 11] as const;

function valuesOf(volume: Volume, plane: Plane, simplifications: Simplifications, voi = window): Float64Array {
  const how = conventional(volume, { window: voi, invert: false, simplifications });
  const draw = how.rows(plane);
  const out = new Float64Array(plane.width * plane.height);
  for (let j = 0; j < plane.height; j++) draw(j, out.subarray(j * plane.width, (j + 1) * plane.width));
  return out.map((sample) => how.value!(sample));
}

function oblique(volume: Volume, seed: number): Plane {
  const random = createRandom(seed);
  const right = normalize([random.between(-1, 1), random.between(-1, 1), random.between(-1, 1)]);
  const down = normalize(cross(right, [random.between(-1, 1), random.between(-1, 1), random.between(-1, 1)]));
  return coverStack(volume, { center: namedGeometry(volume, 'axial').center, right, down }, 0.61);
}

const planesOf = (volume: Volume): readonly Plane[] => [
  ...(['acquired', 'axial', 'sagittal', 'coronal'] as const).map((name) => namedPlane(volume, name)),
  oblique(volume, 1),
  oblique(volume, 2),
];

describe('without simplifications', () => {
  const geometries = {
    'even, untilted': { size },
    tilted: { size, tilt: 17 },
    uneven: { size, steps: [1, 0.4, 2.2], drift: 1.5 },
  };
  const contents = {
    plain: noise(size, 'int16', 3),
    padded: padOutsideCircle(ctNoise(size, 4), size, -2000),
    'float with holes': Float32Array.from(ctNoise(size, 5), (value, p) => (p % 97 === 0 ? Number.NaN : value / 7)),
  };
  const cases = Object.entries(geometries).flatMap(([geometry, record]) =>
    Object.entries(contents).map(([content, stored]) => [geometry, content, record, stored] as const),
  );

  test.each(cases)('%s, %s: the reference', (_, content, geometry, stored) => {
    const volume = makeVolume(geometry, stored, perSlice, content === 'padded' ? [-2000, -2000] : null);
    for (const plane of planesOf(volume)) {
      const reference = createCpuSampler(volume).values64(plane, { interpolation: 'linear' });
      const drawn = valuesOf(volume, plane, NONE);
      // A mean of what is not missing is nested there and summed up here.
      if (content === 'plain') expect(drawn).toEqual(reference);
      else {
        const { largest, onlyInA, onlyInB, compared } = comparePlanes(reference, drawn, { ...plane, ssim: false });
        expect([largest < 1e-8, onlyInA, onlyInB]).toEqual([true, 0, 0]);
        expect(compared).toBeGreaterThan(100);
      }
    }
  });

  test('levels are the reference’s too, inverted or not, by any window', async () => {
    const stored = noise(size, 'uint16', 8);
    const volume = createVolume({ ...makeVolume({ size, tilt: 9 }, stored), inverse: true });
    const voi: VoiTransform = { center: 32000, width: 40000, function: 'SIGMOID' };
    for (const invert of [false, true]) {
      const plane = oblique(volume, 5);
      const both = (await drawBoth(volume, plane, { window: voi, invert, simplifications: NONE }))!;
      const levels = createCpuSampler(volume).levels(plane, { interpolation: 'linear', window: voi, invert });
      expect(both.conventional.levels).toEqual(levels);
      expect(comparePlanes(both.exact.levels, levels, plane).largest).toBe(0);
      expect(both.comparable).toBe(true);
    }
  });
});

/** Values linear in patient space, in a volume that stores them exactly. */
const gradient: Vec3 = [3, -2, 5];
function linear(geometry: Parameters<typeof makeVolume>[0], slope: (k: number) => number = () => 1): Volume {
  const empty = makeVolume(geometry, new Float64Array(geometry.size[0] * geometry.size[1] * geometry.size[2]));
  const { row, column } = directions(geometry);
  const [rowSpacing, columnSpacing] = empty.pixelSpacing;
  const [columns, rows] = empty.size;
  const stored = Float64Array.from(empty.storedValues, (_, p) => {
    const k = Math.floor(p / (columns * rows));
    const [i, j] = [p % columns, Math.floor(p / columns) % rows];
    const at = addScaled(addScaled(empty.slices[k]!.origin, row, i * columnSpacing), column, j * rowSpacing);
    return dot(gradient, at) / slope(k);
  });
  return makeVolume(geometry, stored, { slope, intercept: () => 0 });
}

/** Inside in both by more than a voxel, as an edge is another for a shifted stack. */
const each = (plane: Plane, see: (p: number, at: Vec3) => void): void => {
  for (let j = 0; j < plane.height; j++)
    for (let i = 0; i < plane.width; i++) see(j * plane.width + i, pixelToPatient(plane, i, j));
};

describe('the uniform box alone', () => {
  const only = { ...NONE, uniformBox: true };

  test.each([
    ['a tilt', { size, tilt: 20 }],
    ['uneven steps', { size, steps: [1, 1.5, 0.6] }],
    ['both', { size, tilt: 12, steps: [1, 1.7] }],
  ])('of %s shows what lies elsewhere by what the slice table says', (_, geometry) => {
    const volume = linear(geometry);
    const box = uniformBox(volume);
    const step = nominalStep(volume);
    for (const plane of planesOf(volume)) {
      const drawn = valuesOf(volume, plane, only);
      let seen = 0;
      each(plane, (p, at) => {
        if (Number.isNaN(drawn[p]!)) return;
        const z = dot(at, volume.orientation.normal) - volume.slices[0]!.position;
        const k = z / step;
        // Between the slices, where a linear field stays linear in the box.
        const low = Math.floor(k);
        if (low < 0 || low + 1 > size[2] - 1) return;
        const shift = (n: number): number =>
          dot(gradient, volume.slices[n]!.origin) - dot(gradient, box.slices[n]!.origin);
        const wanted = dot(gradient, at) + shift(low) + (k - low) * (shift(low + 1) - shift(low));
        if (isInner(box, at)) {
          seen++;
          expect(Math.abs(drawn[p]! - wanted)).toBeLessThan(1e-8);
        }
      });
      expect(seen).toBeGreaterThan(30);
    }
  });

  test('of an even, untilted stack changes nothing', () => {
    const volume = makeVolume({ size }, noise(size, 'int16', 11));
    for (const plane of planesOf(volume)) {
      const { largest, onlyInA, onlyInB } = comparePlanes(
        createCpuSampler(volume).values64(plane, { interpolation: 'linear' }),
        valuesOf(volume, plane, only),
        { ...plane, ssim: false },
      );
      expect([onlyInA, onlyInB, largest < 1e-6]).toEqual([0, 0, true]);
    }
  });

  test('is the reference’s picture of a stack that is such a box', () => {
    const volume = makeVolume({ size, tilt: 20, steps: [1, 2] }, noise(size, 'int16', 12));
    const { row, column, normal } = volume.orientation;
    const [first, second] = volume.slices;
    const gap = second!.position - first!.position;
    const box = createVolume({
      storedValues: volume.storedValues,
      size,
      pixelSpacing: volume.pixelSpacing,
      orientation: { row, column },
      slices: volume.slices.map((_, k) => ({ origin: addScaled(first!.origin, normal, gap * k) })),
    });
    const plane = oblique(volume, 3);
    expect(valuesOf(volume, plane, only)).toEqual(createCpuSampler(box).values64(plane, { interpolation: 'linear' }));
  });
});

function isInner(volume: Volume, at: Vec3): boolean {
  const { orientation, pixelSpacing, slices } = volume;
  const from = at.map((mm, axis) => mm - slices[0]!.origin[axis]!) as unknown as Vec3;
  const [i, j] = [dot(from, orientation.row) / pixelSpacing[1], dot(from, orientation.column) / pixelSpacing[0]];
  return i > 1 && j > 1 && i < size[0] - 2 && j < size[1] - 2;
}

describe('one slope alone', () => {
  test('scales every slice by the first slice’s slope', () => {
    const slope = (k: number): number => 1 + 0.25 * ((k * 3) % 5);
    const volume = linear({ size, tilt: 8 }, slope);
    for (let k = 0; k < size[2]; k++) {
      const plane = namedPlane(volume, 'acquired', volume.slices[k]!.position);
      const exact = createCpuSampler(volume).values64(plane, { interpolation: 'linear' });
      const drawn = valuesOf(volume, plane, { ...NONE, oneSlope: true });
      let seen = 0;
      for (const [p, value] of exact.entries()) {
        if (Number.isNaN(value)) continue;
        seen++;
        expect(drawn[p]).toBeCloseTo((value * slope(0)) / slope(k), 8);
      }
      expect(seen).toBeGreaterThan(300);
    }
  });

  test('changes nothing where there is one', () => {
    const volume = makeVolume({ size, tilt: 8 }, noise(size, 'int16', 13));
    const plane = oblique(volume, 4);
    expect(valuesOf(volume, plane, { ...NONE, oneSlope: true })).toEqual(valuesOf(volume, plane, NONE));
    expect(oneSlope(volume).slices.map(({ rescaleSlope }) => rescaleSlope)).toEqual(Array(11).fill(1));
  });
});

describe('8 bits first alone', () => {
  const only = { ...NONE, eightBitsFirst: true };

  test('within the window is off by half a level at most, and by nearly that somewhere', () => {
    const volume = linear({ size, tilt: 15 });
    const [least, most] = volume.modalityRange;
    const wide: VoiTransform = { center: (least + most) / 2 + 0.5, width: most - least + 1, function: 'LINEAR' };
    const level = (wide.width - 1) / 255;
    let worst = 0;
    for (const plane of planesOf(volume)) {
      const exact = createCpuSampler(volume).values64(plane, { interpolation: 'linear' });
      const found = comparePlanes(exact, valuesOf(volume, plane, only, wide), { ...plane, ssim: false });
      expect([found.onlyInA, found.onlyInB]).toEqual([0, 0]);
      worst = Math.max(worst, found.largest);
    }
    expect(worst).toBeLessThanOrEqual(level / 2 + 1e-9);
    expect(worst).toBeGreaterThan(0.45 * level);
  });

  test('moves an edge to what lies beyond the window', () => {
    // 0 beside 1000, the window to 100: 8 bits first see half of 100 midway, the exact way sees 500, which is white.
    const volume = createVolume({
      storedValues: Int16Array.from([0, 1000, 0, 1000]),
      size: [2, 2, 1],
      pixelSpacing: [1, 1],
      orientation: { row: [1, 0, 0], column: [0, 1, 0] },
      slices: [{ origin: [0, 0, 0] }],
    });
    const voi: VoiTransform = { center: 50, width: 100, function: 'LINEAR_EXACT' };
    const plane: Plane = {
      center: [0.5, 0.5, 0],
      right: [1, 0, 0],
      down: [0, 1, 0],
      spacing: [1, 1],
      width: 1,
      height: 1,
    };
    expect(createCpuSampler(volume).levels(plane, { interpolation: 'linear', window: voi })[0]).toBe(255);
    const how = conventional(volume, { window: voi, invert: false, simplifications: only });
    const row = new Float64Array(1);
    how.rows(plane)(0, row);
    expect(how.level(row[0]!)).toBe(128);
    expect(how.value!(row[0]!)).toBe(50);
    const inverted = conventional(volume, { window: voi, invert: true, simplifications: only });
    expect(inverted.level(row[0]!)).toBe(128);
    expect(inverted.level(0)).toBe(255);
    expect(inverted.level(Number.NaN)).toBe(0);
  });

  test('says nothing of values where the window is no straight line', () => {
    expect(valueOfLevel({ center: 1, width: 2, function: 'SIGMOID' })).toBeNull();
    expect(valueOfLevel({ function: 'LUT', lut: 0 })).toBeNull();
    const line = valueOfLevel({ center: 40, width: 80, function: 'LINEAR' })!;
    expect([line(0), line(255)]).toEqual([0, 79]);
  });
});

describe('8-bit weights alone', () => {
  test('a share is rounded to 1/256', () => {
    expect([0, 1, 0.5, 1 / 512 - 1e-9, 1 / 512 + 1e-9, 0.3].map(eightBitWeight)).toEqual([
      0,
      1,
      0.5,
      0,
      1 / 256,
      77 / 256,
    ]);
  });

  test('put a linear field’s values at the nearest 1/256 of a pixel', () => {
    const volume = linear({ size });
    const { row, column, normal } = volume.orientation;
    const [rowSpacing, columnSpacing] = volume.pixelSpacing;
    const steps = [
      [row, columnSpacing],
      [column, rowSpacing],
      [normal, nominalStep(volume)],
    ] as const;
    const origin = volume.slices[0]!.origin;
    let off = 0;
    for (const plane of planesOf(volume).slice(4)) {
      const drawn = valuesOf(volume, plane, { ...NONE, eightBitWeights: true });
      let seen = 0;
      each(plane, (p, at) => {
        if (Number.isNaN(drawn[p]!) || !isInner(volume, at)) return;
        const from = at.map((mm, axis) => mm - origin[axis]!) as unknown as Vec3;
        const z = dot(from, normal) / nominalStep(volume);
        if (z < 0 || z > size[2] - 1) return;
        const wanted = steps.reduce(
          (sum, [way, mm]) => {
            const place = eightBitWeight(dot(from, way) / mm);
            return sum + dot(gradient, way) * place * mm;
          },
          dot(gradient, origin),
        );
        seen++;
        expect(Math.abs(drawn[p]! - wanted)).toBeLessThan(1e-8);
        off = Math.max(off, Math.abs(drawn[p]! - dot(gradient, at)));
      });
      expect(seen).toBeGreaterThan(100);
    }
    const bound = steps.reduce((sum, [way, mm]) => sum + Math.abs(dot(gradient, way)) * mm, 0) / 512;
    expect(off).toBeLessThanOrEqual(bound + 1e-9);
    expect(off).toBeGreaterThan(0.6 * bound);
  });
});

describe('in words', () => {
  const volumeOf = (options: Parameters<typeof phantomVolumeInput>[0]): Volume =>
    createVolume(phantomVolumeInput({ rows: 12, columns: 12, slices: 21, ...options }, () => 0));

  test('a gantry tilted by 20° leans by the table’s way times its sine', () => {
    const volume = volumeOf({ gantryTilt: 20 });
    const tenth = volume.slices[10]!.origin;
    const aside = 10 * 3 * Math.sin((20 * Math.PI) / 180);
    const shift = displacementAt(volume, tenth);
    expect(Math.hypot(...shift)).toBeCloseTo(aside, 4);
    expect(largestDisplacement(volume)).toBeCloseTo(2 * aside, 4);
    const traits = traitsOf(volume);
    expect(traits.tilt).toBeCloseTo(20, 4);
    expect(displacementWords(volume, traits, tenth)).toMatch(
      /crosshair 10\.3 mm from where it is .*at most 20\.5 mm in this stack/,
    );
    expect(WORDS.uniformBox(traits, volume, window)).toContain('tilt of 20.0°');
    expect(needWords(traits)).toBe('');
  });

  test('uneven steps and slopes of each slice are told', () => {
    const volume = volumeOf({ unevenSteps: [1, 0.5], rescaleSlope: (k) => 1 + k / 10 });
    const traits = traitsOf(volume);
    expect(WORDS.uniformBox(traits, volume, window)).toContain('steps of 1.50 to 3.00 mm');
    expect(WORDS.oneSlope(traits, volume, window)).toContain('1 to 3');
    // Ten of twenty steps are half of what the box takes them for.
    expect(traits.displaced).toBeCloseTo(15, 5);
  });

  test('an even, untilted stack of one slope is said not to need it', () => {
    const volume = volumeOf({});
    const traits = traitsOf(volume);
    expect(needWords(traits)).toContain('does not need it');
    expect(displacementWords(volume, traits, [0, 0, 0])).toBe('');
    for (const which of ['uniformBox', 'oneSlope'] as const)
      expect(WORDS[which](traits, volume, window)).toContain('Changes nothing here');
    expect(WORDS.eightBitsFirst(traits, volume, { center: 40, width: 256, function: 'LINEAR' })).toContain('1 HU');
  });
});

test('drawing both gives the page its turn, and stops when it is told to', async () => {
  const volume = makeVolume({ size: [64, 64, 16], tilt: 10 }, noise([64, 64, 16], 'int16', 20));
  const plane = coverStack(volume, namedGeometry(volume, 'coronal'), 0.05);
  const stop = new AbortController();
  const drawing = drawBoth(volume, plane, { window, invert: false, simplifications: ALL }, stop.signal);
  setTimeout(() => stop.abort());
  expect(await drawing).toBeNull();
});
