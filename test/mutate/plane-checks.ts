// Planes that a broken shader must not draw as the CPU reference does. One line a plane: whatever the shaders learn gets one here.
import { expect } from 'vitest';
import { compareLevels, compareValues } from '../../conformance/compare-levels.ts';
import { obliquePlane, orthogonalPlanes, ownGrid } from '../../conformance/planes.ts';
import { type Geometry, makeVolume, noise, padOutsideCircle, perSlice } from '../../conformance/volumes.ts';
import { addScaled, normalize, type Vec3 } from '../../src/math/vec3.ts';
import type { Plane } from '../../src/plane/plane.ts';
import { nearBreak } from '../../src/regression/near-break.ts';
import { nearStep } from '../../src/regression/near-step.ts';
import { createCpuSampler } from '../../src/sampler/cpu/cpu-sampler.ts';
import type { GpuDevice, GpuDeviceOptions } from '../../src/sampler/gpu/device.ts';
import { GpuSampler } from '../../src/sampler/gpu/gpu-sampler.ts';
import type { PlaneDrawerOptions } from '../../src/sampler/gpu/plane-drawer.ts';
import { VolumeTexture } from '../../src/sampler/gpu/volume-texture.ts';
import type { PictureOptions, SampleOptions } from '../../src/sampler/sampler.ts';
import { createColormap, paletteOf } from '../../src/voi/colormap.ts';
import { isLutChoice, type VoiLut } from '../../src/voi/voi-lut.ts';
import { createVolume } from '../../src/volume/create-volume.ts';
import type { Volume } from '../../src/volume/volume.ts';

/** More columns than rows, and the other way round: an axis taken for the other must not go unseen. */
const SIZE = [33, 29, 11] as const;
const TALL = [25, 35, 11] as const;
const DEEP = [21, 19, 16] as const;
const PADDING = [-6000, -1500] as const;

/** Noise with some padding everywhere, and around a circle of either end of its range. */
const padded = (size: Geometry['size'], seed: number) =>
  padOutsideCircle(noise(size, 'int16', seed), size, -1500).map((value, n) =>
    value === -1500 && n % 2 ? -6000 : value,
  );

const together = makeVolume({ size: TALL, drift: 1.5 }, noise(TALL, 'int16', 12));

/** The first slice so far away in its plane that all others have large offsets. Within what two halves hold: 16384 pixels. */
function astray(volume: Volume): Volume {
  const slices = volume.slices.map(({ origin: [x, y, z] }, k) => ({
    origin: [k ? x : x - 8000, k ? y : y - 9000, z] as const,
  }));
  return createVolume({ ...volume, slices });
}

/** More entries than a row of the table holds; and few, so that most values are beyond their ends. */
const LUTS: readonly VoiLut[] = [
  { firstMapped: -30_000, entries: Uint16Array.from({ length: 60_000 }, (_, n) => n + 3000), bits: 16 },
  { firstMapped: -2000, entries: Uint16Array.from({ length: 5000 }, (_, n) => 4000 - Math.floor(n / 2)), bits: 12 },
];
/** No channel is another's. */
const COLORMAP = createColormap({
  name: 'odd',
  table: Array.from({ length: 256 }, (_, n) => [n, 255 - n, (n * 7) % 256] as const),
});

const volumes = {
  even: makeVolume({ size: SIZE }, noise(SIZE, 'int16', 1)),
  uneven: makeVolume({ size: SIZE, steps: [0.3, 1, 2.2] }, noise(SIZE, 'uint16', 2)),
  tilted: makeVolume({ size: TALL, tilt: 18.5 }, noise(TALL, 'int16', 3)),
  drifting: makeVolume({ size: SIZE, drift: 1.5, steps: [1, 1.4] }, noise(SIZE, 'int16', 4)),
  padded: makeVolume({ size: TALL }, padded(TALL, 5), undefined, PADDING),
  'own slopes': makeVolume({ size: SIZE }, noise(SIZE, 'int16', 6), perSlice),
  'own slopes, tilted, padded': makeVolume(
    { size: SIZE, tilt: -12, steps: [1, 0.6] },
    padded(SIZE, 7),
    perSlice,
    PADDING,
  ),
  wide: makeVolume(
    { size: SIZE },
    Float32Array.from(noise(SIZE, 'int16', 8), (v) => v * 1.37),
  ),
  'wide, padded': makeVolume({ size: SIZE, tilt: 9 }, Float32Array.from(padded(SIZE, 9)), perSlice, PADDING),
  inverse: { ...makeVolume({ size: SIZE, steps: [1, 1.2] }, noise(SIZE, 'int16', 10)), inverse: true },
  deep: makeVolume({ size: DEEP, step: 1.2 }, noise(DEEP, 'int16', 13)),
  astray: astray(together),
  'wide, holes': makeVolume(
    { size: SIZE, tilt: 7 },
    Float32Array.from(padded(SIZE, 15), (v, n) => (n % 13 ? v * 1.37 : n % 2 ? Number.NaN : Number.POSITIVE_INFINITY)),
  ),
  luts: createVolume({ ...makeVolume({ size: SIZE, tilt: 8 }, noise(SIZE, 'int16', 14)), voiLuts: LUTS }),
  'one slice': makeVolume({ size: [33, 29, 1], sliceThickness: 4 }, noise([33, 29, 1], 'int16', 11)),
} as const satisfies Record<string, Volume>;

type Named =
  | 'axial'
  | 'sagittal'
  | 'coronal'
  | 'oblique'
  | 'own grid'
  | 'own grid, aside'
  | 'coronal, all'
  | 'last column'
  | 'last row'
  | 'first column'
  | 'first row'
  | 'near ties 3'
  | 'near ties 6';

/** What the pictures show; windows of both linear functions where left out. */
type Grey = 'sigmoid' | 'luts' | 'colours';

interface Knobs extends SampleOptions {
  readonly grey?: Grey;
  readonly invert?: boolean;
  readonly limits?: GpuDeviceOptions;
  readonly sampler?: PlaneDrawerOptions;
  /** How far values may be off, as a share of the largest: more where the shader is meant to be coarse. */
  readonly allowed?: number;
}

const linear = { interpolation: 'linear' } as const;
const nearest = { interpolation: 'nearest' } as const;
const cubic = { interpolation: 'cubic' } as const;
/** Two and a half blocks of the shader's sums. */
const mean = { thickness: 13, mode: 'mean' } as const;
const max = { thickness: 4, mode: 'max' } as const;
const min = { thickness: 3, mode: 'min' } as const;

/** What each plane is drawn through, where, and how. Sheets and kept values are on, as they are by default. */
const planes: readonly (readonly [volume: keyof typeof volumes, plane: Named, knobs: Knobs])[] = [
  ['even', 'axial', linear],
  ['even', 'sagittal', linear],
  ['even', 'coronal', linear],
  ['even', 'oblique', linear],
  ['even', 'own grid', { ...linear, invert: true }],
  ['even', 'oblique', nearest],
  ['uneven', 'axial', linear],
  ['uneven', 'sagittal', linear],
  ['uneven', 'oblique', linear],
  ['uneven', 'oblique', nearest],
  ['tilted', 'axial', linear],
  ['tilted', 'sagittal', linear],
  ['tilted', 'coronal', linear],
  ['tilted', 'oblique', linear],
  ['tilted', 'oblique', nearest],
  ['drifting', 'axial', linear],
  ['drifting', 'axial', nearest],
  ['drifting', 'coronal', linear],
  ['drifting', 'sagittal', { ...linear, sampler: { sheets: false } }],
  ['padded', 'sagittal', linear],
  ['padded', 'oblique', linear],
  ['padded', 'oblique', nearest],
  ['padded', 'axial', { ...linear, padding: 'keep' }],
  ['own slopes', 'sagittal', linear],
  ['own slopes', 'oblique', linear],
  ['own slopes, tilted, padded', 'axial', linear],
  ['own slopes, tilted, padded', 'coronal', linear],
  ['own slopes, tilted, padded', 'oblique', linear],
  ['own slopes, tilted, padded', 'oblique', nearest],
  ['wide', 'sagittal', linear],
  ['wide', 'oblique', linear],
  ['wide, padded', 'oblique', linear],
  ['inverse', 'oblique', linear],
  ['one slice', 'own grid', linear],
  ['one slice', 'oblique', nearest],
  ['even', 'oblique', { ...linear, limits: { mostSlices: 3 } }],
  ['deep', 'sagittal', { ...linear, limits: { mostSlices: 2 } }],
  ['tilted', 'coronal', { ...linear, limits: { mostSlices: 6 } }],
  ['deep', 'sagittal', { ...nearest, limits: { mostSlices: 3 } }],
  ['even', 'last column', linear],
  ['even', 'last row', linear],
  ['tilted', 'last row', linear],
  ['tilted', 'first column', linear],
  ['drifting', 'last column', linear],
  ['drifting', 'last row', linear],
  ['drifting', 'first column', linear],
  ['drifting', 'first row', linear],
  ['padded', 'coronal', linear],
  ['own slopes, tilted, padded', 'last row', linear],
  ['astray', 'oblique', linear],
  ['astray', 'near ties 3', nearest],
  ['astray', 'near ties 6', nearest],
  ['astray', 'sagittal', linear],
  ['astray', 'coronal', linear],
  ['even', 'sagittal', cubic],
  ['even', 'oblique', cubic],
  ['uneven', 'oblique', cubic],
  ['uneven', 'axial', cubic],
  ['drifting', 'coronal', cubic],
  ['padded', 'own grid', cubic],
  ['padded', 'oblique', cubic],
  ['own slopes', 'coronal', cubic],
  ['own slopes, tilted, padded', 'oblique', cubic],
  ['wide, padded', 'oblique', cubic],
  ['one slice', 'own grid', cubic],
  ['uneven', 'coronal, all', cubic],
  ['padded', 'own grid, aside', cubic],
  ['astray', 'oblique', cubic],
  ['wide, holes', 'oblique', linear],
  ['wide, holes', 'oblique', nearest],
  ['wide, holes', 'oblique', { ...linear, padding: 'keep' }],
  ['wide, holes', 'own grid', cubic],
  ['even', 'oblique', { ...linear, slab: mean }],
  ['even', 'sagittal', { ...linear, slab: max }],
  ['even', 'axial', { ...linear, slab: min }],
  ['uneven', 'axial', { ...linear, slab: mean }],
  ['uneven', 'oblique', { ...linear, slab: min }],
  ['tilted', 'sagittal', { ...linear, slab: mean }],
  ['drifting', 'axial', { ...linear, slab: max }],
  ['padded', 'oblique', { ...nearest, slab: max }],
  ['own slopes, tilted, padded', 'oblique', { ...linear, slab: mean }],
  ['even', 'coronal', { ...cubic, slab: mean }],
  ['even', 'oblique', { ...linear, grey: 'sigmoid' }],
  ['luts', 'oblique', { ...linear, grey: 'luts' }],
  ['padded', 'oblique', { ...linear, grey: 'colours' }],
  ['inverse', 'own grid', { ...linear, grey: 'colours' }],
  ['even', 'oblique', { ...linear, sampler: { defines: ['SPLIT_OFF'] }, allowed: 1e-4 }],
];

function planeOf(volume: Volume, name: Named): Plane {
  if (name === 'own grid') return ownGrid(volume, Math.floor(volume.size[2] / 3));
  if (name === 'own grid, aside') {
    const plane = ownGrid(volume, 4);
    return { ...plane, center: addScaled(addScaled(plane.center, plane.right, 0.3), plane.down, 0.4) };
  }
  if (name.startsWith('near ties')) return nearTies(volume, Number(name.at(-1)));
  const { axial, sagittal, coronal } = orthogonalPlanes(volume, 0.55);
  const edge = (plane: Plane, axis: 0 | 1, pixel: number): Plane => {
    // A quarter of a pixel beyond the middle of the outermost one.
    const { origin } = volume.slices[Math.floor(volume.size[2] / 2)]!;
    const center = plane.center.map((c, n) => (n === axis ? origin[axis] + pixel * volume.pixelSpacing[1 - axis]! : c));
    return { ...plane, center: center as unknown as Vec3 };
  };
  const plane = {
    axial,
    sagittal,
    coronal,
    'coronal, all': orthogonalPlanes(volume, 0.9).coronal,
    oblique: obliquePlane(volume, 4, 0.7),
    'first column': edge(sagittal, 0, -0.25),
    'last column': edge(sagittal, 0, volume.size[0] - 0.75),
    'first row': edge(coronal, 1, -0.25),
    'last row': edge(coronal, 1, volume.size[1] - 0.75),
  }[name as Exclude<Named, 'own grid' | 'own grid, aside' | 'near ties 3' | 'near ties 6'>];
  return { ...plane, width: 52, height: 47 };
}

/** All but parallel to slice k, and every pixel nearer to a tie of nearest than one float32 can tell at large offsets. */
function nearTies(volume: Volume, k: number): Plane {
  const plane = ownGrid(volume, k);
  const [rowSpacing, columnSpacing] = volume.pixelSpacing;
  const aside = addScaled(plane.center, plane.right, 0.50015 * columnSpacing);
  const turned = normalize([1, 0, 0.002]);
  return { ...plane, center: addScaled(aside, plane.down, 0.50015 * rowSpacing), right: turned };
}

/** Two of each function; the second of a pair is drawn from kept values. */
function picturesOf({ modalityRange: [min, max] }: Volume, knobs: Knobs): readonly PictureOptions[] {
  const { grey, limits: _, sampler: __, allowed: ___, ...options } = knobs;
  if (grey === 'luts') return [0, 1, 0].map((lut) => ({ ...options, window: { function: 'LUT', lut } }));
  const [center, width] = [min + 0.45 * (max - min), (max - min) / 3];
  const colormap = grey === 'colours' ? COLORMAP : null;
  const [usual, other] = grey === 'sigmoid' ? (['SIGMOID', 'SIGMOID'] as const) : (['LINEAR', 'LINEAR_EXACT'] as const);
  return [
    { ...options, colormap, window: { center, width, function: usual } },
    { ...options, colormap, window: { center: center + 0.1 * width, width: width / 5, function: other } },
    { ...options, colormap, window: { center, width: 1.7 * width, function: usual } },
  ];
}

export interface Check {
  readonly name: string;
  /** Throws where the shaders of `device` draw otherwise than the reference. */
  readonly run: (device: GpuDevice) => void;
}

interface Picture {
  readonly options: PictureOptions;
  readonly levels: Uint8Array;
  readonly mask: Uint8Array;
}

/** The planes, each drawn by the CPU once; textures are uploaded once into the context of `device`, which all later devices share. */
export function planeChecks(device: GpuDevice): readonly Check[] {
  const textures = new Map<string, VolumeTexture>();
  const textureOf = (name: keyof typeof volumes, limits: GpuDeviceOptions = {}): VolumeTexture => {
    const key = `${name} ${JSON.stringify(limits)}`;
    const known = textures.get(key);
    if (known) return known;
    const texture = new VolumeTexture({ ...device, options: limits }, volumes[name]);
    while (!texture.uploadStep());
    textures.set(key, texture);
    return texture;
  };
  return planes.map(([name, where, knobs]) => {
    const volume = volumes[name];
    const plane = planeOf(name === 'astray' ? together : volume, where);
    const texture = textureOf(name, knobs.limits);
    const cpu = createCpuSampler(volume, { specialised: false });
    const mask = nearBreak(volume, plane, knobs);
    const values = cpu.values64(plane, knobs);
    const pictures = picturesOf(volume, knobs).map((options): Picture => {
      const { window } = options;
      const jumps = isLutChoice(window) ? nearStep(mask, values, volume.voiLuts[window.lut]!, volume) : mask;
      return { options, levels: cpu.levels(plane, options), mask: jumps };
    });
    const largest = Math.max(...volume.modalityRange.map(Math.abs));
    const how = [
      knobs.interpolation,
      knobs.padding,
      knobs.grey,
      JSON.stringify(knobs.slab ?? knobs.limits ?? knobs.sampler),
    ].filter(Boolean);
    return {
      name: `${name}, ${where}, ${how.join(', ')}`,
      run(at) {
        const gpu = new GpuSampler(at, texture, knobs.sampler);
        try {
          const { worst, coverage } = compareValues(gpu.values(plane, knobs), values, mask);
          expect(coverage).toBe(0);
          expect(worst / largest).toBeLessThan(knobs.allowed ?? 1.5e-6);
          if (knobs.allowed) return;
          // The first is drawn directly, the others from kept values; then directly again, by the other function.
          for (const picture of [...pictures, pictures[0]!]) expectPicture(gpu, picture);
          const [, other] = pictures;
          gpu.levels({ ...plane, center: [0, 0, 0] }, other!.options);
          expectPicture(gpu, other!);
        } finally {
          gpu.dispose();
        }
      },
    };

    function expectPicture(gpu: GpuSampler, { options, levels, mask: own }: Picture): void {
      const { colormap } = options;
      const drawn = gpu.levels(plane, options);
      const { worst, differing, compared } = compareLevels(drawn, levels, own);
      expect(worst).toBeLessThanOrEqual(1);
      expect(differing * compared).toBeLessThanOrEqual(2);
      if (!colormap) return;
      const palette = paletteOf(colormap);
      const colours = new Uint32Array(gpu.colors(plane, options).buffer);
      const wrong = colours.filter(
        (colour, p) => !own[p] && colour !== (Number.isNaN(values[p]!) ? 0xff000000 : palette[drawn[p]!]!),
      );
      expect(wrong.length).toBe(0);
    }
  });
}
