// Modality value -> grey by whatever the picture asks for, chosen once a picture.
import { greyLinear } from './grey-linear.ts';
import { greyLinearExact } from './grey-linear-exact.ts';
import { greyLut } from './grey-lut.ts';
import { greySigmoid } from './grey-sigmoid.ts';
import { isLutChoice, type VoiLut, type VoiTransform } from './voi-lut.ts';
import type { VoiFunction } from './voi-window.ts';

const FUNCTIONS: Readonly<Record<VoiFunction, typeof greyLinear>> = {
  LINEAR: greyLinear,
  LINEAR_EXACT: greyLinearExact,
  SIGMOID: greySigmoid,
};

/** @param voi  checked (`checkVoi`) against `luts` */
export function greyOf(voi: VoiTransform, luts: readonly VoiLut[]): (modalityValue: number) => number {
  if (isLutChoice(voi)) {
    const lut = luts[voi.lut]!;
    return (value) => greyLut(value, lut);
  }
  const { center, width } = voi;
  const grey = FUNCTIONS[voi.function];
  return (value) => grey(value, center, width);
}
