// The cases of the promise (DESIGN §5, docs/sampling.md): geometry × content × rescale × padding × kernel, each drawn at the three
// orthogonal planes, a slice's own grid and seeded oblique planes, under windows across the spread of values.

import { obliquePlane, orthogonalPlanes, ownGrid } from '../../conformance/planes.ts';
import {
  ctNoise,
  type Geometry,
  identity,
  makeVolume,
  noise,
  padOutsideCircle,
  perSlice,
  type Rescale,
  waves,
} from '../../conformance/volumes.ts';
import type { Plane } from '../../src/plane/plane.ts';
import type { Interpolation } from '../../src/sampler/sampler.ts';
import type { VoiWindow } from '../../src/voi/voi-window.ts';
import type { PaddingRange, StoredValues, Volume } from '../../src/volume/volume.ts';

export interface ConformanceCase {
  readonly name: string;
  readonly interpolation: Interpolation;
  readonly volume: () => Volume;
}

const SIZE = [67, 61, 23] as const;

const GEOMETRIES: Readonly<Record<string, Geometry>> = {
  even: { size: SIZE },
  uneven: { size: SIZE, steps: [1, 0.3, 2.2] },
  tilted: { size: SIZE, tilt: 18.5 },
  'tilted, uneven': { size: SIZE, tilt: -12, steps: [1, 0.3, 2.2] },
  drifting: { size: SIZE, drift: 1.5 },
  'sagittal, anisotropic': { size: SIZE, row: [0, 1, 0], column: [0, 0, -1], pixelSpacing: [0.45, 1.3] },
  'double oblique, far away': {
    size: SIZE,
    row: [0.9, 0.3, 0.316],
    column: [-0.31, 0.95, -0.02],
    origin: [612, -870, 1403],
  },
  'one slice': { size: [67, 61, 1], sliceThickness: 4 },
};

const CONTENTS: Readonly<Record<string, { values: (size: Geometry['size']) => StoredValues; padding: number }>> = {
  'int16 noise': { values: (size) => noise(size, 'int16', 5), padding: -1500 },
  'uint16 noise': { values: (size) => noise(size, 'uint16', 6), padding: 7 },
  'CT noise': { values: (size) => ctNoise(size, 7), padding: -2000 },
  'uint16 waves': { values: (size) => waves(size, 'uint16'), padding: 65535 },
};

function* combinations(): Generator<ConformanceCase> {
  for (const [where, geometry] of Object.entries(GEOMETRIES)) {
    for (const [what, content] of Object.entries(CONTENTS)) {
      // Every geometry and content meets both rescales, both paddings and both kernels, in turn: 8 × 4 × 2 cases and the rest below.
      for (const [n, rescale] of [identity, perSlice].entries()) {
        const turn = Object.keys(GEOMETRIES).indexOf(where) + Object.keys(CONTENTS).indexOf(what) + n;
        yield make(where, what, geometry, content, rescale, turn % 2 === 0, 'linear');
        if (turn % 3 === 0) yield make(where, what, geometry, content, rescale, turn % 2 === 1, 'nearest');
      }
    }
  }
}

function make(
  where: string,
  what: string,
  geometry: Geometry,
  content: (typeof CONTENTS)[string],
  rescale: Rescale,
  padded: boolean,
  interpolation: Interpolation,
): ConformanceCase {
  const own = rescale === perSlice ? ', own slopes' : '';
  return {
    name: `${where}: ${what}${own}${padded ? ', padded' : ''}, ${interpolation}`,
    interpolation,
    volume: () => {
      const values = content.values(geometry.size);
      const padding: PaddingRange | null = padded ? [content.padding, content.padding] : null;
      return makeVolume(
        geometry,
        padded ? padOutsideCircle(values, geometry.size, content.padding) : values,
        rescale,
        padding,
      );
    },
  };
}

export const conformanceCases: readonly ConformanceCase[] = [...combinations()];

export function planesOf(volume: Volume): Readonly<Record<string, Plane>> {
  return {
    ...orthogonalPlanes(volume),
    'own grid': ownGrid(volume, Math.floor(volume.size[2] / 3)),
    'oblique 1': obliquePlane(volume, 1),
    'oblique 2': obliquePlane(volume, 2),
    'oblique 3, far out': obliquePlane(volume, 3, 4),
    'oblique 4, close up': obliquePlane(volume, 4, 0.05),
  };
}

/** The narrowest window of the promise, and wider ones, each across the spread of values. */
export function windowsOf(volume: Volume): readonly VoiWindow[] {
  const [min, max] = volume.modalityRange;
  const range = max - min;
  const narrowest = Math.max(3, 7e-5 * range);
  return [0.02, 0.25, 0.5, 0.81, 0.99].flatMap((share, n): VoiWindow[] => [
    { center: min + share * range, width: narrowest, function: n % 2 ? 'LINEAR' : 'LINEAR_EXACT' },
    { center: min + share * range, width: Math.max(3, range / (n + 1)), function: n % 2 ? 'LINEAR_EXACT' : 'LINEAR' },
  ]);
}
