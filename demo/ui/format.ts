// Numbers as people read them: a true minus, a fixed number of digits, patient sides instead of signs.
import { isLutChoice, type PlaneName, type Vec3, type VoiTransform } from '../../src/entry/index.ts';

export const number = (value: number, digits = 0): string => {
  const text = Math.abs(value).toFixed(digits);
  return value < 0 && Number(text) !== 0 ? `\u2212${text}` : text;
};

/** Whole where it is (nearly) whole or large, else with enough digits to tell neighbours apart. */
export const modality = (value: number): string => {
  const size = Math.abs(value);
  if (size >= 100 || Math.abs(value - Math.round(value)) < 1e-6) return number(value);
  return number(value, size >= 10 ? 1 : size >= 1 ? 2 : 3);
};

const SIDES = [
  ['R', 'L'],
  ['A', 'P'],
  ['F', 'H'],
] as const;

/** A patient position (LPS) by sides: "L 12.3  P 4.5  H 78.9 mm". */
export const patient = (position: Vec3): string =>
  `${position.map((mm, axis) => `${SIDES[axis]![mm < 0 ? 0 : 1]} ${Math.abs(mm).toFixed(1)}`).join('  ')} mm`;

export function windowText(voi: VoiTransform): string {
  const values = isLutChoice(voi) ? `LUT ${voi.lut + 1}` : `W ${modality(voi.width)}  L ${modality(voi.center)}`;
  return values + (voi.explanation ? `  ${voi.explanation.toLowerCase()}` : '');
}

const AXIS: Readonly<Record<PlaneName, string>> = { axial: 'z', sagittal: 'x', coronal: 'y', acquired: 'n' };

export const placeText = (plane: PlaneName, mm: number): string => `${AXIS[plane]} ${number(mm, 1)} mm`;

export const title = (plane: string): string => plane[0]!.toUpperCase() + plane.slice(1);
