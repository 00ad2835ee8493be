// Where the planes of a whole stack lie.
import { describe, expect, test } from 'vitest';
import { namedPlane } from '../../src/plane/named-plane.ts';
import { planePositions, spreadPositions } from '../../src/plane/plane-positions.ts';
import { createCpuSampler } from '../../src/sampler/cpu/cpu-sampler.ts';
import { createVolume } from '../../src/volume/create-volume.ts';
import type { Volume } from '../../src/volume/volume.ts';

/** 6 × 4 pixels of 1.5 mm across and 2 mm down, slices at these z; noise that no two pixels share. */
function volumeAt(places: readonly number[], tilt = 0): Volume {
  const [sin, cos] = [Math.sin(tilt), Math.cos(tilt)];
  return createVolume({
    storedValues: Int16Array.from({ length: 24 * places.length }, (_, v) => v * 7 - 30),
    size: [6, 4, places.length],
    pixelSpacing: [2, 1.5],
    orientation: { row: [1, 0, 0], column: [0, cos, sin] },
    slices: places.map((z) => ({ origin: [10, 20, z] })),
  });
}

const uneven = volumeAt([0, 1, 3, 7]);

describe('positions', () => {
  test('parallel to the slices are the slices’', () => {
    expect(planePositions(uneven, 'acquired')).toEqual([0, 1, 3, 7]);
    expect(planePositions(uneven, 'axial')).toEqual([0, 1, 3, 7]);
    const { slices } = volumeAt([0, 2, 4], 0.3);
    expect(planePositions(volumeAt([0, 2, 4], 0.3), 'acquired')).toEqual(slices.map(({ position }) => position));
  });

  test('across the slices go through pixels’ centres, by the smallest voxel edge or the step', () => {
    const dense = volumeAt([0, 3, 6, 9]);
    expect(planePositions(dense, 'sagittal')).toEqual([10, 11.5, 13, 14.5, 16, 17.5]);
    // The smallest edge is 1.5 mm, and rows are 2 mm apart: 8 mm hold five steps.
    expect(planePositions(dense, 'coronal')).toEqual([20, 21.5, 23, 24.5, 26]);
    expect(planePositions(dense, 'coronal', 2)).toEqual([20, 22, 24, 26]);
    expect(planePositions(dense, 'coronal', 100)).toEqual([23]);
    expect(planePositions(uneven, 'axial', 2)).toEqual([1.5, 3.5, 5.5]);
  });

  test('of a tilted stack step through its box', () => {
    const tilted = planePositions(volumeAt([0, 5, 10], 0.3), 'axial');
    expect(tilted.length).toBeGreaterThan(3);
    const steps = tilted.slice(1).map((z, n) => z - tilted[n]!);
    for (const step of steps) expect(step).toBeCloseTo(1.5, 9);
  });

  test.each([0, -1, Number.NaN, 1e-9])('a step of %d mm is bad use', (step) => {
    expect(() => planePositions(uneven, 'axial', step)).toThrow(expect.objectContaining({ code: 'use/bad-argument' }));
  });

  test('draw every slice bit for bit', () => {
    const sampler = createCpuSampler(uneven);
    planePositions(uneven, 'acquired').forEach((position, k) => {
      const values = sampler.values(namedPlane(uneven, 'acquired', position), { interpolation: 'linear' });
      expect([...values]).toEqual([...uneven.storedValues.subarray(24 * k, 24 * (k + 1))]);
    });
  });
});

describe('spread positions', () => {
  test('are slices, each from the middle of its share, and never the same twice', () => {
    expect(spreadPositions(uneven, 'acquired', 2)).toEqual([1, 7]);
    expect(spreadPositions(uneven, 'axial', 4)).toEqual([0, 1, 3, 7]);
    expect(spreadPositions(uneven, 'axial', 9)).toEqual([0, 1, 3, 7]);
  });

  test('across the slices divide the box evenly', () => {
    expect(spreadPositions(uneven, 'sagittal', 3)).toEqual([10.75, 13.75, 16.75]);
  });
});
