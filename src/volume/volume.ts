// The volume: a stack at one time, ready to sample. Every slice keeps its own plane and its own rescale (the slice table),
// so tilt, uneven spacing, drift and per-slice slope are facts of the record and not corrections made later.
import type { Vec3 } from '../math/vec3.ts';
import type { VoiLut } from '../voi/voi-lut.ts';
import type { VoiWindow } from '../voi/voi-window.ts';

/** Unit vectors in patient space. `row` points along increasing column index, `column` along increasing row index. */
export interface Orientation {
  readonly row: Vec3;
  readonly column: Vec3;
  /** row × column; slices ascend along it. */
  readonly normal: Vec3;
}

/** Stored values that are no measurement, both ends included. Source: DICOM PS3.3 C.7.5.1.1.2 */
export type PaddingRange = readonly [low: number, high: number];

/** One row of the slice table. */
export interface Slice {
  /** Patient position of the centre of the first pixel, LPS mm (ImagePositionPatient). */
  readonly origin: Vec3;
  /** origin · normal, mm. */
  readonly position: number;
  /** This slice's first pixel in the first slice's grid: [columns, rows], fractional. [0, 0] for the first slice. */
  readonly offset: readonly [column: number, row: number];
  readonly rescaleSlope: number;
  readonly rescaleIntercept: number;
  readonly padding: PaddingRange | null;
}

/** Signed or unsigned as the file says; 8-bit pixels are widened. */
export type StoredValues = NarrowValues | WideValues;

export type NarrowValues = Int16Array<ArrayBuffer> | Uint16Array<ArrayBuffer>;

/** 32-bit integers and floating point pixels. */
export type WideValues =
  | Int32Array<ArrayBuffer>
  | Uint32Array<ArrayBuffer>
  | Float32Array<ArrayBuffer>
  | Float64Array<ArrayBuffer>;

export const isNarrow = (values: StoredValues): values is NarrowValues =>
  values instanceof Int16Array || values instanceof Uint16Array;

/** Floating point values may hold what is no number: that is missing wherever it is met, like padding. */
export const isFloat = (values: StoredValues): boolean =>
  values instanceof Float32Array || values instanceof Float64Array;

/** Another unit in which a volume's values can be given (`inUnit`). */
export interface VolumeUnit {
  /** To select it by: 'SUVbw', or what the file calls it. */
  readonly name: string;
  readonly unit: string;
  /** Where the formula comes from. */
  readonly source: string;
  /** One a slice: stored value · slope + intercept = value in `unit`. */
  readonly rescales: readonly (readonly [slope: number, intercept: number])[];
}

export interface Volume {
  readonly size: readonly [columns: number, rows: number, slices: number];
  /** Length columns·rows·slices, column fastest, slices ascending along the normal. */
  readonly storedValues: StoredValues;
  readonly slices: readonly Slice[];
  /** The middle slice's (index floor(n/2)), orthonormalised. */
  readonly orientation: Orientation;
  /** mm: [between rows, between columns], as PixelSpacing (0028,0030). */
  readonly pixelSpacing: readonly [row: number, column: number];
  /** mm, or null where the files do not say. Never used as spacing, but for the reach of a single slice. */
  readonly sliceThickness: number | null;
  /** Least and greatest modality value, padding and what is no finite number left out; [0, 0] where nothing is measured. */
  readonly modalityRange: readonly [min: number, max: number];
  /** Least and greatest stored value: padding included where they have 16 bits, left out where they are wider. */
  readonly storedRange: readonly [min: number, max: number];
  /** Unit of the modality values: 'HU', PET's Units, or 'a.u.' */
  readonly unit: string;
  /** Other units that `inUnit` gives the values in. */
  readonly units: readonly VolumeUnit[];
  /** MONOCHROME1 or PresentationLUTShape INVERSE: grey is 1 − grey. */
  readonly inverse: boolean;
  /** Windows of the middle slice's file, valid ones only, in file order. */
  readonly windows: readonly VoiWindow[];
  /** VOI LUTs of the middle slice's file, valid ones only, in file order. */
  readonly voiLuts: readonly VoiLut[];
}
