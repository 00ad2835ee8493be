// Numbers and names as people read them: a true minus, a fixed number of digits.
import type { PlaneName } from '../plane/named-plane.ts';
import { isLutChoice, type VoiTransform } from '../voi/voi-lut.ts';

export const number = (value: number, digits = 0): string => {
  const text = Math.abs(value).toFixed(digits);
  return value < 0 && Number(text) !== 0 ? `\u2212${text}` : text;
};

/** At most `digits`, without zeros at the end. */
export const short = (value: number, digits = 2): string => {
  const text = String(Number(Math.abs(value).toFixed(digits)));
  return value < 0 && text !== '0' ? `\u2212${text}` : text;
};

/** Whole where it is (nearly) whole or large, else with enough digits to tell neighbours apart. */
export function modality(value: number): string {
  const size = Math.abs(value);
  if (size >= 100 || Math.abs(value - Math.round(value)) < 1e-6) return number(value);
  return number(value, size >= 10 ? 1 : size >= 1 ? 2 : 3);
}

export function windowText(voi: VoiTransform): string {
  const values = isLutChoice(voi) ? `LUT ${voi.lut + 1}` : `W ${modality(voi.width)}  L ${modality(voi.center)}`;
  return values + (voi.explanation ? `  ${voi.explanation.toLowerCase()}` : '');
}

const AXIS: Readonly<Record<PlaneName, string>> = { axial: 'z', sagittal: 'x', coronal: 'y', acquired: 'n' };

export const placeText = (plane: PlaneName, mm: number): string => `${AXIS[plane]} ${number(mm, 1)} mm`;

export const title = (name: string): string => name[0]!.toUpperCase() + name.slice(1);
