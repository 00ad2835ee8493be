// The stacks that the bench draws: one content, three geometries, and the planes of each.
import { createRandom } from '../src/math/random.ts';
import { cross, normalize, type Vec3 } from '../src/math/vec3.ts';
import { namedPlane } from '../src/plane/named-plane.ts';
import type { Plane } from '../src/plane/plane.ts';
import { createVolume } from '../src/volume/create-volume.ts';
import type { Volume } from '../src/volume/volume.ts';

/** mm between pixels of a slice; a picture of as many pixels as a slice has shows it whole. */
const PIXEL = 0.703125;

export interface BenchStack {
  readonly name: string;
  readonly volume: Volume;
  readonly planes: Readonly<Record<string, Plane>>;
}

export function benchStacks(side: number, slices: number): readonly BenchStack[] {
  const random = createRandom(1);
  const storedValues = new Int16Array(side * side * slices);
  // Twelve random bits: nothing is easier for noise than for a head, but for the one who checks.
  for (let v = 0; v < storedValues.length; v++) storedValues[v] = Math.floor(random.next() * 4096) - 1024;
  return [stack('even', 0, false), stack('tilted', 15, false), stack('tilted, uneven', 15, true)];

  function stack(name: string, tilt: number, uneven: boolean): BenchStack {
    let z = 0;
    const origins = Array.from({ length: slices }, (_, k) => {
      if (k > 0) z += uneven ? [1.1, 0.6, 1.9][k % 3]! : 1.25;
      const half = ((side - 1) / 2) * PIXEL;
      return { origin: [-half, -half + z * Math.tan((tilt * Math.PI) / 180), z] as Vec3 };
    });
    const volume = createVolume({
      storedValues,
      size: [side, side, slices],
      pixelSpacing: [PIXEL, PIXEL],
      orientation: { row: [1, 0, 0], column: [0, 1, 0] },
      slices: origins,
      modalityRange: [-1024, 3071],
      storedRange: [-1024, 3071],
    });
    return { name, volume, planes: planesOf(volume, side) };
  }
}

function planesOf(volume: Volume, side: number): Readonly<Record<string, Plane>> {
  const square = (plane: Plane): Plane => ({ ...plane, width: side, height: side, spacing: [PIXEL, PIXEL] });
  const axial = square(namedPlane(volume, 'axial'));
  const right = normalize([1, 0.35, 0.2]);
  const normal = normalize(cross(right, [0.15, -0.4, 0.9]));
  return {
    axial,
    sagittal: square(namedPlane(volume, 'sagittal', 3.21)),
    coronal: square(namedPlane(volume, 'coronal', -7.65)),
    oblique: { ...axial, right, down: cross(normal, right) },
  };
}
