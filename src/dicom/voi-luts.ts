// The VOI LUTs of a file. A bad one is reported and the next is used.
import { ResliceError } from '../errors.ts';
import { isValidLut, type VoiLut } from '../voi/voi-lut.ts';
import type { DataSet } from './data-set.ts';
import { withFile } from './fail-parse.ts';
import { readLutTable } from './lut-table.ts';
import type { ModalityValues } from './modality-values.ts';
import type { PixelFormat } from './pixel-format.ts';
import { TAGS } from './tag.ts';

/**
 * @param values  what stored values mean: decides how a first mapped value is read whose VR does not say
 * Source: DICOM PS3.3 C.11.2.1.1
 */
export function readVoiLuts(
  dataSet: DataSet,
  format: PixelFormat,
  values: ModalityValues,
  file: string,
  problems: ResliceError[],
): readonly VoiLut[] {
  const [least, most] = modalityLimits(format, values);
  // Where an unsigned value could not be met, a US is a mistake for SS: the table is for values that there are.
  const signed = (first: number, vr: string | undefined): boolean =>
    vr === 'SS' || (least < 0 && (vr !== 'US' || first > most));
  return dataSet.items(TAGS.voiLutSequence).flatMap((item, n): VoiLut[] => {
    try {
      const explanation = item.label(TAGS.lutExplanation);
      const lut = { ...readLutTable(item, file, signed), ...(explanation ? { explanation } : {}) };
      if (isValidLut(lut)) return [lut];
      const detail = `VOI LUT ${n + 1} has entries of more than ${lut.bits} bits`;
      throw new ResliceError('dicom/bad-value', { file, tag: TAGS.lutData, detail });
    } catch (refused) {
      problems.push(withFile(refused, file, TAGS.voiLutSequence));
      return [];
    }
  });
}

/** Least and greatest modality value that the pixels could have. */
function modalityLimits({ bitsStored, signed }: PixelFormat, values: ModalityValues): readonly [number, number] {
  if (values.modalityLut) return [0, 65535];
  const span = 2 ** bitsStored;
  const ends = (signed ? [-span / 2, span / 2 - 1] : [0, span - 1]).map(
    (stored) => stored * values.rescaleSlope + values.rescaleIntercept,
  );
  return [Math.min(...ends), Math.max(...ends)];
}
