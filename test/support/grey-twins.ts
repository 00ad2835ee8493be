// The functions from value to colour that read tables or leave arithmetic, against their twins.
import { expect } from 'vitest';
import { createRandom } from '../../src/math/random.ts';
import type { GpuDevice } from '../../src/sampler/gpu/device.ts';
import { GreyTables } from '../../src/sampler/gpu/grey-tables.ts';
import { colorOf, createColormap } from '../../src/voi/colormap.ts';
import { greyLut } from '../../src/voi/grey-lut.ts';
import { greySigmoid } from '../../src/voi/grey-sigmoid.ts';
import { toLevel } from '../../src/voi/to-level.ts';
import type { VoiLut } from '../../src/voi/voi-lut.ts';
import { createVolume } from '../../src/volume/create-volume.ts';
import { runGlsl } from './run-glsl.ts';
import type { Define } from './stack-twins.ts';

const random = createRandom(51);
const f32 = Math.fround;

const volumeOf = (lut: VoiLut) =>
  createVolume({
    storedValues: new Int16Array(1),
    size: [1, 1, 1],
    pixelSpacing: [1, 1],
    orientation: { row: [1, 0, 0], column: [0, 1, 0] },
    slices: [{ origin: [0, 0, 0] }],
    voiLuts: [lut],
  });
const choice = { interpolation: 'linear', window: { function: 'LUT', lut: 0 } } as const;
const entriesOf = (count: number, bits: number) =>
  Uint16Array.from({ length: count }, () => random.integer(0, 2 ** bits - 1));

/** Defines their tests on a device. */
export function defineGreyTwins(device: GpuDevice, test: Define): void {
  test('greySigmoid', () => {
    const rows = [
      [40, 40, 400],
      [-60, 40, 400],
      [140, 40, 400],
      [40, 40, 0],
      [41, 40, f32(1e-20)],
      [39, 40, f32(1e-20)],
      [32767, -32768, 1],
      [-32768, 32767, 1],
      [0, 40, 3],
      ...Array.from({ length: 400 }, () => [random.between(-9, 9), 0, random.between(0.01, 9)].map(f32)),
    ];
    const results = runGlsl(
      device,
      { includes: ['lib/grey-sigmoid.glsl'], expression: 'vec4(greySigmoid(a[0], a[1], a[2]))' },
      rows,
    );
    rows.forEach(([value, center, width], r) => {
      // Width 0 is what float32 makes of the least float64: a half at the center.
      const expected = width === 0 ? 0.5 : greySigmoid(value!, center!, width!);
      expect(Math.abs(results[r]![0]! - expected), String(rows[r])).toBeLessThan(2e-6);
      expect(Math.abs(toLevel(results[r]![0]!, 0) - toLevel(expected, 0)), String(rows[r])).toBeLessThanOrEqual(1);
    });
  });

  // 2048 entries a row of the texture: one less, one more, all there can be.
  const LUTS = [
    ['one entry', 7, 1, 8],
    ['8 bits', -128, 256, 8],
    ['12 bits, below 0', -512, 1024, 12],
    ['a row less one', 100, 2047, 16],
    ['a row and one', -1000, 2049, 10],
    ['65536 entries', -32768, 65536, 16],
    ['65536 entries from 0', 0, 65536, 16],
  ] as const;
  for (const [name, firstMapped, count, bits] of LUTS)
    test(`greyLut: ${name}`, () => {
      const lut: VoiLut = { firstMapped, entries: entriesOf(count, bits), bits };
      const tables = new GreyTables(device.gl);
      const { reference, uniforms } = tables.shown(volumeOf(lut), choice);
      const ends = [firstMapped, firstMapped + count - 1].flatMap((end) => [
        end - 1,
        end,
        end + 1,
        end - 0.5,
        end + 0.25,
      ]);
      const values = [
        -65536,
        131072,
        ...ends,
        ...Array.from({ length: 300 }, () => firstMapped + random.integer(-9, 4 * count) / 4),
      ];
      const rows = values.map((value) => [value - reference]);
      const call = { includes: ['lib/grey-lut.glsl'], expression: 'vec4(greyLut(a[0]))' };
      const { u_lut, u_lutRange } = uniforms;
      const results = runGlsl(device, { ...call, uniforms: { u_lut: u_lut!, u_lutRange: u_lutRange! } }, rows);
      values.forEach((value, r) => {
        expect(results[r]![0], `${value}`).toBeCloseTo(greyLut(value, lut), 6);
      });
      tables.dispose();
    });

  test('colorOf: every level of a table of noise', () => {
    const colormap = createColormap({
      name: 'noise',
      table: Array.from({ length: 768 }, () => random.integer(0, 255)),
    });
    const tables = new GreyTables(device.gl);
    const { uniforms } = tables.shown(volumeOf({ firstMapped: 0, entries: new Uint16Array(1), bits: 8 }), {
      ...choice,
      colormap,
    });
    const rows = Array.from({ length: 256 }, (_, level) => [level]);
    const results = runGlsl(
      device,
      {
        includes: ['lib/color-of.glsl'],
        expression: 'vec4(colorOf(a[0]), 1.0)',
        uniforms: { u_colormap: uniforms.u_colormap! },
      },
      rows,
    );
    rows.forEach(([level], r) => {
      const shown = results[r]!.slice(0, 3).map((part) => Math.round(part * 255));
      expect(shown).toEqual([...colorOf(level!, colormap)]);
      for (const part of results[r]!) expect(Math.abs(part * 255 - Math.round(part * 255))).toBeLessThan(1e-3);
    });
    tables.dispose();
  });
}
