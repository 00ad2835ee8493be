// One value's level is what a picture of it shows.
import { expect, test } from 'vitest';
import { createCpuSampler, createVolume, levelOf, namedPlane, type VoiTransform } from '../../src/entry/cpu.ts';

const luts = [{ firstMapped: -2, entries: Uint16Array.from([0, 40, 90, 160, 255]), bits: 8 }];
const windows: readonly VoiTransform[] = [
  { center: 40, width: 80, function: 'LINEAR' },
  { center: 0, width: 5, function: 'LINEAR_EXACT' },
  { center: 3, width: 40, function: 'SIGMOID' },
  { function: 'LUT', lut: 0 },
];

test.each(windows.flatMap((window) => [false, true].map((inverse) => [window.function, window, inverse] as const)))(
  '%s: as the picture has it (%#)',
  (_, window, inverse) => {
    const storedValues = Float64Array.from({ length: 60 }, (_, n) => (n === 7 ? Number.NaN : n * 0.37 - 9));
    const volume = createVolume({
      storedValues,
      size: [60, 1, 1],
      pixelSpacing: [1, 1],
      orientation: { row: [1, 0, 0], column: [0, 1, 0] },
      slices: [{ origin: [0, 0, 0] }],
      inverse,
      voiLuts: luts,
    });
    const levels = createCpuSampler(volume).levels(namedPlane(volume, 'acquired'), {
      interpolation: 'nearest',
      window,
    });
    const level = levelOf(window, { voiLuts: luts, inverse });
    expect([...levels]).toEqual([...storedValues].map(level));
    expect(new Set(levels).size).toBeGreaterThan(3);
    expect(levels[7]).toBe(0);
  },
);

test('a LUT that is not there is refused', () => {
  expect(() => levelOf({ function: 'LUT', lut: 1 }, { voiLuts: luts })).toThrow('no VOI LUT 1');
});
