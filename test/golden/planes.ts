// Planes that notice what is wrong with a picture, and five ways in which pictures are wrong.
import { phantomVolumeInput } from '../../phantom/index.ts';
import type { PhantomOptions } from '../../phantom/options.ts';
import { addScaled, scale } from '../../src/math/vec3.ts';
import type { Plane } from '../../src/plane/plane.ts';
import { createCpuSampler } from '../../src/sampler/cpu/cpu-sampler.ts';
import { drawnPlane } from '../../src/view/drawn-plane.ts';
import { firstState, type ViewState } from '../../src/view/view-state.ts';
import { createVolume } from '../../src/volume/create-volume.ts';
import type { Volume } from '../../src/volume/volume.ts';

/** Device pixels of the pictures. */
export const SIZE = [240, 200] as const;

/** What the views are asked for. The brain window is 80 HU wide: a HU is 255 / 79, which is 3.2 levels. */
export const REQUEST = { plane: 'sagittal', position: 36, window: 'brain' } as const;

/**
 * Pixels of 2 × 1.5 mm, since spacings can only be mixed up where they differ; no noise, so that what differs is the anatomy. The plane
 * goes through the bleed and the air cells, and is unlike its mirror image. Edges of bone and air go through the whole window within a
 * pixel: half a pixel is up to 128 levels there.
 */
const HEAD: Partial<PhantomOptions> = { rows: 120, columns: 104, pixelSpacing: [2, 1.5], noise: 0 };

/** At 20 degrees the outermost slices lie 33 mm beside where they would be in an upright stack. */
export const PHANTOM_OPTIONS = { head: HEAD, 'head-tilted': { ...HEAD, gantryTilt: 20 } } as const;

export type PlaneGolden = keyof typeof PHANTOM_OPTIONS;

export interface GoldenPlane {
  readonly volume: Volume;
  readonly state: ViewState;
  readonly plane: Plane;
}

export function goldenPlane(name: PlaneGolden, spoil: (volume: Volume) => Volume = (volume) => volume): GoldenPlane {
  const volume = createVolume(phantomVolumeInput(PHANTOM_OPTIONS[name]));
  const state = firstState([volume], REQUEST);
  return { volume: spoil(volume), state, plane: drawnPlane(volume, state, ...SIZE) };
}

export interface PlantedBug {
  readonly golden: PlaneGolden;
  /** A volume that is read wrongly. It is sent to pages as text, and knows nothing outside of itself. */
  readonly volume?: (volume: Volume) => Volume;
  /** What a wrong shader has in place of a pixel's own place. */
  readonly pixel?: string;
  /** What the same does to the reference. */
  readonly draw?: (plane: GoldenPlane) => Uint8Array;
}

const levelsOf = (volume: Volume, plane: Plane, { window }: ViewState): Uint8Array =>
  createCpuSampler(volume).levels(plane, { interpolation: 'linear', window });

export const PLANTED_BUGS: Readonly<Record<string, PlantedBug>> = {
  'half a pixel off': {
    golden: 'head',
    pixel: '(floor(gl_FragCoord.xy) + vec2(0.5, 0.0))',
    draw({ volume, plane, state }) {
      const center = addScaled(plane.center, scale(plane.right, plane.spacing[0]), 0.5);
      return levelsOf(volume, { ...plane, center }, state);
    },
  },
  '1 HU off': {
    golden: 'head',
    volume: (volume) => ({
      ...volume,
      slices: volume.slices.map((slice) => ({ ...slice, rescaleIntercept: slice.rescaleIntercept + 1 })),
    }),
  },
  'row and column spacing mixed up': {
    golden: 'head',
    volume: (volume) => ({ ...volume, pixelSpacing: [volume.pixelSpacing[1], volume.pixelSpacing[0]] }),
  },
  'a mirrored sagittal': {
    golden: 'head',
    pixel: `vec2(${SIZE[0] - 1}.0 - floor(gl_FragCoord.x), floor(gl_FragCoord.y))`,
    draw({ volume, plane, state }) {
      const levels = levelsOf(volume, plane, state);
      return levels.map((_, p) => levels[p - (p % SIZE[0]) + SIZE[0] - 1 - (p % SIZE[0])]!);
    },
  },
  'the tilt ignored': {
    golden: 'head-tilted',
    volume: (volume) => {
      const { normal } = volume.orientation;
      const first = volume.slices[0]!;
      return {
        ...volume,
        slices: volume.slices.map((slice) => {
          const by = slice.position - first.position;
          const origin = first.origin.map((x, axis) => x + by * normal[axis]!) as unknown as typeof first.origin;
          return { ...slice, offset: [0, 0], origin };
        }),
      };
    },
  },
};
