// How modality values become 16-bit integers: the stack's own slope and intercept where it has one, else one that errs by half a step.
import type { SampleOptions } from '../sampler/sampler.ts';
import { isFloat, isNarrow, type Volume } from '../volume/volume.ts';
import { asWritten } from './decimal-string.ts';

export interface StoredForm {
  /** As a decimal string holds it. */
  readonly slope: number;
  readonly intercept: number;
  readonly signed: boolean;
  /** Stands for what is outside; no value takes it. */
  readonly padding: number;
  /** Whether slope and intercept are the stack's. */
  readonly kept: boolean;
}

/**
 * How far beyond the range of a volume's values Catmull-Rom can reach, as a share of the range: its weights' negative parts, 1/8 of the sum
 * in each direction of the grid and up to 0.3 along an uneven stack.
 */
const OVERSHOOT = 0.8;

/**
 * @param zeroIntercept  PET's intercept is always 0: DICOM PS3.3 C.8.9.4
 * @returns |stored·slope + intercept − value| ≤ |slope|/2 for each value that sampling can give
 */
export function storedForm(volume: Volume, options: SampleOptions, zeroIntercept: boolean): StoredForm {
  const range = reachOf(volume, options);
  return keptForm(volume, range, zeroIntercept) ?? (zeroIntercept ? chosenFromZero(range) : chosenForm(range));
}

type Range = readonly [min: number, max: number];

function reachOf(volume: Volume, { interpolation, padding }: SampleOptions): Range {
  const [low, high] = padding === 'keep' ? withPadding(volume) : volume.modalityRange;
  const more = interpolation === 'cubic' ? (high - low) * OVERSHOOT : 0;
  return [low - more, high + more];
}

/** Of every stored value, padding too. */
function withPadding({ slices, storedRange, modalityRange, storedValues }: Volume): Range {
  if (!isNarrow(storedValues)) return modalityRange;
  const ends = slices.flatMap(({ rescaleSlope, rescaleIntercept }) =>
    storedRange.map((stored) => stored * rescaleSlope + rescaleIntercept),
  );
  return [ends.reduce((a, b) => Math.min(a, b)), ends.reduce((a, b) => Math.max(a, b))];
}

/** Null where slices differ, or where 16 bits have no room for the values and one more that stands for none. */
function keptForm({ slices, storedValues }: Volume, [min, max]: Range, zeroIntercept: boolean): StoredForm | null {
  const [{ rescaleSlope, rescaleIntercept, padding }] = slices as readonly [Volume['slices'][0]];
  const one = slices.every(
    (slice) => slice.rescaleSlope === rescaleSlope && slice.rescaleIntercept === rescaleIntercept,
  );
  if (!one || isFloat(storedValues) || (zeroIntercept && rescaleIntercept !== 0)) return null;
  const [slope, intercept] = [asWritten(rescaleSlope), asWritten(rescaleIntercept)];
  const ends = [(min - intercept) / slope, (max - intercept) / slope];
  const [low, high] = [Math.floor(Math.min(...ends)), Math.ceil(Math.max(...ends))];
  const own = storedValues instanceof Int16Array || storedValues instanceof Int32Array;
  for (const signed of [own, !own]) {
    const [least, most] = signed ? [-32768, 32767] : [0, 65535];
    if (low < least || high > most) continue;
    const codes = [...(padding ?? []), least, most];
    const free = codes.find(
      (code) => Number.isInteger(code) && code >= least && code <= most && (code < low || code > high),
    );
    if (free !== undefined) return { slope, intercept, signed, padding: free, kept: true };
  }
  return null;
}

/** A little more than it must be, so that rounding to a decimal string does not make it less. */
const rounded = (step: number): number => asWritten(step * (1 + 1e-9));

/** 0 is padding, 1 the least value. */
function chosenForm([min, max]: Range): StoredForm {
  const slope = max > min ? rounded((max - min) / 65533) : 1;
  return { slope, intercept: asWritten(min - slope), signed: false, padding: 0, kept: false };
}

function chosenFromZero([min, max]: Range): StoredForm {
  const signed = min < 0;
  const largest = Math.max(-min, max);
  const slope = largest > 0 ? rounded(largest / (signed ? 32767 : 65534)) : 1;
  return { slope, intercept: 0, signed, padding: signed ? -32768 : 65535, kept: false };
}

/** Modality values, NaN outside, as they are stored. @returns two bytes each, little endian */
export function storePlane(
  values: Float64Array,
  { slope, intercept, signed, padding }: StoredForm,
): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(values.length * 2);
  const view = new DataView(bytes.buffer);
  const [least, most] = signed ? [-32768, 32767] : [0, 65535];
  for (let p = 0; p < values.length; p++) {
    const value = values[p]!;
    const stored = Number.isNaN(value)
      ? padding
      : Math.min(Math.max(Math.round((value - intercept) / slope), least), most);
    view.setUint16(p * 2, stored & 0xffff, true);
  }
  return bytes;
}
