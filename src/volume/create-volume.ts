// Arrays in, a checked Volume out: the one place where a volume is made, whether the pixels came from files or from a host.
import { ResliceError } from '../errors.ts';
import { orthonormalize } from '../math/orthonormal.ts';
import { dot, isFiniteVec3, subtract, type Vec3 } from '../math/vec3.ts';
import { isValidLut, type VoiLut } from '../voi/voi-lut.ts';
import type { VoiWindow } from '../voi/voi-window.ts';
import { modalityRangeOf } from './modality-range.ts';
import type { Orientation, PaddingRange, Slice, StoredValues, Volume, VolumeUnit } from './volume.ts';

export interface SliceInput {
  /** Centre of the first pixel, LPS mm. */
  readonly origin: Vec3;
  readonly rescaleSlope?: number;
  readonly rescaleIntercept?: number;
  readonly padding?: PaddingRange | null;
}

export interface VolumeInput {
  /** Length columns·rows·slices, column fastest. Kept, not copied. */
  readonly storedValues: StoredValues;
  readonly size: readonly [columns: number, rows: number, slices: number];
  /** mm: [between rows, between columns]. */
  readonly pixelSpacing: readonly [row: number, column: number];
  /** Patient space; orthonormalised here. */
  readonly orientation: { readonly row: Vec3; readonly column: Vec3 };
  /** One a slice, ascending along row × column. */
  readonly slices: readonly SliceInput[];
  readonly sliceThickness?: number | null;
  readonly unit?: string;
  readonly units?: readonly VolumeUnit[];
  readonly inverse?: boolean;
  readonly windows?: readonly VoiWindow[];
  readonly voiLuts?: readonly VoiLut[];
  /** Found by looking at every value where absent. */
  readonly modalityRange?: readonly [min: number, max: number];
  readonly storedRange?: readonly [min: number, max: number];
}

/** Slices nearer to each other than this along the normal are duplicates by position, mm (docs/sampling.md). */
export const LEAST_INCREMENT = 0.01;

const bad = (detail: string): never => {
  throw new ResliceError('volume/bad-value', { detail });
};

/**
 * @throws ResliceError 'volume/bad-value' where sizes, spacing, orientation, order or rescale cannot be sampled
 */
export function createVolume(input: VolumeInput): Volume {
  const [columns, rows, count] = input.size;
  if (![columns, rows, count].every((n) => Number.isInteger(n) && n > 0)) bad('size must hold whole numbers above 0');
  if (input.storedValues.length !== columns * rows * count) bad('storedValues must hold columns·rows·slices values');
  if (input.slices.length !== count) bad('slices must hold one entry a slice');
  const [rowSpacing, columnSpacing] = input.pixelSpacing;
  if (!(rowSpacing > 0 && columnSpacing > 0 && Number.isFinite(rowSpacing * columnSpacing)))
    bad('pixelSpacing must be above 0 mm');
  const orientation = orthonormalize(input.orientation.row, input.orientation.column);
  if (!orientation) return bad('orientation must hold two orthogonal unit vectors');
  if (input.voiLuts?.some((lut) => !isValidLut(lut))) bad('a VOI LUT must hold 1 to 65536 entries of 8 to 16 bits');
  const slices = sliceTable(input.slices, orientation, input.pixelSpacing);
  const ranges =
    input.modalityRange && input.storedRange
      ? { modalityRange: input.modalityRange, storedRange: input.storedRange }
      : modalityRangeOf(input.storedValues, columns * rows, slices);
  return {
    size: [columns, rows, count],
    storedValues: input.storedValues,
    slices,
    orientation,
    pixelSpacing: [rowSpacing, columnSpacing],
    sliceThickness: input.sliceThickness ?? null,
    ...ranges,
    unit: input.unit ?? 'a.u.',
    units: checkUnits(input.units ?? [], count),
    inverse: input.inverse ?? false,
    windows: input.windows ?? [],
    voiLuts: input.voiLuts ?? [],
  };
}

function checkRescale(slope: number, intercept: number): void {
  if (!Number.isFinite(slope) || slope === 0 || !Number.isFinite(intercept))
    bad('rescaleSlope must be finite and not 0, rescaleIntercept finite');
}

function checkUnits(units: readonly VolumeUnit[], count: number): readonly VolumeUnit[] {
  for (const { rescales } of units) {
    if (rescales.length !== count) bad('units must hold one rescale a slice');
    for (const rescale of rescales) checkRescale(...rescale);
  }
  return units;
}

function sliceTable(
  inputs: readonly SliceInput[],
  { row, column, normal }: Orientation,
  [rowSpacing, columnSpacing]: readonly [number, number],
): readonly Slice[] {
  const first = inputs[0]!.origin;
  let last = Number.NEGATIVE_INFINITY;
  return inputs.map((input): Slice => {
    const { origin, rescaleSlope = 1, rescaleIntercept = 0, padding = null } = input;
    if (!isFiniteVec3(origin)) bad('every slice needs a finite origin');
    checkRescale(rescaleSlope, rescaleIntercept);
    const position = dot(origin, normal);
    if (position - last < LEAST_INCREMENT) bad(`slices must ascend along the normal by at least ${LEAST_INCREMENT} mm`);
    last = position;
    const fromFirst = subtract(origin, first);
    const offset = [dot(fromFirst, row) / columnSpacing, dot(fromFirst, column) / rowSpacing] as const;
    return { origin, position, offset, rescaleSlope, rescaleIntercept, padding };
  });
}
