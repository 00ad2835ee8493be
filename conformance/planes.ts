// Planes through a volume for sampler tests: the three orthogonal ones, the slices' own, and seeded oblique ones.
import { createRandom } from '../src/math/random.ts';
import { addScaled, cross, normalize, scale, subtract, type Vec3 } from '../src/math/vec3.ts';
import type { Plane } from '../src/plane/plane.ts';
import { stackToPatient } from '../src/plane/plane-to-stack.ts';
import type { Volume } from '../src/volume/volume.ts';

export function centerOf(volume: Volume): Vec3 {
  const [columns, rows] = volume.size;
  const low = volume.slices[0]!;
  const high = volume.slices.at(-1)!;
  const across = stackToPatient(volume, (columns - 1) / 2, (rows - 1) / 2, 0);
  return addScaled(across, subtract(high.origin, low.origin), 0.5);
}

/** Width of a square picture, px. */
const SIDE = 96;

const through = (center: Vec3, right: Vec3, down: Vec3, mm: number): Plane => ({
  center,
  right,
  down,
  spacing: [mm, mm],
  width: SIDE,
  height: SIDE - 7,
});

export function orthogonalPlanes(volume: Volume, mm = 0.83): Record<'axial' | 'sagittal' | 'coronal', Plane> {
  const center = addScaled(centerOf(volume), [0.137, -0.211, 0.093], 1);
  return {
    axial: through(center, [1, 0, 0], [0, 1, 0], mm),
    sagittal: through(center, [0, 1, 0], [0, 0, -1], mm),
    coronal: through(center, [1, 0, 0], [0, 0, -1], mm),
  };
}

/** Slice k at its own pixel grid. */
export function ownGrid(volume: Volume, k: number): Plane {
  const { orientation, pixelSpacing, size, slices } = volume;
  const right = scale(orientation.row, (pixelSpacing[1] * (size[0] - 1)) / 2);
  const down = scale(orientation.column, (pixelSpacing[0] * (size[1] - 1)) / 2);
  const center = addScaled(addScaled(slices[k]!.origin, right, 1), down, 1);
  return {
    center,
    right: orientation.row,
    down: orientation.column,
    spacing: [pixelSpacing[1], pixelSpacing[0]],
    width: size[0],
    height: size[1],
  };
}

export function obliquePlane(volume: Volume, seed: number, mm = 0.71): Plane {
  const random = createRandom(seed);
  const vector = (): Vec3 => [random.between(-1, 1), random.between(-1, 1), random.between(-1, 1)];
  const right = normalize(vector());
  const normal = normalize(cross(right, normalize(vector())));
  const center = addScaled(centerOf(volume), vector(), 4);
  return through(center, right, cross(normal, right), mm * random.between(0.5, 1.5));
}
