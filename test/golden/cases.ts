// Pictures of the phantom, drawn by the general CPU path in float64 and kept: the same on every machine, today and tomorrow.

import { obliquePlane } from '../../conformance/planes.ts';
import { PHANTOMS, type PhantomName, phantomVolumeInput } from '../../phantom/index.ts';
import { addScaled } from '../../src/math/vec3.ts';
import { namedPlane } from '../../src/plane/named-plane.ts';
import type { Plane } from '../../src/plane/plane.ts';
import type { PictureOptions } from '../../src/sampler/sampler.ts';
import { createVolume } from '../../src/volume/create-volume.ts';
import { resolveWindow, type WindowRequest } from '../../src/volume/resolve-window.ts';
import type { Volume } from '../../src/volume/volume.ts';

export interface GoldenCase {
  readonly name: string;
  readonly draw: () => { volume: Volume; plane: Plane; options: PictureOptions };
}

/** Coarser than the demo's: a golden is small, and its edges are hard. */
const SMALL = { rows: 80, columns: 70, pixelSpacing: [3, 3], noise: 0 } as const;

const golden = (
  name: string,
  phantom: PhantomName,
  planeOf: (volume: Volume) => Plane,
  window: WindowRequest,
  interpolation: 'linear' | 'nearest' = 'linear',
): GoldenCase => ({
  name,
  draw: () => {
    const { options, field } = PHANTOMS[phantom];
    const volume = createVolume(phantomVolumeInput({ ...options, ...SMALL }, field));
    return { volume, plane: planeOf(volume), options: { interpolation, window: resolveWindow(volume, window) } };
  },
});

/** Slices and pixels 3 mm apart, and a picture centred between two: every pixel would be a tie of nearest. */
const scrollAside = (plane: Plane): Plane => ({ ...plane, center: addScaled(plane.center, [0, 0.4, 0.7], 1) });

export const goldenCases: readonly GoldenCase[] = [
  golden('head-acquired-brain', 'head', (volume) => namedPlane(volume, 'acquired'), 'brain'),
  golden('head-axial-brain', 'head', (volume) => namedPlane(volume, 'axial', 21.3), 'brain'),
  golden('head-coronal-bone', 'head', (volume) => namedPlane(volume, 'coronal', -6), 'bone'),
  golden(
    'head-sagittal-nearest',
    'head',
    (volume) => scrollAside(namedPlane(volume, 'sagittal', 36.7)),
    'subdural',
    'nearest',
  ),
  golden('tilted-sagittal-brain', 'head-tilt-20', (volume) => namedPlane(volume, 'sagittal', -10), 'brain'),
  golden('tilted-axial-bone', 'head-tilt-20', (volume) => namedPlane(volume, 'axial'), 'bone'),
  golden('uneven-coronal-brain', 'head-uneven', (volume) => namedPlane(volume, 'coronal', -6), 'brain'),
  golden('uneven-oblique-bone', 'head-uneven', (volume) => obliquePlane(volume, 5, 2.2), 'bone'),
  golden('pet-coronal', 'pet-per-slice-slope', (volume) => namedPlane(volume, 'coronal', -8), 'file'),
  golden('uint16-sagittal-stroke', 'uint16-full-range', (volume) => namedPlane(volume, 'sagittal', 30), 'stroke'),
];
