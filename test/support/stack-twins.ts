// The functions that read the stack, on a small one: its table, its texture, its sheet.
import { expect } from 'vitest';
import { obliquePlane, orthogonalPlanes } from '../../conformance/planes.ts';
import { makeVolume, noise, padOutsideCircle, perSlice } from '../../conformance/volumes.ts';
import { createRandom } from '../../src/math/random.ts';
import { TIE } from '../../src/math/tie.ts';
import type { Plane } from '../../src/plane/plane.ts';
import { planeToStack } from '../../src/plane/plane-to-stack.ts';
import { findSlice, sliceShare } from '../../src/sampler/cpu/find-slice.ts';
import { gapShares } from '../../src/sampler/cpu/gap-shares.ts';
import { sampleCubic, sampleCubicSlice } from '../../src/sampler/cpu/sample-cubic.ts';
import { sampleLinear } from '../../src/sampler/cpu/sample-linear.ts';
import { sampleNearest } from '../../src/sampler/cpu/sample-nearest.ts';
import { sampleSlice } from '../../src/sampler/cpu/sample-slice.ts';
import { createStackGrid, placeGrid } from '../../src/sampler/cpu/stack-grid.ts';
import type { GpuDevice } from '../../src/sampler/gpu/device.ts';
import { Placement } from '../../src/sampler/gpu/placement.ts';
import { rescaleOf } from '../../src/sampler/gpu/rescale-of.ts';
import { Sheet } from '../../src/sampler/gpu/sheet.ts';
import { paddingOf, SliceTexture, sliceShift } from '../../src/sampler/gpu/slice-texture.ts';
import { Target } from '../../src/sampler/gpu/target.ts';
import type { UniformValue } from '../../src/sampler/gpu/uniforms.ts';
import { simplicityOf, sliceTable } from '../../src/volume/slice-table.ts';
import type { Volume } from '../../src/volume/volume.ts';
import { upload } from './gpu.ts';
import { pick, runGlsl } from './run-glsl.ts';

const size = [13, 11, 9] as const;
const PADDING = -1500;
/** What is around the circle is at its upper end; noise falls into the rest. */
const RANGE = [PADDING - 1000, PADDING] as const;
const volume = makeVolume(
  { size, tilt: 12, steps: [1, 0.2, 3.1], drift: 0.4 },
  padOutsideCircle(noise(size, 'int16', 3), size, PADDING),
  perSlice,
  RANGE,
);
const grid = createStackGrid(volume);
const plane: Plane = { ...obliquePlane(volume, 4, 0.4), width: 64, height: 64 };
const map = planeToStack(plane, volume);
placeGrid(grid, map);
/** An expression has no room for an `out` parameter. */
const FOUND = `
vec4 found(vec3 pixel) {
  bool inside;
  vec2 bracket = findSlice(pixel, inside);
  return vec4(bracket, inside ? 1.0 : 0.0, 0.0);
}
vec4 sampled(vec3 pixel) {
  bool inside;
  vec2 bracket = findSlice(pixel, inside);
#if defined(KERNEL_NEAREST)
  return vec4(sampleNearest(bracket, inside, pixel), 0.0, 0.0);
#elif defined(KERNEL_CUBIC)
  return vec4(sampleCubic(bracket, inside, pixel), 0.0, 0.0);
#else
  return vec4(sampleLinear(bracket, inside, pixel), 0.0, 0.0);
#endif
}`;
const DEFINES = ['UNEVEN', 'SHIFT_TABLE', 'RESCALE_TABLE', 'PADDING'];
const TABLE = ['u_slices', 'u_size'];
const NORMAL = ['u_mmHi', 'u_mmLo', 'u_binsPerUnit', 'u_lastBin'];
const IN_PLANE = ['u_columnHi', 'u_columnLo', 'u_rowHi', 'u_rowLo', 'u_volume'];

const random = createRandom(77);
const pixels = Array.from({ length: 4000 }, () => [random.integer(0, 63), random.integer(0, 63)] as const);
const every = Array.from({ length: size[2] }, (_, k) => [k]);
const largest = Math.max(...volume.modalityRange.map(Math.abs));
/** How close float32 comes on values of this size. */
const CLOSE = 1.5e-6 * largest;

/** The bracket of a pixel: [k, t], or null beyond the stack. */
function bracketOf(i: number, j: number): readonly [number, number] | null {
  const at = map.mm.perI * i + map.mm.perJ * j + map.mm.origin;
  const end = grid.mm[grid.count - 1]!;
  if (at < -grid.reachBelow || at > end + grid.reachAbove) return null;
  const k = findSlice(grid.mm, at, 0);
  return [k, sliceShare(grid.mm, k, at)];
}

/** Defines a table under a name; its check throws where the twins differ. As vitest's `test`. */
export type Define = (name: string, check: () => void) => void;

/** Defines every table, on the shaders of `device`. @returns what gives back the stack that they share */
export function defineStackTwins(device: GpuDevice, test: Define): () => void {
  const slices = new SliceTexture(device.gl, volume);
  slices.setReference(0);
  const texture = upload(device, volume);
  const placement = new Placement();
  placement.place(plane, false, volume, sliceTable(volume), simplicityOf(volume), slices.scale);

  const all: Record<string, UniformValue> = {
    ...placement.inPlane,
    ...placement.normal,
    u_size: new Int32Array(size),
    ...texture.uniforms,
    u_slices: slices.texture!,
    u_binsPerUnit: slices.scale.binsPerUnit,
    u_lastBin: slices.scale.bins - 1,
  };
  const run = (expression: string, rows: readonly (readonly number[])[], names: readonly string[], defines = DEFINES) =>
    runGlsl(
      device,
      { includes: ['sample-plane.glsl'], defines, expression, functions: FOUND, uniforms: pick(all, names) },
      rows,
    );
  test('sliceShift', () => {
    const results = run('sliceShift(int(a[0]))', every, TABLE.slice(0, 1));
    every.forEach(([k], row) => {
      const expected = sliceShift(volume, k!);
      for (const [high, low] of [
        [0, 1],
        [2, 3],
      ] as const) {
        expect(results[row]![high]).toBe(expected[high]);
        expect(results[row]![low]).toBeCloseTo(expected[low], 9);
      }
    });
  });

  test('rescaleOf', () => {
    const results = run('vec4(rescaleOf(int(a[0])), 0.0)', every, TABLE.slice(0, 1));
    every.forEach(([k], row) => {
      expect(results[row]!.slice(0, 3)).toEqual(rescaleOf(volume, k!, 0).map(Math.fround));
    });
  });

  test('paddingOf', () => {
    const results = run('vec4(vec2(paddingOf(int(a[0]))), 0.0, 0.0)', every, TABLE.slice(0, 1));
    every.forEach(([k], row) => {
      expect(results[row]!.slice(0, 2)).toEqual(paddingOf(volume, k!));
    });
  });

  test('paddingOf where padding is kept', () => {
    const whole = makeVolume({ size }, noise(size, 'int16', 3));
    const defines = [...DEFINES, 'PADDING_KEPT'];
    const [result] = run('vec4(vec2(paddingOf(int(a[0]))), 0.0, 0.0)', [[0]], [], defines);
    expect(result!.slice(0, 2)).toEqual(paddingOf(whole, 0));
  });

  test('findSlice', () => {
    const results = run('found(vec3(a[0], a[1], 0.0))', pixels, [...TABLE, ...NORMAL]);
    let [inside, outside] = [0, 0];
    pixels.forEach(([i, j], row) => {
      const [k, t, within] = results[row]!;
      const expected = bracketOf(i, j);
      expect(within).toBe(expected ? 1 : 0);
      if (!expected) outside++;
      else {
        inside++;
        expect(Math.abs(k! + t! - (expected[0] + expected[1])), `${i},${j}`).toBeLessThan(1e-5);
      }
    });
    expect(Math.min(inside, outside)).toBeGreaterThan(10);
  });

  test('findSlice walks on where a bin holds several slices', () => {
    // One gap of 0.02 mm in 4 m makes bins far wider than the least gap.
    const crowded = makeVolume(
      { size: [2, 2, 40], steps: [1, 0.0002, 1, 0.0002, 2], step: 100 },
      noise([2, 2, 40], 'int16', 1),
    );
    const table = new SliceTexture(device.gl, crowded);
    expect(table.scale.binsPerUnit).toBeLessThan(1);
    const { mm } = sliceTable(crowded);
    const at = Array.from(mm)
      .flatMap((d) => [d + 0.005, d + 5, d - 0.005])
      .filter((x) => x > 0 && x < mm.at(-1)!);
    const scaled = at.map((x) => [
      Math.floor(x * table.scale.perMm),
      x * table.scale.perMm - Math.floor(x * table.scale.perMm),
    ]);
    const uniforms = {
      u_slices: table.texture!,
      u_size: new Int32Array([2, 2, 40]),
      u_binsPerUnit: table.scale.binsPerUnit,
      u_lastBin: table.scale.bins - 1,
      // Pixel (whole, part): the axis is whole·1 + part.
      u_mmHi: new Float32Array([1, 0, 0, 0]),
      u_mmLo: new Float32Array([0, 1, 0, 0]),
    };
    const call = {
      includes: ['sample-plane.glsl'],
      defines: ['UNEVEN'],
      expression: 'found(vec3(a[0], a[1], 0.0))',
      functions: FOUND,
      uniforms,
    };
    const results = runGlsl(device, call, scaled);
    at.forEach((x, row) => {
      const k = findSlice(mm, x, 0);
      expect(results[row]![0]! + results[row]![1]!, `${x} mm`).toBeCloseTo(k + sliceShare(mm, k, x), 2);
      expect(results[row]![2]).toBe(1);
    });
    table.dispose();
  });

  test('findSlice at the faces of an uneven stack', () => {
    // Gaps of 1 and 4 mm: places, shares and the tie's width are all exact.
    const uneven = makeVolume(
      { size: [2, 2, 3], steps: [1, 4], step: 1, origin: [0, 0, 0] },
      noise([2, 2, 3], 'int16', 1),
    );
    const table = new SliceTexture(device.gl, uneven);
    expect(table.scale.perMm).toBe(1);
    const call = {
      includes: ['sample-plane.glsl'],
      defines: ['UNEVEN'],
      expression: 'found(vec3(a[0], a[1], 0.0))',
      functions: FOUND,
      uniforms: {
        u_slices: table.texture!,
        u_size: new Int32Array([2, 2, 3]),
        u_binsPerUnit: table.scale.binsPerUnit,
        u_lastBin: table.scale.bins - 1,
        u_mmHi: new Float32Array([1, 0, 0, 0]),
        u_mmLo: new Float32Array([0, 1, 0, 0]),
      },
    };
    // (whole, part) mm, and whether that is inside: half a gap beyond either end, the tie's width more, and a little more than that.
    const rows = [
      [-1, 0.5, 1],
      [-1, 0.5 - TIE, 1],
      [-1, 0.5 - TIE * 1.5, 0],
      [7, 0, 1],
      [7, 4 * TIE, 1],
      [7, 6 * TIE, 0],
    ];
    const results = runGlsl(
      device,
      call,
      rows.map(([whole, part]) => [whole!, part!]),
    );
    expect(results.map((result) => result[2])).toEqual(rows.map(([, , inside]) => inside));
    const { reachBelow, reachAbove } = sliceTable(uneven);
    expect([reachBelow, reachAbove]).toEqual([0.5 + TIE, 2 + 4 * TIE]);
    table.dispose();
  });

  test('sampleSlice and sampleFoot', () => {
    const names = [...TABLE, ...IN_PLANE];
    const rows = pixels.map(([i, j], n) => [n % size[2], i, j]);
    const own = run('vec4(sampleFoot(int(a[0]), vec3(a[1], a[2], 0.0)), 0.0, 0.0)', rows, names);
    let there = 0;
    rows.forEach(([k, i, j], row) => {
      const x = map.column.perI * i! + map.column.perJ * j! + grid.columnOrigin[k!]!;
      const y = map.row.perI * i! + map.row.perJ * j! + grid.rowOrigin[k!]!;
      const [mean, weight] = sampleSlice(grid, k!, x, y);
      expect(Math.abs(own[row]![1]! - weight)).toBeLessThan(1e-5);
      if (weight < 0.01) return;
      there++;
      expect(Math.abs(own[row]![0]! - mean), `slice ${k} pixel ${i},${j}`).toBeLessThan(CLOSE / Math.min(1, weight));
    });
    expect(there).toBeGreaterThan(50);
  });

  test('gapShares', () => {
    const rows = every.slice(1, -2);
    const results = run('vec4(gapShares(int(a[0])), 0.0, 0.0)', rows, TABLE.slice(0, 1), [...DEFINES, 'KERNEL_CUBIC']);
    rows.forEach(([k], row) => {
      const [below, above] = gapShares(grid.mm, k!);
      expect(results[row]![0]).toBeCloseTo(below, 6);
      expect(results[row]![1]).toBeCloseTo(above, 6);
    });
  });

  test('gapShares of an even stack', () => {
    const [result] = run('vec4(gapShares(int(a[0])), 0.0, 0.0)', [[3]], [], ['KERNEL_CUBIC']);
    expect(result!.slice(0, 2)).toEqual([...gapShares(Float64Array.of(0, 1, 2, 3), 1)]);
  });

  test('sampleCubicSlice', () => {
    const rows = pixels.map(([i, j], n) => [n % size[2], i, j]);
    const defines = [...DEFINES, 'KERNEL_CUBIC'];
    const own = run(
      'vec4(sampleCubicSlice(int(a[0]), vec3(a[1], a[2], 0.0)), 0.0, 0.0)',
      rows,
      [...TABLE, ...IN_PLANE],
      defines,
    );
    let there = 0;
    rows.forEach(([k, i, j], row) => {
      const x = map.column.perI * i! + map.column.perJ * j! + grid.columnOrigin[k!]!;
      const y = map.row.perI * i! + map.row.perJ * j! + grid.rowOrigin[k!]!;
      const mean = sampleCubicSlice(grid, k!, x, y, true);
      expect(own[row]![1]).toBe(Number.isNaN(mean) ? 0 : 1);
      if (Number.isNaN(mean)) return;
      there++;
      expect(Math.abs(own[row]![0]! - mean), `slice ${k} pixel ${i},${j}`).toBeLessThan(CLOSE);
    });
    expect(there).toBeGreaterThan(50);
  });

  for (const [name, kernel] of [
    ['sampleLinear', 'linear'],
    ['sampleNearest', 'nearest'],
    ['sampleCubic', 'cubic'],
  ] as const)
    test(name, () => {
      const defines = kernel === 'linear' ? DEFINES : [...DEFINES, `KERNEL_${kernel.toUpperCase()}`];
      const expression = 'sampled(vec3(a[0], a[1], 0.0))';
      const results = run(expression, pixels, [...TABLE, ...NORMAL, ...IN_PLANE], defines);
      const sample = { linear: sampleLinear, nearest: sampleNearest, cubic: sampleCubic }[kernel];
      let there = 0;
      pixels.forEach(([i, j], row) => {
        const bracket = bracketOf(i, j);
        const x = map.column.perI * i + map.column.perJ * j;
        const y = map.row.perI * i + map.row.perJ * j;
        const value = bracket ? sample(grid, bracket[0], bracket[1], x, y, true) : Number.NaN;
        expect(results[row]![1]!, `${i},${j}`).toBeGreaterThanOrEqual(0);
        expect(results[row]![1]! >= 0.499, `${i},${j}`).toBe(!Number.isNaN(value));
        if (Number.isNaN(value)) return;
        there++;
        expect(Math.abs(results[row]![0]! - value), `${i},${j}`).toBeLessThan(CLOSE);
      });
      expect(there).toBeGreaterThan(50);
    });

  test('findSlice on a slice, and at the ends', () => {
    // Gaps of powers of two, so that nothing rounds; one so wide that a bin holds several slices.
    const exact = makeVolume(
      { size: [2, 2, 6], steps: [1, 2, 1, 4, 4096], step: 1, origin: [0, 0, 0] },
      noise([2, 2, 6], 'int16', 1),
    );
    const table = new SliceTexture(device.gl, exact);
    const { mm } = sliceTable(exact);
    expect([...mm]).toEqual([0, 1, 3, 4, 8, 4104]);
    const [last, hair] = [mm.length - 2, 2 ** -10];
    // Half the adjacent gap beyond the ends counts, and not a hair more.
    const expected: readonly (readonly [at: number, k: number, t: number, inside: number])[] = [
      ...Array.from(mm, (at, k) => [at, Math.min(k, last), k > last ? 1 : 0, 1] as const),
      [-0.5, 0, 0, 1],
      [-0.5 - hair, 0, 0, 0],
      [4104 + 2048, last, 1, 1],
      [4104 + 2049, last, 1, 0],
    ];
    const uniforms = {
      u_slices: table.texture!,
      u_size: new Int32Array(exact.size),
      u_binsPerUnit: table.scale.binsPerUnit,
      u_lastBin: table.scale.bins - 1,
      u_mmHi: new Float32Array([1, 0, 0, 0]),
      u_mmLo: new Float32Array([0, 1, 0, 0]),
    };
    const call = { includes: ['sample-plane.glsl'], defines: ['UNEVEN'], functions: FOUND, uniforms };
    const rows = expected.map(([at]) => [Math.floor(at), at - Math.floor(at)]);
    const results = runGlsl(device, { ...call, expression: 'found(vec3(a[0], a[1], 0.0))' }, rows);
    expect(results.map((result) => result.slice(0, 3))).toEqual(expected.map(([, ...found]) => found));
    table.dispose();
  });

  test('findSlice of the samples of a slab', () => {
    const brackets = [
      [0, 0],
      [0, 0.25],
      [3, 0.5],
      [-1, 0],
      [7, 1],
      [-1, 0.75],
    ];
    const target = new Target(device.gl, 'RG32UI');
    target.bind(4, 2);
    const bits = new Uint32Array(Float32Array.from([...brackets.flat(), 0, 0, 0, 0]).buffer);
    const { gl } = device;
    gl.bindTexture(gl.TEXTURE_2D, target.texture);
    gl.texSubImage2D(gl.TEXTURE_2D, 0, 0, 0, 4, 2, gl.RG_INTEGER, gl.UNSIGNED_INT, bits);
    const call = {
      includes: ['sample-plane.glsl'],
      defines: ['SLAB', 'SLAB_MEAN', 'BRACKETS', 'BRACKETS_A_ROW 4'],
      expression: 'found(vec3(0.0, 0.0, a[0]))',
      functions: FOUND,
      uniforms: { u_brackets: target.texture! },
    };
    const results = runGlsl(
      device,
      call,
      brackets.map((_, n) => [n]),
    );
    // The first number says whether the sample is in the stack at all (gpu/placement.ts).
    expect(results.map((result) => result.slice(0, 3))).toEqual(brackets.map(([k, t]) => [k, t, k! < 0 ? 0 : 1]));
    target.dispose();
  });

  test('sampleCubicSlice on the centres of pixels', () => {
    const even = makeVolume({ size }, noise(size, 'int16', 9));
    const flat = createStackGrid(even);
    flat.columnOrigin.fill(0);
    flat.rowOrigin.fill(0);
    const voxels = upload(device, even);
    // Pixel (i, j) is at column i/2 and row j/2: every other on a centre, along one axis or both, up to the very edge.
    const rows = Array.from({ length: 29 * 25 }, (_, n) => [n % 9, (n % 29) - 2, Math.floor(n / 29) - 2]);
    const call = {
      includes: ['sample-plane.glsl'],
      defines: ['KERNEL_CUBIC'],
      expression: 'vec4(sampleCubicSlice(int(a[0]), vec3(a[1], a[2], 0.0)), 0.0, 0.0)',
      uniforms: {
        ...pick(all, ['u_size']),
        ...pick(voxels.uniforms, ['u_volume']),
        u_columnHi: new Float32Array([0.5, 0, 0, 0]),
        u_columnLo: new Float32Array(4),
        u_rowHi: new Float32Array([0, 0.5, 0, 0]),
        u_rowLo: new Float32Array(4),
        u_rescale: Float32Array.from(rescaleOf(even, 0, 0)),
      },
    };
    const results = runGlsl(device, call, rows);
    let there = 0;
    rows.forEach(([k, i, j], row) => {
      const mean = sampleCubicSlice(flat, k!, i! / 2, j! / 2, false);
      expect(results[row]![1], `${i},${j}`).toBe(Number.isNaN(mean) ? 0 : 1);
      if (Number.isNaN(mean)) return;
      there++;
      expect(Math.abs(results[row]![0]! - mean), `${i},${j}`).toBeLessThan(1.5e-6 * 32768);
    });
    expect(there).toBeGreaterThan(300);
    voxels.dispose();
  });

  test('sampleSlab gives all of its weight, or none', () => {
    const place = new Placement();
    const slab = { thickness: 20, mode: 'mean' } as const;
    place.place(plane, false, volume, sliceTable(volume), simplicityOf(volume), slices.scale, slab);
    const call = {
      includes: ['sample-plane.glsl'],
      defines: [...DEFINES, 'SLAB', 'SLAB_MEAN'],
      expression: 'vec4(samplePlane(vec2(a[0], a[1])), 0.0, 0.0)',
      uniforms: {
        ...pick(all, [...TABLE, ...NORMAL, ...IN_PLANE]),
        ...place.inPlane,
        ...place.normal,
        u_samples: place.range.count,
      },
    };
    const weights = runGlsl(device, call, pixels).map(([, weight]) => weight!);
    expect([...new Set(weights)].toSorted()).toEqual([0, 1]);
  });

  for (const [name, kernel] of [
    ['sampleLinear of an even stack', 'linear'],
    ['sampleNearest of an even stack', 'nearest'],
  ] as const)
    test(name, () => {
      const even = makeVolume({ size }, noise(size, 'int16', 9));
      const flat = createStackGrid(even);
      const at = planeToStack(plane, even);
      placeGrid(flat, at);
      const voxels = upload(device, even);
      const place = new Placement();
      place.place(plane, false, even, sliceTable(even), simplicityOf(even), slices.scale);
      const call = {
        includes: ['sample-plane.glsl'],
        defines: kernel === 'nearest' ? ['KERNEL_NEAREST'] : [],
        expression: 'sampled(vec3(a[0], a[1], 0.0))',
        functions: FOUND,
        uniforms: {
          ...place.inPlane,
          ...pick({ ...place.normal }, ['u_mmHi', 'u_mmLo']),
          ...pick(all, ['u_size']),
          ...pick(voxels.uniforms, ['u_volume']),
          u_rescale: Float32Array.from(rescaleOf(even, 0, 0)),
        },
      };
      const results = runGlsl(device, call, pixels);
      const sample = kernel === 'nearest' ? sampleNearest : sampleLinear;
      let there = 0;
      pixels.forEach(([i, j], row) => {
        const mm = at.mm.perI * i + at.mm.perJ * j + at.mm.origin;
        const within = mm >= -flat.reachBelow && mm <= flat.mm[flat.count - 1]! + flat.reachAbove;
        const k = findSlice(flat.mm, mm, 0);
        const [x, y] = [at.column.perI * i + at.column.perJ * j, at.row.perI * i + at.row.perJ * j];
        const value = within ? sample(flat, k, sliceShare(flat.mm, k, mm), x, y, false) : Number.NaN;
        // All of it or nothing.
        expect(results[row]![1], `${i},${j}`).toBe(Number.isNaN(value) ? 0 : 1);
        if (Number.isNaN(value)) return;
        there++;
        expect(Math.abs(results[row]![0]! - value), `${i},${j}`).toBeLessThan(1.5e-6 * 32768);
      });
      expect(there).toBeGreaterThan(50);
      voxels.dispose();
    });

  const noisy = noise(size, 'int16', 8);
  const circle = padOutsideCircle(noise(size, 'int16', 8), size, PADDING);
  const steps = [1, 0.2, 3.1];
  for (const [name, axis, own] of [
    ['padded', 'column', makeVolume({ size, steps }, circle, perSlice, RANGE)],
    ['padded', 'row', makeVolume({ size, steps }, circle, perSlice, RANGE)],
    ['drifting', 'column', makeVolume({ size, steps, drift: 9 }, noisy, perSlice)],
    ['drifting', 'row', makeVolume({ size, steps, drift: 9 }, noisy, perSlice)],
    ['whole', 'column', makeVolume({ size, steps }, noisy, perSlice)],
    ['whole', 'row', makeVolume({ size, steps }, noisy, perSlice)],
  ] as const)
    test(`sampleSheet, ${name}, of a ${axis}`, () => checkSheet(own, axis));

  function checkSheet(own: Volume, axis: 'column' | 'row'): void {
    const facts = simplicityOf(own);
    const flat = createStackGrid(own);
    const where = { ...orthogonalPlanes(own)[axis === 'column' ? 'sagittal' : 'coronal'], width: 64, height: 64 };
    const at = planeToStack(where, own);
    placeGrid(flat, at);
    const table = new SliceTexture(device.gl, own);
    table.setReference(0);
    const voxels = upload(device, own);
    const place = new Placement();
    place.place(where, false, own, sliceTable(own), facts, table.scale);
    // The sheet lies where pixel (0, 0) does, whatever comes with other pixels.
    const along = axis === 'column' ? place.inPlane.u_columnHi : place.inPlane.u_rowHi;
    along.set([7, 9]);
    const fixedAt = axis === 'column' ? flat.columnOrigin : flat.rowOrigin;
    const uniforms: Record<string, UniformValue> = {
      ...place.inPlane,
      u_size: new Int32Array(size),
      ...voxels.uniforms,
      u_slices: table.texture!,
      u_sheetRecentre: 12,
      u_sheetAt: new Float32Array([Math.floor(fixedAt[0]!), fixedAt[0]! - Math.floor(fixedAt[0]!)]),
    };
    const defines = [
      `SHEET_${axis.toUpperCase()}`,
      ...(facts.shift === 'table' ? ['SHIFT_TABLE'] : []),
      ...(facts.padded ? ['PADDING'] : []),
    ];
    const sheet = new Sheet(device, defines.length > 1);
    const program = device.programs.get('sheet.frag', defines);
    const needed = Object.fromEntries(Object.entries(uniforms).filter(([name]) => program.declared.has(name)));
    sheet.draw(axis, at, 64, 64, own, sliceTable(own), program, needed);
    const length = axis === 'column' ? size[1] : size[0];
    const dice = createRandom(length);
    const rows = Array.from({ length: 300 }, (_, n) => [
      n % size[2],
      dice.integer(0, length - 2),
      Math.fround(dice.next()),
    ]);
    const count = axis === 'column' ? 'u_size.y' : 'u_size.x';
    const results = runGlsl(
      device,
      {
        includes: ['sample-plane.glsl'],
        defines: [...defines, 'UNEVEN', 'RESCALE_TABLE'],
        expression: `vec4(sampleSheet(int(a[0]), tapsOf(a[1], ${count}), a[2]), 0.0, 0.0)`,
        uniforms: { ...pick(uniforms, ['u_size', 'u_slices', 'u_sheetRecentre']), u_sheet: sheet.texture! },
      },
      rows,
    );
    let there = 0;
    rows.forEach(([k, whole, part], row) => {
      const free = whole! + part!;
      const [x, y] = axis === 'column' ? [fixedAt[k!]!, free] : [free, fixedAt[k!]!];
      const [mean, weight] = sampleSlice(flat, k!, x, y);
      if (defines.length > 1) expect(results[row]![1]).toBeCloseTo(weight, 5);
      else expect(results[row]![1]).toBe(1);
      if (weight < 0.01) return;
      there++;
      expect(Math.abs(results[row]![0]! - mean)).toBeLessThan(CLOSE / weight);
    });
    expect(there).toBeGreaterThan(100);
    sheet.dispose();
    voxels.dispose();
    table.dispose();
  }

  return () => {
    slices.dispose();
    texture.dispose();
  };
}
