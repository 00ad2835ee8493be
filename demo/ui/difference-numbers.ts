// What `reslice/compare` found, as people read it.
import type { PlaneComparison } from '../../src/entry/compare.ts';
import { modality, number } from './format.ts';

/** A difference: nothing where it is float64's rounding. */
export const differenceText = (value: number): string => (value < 1e-6 ? '0' : modality(value));

/** With as many digits as tell little from nothing. */
export function shareText(part: number, whole: number): string {
  const percent = whole > 0 ? (100 * part) / whole : 0;
  if (part > 0 && percent < 0.01) return 'below 0.01 %';
  return `${number(percent, percent > 0 && percent < 10 ? 2 : 1)} %`;
}

export interface DifferenceTexts {
  readonly largest: string;
  readonly mean: string;
  readonly off: string;
  /** Share of all pixels that are inside in one picture only. */
  readonly oneOnly: string;
  readonly psnr: string;
  readonly ssim: string;
  readonly worst: string;
}

export function differenceTexts(found: PlaneComparison, pixels: number): DifferenceTexts {
  const { largest, mean, off, compared, onlyInA, onlyInB, psnr, ssim, worst } = found;
  return {
    largest: differenceText(largest),
    mean: mean > 0 && mean < 0.001 && mean >= 1e-6 ? 'below 0.001' : differenceText(mean),
    off: shareText(off, compared),
    oneOnly: shareText(onlyInA + onlyInB, pixels),
    psnr: psnr === Number.POSITIVE_INFINITY ? 'equal' : `${number(psnr, 2)} dB`,
    ssim: ssim === null ? 'none' : number(ssim, 4),
    worst:
      worst && largest >= 1e-6
        ? `${worst.column}, ${worst.row}: ${modality(worst.a)} and ${modality(worst.b)}`
        : 'none',
  };
}
