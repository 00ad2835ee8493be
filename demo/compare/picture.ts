// From a side's content and state to its pixels, by the CPU reference.
import {
  coverStack,
  createCpuSampler,
  levelOf,
  namedGeometry,
  namedPlane,
  type Plane,
  type PlaneName,
  positionOf,
  type VoiTransform,
  type Volume,
  windowOfLut,
} from '../../src/entry/cpu.ts';
import { isLutChoice, pixelToPatient, positionAxis } from '../../src/entry/index.ts';

/** Where a plane lies, and how values become levels. */
export interface PictureState {
  readonly plane: Plane;
  readonly window: VoiTransform;
}

export interface Picture {
  readonly width: number;
  readonly height: number;
  readonly levels: Uint8Array;
  /** Modality values, NaN outside; null of a picture that has none. */
  readonly values: Float64Array | null;
  readonly unit: string;
}

/** Square pixels of the finer spacing. */
export function planeAt(volume: Volume, name: PlaneName, position: number): Plane {
  const own = namedPlane(volume, name, position);
  const [across, down] = own.spacing;
  return across === down ? own : coverStack(volume, namedGeometry(volume, name, position), Math.min(across, down));
}

/** Positions that a slider goes through, mm: the slices as acquired; else a pixel apart, the default one among them. */
export function positionsOf(volume: Volume, name: PlaneName): readonly number[] {
  if (name === 'acquired') return volume.slices.map(({ position }) => position);
  const step = Math.min(...volume.pixelSpacing);
  const middle = defaultPosition(volume, name);
  const axis = positionAxis(volume, name);
  const { size, slices, pixelSpacing, orientation } = volume;
  const corners = slices.flatMap(({ origin }) => {
    const [width, height] = [size[0], size[1]];
    const slice = {
      center: origin,
      right: orientation.row,
      down: orientation.column,
      spacing: [pixelSpacing[1], pixelSpacing[0]] as const,
      // One pixel at the origin: places are counted from it.
      width: 1,
      height: 1,
    };
    return [0, width - 1].flatMap((i) => [0, height - 1].map((j) => pixelToPatient(slice, i, j)));
  });
  const along = corners.map((at) => at[0] * axis[0] + at[1] * axis[1] + at[2] * axis[2]);
  const [least, most] = along.reduce(([a, b], mm) => [Math.min(a, mm), Math.max(b, mm)], [middle, middle]);
  const [below, above] = [Math.floor((middle - least) / step), Math.floor((most - middle) / step)];
  return Array.from({ length: below + above + 1 }, (_, n) => middle + (n - below) * step);
}

export const defaultPosition = (volume: Volume, name: PlaneName): number =>
  positionOf(volume, name, namedGeometry(volume, name));

export function drawSeries(volume: Volume, { plane, window }: PictureState): Picture {
  const { width, height } = plane;
  const values = createCpuSampler(volume).values64(plane, { interpolation: 'linear' });
  const level = levelOf(window, { voiLuts: volume.voiLuts, inverse: volume.inverse });
  return { width, height, levels: Uint8Array.from(values, level), values, unit: volume.unit };
}

/** A volume's window for another volume, which has not the same LUTs. */
export const windowForOthers = (window: VoiTransform, volume: Volume): VoiTransform =>
  isLutChoice(window) ? windowOfLut(volume.voiLuts[window.lut]!) : window;
