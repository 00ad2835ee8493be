// A window as a record: which modality values become black, which white, and by which function.
import { ResliceError } from '../errors.ts';

/** VOI LUT Function (0028,1056). Source: DICOM PS3.3 C.11.2.1.2 and C.11.2.1.3 */
export type VoiFunction = 'LINEAR' | 'LINEAR_EXACT' | 'SIGMOID';

/** Named `VoiWindow` because `Window` is a DOM global. `center` and `width` are in modality values (HU for CT). */
export interface VoiWindow {
  readonly center: number;
  readonly width: number;
  readonly function: VoiFunction;
  /** WindowCenterWidthExplanation (0028,1055), or a preset's name. */
  readonly explanation?: string;
}

/** The least width a function allows: 1 for LINEAR (DICOM PS3.3 C.11.2.1.2.1), anything above 0 for the others. */
export const leastWidth = (voiFunction: VoiFunction): number => (voiFunction === 'LINEAR' ? 1 : Number.MIN_VALUE);

const FUNCTIONS: readonly string[] = ['LINEAR', 'LINEAR_EXACT', 'SIGMOID'] satisfies VoiFunction[];

export const isValidWindow = (window: VoiWindow): boolean =>
  FUNCTIONS.includes(window.function) &&
  Number.isFinite(window.center) &&
  Number.isFinite(window.width) &&
  window.width >= leastWidth(window.function);

/**
 * @returns the same window
 * @throws ResliceError 'voi/bad-value' where there is no such function, the width is below its least or a number is not finite
 */
export function checkWindow(window: VoiWindow): VoiWindow {
  if (!isValidWindow(window)) {
    const least = window.function === 'LINEAR' ? 'at least 1' : 'above 0';
    const detail = `window ${window.center}/${window.width}/${window.function}: width must be ${least}, the function ${FUNCTIONS}`;
    throw new ResliceError('voi/bad-value', { detail });
  }
  return window;
}
