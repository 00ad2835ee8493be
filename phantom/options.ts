// The phantom's knobs.
import type { Vec3 } from '../src/math/vec3.ts';

export interface PhantomWindow {
  readonly center: number;
  readonly width: number;
  readonly explanation: string;
}

export interface PhantomOptions {
  readonly rows: number;
  readonly columns: number;
  readonly slices: number;
  /** mm: [between rows, between columns]. */
  readonly pixelSpacing: readonly [row: number, column: number];
  /** mm the table moves from slice to slice. */
  readonly step: number;
  /** Factors on the step, repeated; empty for an even stack. */
  readonly unevenSteps: readonly number[];
  /** Indices of slices that are left out. */
  readonly missing: readonly number[];
  readonly sliceThickness: number;
  /** Degrees the slices lean about their rows while the table goes straight on, as GE and Siemens CT do it. */
  readonly gantryTilt: number;
  /** Random in-plane shift of every slice, mm. */
  readonly drift: number;
  /** Directions before the tilt. */
  readonly row: Vec3;
  readonly column: Vec3;
  /** Middle of the stack, LPS mm. */
  readonly center: Vec3;
  readonly signed: boolean;
  /** 2 to 16; up to 8 are written in 8 allocated bits. */
  readonly bitsStored: number;
  /** By slice index. */
  readonly rescaleSlope: (k: number) => number;
  readonly rescaleIntercept: (k: number) => number;
  /** Stored value outside a circular field of view, or null for none. */
  readonly padding: number | null;
  /** Standard deviation of the noise, in modality values. */
  readonly noise: number;
  readonly seed: number;
  readonly modality: 'CT' | 'MR' | 'PT';
  readonly unit: string;
  readonly photometricInterpretation: 'MONOCHROME1' | 'MONOCHROME2';
  readonly windows: readonly PhantomWindow[];
  readonly seriesDescription: string;
  readonly instanceNumbers: 'rising' | 'falling';
  /** Whether files come in another order than slices. */
  readonly shuffled: boolean;
  readonly transferSyntaxUID: '1.2.840.10008.1.2' | '1.2.840.10008.1.2.1';
}

/** A head CT that a newcomer sees first: 1 mm pixels, 3 mm slices, 16 bits signed. */
export const DEFAULTS: PhantomOptions = {
  rows: 240,
  columns: 208,
  slices: 64,
  pixelSpacing: [1, 1],
  step: 3,
  unevenSteps: [],
  missing: [],
  sliceThickness: 3,
  gantryTilt: 0,
  drift: 0,
  row: [1, 0, 0],
  column: [0, 1, 0],
  center: [0, 4, 2],
  signed: true,
  bitsStored: 16,
  rescaleSlope: () => 1,
  rescaleIntercept: () => 0,
  padding: null,
  noise: 0,
  seed: 1,
  modality: 'CT',
  unit: 'HU',
  photometricInterpretation: 'MONOCHROME2',
  windows: [
    { center: 40, width: 80, explanation: 'BRAIN' },
    { center: 400, width: 1800, explanation: 'BONE' },
  ],
  seriesDescription: 'Phantom head',
  instanceNumbers: 'rising',
  shuffled: false,
  transferSyntaxUID: '1.2.840.10008.1.2.1',
};

export const withDefaults = (options: Partial<PhantomOptions> = {}): PhantomOptions => ({ ...DEFAULTS, ...options });
