// The planes that have names: as acquired, and the three patient axes in radiological convention.
import { ResliceError } from '../errors.ts';
import { addScaled, dot, scale, subtract, type Vec3 } from '../math/vec3.ts';
import type { Volume } from '../volume/volume.ts';
import type { Plane, PlaneGeometry } from './plane.ts';
import { boxCenter, extentAlong } from './stack-extent.ts';
import { nearestSlice, parallelTo } from './step-plane.ts';

export const PLANE_NAMES = ['acquired', 'axial', 'sagittal', 'coronal'] as const;
export type PlaneName = (typeof PLANE_NAMES)[number];

/** The patient's left is on the picture's right in axial and coronal pictures; anterior on its left in sagittal ones. */
export const PATIENT_AXES = {
  axial: { right: [1, 0, 0], down: [0, 1, 0], along: [0, 0, 1] },
  sagittal: { right: [0, 1, 0], down: [0, 0, -1], along: [1, 0, 0] },
  coronal: { right: [1, 0, 0], down: [0, 0, -1], along: [0, 1, 0] },
} as const satisfies Record<Exclude<PlaneName, 'acquired'>, { right: Vec3; down: Vec3; along: Vec3 }>;

/** The patient coordinate that `position` means: z of axial, x of sagittal, y of coronal, p·normal of acquired. */
export const positionAxis = (volume: Volume, name: PlaneName): Vec3 =>
  name === 'acquired' ? volume.orientation.normal : PATIENT_AXES[name].along;

/**
 * Where a named plane lies.
 * @param position  mm along `positionAxis`; by default the middle slice (acquired) or the centre of the stack's box, on the
 * nearest slice where the plane is parallel to the slices
 */
export function namedGeometry(volume: Volume, name: PlaneName, position?: number): PlaneGeometry {
  if (position !== undefined && !Number.isFinite(position))
    throw new ResliceError('plane/bad-value', { detail: 'position must be finite' });
  if (name === 'acquired') return acquired(volume, position);
  const { right, down, along } = PATIENT_AXES[name];
  const center = boxCenter(volume);
  const moved = (to: number): PlaneGeometry => ({
    right,
    down,
    center: addScaled(center, along, to - dot(center, along)),
  });
  if (position !== undefined) return moved(position);
  const geometry = moved(dot(center, along));
  if (!parallelTo(volume, geometry)) return geometry;
  const { normal } = volume.orientation;
  const { slices } = volume;
  const slice = slices[nearestSlice(volume, dot(center, normal))]!;
  return { ...geometry, center: addScaled(center, along, (slice.position - dot(center, normal)) / dot(along, normal)) };
}

function acquired(volume: Volume, position?: number): PlaneGeometry {
  const { orientation, pixelSpacing, size, slices } = volume;
  const half = addScaled(
    scale(orientation.row, (pixelSpacing[1] * (size[0] - 1)) / 2),
    orientation.column,
    (pixelSpacing[0] * (size[1] - 1)) / 2,
  );
  const at = (origin: Vec3): PlaneGeometry => ({
    right: orientation.row,
    down: orientation.column,
    center: addScaled(origin, half, 1),
  });
  if (position === undefined) return at(slices[Math.floor(slices.length / 2)]!.origin);
  // Between two slices the grid slides from the one's own to the other's; on a slice it is that slice's.
  let k = 0;
  while (k < slices.length - 2 && position >= slices[k + 1]!.position) k++;
  const low = slices[k]!;
  const high = slices[k + 1] ?? low;
  const gap = high.position - low.position;
  const t = gap > 0 ? Math.min(Math.max((position - low.position) / gap, 0), 1) : 0;
  const origin = t === 1 ? high.origin : addScaled(low.origin, subtract(high.origin, low.origin), t);
  return at(addScaled(origin, orientation.normal, position - dot(origin, orientation.normal)));
}

/** A named plane with its default grid: acquired at the slices' own; else square pixels that just cover the stack's box. */
export function namedPlane(volume: Volume, name: PlaneName, position?: number): Plane {
  const geometry = namedGeometry(volume, name, position);
  if (name === 'acquired') {
    const { size, pixelSpacing } = volume;
    return { ...geometry, spacing: [pixelSpacing[1], pixelSpacing[0]], width: size[0], height: size[1] };
  }
  return coverStack(volume, geometry, Math.min(...volume.pixelSpacing));
}

/** A geometry with square pixels of `mm`, just large enough for the stack; its centre moves to the stack's, in the plane only. */
export function coverStack(volume: Volume, geometry: PlaneGeometry, mm: number): Plane {
  const { right, down } = geometry;
  const cover = (direction: Vec3): readonly [pixels: number, middle: number] => {
    const [min, max] = extentAlong(volume, direction);
    // A rounding error above a whole number of pixels is not another pixel.
    return [Math.max(1, Math.ceil((max - min) / mm - 1e-6)), (min + max) / 2];
  };
  const [width, across] = cover(right);
  const [height, along] = cover(down);
  const inPlane = addScaled(geometry.center, right, across - dot(geometry.center, right));
  const center = addScaled(inPlane, down, along - dot(inPlane, down));
  return { right, down, center, spacing: [mm, mm], width, height };
}

/** mm of the plane along its named axis, as `position` is counted. */
export const positionOf = (volume: Volume, name: PlaneName, geometry: PlaneGeometry): number =>
  dot(geometry.center, positionAxis(volume, name));
