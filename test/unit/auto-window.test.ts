// The automatic window against all values sorted, whichever way it finds them, and what it costs where every slice has its own slope.
import { describe, expect, test } from 'vitest';
import { createRandom } from '../../src/math/random.ts';
import { autoWindow } from '../../src/volume/auto-window.ts';
import { createVolume } from '../../src/volume/create-volume.ts';
import type { PaddingRange, StoredValues, Volume } from '../../src/volume/volume.ts';

const random = createRandom(1302);

type Rescale = readonly [slope: number, intercept: number];
type Row = { readonly rescale: Rescale; readonly padding?: PaddingRange };

function make(storedValues: StoredValues, across: number, rows: readonly Row[]): Volume {
  return createVolume({
    storedValues,
    size: [across, storedValues.length / across / rows.length, rows.length],
    pixelSpacing: [1, 1],
    orientation: { row: [1, 0, 0], column: [0, 1, 0] },
    slices: rows.map(({ rescale: [rescaleSlope, rescaleIntercept], padding }, k) => ({
      ...(padding ? { padding } : {}),
      origin: [0, 0, k],
      rescaleSlope,
      rescaleIntercept,
    })),
  });
}

function byHand({ storedValues, slices }: Volume) {
  const each = storedValues.length / slices.length;
  const values: number[] = [];
  storedValues.forEach((stored, v) => {
    const { rescaleSlope, rescaleIntercept, padding } = slices[Math.floor(v / each)]!;
    const padded = padding && stored >= padding[0] && stored <= padding[1];
    if (Number.isFinite(stored) && !padded) values.push(stored * rescaleSlope + rescaleIntercept);
  });
  values.sort((a, b) => a - b);
  const [low, high] = [0.005, 0.995].map((share) => values[Math.ceil(share * values.length) - 1]!) as [number, number];
  return { center: (low + high) / 2, width: high > low ? high - low : 1 };
}

const many = (length: number, next: () => number): number[] => Array.from({ length }, next);
const KINDS: Readonly<Record<string, (length: number) => StoredValues>> = {
  'few values of 16 bits': (length) => Int16Array.from(many(length, () => random.integer(-9, 9))),
  'signed 16 bits': (length) => Int16Array.from(many(length, () => random.integer(-32768, 32767))),
  'unsigned 16 bits': (length) => Uint16Array.from(many(length, () => random.integer(0, 65535))),
  '32 bits': (length) => Int32Array.from(many(length, () => random.integer(-(2 ** 31), 2 ** 31 - 1))),
  float: (length) => Float32Array.from(many(length, () => (random.next() < 0.1 ? Number.NaN : random.between(-1, 1)))),
  double: (length) => Float64Array.from(many(length, () => 10 ** random.between(-300, 2) * random.integer(-1, 1))),
};
const RESCALES: Readonly<Record<string, () => Rescale>> = {
  'one rescale': () => [2, -1024],
  'two rescales': () => (random.next() < 0.5 ? [1, 0] : [0.1, 3]),
  'a rescale a slice': () => [random.between(0.001, 5), random.between(-1000, 1000)],
  'falling rescales': () => [-random.between(0.001, 5), 0],
};

describe.each(Object.keys(KINDS))('auto, %s', (kind) => {
  test.each(Object.keys(RESCALES))('%s: the values of rank 0.5 % and 99.5 %', (rescale) => {
    for (let n = 0; n < 6; n++) {
      const rows = Array.from({ length: random.integer(1, 8) }, (): Row => {
        const low = random.integer(-20, 5);
        const padding: PaddingRange = kind.startsWith('unsigned') ? [0, 900] : [low, low + 4];
        return { rescale: RESCALES[rescale]!(), ...(random.next() < 0.5 ? { padding } : {}) };
      });
      const volume = make(KINDS[kind]!(rows.length * 10 * random.integer(1, 60)), 10, rows);
      expect(autoWindow(volume)).toMatchObject(byHand(volume));
    }
  });
});

test('is exact over 3 million values of 200 slopes', () => {
  const [across, depth] = [128, 200];
  const storedValues = Uint16Array.from({ length: across * across * depth }, (_, v) => (v * 40503) % 65536);
  const rescales = Array.from({ length: depth }, (_, k) => ({ rescale: [1 + k / 1000, 0] as const }));
  const found = autoWindow(make(storedValues, across, rescales));
  const values = Float64Array.from(storedValues, (stored, v) => stored * (1 + Math.floor(v / across / across) / 1000));
  values.sort();
  const [low, high] = [0.005, 0.995].map((share) => values[Math.ceil(share * values.length) - 1]!) as [number, number];
  expect(found).toMatchObject({ center: (low + high) / 2, width: high - low });
});
