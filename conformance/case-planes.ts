// The planes of a case: orthogonal, a slice's own grid, and oblique ones anywhere along the stack, seeded by the case's name.
import { createRandom } from '../src/math/random.ts';
import { addScaled, cross, normalize, type Vec3 } from '../src/math/vec3.ts';
import type { Plane } from '../src/plane/plane.ts';
import type { Volume } from '../src/volume/volume.ts';
import { centerOf, orthogonalPlanes, ownGrid } from './planes.ts';

export interface NamedPlane {
  readonly name: string;
  readonly plane: Plane;
}

function seedOf(name: string): number {
  let seed = 0;
  for (const letter of name) seed = (Math.imul(seed, 31) + letter.charCodeAt(0)) >>> 0;
  return seed;
}

/** A picture's pixel, mm: the stack's narrower side fills a bit more than half of it. */
function pixelOf({ size, pixelSpacing }: Volume): number {
  return Math.min(size[0] * pixelSpacing[1], size[1] * pixelSpacing[0]) / 57;
}

/** mm a pixel of each oblique plane, as multiples of the others'. */
const ZOOMS = [0.85, 1.1, 4, 0.05];

/** @param coarse  pictures of half as many pixels each way: a slab has dozens of samples a pixel */
export function casePlanes(volume: Volume, name: string, coarse: boolean): readonly NamedPlane[] {
  const random = createRandom(seedOf(name));
  const mm = pixelOf(volume) * (coarse ? 2 : 1);
  const sized = (plane: Plane): Plane =>
    coarse ? { ...plane, width: Math.ceil(plane.width / 2), height: Math.ceil(plane.height / 2) } : plane;
  const orthogonal = orthogonalPlanes(volume, mm);
  const [axial, sagittal, coronal] = [sized(orthogonal.axial), sized(orthogonal.sagittal), sized(orthogonal.coronal)];
  const slices = volume.slices;
  const vector = (): Vec3 => [random.between(-1, 1), random.between(-1, 1), random.between(-1, 1)];
  const oblique = (zoom: number): Plane => {
    const right = normalize(vector());
    const normal = normalize(cross(right, normalize(vector())));
    const along = slices[Math.round(random.between(0.1, 0.9) * (slices.length - 1))]!;
    // Along the stack as its slices go, which a tilted one does aslant.
    const lean = addScaled(centerOf(volume), middleOf(volume), -1);
    const center = addScaled(addScaled(along.origin, lean, 1), vector(), 4 * mm);
    return { ...axial, center, right, down: cross(normal, right), spacing: [mm * zoom, mm * zoom * 0.9] };
  };
  const own = ownGrid(volume, random.integer(0, slices.length - 1));
  return [
    { name: 'axial', plane: axial },
    { name: 'sagittal', plane: sagittal },
    { name: 'coronal', plane: coronal },
    { name: 'own grid', plane: coarse ? middleOfPicture(own) : own },
    ...ZOOMS.map((zoom, n) => ({ name: `oblique ${n + 1}, × ${zoom}`, plane: oblique(zoom) })),
    { name: 'own grid, × 2', plane: twice(coarse ? middleOfPicture(own) : own) },
  ];
}

/** Of pixels half as large, one on the middle: every other one lies midway between two of the slice's own. */
const twice = (plane: Plane): Plane => ({
  ...plane,
  spacing: [plane.spacing[0] / 2, plane.spacing[1] / 2],
  width: plane.width | 1,
  height: plane.height | 1,
});

/**
 * The middle of it, on the same pixels: half as many each way, as many on each side. The rim is left to the other planes, where it is a
 * line; here all of a column may lie at a break (a cubic slab's taps end there).
 */
const middleOfPicture = (plane: Plane): Plane => {
  const half = (count: number): number => count - 2 * Math.floor(count / 4);
  return { ...plane, width: half(plane.width), height: half(plane.height) };
};

/** Origin of a slice halfway along the stack. */
function middleOf({ slices }: Volume): Vec3 {
  const [low, high] = [slices[0]!.origin, slices.at(-1)!.origin];
  return [0, 1, 2].map((axis) => (low[axis]! + high[axis]!) / 2) as unknown as Vec3;
}
